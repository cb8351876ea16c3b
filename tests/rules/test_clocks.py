"""The clocks of complaints: exact over lunch, holidays, make-up days, pauses and re-opening, whatever zone a moment has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.complaints import categories
from config.holidays import overrides
from config.law import rule
from models.calendar import Spans, WorkCalendar, at
from models.complaints import clocks
from models.complaints.clocks import CLIMB
from models.complaints.tables import OPEN, CaseState, Complaint
from models.complaints.triage import Urgency
from models.people.roles import Role

OFFICE = Spans.parse("8:30-12:00 13:30-18:00")
CALENDAR = WorkCalendar(OFFICE, overrides())
EVERY_DAY = WorkCalendar(OFFICE, {date(2026, 6, 1) + timedelta(days=n): True for n in range(900)})
MOMENTS = st.datetimes(datetime(2026, 6, 1), datetime(2027, 6, 30), timezones=st.just(UTC))  # noqa: DTZ001
KINDS = st.tuples(st.sampled_from(Urgency), st.sampled_from(categories()), st.sampled_from(["", "flood"]))
ZONES = st.sampled_from(["America/Los_Angeles", "Asia/Shanghai", "Pacific/Kiritimati", "Europe/Berlin"])


def moment(text: str) -> datetime:
    """As people in China write it."""
    return at(date.fromisoformat(text[:10]), time.fromisoformat(text[11:]))


def filed(
    now: datetime,
    kind: tuple[Urgency, str, str] = (Urgency.NORMAL, "facilities", ""),
    calendar: WorkCalendar = CALENDAR,
) -> Complaint:
    urgency, category, emergency = kind
    case = Complaint(
        code="SJ-1", created_at=now, holder=Role.SECRETARY, urgency=urgency, category=category, emergency=emergency
    )
    clocks.start(case, calendar, now)
    return case


def waiting(case: Complaint, until: datetime, now: datetime, calendar: WorkCalendar = CALENDAR) -> Complaint:
    case.state = CaseState.WAITING
    clocks.pause(case, until, calendar, now)
    return case


def go_on(case: Complaint, now: datetime, calendar: WorkCalendar = CALENDAR) -> Complaint:
    case.state = CaseState.WORKING
    clocks.resume(case, calendar, now)
    return case


# --- the cases that must come out right

URGENT = (Urgency.URGENT, "elevator", "")


def test_an_hour_from_friday_17_59_ends_on_monday() -> None:
    assert filed(moment("2026-11-27 17:59"), URGENT).answer_by == moment("2026-11-30 09:29")


def test_the_lunch_break_is_no_time() -> None:
    assert filed(moment("2026-11-24 11:30"), URGENT).answer_by == moment("2026-11-24 14:00")


def test_a_holiday_is_no_time() -> None:
    """National day 2026: 1 to 7 October."""
    assert filed(moment("2026-09-30 17:30"), URGENT).answer_by == moment("2026-10-08 09:00")


def test_a_make_up_sunday_is_a_working_day() -> None:
    """20 September 2026, a Sunday, is worked for the national day."""
    assert filed(moment("2026-09-19 12:00"), URGENT).answer_by == moment("2026-09-20 09:30")


def test_a_pause_over_a_holiday_leaves_what_was_left() -> None:
    case = filed(moment("2026-09-30 08:30"))
    assert case.done_by == moment("2026-10-09 18:00")
    waiting(case, moment("2026-10-09 08:30"), moment("2026-09-30 16:00"))
    assert (case.done_by, case.paused_left) == (None, 3 * OFFICE.minutes_a_day - 360)
    go_on(case, moment("2026-10-09 08:30"))
    assert CALENDAR.minutes_between(moment("2026-10-09 08:30"), case.done_by) == 3 * OFFICE.minutes_a_day - 360


def test_what_is_opened_again_is_promised_anew() -> None:
    case = filed(moment("2026-11-24 08:30"))
    clocks.stop(case)
    case.state = CaseState.WORKING
    clocks.owe_again(case, CALENDAR, moment("2026-12-14 08:30"), afresh=True)
    assert case.answer_by == moment("2026-12-14 18:00")
    assert case.done_by == moment("2026-12-16 18:00")


def test_nothing_climbs_while_it_waits_and_the_level_stays() -> None:
    case = filed(moment("2026-11-24 08:30"))
    case.level, case.level_until = CLIMB.index(Role.CHAIR), moment("2026-11-25 08:30")
    waiting(case, moment("2026-12-14 00:00"), moment("2026-11-24 10:00"))
    assert clocks.owed(case) is None
    assert case.speaks_at == moment("2026-12-14 00:00")
    go_on(case, moment("2026-12-14 00:00"))
    assert case.level == CLIMB.index(Role.CHAIR)
    owes = clocks.owed(case)
    assert owes is not None
    assert clocks.climbs_at(case, owes) == owes.by > moment("2026-12-14 00:00")


def test_an_emergency_counts_the_night() -> None:
    case = filed(moment("2026-10-01 23:00"), (Urgency.URGENT, "leakage_water", "flood"))
    assert case.done_by == moment("2026-10-02 23:00")
    case.state = CaseState.WORKING
    clocks.owe_again(case, CALENDAR, moment("2026-10-03 01:00"), afresh=True)
    assert case.answer_by == moment("2026-10-03 02:00")
    assert clocks.owed(case) == ("answer", case.answer_by)


def test_a_category_may_have_its_own_clock() -> None:
    slow, plain = (filed(moment("2026-11-24 08:30"), (Urgency.NORMAL, each, "")) for each in ("fees", "facilities"))
    assert slow.done_by > plain.done_by


def test_every_number_is_called_a_house_default() -> None:
    keys = [f"complaints-{what}-{kind}" for what in ("again", "update", "done") for kind in ("urgent", "ordinary")]
    keys += [f"complaints-level-{each.value}" for each in CLIMB[1:-1]] + [
        "complaints-level-top",
        "complaints-warn-urgent",
    ]
    assert all(rule(key).is_house_default for key in keys)


# --- what holds for all moments


@given(MOMENTS, MOMENTS, KINDS)
def test_who_comes_later_is_promised_nothing_earlier(
    one: datetime, other: datetime, kind: tuple[Urgency, str, str]
) -> None:
    early, late = (filed(each, kind) for each in sorted((one, other)))
    assert early.answer_by <= late.answer_by
    assert early.done_by <= late.done_by


@given(MOMENTS, KINDS, st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 60_000)), max_size=4))
def test_pauses_take_nothing_and_give_nothing(
    now: datetime, kind: tuple[Urgency, str, str], pauses: list[tuple[int, int]]
) -> None:
    """However often it waits: worked minutes until the solution are those that were promised."""
    case = filed(now, kind)
    length = clocks.length_of(case, "done", CALENDAR)
    now = now.replace(second=0, microsecond=0)
    worked = 0
    for runs, waits in pauses:
        begins = now + timedelta(minutes=runs)
        if begins >= case.done_by:
            break
        worked += runs if length.natural else CALENDAR.minutes_between(now, begins)
        now = begins + timedelta(minutes=waits)
        go_on(waiting(case, now, begins), now)
        left = (
            (case.done_by - now) // timedelta(minutes=1)
            if length.natural
            else CALENDAR.minutes_between(now, case.done_by)
        )
        assert worked + left == length.minutes


@given(MOMENTS, st.integers(0, 40))
def test_holidays_shift_a_promise_by_exactly_what_they_close(now: datetime, days: int) -> None:
    """With the same days off entered as worked, the promise is the same number of minutes of the office."""
    until = date(2027, 9, 1)
    shut = {day: False for n in range(days) if (day := date(2026, 9, 1) + timedelta(days=7 * n)) < until}
    calendar = WorkCalendar(OFFICE, {**EVERY_DAY.overrides, **shut})
    case = filed(now, calendar=calendar)
    start = now.replace(second=0, microsecond=0)
    assert calendar.minutes_between(start, case.done_by) == 3 * OFFICE.minutes_a_day
    open_too = EVERY_DAY.minutes_between(start, case.done_by)
    closed = sum(
        EVERY_DAY.minutes_between(
            max(at(day, time.min), start), min(at(day + timedelta(days=1), time.min), case.done_by)
        )
        for day in shut
    )
    assert open_too - closed == 3 * OFFICE.minutes_a_day


@given(MOMENTS, KINDS, ZONES)
def test_the_zone_of_a_moment_changes_nothing(now: datetime, kind: tuple[Urgency, str, str], zone: str) -> None:
    here, there = filed(now, kind), filed(now.astimezone(ZoneInfo(zone)), kind)
    assert (here.answer_by, here.done_by, here.speaks_at) == (there.answer_by, there.done_by, there.speaks_at)


@given(MOMENTS, KINDS)
def test_the_clock_speaks_before_a_promise_breaks_then_as_it_breaks(
    now: datetime, kind: tuple[Urgency, str, str]
) -> None:
    case = filed(now, kind)
    owes = clocks.owed(case)
    assert owes is not None
    assert now < case.speaks_at <= owes.by
    clocks.wind(case, CALENDAR, case.speaks_at)
    assert case.speaks_at == owes.by


DEEDS: dict[str, Callable[[Complaint, datetime], None]] = {
    "answered": lambda case, now: clocks.answered(case, CALENDAR, now),
    "again": lambda case, now: (setattr(case, "state", CaseState.WORKING), clocks.owe_again(case, CALENDAR, now))[1],
    "wait": lambda case, now: waiting(case, now + timedelta(days=3), now) and None,
    "resume": lambda case, now: go_on(case, now) and None,
}


@given(MOMENTS, KINDS, st.lists(st.tuples(st.sampled_from(sorted(DEEDS)), st.integers(1, 9000)), max_size=6))
def test_after_any_deed_something_is_owed_or_waited_for(
    now: datetime, kind: tuple[Urgency, str, str], deeds: list[tuple[str, int]]
) -> None:
    case = filed(now, kind)
    for deed, later in deeds:
        now += timedelta(minutes=later)
        DEEDS[deed](case, now)
        assert case.speaks_at is not None
        assert (clocks.owed(case) is None) == (case.state is CaseState.WAITING)


@pytest.mark.parametrize("state", [each for each in CaseState if each not in OPEN or each is CaseState.DONE])
def test_nothing_is_owed_for_what_is_over_or_judged(state: CaseState) -> None:
    case = filed(moment("2026-11-24 08:30"))
    case.state = state
    clocks.wind(case, CALENDAR, moment("2026-11-24 09:00"))
    assert (clocks.owed(case), case.speaks_at) == (None, None)
