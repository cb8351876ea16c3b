"""Working days, holidays entered by hand, and the periods of the law counted in days and months."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config import holidays
from config.law import rule
from models.calendar import (
    DayKind,
    Spans,
    WorkCalendar,
    add_working_days,
    days_after,
    days_before,
    end_of,
    is_working_day,
    months_after,
    months_before,
)

patient = settings(deadline=None)  # the first look at a year reads its festivals

PLAIN = WorkCalendar(Spans.parse("8:30-17:30"), {})
HALF_YEARS = st.dates(date(2026, 6, 1), date(2027, 6, 30))
OVERRIDES = st.dictionaries(HALF_YEARS, st.booleans(), max_size=40)


def first_unannounced_year():
    year = 2026
    while True:
        try:
            chinese_calendar.is_workday(date(year, 1, 4))
        except NotImplementedError:
            return year
        year += 1


# --- working days


def test_a_day_entered_by_hand_goes_before_every_package():
    assert is_working_day(date(2026, 10, 1), {}) == DayKind(working=False)
    assert is_working_day(date(2026, 10, 1), {date(2026, 10, 1): True}) == DayKind(working=True)


def test_days_of_a_year_not_announced_are_provisional():
    year = first_unannounced_year()
    assert is_working_day(date(year - 1, 12, 31), {}).provisional is False
    assert is_working_day(date(year, 1, 1), {}) == DayKind(working=False, provisional=True)
    assert is_working_day(date(year, 10, 1), {}) == DayKind(working=False, provisional=True)
    assert is_working_day(date(year, 12, 31), {}).provisional


def test_2027_is_provisional_until_somebody_enters_it():
    if first_unannounced_year() > 2027:
        assert not is_working_day(date(2027, 3, 2), {}).provisional
        return
    assert is_working_day(date(2027, 3, 2), {}) == DayKind(working=True, provisional=True)
    assert is_working_day(date(2027, 3, 6), {}) == DayKind(working=False, provisional=True)
    assert PLAIN.is_provisional(end_of(date(2026, 12, 31)))
    assert not PLAIN.is_provisional(end_of(date(2026, 12, 31)) - timedelta(minutes=1))


def test_where_nobody_models_festivals_monday_to_friday_are_worked():
    assert is_working_day(date(2190, 10, 1), {}) == DayKind(working=True, provisional=True)  # a Friday
    assert is_working_day(date(2190, 10, 2), {}) == DayKind(working=False, provisional=True)


def test_working_days_skip_the_holiday_and_use_the_day_worked_in_exchange():
    assert add_working_days(date(2026, 9, 30), 3, {}) == date(2026, 10, 10)
    assert add_working_days(date(2026, 9, 18), 1, {}) == date(2026, 9, 20)
    assert add_working_days(date(2026, 10, 3), 0, {}) == date(2026, 10, 3)


def test_working_days_are_only_counted_forward():
    with pytest.raises(ValueError, match="forward"):
        add_working_days(date(2026, 9, 30), -1, {})


# --- holidays entered by hand


def write(folder, text):
    path = folder / "holidays.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_file_can_be_read():
    assert holidays.overrides() == holidays.load(holidays.FILE)


def test_an_announced_year_is_complete(tmp_path):
    overrides = holidays.load(
        write(tmp_path, '[2031]\nnotice = "〔2030〕1号"\noff = ["2031-01-01/2031-01-03"]\nwork = [2031-01-05]')
    )
    assert len(overrides) == 365
    assert not is_working_day(date(2031, 1, 2), overrides).working
    assert is_working_day(date(2031, 1, 5), overrides) == DayKind(working=True)  # a Sunday
    assert is_working_day(date(2031, 6, 3), overrides) == DayKind(working=True)  # a Tuesday nobody listed
    assert is_working_day(date(2031, 6, 7), overrides) == DayKind(working=False)


def test_without_a_notice_only_the_listed_days_are_certain(tmp_path):
    overrides = holidays.load(write(tmp_path, '[2031]\noff = ["2031-06-03"]'))
    assert overrides == {date(2031, 6, 3): False}
    assert is_working_day(date(2031, 6, 4), overrides).provisional


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('[2031]\noff = ["2030-12-31"]', "2031: 2030-12-31 is in another year"),
        ('[2031]\noff = ["2031-01-01"]\nwork = ["2031-01-01"]', "2031: 2031-01-01 is both"),
        ('[2031]\noff = ["2031-01-03/2031-01-01"]', "2031: 2031-01-03/2031-01-01 ends before"),
        ('[2031]\noff = ["1 January"]', "2031: Invalid isoformat"),
        ('[2031]\noff = "2031-01-01"', "2031: a year is a table"),
        ("[2031]\nfree = []", "2031: unknown fields"),
        ("2031 = 1", "2031: a year is a table"),
        ("[2031", "holidays.toml: "),
    ],
)
def test_a_broken_year_is_named(tmp_path, text, why):
    with pytest.raises(holidays.BrokenHolidaysError, match=why):
        holidays.load(write(tmp_path, text))


# --- periods of the law


def test_a_term_that_ends_in_march_is_prepared_by_three_rules():
    term_ends = date(2027, 3, 31)
    assert PLAIN.before(term_ends, rule("committee-reelection-plan")) == date(2026, 12, 31)
    assert PLAIN.before(term_ends, rule("committee-reelection-province")) == date(2027, 1, 31)
    assert PLAIN.before(term_ends, rule("committee-reelection")) == date(2027, 1, 30)


def test_a_contract_that_ends_in_june_is_decided_in_february():
    contract_ends = date(2027, 6, 30)
    assert PLAIN.before(contract_ends, rule("money-contract-decision")) == date(2027, 2, 28)
    assert PLAIN.before(contract_ends, rule("money-contract-refusal")) == date(2027, 4, 1)


def test_a_committee_meeting_is_published_by_the_guide_and_by_the_law():
    meeting = date(2027, 1, 20)
    assert PLAIN.before(meeting, rule("committee-notice-plan")) == date(2027, 1, 13)
    assert PLAIN.before(meeting, rule("committee-notice")) == date(2027, 1, 17)  # a Sunday, and it stays


def test_an_assembly_is_announced_fifteen_days_before():
    assembly = date(2027, 1, 20)
    assert PLAIN.before(assembly, rule("assembly-notice")) == date(2027, 1, 5)
    assert PLAIN.before(assembly, rule("assembly-notice-plan")) == date(2027, 1, 4)


def test_a_period_that_ends_on_a_rest_day_ends_on_the_next_working_day():
    assert PLAIN.after(date(2026, 11, 24), rule("committee-result")) == date(2026, 11, 27)
    assert PLAIN.after(date(2026, 11, 26), rule("committee-result")) == date(2026, 11, 30)  # 29 is a Sunday
    assert PLAIN.after(date(2026, 9, 28), rule("committee-result")) == date(2026, 10, 8)  # 1 October
    assert PLAIN.after(date(2026, 9, 17), rule("committee-result")) == date(2026, 9, 20)  # a Sunday that is worked


def test_months_end_on_the_same_day_or_the_last():
    assert months_after(date(2026, 8, 31), 1, {}) == date(2026, 9, 30)
    assert months_after(date(2026, 11, 30), 3, {date(2027, 2, 28): True}) == date(2027, 2, 28)
    assert months_after(date(2026, 11, 15), 2, {date(2027, 1, 15): True}) == date(2027, 1, 15)
    assert months_before(date(2028, 3, 31), 1) == date(2028, 2, 29)
    assert months_before(date(2027, 1, 15), 13) == date(2025, 12, 15)


def test_years_and_working_days_are_periods_too():
    assert PLAIN.after(date(2023, 11, 24), rule("committee-training-cycle")) == date(2026, 11, 24)
    assert PLAIN.after(date(2026, 11, 20), rule("committee-acknowledgement")) == date(2026, 11, 27)


@pytest.mark.parametrize("key", ["assembly-ordinary-majority", "time-quiet-from", "complaints-first-response-urgent"])
def test_what_is_no_period_of_days_is_refused(key):
    with pytest.raises(ValueError, match=key):
        PLAIN.after(date(2026, 11, 24), rule(key))
    with pytest.raises(ValueError, match=key):
        PLAIN.before(date(2026, 11, 24), rule(key))


@patient
@given(HALF_YEARS, st.integers(0, 120), OVERRIDES)
def test_a_period_moves_only_over_rest_days(day, days, overrides):
    bare, end = day + timedelta(days), days_after(day, days, overrides)
    assert is_working_day(end, overrides).working
    skipped = [bare + timedelta(n) for n in range((end - bare).days)]
    assert not any(is_working_day(each, overrides).working for each in skipped)


@patient
@given(HALF_YEARS, st.integers(0, 120))
def test_a_deadline_before_an_event_leaves_all_its_days(day, days):
    assert (day - days_before(day, days)).days == days


@patient
@given(HALF_YEARS, st.integers(0, 40), OVERRIDES)
def test_working_days_are_as_many_as_were_asked_for(day, days, overrides):
    end = add_working_days(day, days, overrides)
    passed = [day + timedelta(n) for n in range(1, (end - day).days + 1)]
    assert sum(is_working_day(each, overrides).working for each in passed) == days
