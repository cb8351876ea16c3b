"""What a search asks for, read from its words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.complaints.searching import Wanted, understand

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("3幢 电梯", Wanted(building="3", words=(("电梯", "elevator"),))),
        ("3号楼，停车", Wanted(building="3", words=(("停车", "parking"),))),
        ("停车 去年", Wanted(since=date(2025, 1, 1), until=date(2025, 12, 31), words=(("停车", "parking"),))),
        ("sj-12", Wanted(code="SJ-12")),
        ("SJ012", Wanted(code="SJ-12")),
        ("12号", Wanted(number="12")),
        ("没办完 上月", Wanted(state="open", since=date(2026, 10, 1), until=date(2026, 10, 31))),
        ("12月", Wanted(since=date(2025, 12, 1), until=date(2025, 12, 31))),
        ("11月", Wanted(since=date(2026, 11, 1), until=date(2026, 11, 30))),
        ("2024年", Wanted(since=date(2024, 1, 1), until=date(2024, 12, 31))),
        ("昨天", Wanted(since=date(2026, 11, 23), until=date(2026, 11, 23))),
        ("门口 梧桐", Wanted(words=(("门口", ""), ("梧桐", "")))),
        ("物业收费", Wanted(words=(("物业收费", "fees"),))),
        ("", Wanted()),
    ],
)
def test_it_is_understood(said: str, wanted: Wanted) -> None:
    assert understand(said, TODAY) == wanted


def test_last_month_of_january_is_december() -> None:
    found = understand("上个月", date(2027, 1, 15))
    assert (found.since, found.until) == (date(2026, 12, 1), date(2026, 12, 31))


@given(st.text(), st.dates(date(2001, 1, 1), date(2999, 1, 1)))
def test_any_text_gives_something(said: str, today: date) -> None:
    assert len(understand(said, today).words) <= 8
