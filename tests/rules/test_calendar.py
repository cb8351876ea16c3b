"""Moments, office hours and working time: what must come out right, and what must hold for all moments."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.law import rule
from models.calendar import (
    Spans,
    WorkCalendar,
    add_working_time,
    at,
    end_of,
    local_day,
    working_minutes_between,
)

patient = settings(deadline=None)  # the first look at a year reads its festivals

OFFICE = Spans.parse("8:30-12:00 13:30-18:00")
PLAIN = WorkCalendar(OFFICE, {})

HALF_YEARS = st.dates(date(2026, 6, 1), date(2027, 6, 30))
MOMENTS = st.datetimes(datetime(2026, 6, 1), datetime(2027, 6, 30), timezones=st.just(UTC))  # noqa: DTZ001
MINUTES = st.integers(0, 4000)
OVERRIDES = st.dictionaries(HALF_YEARS, st.booleans(), max_size=40)


@st.composite
def office_hours(draw):
    marks = sorted(draw(st.sets(st.integers(0, 96), min_size=2, max_size=6)))
    return Spans(tuple((a * 15, b * 15) for a, b in list(pairwise(marks))[::2]))


def moment(text):
    """A moment written as people in China read it."""
    return at(date.fromisoformat(text[:10]), time.fromisoformat(text[11:]))


# --- moments and days


def test_a_moment_before_eight_in_the_morning_belongs_to_the_day_it_is_in_china():
    early = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert local_day(early) == date(2026, 11, 24)


def test_a_moment_without_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        local_day(datetime(2026, 11, 23, 8))  # noqa: DTZ001


def test_a_time_of_day_is_stored_as_utc():
    assert at(date(2026, 11, 24), time(7, 30)) == datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert at(date(2026, 11, 24), time(7, 30)).tzinfo is UTC


def test_a_day_ends_at_midnight():
    assert end_of(date(2026, 12, 6)) == datetime(2026, 12, 6, 16, tzinfo=UTC)


# --- office hours


@pytest.mark.parametrize(
    "text",
    ["8:30-12:00 13:30-17:30", "08:30-12:00,13:30-17:30", "8：30—12：00、13：30～17：30", "8:30至12:00；13:30至17:30"],
)
def test_office_hours_are_read_as_people_write_them(text):
    spans = Spans.parse(text)
    assert str(spans) == "08:30-12:00 13:30-17:30"
    assert spans.minutes_a_day == 450


@pytest.mark.parametrize(
    "text", ["", "8:30", "9:00-9:00", "12:00-8:30", "8:30-12:00 11:00-17:30", "8:30-24:30", "13:30-17:30 8:30-12:00"]
)
def test_what_is_no_office_hours_is_refused(text):
    with pytest.raises(ValueError, match="office hours"):
        Spans.parse(text)


@patient
@given(office_hours())
def test_office_hours_are_kept_as_text_without_loss(spans):
    assert Spans.parse(str(spans)) == spans


def test_an_office_may_never_close():
    round_the_clock = WorkCalendar(Spans.parse("0:00-24:00"), {})
    assert round_the_clock.due_after(moment("2026-11-23 23:30"), 60) == moment("2026-11-24 00:30")


def test_the_default_office_hours_come_from_the_law():
    spans = Spans.between(rule("time-office-opens").clock, rule("time-office-closes").clock)
    assert str(spans) == "08:30-17:30"


# --- working time


@pytest.mark.parametrize(
    ("hours", "start", "minutes", "due"),
    [
        ("8:30-12:00 13:30-18:00", "2026-11-20 17:59", 60, "2026-11-23 09:29"),  # Friday evening
        ("8:30-17:30", "2026-11-20 17:59", 60, "2026-11-23 09:30"),  # Friday, already closed
        ("8:30-12:00 13:30-18:00", "2026-11-23 11:45", 30, "2026-11-23 13:45"),  # over lunch
        ("8:30-12:00 13:30-18:00", "2026-11-23 12:30", 30, "2026-11-23 14:00"),  # said at lunch
        ("8:30-12:00 13:30-18:00", "2026-11-23 11:30", 30, "2026-11-23 12:00"),  # ends as lunch begins
        ("8:30-12:00 13:30-18:00", "2026-09-30 17:30", 60, "2026-10-08 09:00"),  # over the National Day week
        ("8:30-12:00 13:30-18:00", "2026-09-18 17:59", 60, "2026-09-20 09:29"),  # Sunday worked in exchange
        ("8:30-12:00 13:30-18:00", "2026-10-09 17:59", 60, "2026-10-10 09:29"),  # Saturday worked in exchange
        ("8:30-12:00 13:30-18:00", "2026-11-23 03:00", 1, "2026-11-23 08:31"),  # at night
    ],
)
def test_working_time_stops_when_the_office_is_closed(hours, start, minutes, due):
    calendar = WorkCalendar(Spans.parse(hours), {})
    assert calendar.due_after(moment(start), minutes) == moment(due)
    assert calendar.minutes_between(moment(start), moment(due)) == minutes


def test_no_working_time_has_passed_at_the_start():
    night = moment("2026-11-22 03:00")
    assert PLAIN.due_after(night, 0) == night


def test_working_time_is_only_counted_forward():
    with pytest.raises(ValueError, match="forward"):
        PLAIN.due_after(moment("2026-11-23 09:00"), -1)
    assert PLAIN.minutes_between(moment("2026-11-23 10:00"), moment("2026-11-23 09:00")) == 0


def test_seconds_are_kept_and_minutes_are_whole():
    start = moment("2026-11-23 09:00") + timedelta(seconds=40)
    assert PLAIN.due_after(start, 10) == moment("2026-11-23 09:10") + timedelta(seconds=40)
    assert PLAIN.minutes_between(start, moment("2026-11-23 09:10")) == 9


@pytest.mark.parametrize(
    ("when", "is_open"),
    [
        ("2026-11-23 08:29", False),
        ("2026-11-23 08:30", True),
        ("2026-11-23 12:00", False),
        ("2026-11-22 10:00", False),
        ("2026-09-20 10:00", True),
    ],
)
def test_an_office_is_open_in_its_hours_on_working_days(when, is_open):
    assert PLAIN.is_open(moment(when)) is is_open


@patient
@given(MOMENTS, MINUTES, office_hours(), OVERRIDES)
def test_adding_then_measuring_gives_the_minutes_back(start, minutes, spans, overrides):
    due = add_working_time(start, minutes, spans, overrides)
    assert working_minutes_between(start, due, spans, overrides) == minutes


@patient
@given(MOMENTS, MINUTES, MINUTES, office_hours(), OVERRIDES)
def test_time_added_in_two_parts_is_time_added_at_once(start, one, two, spans, overrides):
    halfway = add_working_time(start, one, spans, overrides)
    assert add_working_time(halfway, two, spans, overrides) == add_working_time(start, one + two, spans, overrides)


@patient
@given(MOMENTS, MOMENTS, MINUTES, office_hours(), OVERRIDES)
def test_who_speaks_later_is_never_answered_earlier(one, other, minutes, spans, overrides):
    first, second = sorted((one, other))
    due = add_working_time(first, minutes, spans, overrides)
    assert due <= add_working_time(second, minutes, spans, overrides)


@patient
@given(MOMENTS, st.integers(1, 4000), office_hours(), OVERRIDES)
def test_nothing_falls_due_on_a_day_off_or_out_of_hours(start, minutes, spans, overrides):
    due = add_working_time(start, minutes, spans, overrides)
    a_moment_before = due - timedelta(microseconds=1)
    assert WorkCalendar(spans, overrides).is_open(a_moment_before)


@patient
@given(MOMENTS, MINUTES, HALF_YEARS, office_hours(), OVERRIDES)
def test_one_more_holiday_never_brings_a_due_time_forward(start, minutes, holiday, spans, overrides):
    due = add_working_time(start, minutes, spans, overrides)
    assert add_working_time(start, minutes, spans, overrides | {holiday: False}) >= due


@patient
@given(MOMENTS, st.integers(1, 4000), office_hours(), OVERRIDES)
def test_what_is_said_on_a_day_off_counts_from_the_next_opening(start, minutes, spans, overrides):
    day = local_day(start)
    overrides |= {day: False, day + timedelta(1): True}
    next_morning = at(day + timedelta(1), time.min)
    assert add_working_time(start, minutes, spans, overrides) == add_working_time(
        next_morning, minutes, spans, overrides
    )
