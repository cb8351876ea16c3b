"""Days and times as people write them: every usual writing is read back, nothing past is taken, nothing is guessed."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from config.words import _MONTHS, LOCAL
from models.calendar import at, local_day
from models.calendar.quiet import after_quiet, before_quiet
from models.calendar.spoken import Heard, Lack, read_moment

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=LOCAL)  # a Tuesday
MINUTES = st.times(time(0), time(23, 59)).map(lambda clock: clock.replace(second=0, microsecond=0))
MOMENTS = st.builds(at, st.dates(date(2026, 11, 25), date(2027, 11, 20)), MINUTES)
NOWS = st.builds(at, st.dates(date(2026, 1, 1), date(2028, 12, 31)), MINUTES)
FIGURES = "零一二三四五六七八九"


def chinese(number):
    tens, ones = divmod(number, 10)
    if not tens:
        return FIGURES[ones]
    return ("" if tens == 1 else FIGURES[tens]) + "十" + (FIGURES[ones] if ones else "")


def part_of_day(hour):
    if hour == 12:
        return "中午12"
    return f"上午{hour}" if hour < 12 else f"{'下午' if hour < 18 else '晚上'}{hour - 12}"


def english(day):
    return f"{_MONTHS[day.month - 1]} {day.day} {day.year}"


DAYS = [
    lambda day: f"{day.year}-{day.month:02}-{day.day:02} ",
    lambda day: f"{day.year}/{day.month}/{day.day} ",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day.year} 年 {day.month} 月 {day.day} 号 ",
    lambda day: (
        "".join(FIGURES[int(figure)] for figure in str(day.year)) + f"年{chinese(day.month)}月{chinese(day.day)}日"
    ),
    lambda day: f"{day:%Y%m%d} ",
    lambda day: f"{english(day)} ",
    lambda day: f"{day.day} {english(day).split()[0]} {day.year} ",
    lambda day: f"{day.year}年{day.month}月{day.day}日（周{'一二三四五六日'[day.weekday()]}）",
]
CLOCKS = [
    lambda clock: f"{clock.hour:02}:{clock.minute:02}",
    lambda clock: f"{part_of_day(clock.hour)}点{clock.minute}分" if clock.hour else f"00:{clock.minute:02}",
    lambda clock: f"{part_of_day(clock.hour)}:{clock.minute:02}" if clock.hour else f"00:{clock.minute:02}",
    lambda clock: f"{clock.hour % 12 or 12}:{clock.minute:02} {'pm' if clock.hour >= 12 else 'am'}",
    lambda clock: "".join(chr(ord(sign) + 0xFEE0) for sign in f"{clock.hour:02}:{clock.minute:02}"),
]


@given(MOMENTS, st.sampled_from(DAYS), st.sampled_from(CLOCKS))
@settings(max_examples=400, deadline=None)
def test_a_day_and_time_in_full_is_read_back(moment, write_day, write_clock):
    local = moment.astimezone(LOCAL)
    written = write_day(local.date()) + write_clock(local.time())
    assert read_moment(written, NOW) == Heard((moment,), sure=True)


@given(st.builds(at, st.dates(date(2026, 11, 25), date(2026, 12, 31)), st.sampled_from([time(13, 30), time(19, 30)])))
def test_a_half_hour_in_chinese_numerals_of_this_year(moment):
    local = moment.astimezone(LOCAL)
    part = "下午" if local.hour < 18 else "晚上"
    written = f"{chinese(local.month)}月{chinese(local.day)}号{part}{chinese(local.hour - 12)}点半"
    assert read_moment(written, NOW) == Heard((moment,), sure=True)


@given(st.text(max_size=40) | st.from_regex(r"[0-9一二三十月日号周下点晚:\-/. ]{0,24}"), NOWS)
@settings(max_examples=500, deadline=None)
def test_nothing_past_is_ever_taken_and_nothing_breaks(written, now):
    heard = read_moment(written, now)
    assert all(moment > now for moment in heard.moments)
    assert (heard.lacks is None) == bool(heard.moments)
    assert len(heard.moments) == 1 or not heard.sure


@given(MOMENTS, NOWS)
def test_a_full_date_that_is_over_is_past_never_another_year(moment, now):
    assume(moment <= now)
    local = moment.astimezone(LOCAL)
    assert read_moment(f"{local:%Y-%m-%d %H:%M}", now).lacks is Lack.PAST


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("下周三晚上7点", "2026-12-02 19:00"),
        ("下礼拜天上午九点", "2026-12-06 09:00"),
        ("下下周一 9:00", "2026-12-07 09:00"),
        ("周五14点30", "2026-11-27 14:30"),
        ("明天下午两点一刻", "2026-11-25 14:15"),
        ("大后天上午十点", "2026-11-27 10:00"),
        ("今晚七点半", "2026-11-24 19:30"),
        ("下个月5号 9:00", "2026-12-05 09:00"),
        ("明年一月五日十九点", "2027-01-05 19:00"),
        ("30號晚上7點", "2026-11-30 19:00"),
        ("12-6 14:30", "2026-12-06 14:30"),
        ("12/6 19:00-21:00", "2026-12-06 19:00"),
        ("tomorrow 7 pm", "2026-11-25 19:00"),
        ("6th of December, 7:30pm", "2026-12-06 19:30"),
        ("三天后晚上7点", "2026-11-27 19:00"),
        ("4 Dec 7 pm", "2026-12-04 19:00"),
        ("4 Dec 7pm", "2026-12-04 19:00"),
        ("Dec 4 7 pm", "2026-12-04 19:00"),
        ("Dec 4 7pm", "2026-12-04 19:00"),
        ("4 December at 7 pm", "2026-12-04 19:00"),
        ("December 4th, 19:00", "2026-12-04 19:00"),
        ("7 pm on 4 Dec", "2026-12-04 19:00"),
        ("7 pm Dec 4", "2026-12-04 19:00"),
        ("19:00 Dec 4", "2026-12-04 19:00"),
        ("4 Dec 2026 7 pm", "2026-12-04 19:00"),
    ],
)
def test_usual_writings_that_are_beyond_doubt(written, expected):
    heard = read_moment(written, NOW)
    assert (heard.sure, heard.lacks) == (True, None)
    assert heard.moments[0].astimezone(LOCAL).strftime("%Y-%m-%d %H:%M") == expected


@pytest.mark.parametrize(
    "written",
    [
        "周三7点",  # morning or evening
        "周二 19:00",  # today or in a week
        "周一 19:00",  # this week's is over
        "11月20日 19:00",  # this year's is over
        "6号 19:00",  # this month's is over
        "12月6日（周三）19:00",  # a Sunday
        "next Wednesday 7 pm",
        "12/6 7:00",
    ],
)
def test_what_can_mean_two_things_is_asked_about(written):
    heard = read_moment(written, NOW)
    assert heard.moments
    assert not heard.sure


@pytest.mark.parametrize(
    ("written", "lacks"),
    [
        ("周五", Lack.CLOCK),
        ("12月6日", Lack.CLOCK),
        ("12月6日晚上12点", Lack.CLOCK),
        ("4 Dec", Lack.CLOCK),
        ("Dec 4 pm", Lack.CLOCK),
        ("4 Dec pm", Lack.CLOCK),
        ("12月25日 25:00", Lack.HOUR),
        ("12月25日 19:60", Lack.HOUR),
        ("12月25日 13 pm", Lack.HOUR),
        ("12月25日 30点", Lack.HOUR),
        ("晚上7点", Lack.DAY),
        ("2月30日 9:00", Lack.DAY),
        ("3号楼 19:00", Lack.DAY),
        ("等有空", Lack.DAY),
        ("", Lack.DAY),
        ("昨天 19:00", Lack.PAST),
        ("上周三 19:00", Lack.PAST),
        ("今天 9:00", Lack.PAST),
        ("2026-11-20 19:00", Lack.PAST),
    ],
)
def test_what_lacks_is_said(written, lacks):
    assert read_moment(written, NOW).lacks is lacks


def test_the_day_is_kept_where_only_the_time_lacks():
    assert read_moment("下周三", NOW).day == date(2026, 12, 2)


@given(NOWS)
def test_nobody_is_told_anything_at_night(moment):
    for waking in (after_quiet(moment), before_quiet(moment)):
        assert time(8) <= waking.astimezone(LOCAL).time() < time(21)
    assert before_quiet(moment) <= moment <= after_quiet(moment) < moment + timedelta(hours=11, minutes=1)


@given(st.lists(NOWS, min_size=2, max_size=5))
def test_quiet_hours_keep_the_order(moments):
    assert all(after_quiet(a) <= after_quiet(b) for a, b in pairwise(sorted(moments)))
    assert local_day(after_quiet(min(moments))) >= local_day(min(moments))
