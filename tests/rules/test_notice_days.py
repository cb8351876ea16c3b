"""The days a notice speaks of, and whether they are over, seen from the day it was written."""

from datetime import date

import pytest

from models.notices.days import days_of, in_doubt, last_day, over_since

WRITTEN = date(2026, 11, 27)  # a Friday


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("明天 13:00–16:00 全小区停水", date(2026, 11, 28)),
        ("后天停水", date(2026, 11, 29)),
        ("周三 9:00 停水", date(2026, 12, 2)),
        ("十二月六号停电", date(2026, 12, 6)),
        ("12月6日至8日停电", date(2026, 12, 8)),
        ("11月25日（周三）停过水，今天恢复", date(2026, 11, 27)),
        ("11月25日停水检修完成", date(2026, 11, 25)),
        ("Water is off tomorrow 1-4 pm", date(2026, 11, 28)),
        ("Water is off on Wednesday 9:00-15:00", date(2026, 12, 2)),
        ("3-5幢停水，9-15点", None),
        ("3号楼停水", None),
        ("每周三收垃圾", None),
        ("周一至周五 8:30 办公", None),
        ("自12月1日起收费", None),
        ("明天起停气", None),
        ("The pool is closed this month for money reasons", None),
    ],
)
def test_the_last_day_it_speaks_of(words, last):
    assert last_day(words, WRITTEN) == last


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("今天和后天停水", ["今天", "后天"]),
        ("明天（11月28日）停水", []),
        ("周六（11月28日）停水", []),
        ("11月28日（周六）停水", []),
        ("昨天爆管", []),
        ("今晚停水", ["今晚"]),
        ("Closed on Wednesday", ["Wednesday"]),
        ("周一至周五 8:30 办公", []),
        ("Water is off tomorrow", ["tomorrow"]),
    ],
)
def test_what_is_in_doubt_for_a_later_reader(words, meant):
    assert [each.words for each in in_doubt(words, WRITTEN)] == meant


def test_a_weekday_said_on_that_weekday_may_be_either():
    assert days_of("周五停电", WRITTEN)[0].days == (WRITTEN, date(2026, 12, 4))


def test_it_is_over_from_the_day_after_the_last():
    words = "明天停水"
    assert [over_since(words, WRITTEN, date(2026, 11, day)) for day in (27, 28, 29)] == [None, None, date(2026, 11, 28)]
