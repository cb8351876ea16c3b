"""The rules of a complaint's life, and a machine that does anything to it in any order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.holidays import overrides
from config.law import rule
from models.calendar import Spans, WorkCalendar
from models.complaints import rules
from models.complaints.tables import OPEN, CaseState, Complaint
from models.complaints.triage import Urgency
from models.people.roles import Role
from models.refusals import Refusal

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
CALENDAR = WorkCalendar(Spans.parse("8:30-17:30"), overrides())
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda moment: moment.replace(tzinfo=UTC))  # noqa: DTZ001


def case(state: CaseState = CaseState.NEW, **more: object) -> Complaint:
    return Complaint(code="SJ-1", state=state, created_at=NOW, holder=Role.SECRETARY, **more)


@given(moments, st.sampled_from(Urgency))
def test_an_urgent_matter_is_never_answered_later_than_an_ordinary_one(now: datetime, urgency: Urgency) -> None:
    due = rules.answer_due(urgency, emergency=False, now=now, calendar=CALENDAR)
    assert rules.answer_due(Urgency.URGENT, emergency=False, now=now, calendar=CALENDAR) <= due
    assert rules.answer_due(Urgency.NORMAL, emergency=False, now=now, calendar=CALENDAR) >= due
    assert due > now


@given(moments)
def test_an_emergency_runs_by_the_clock_on_the_wall(now: datetime) -> None:
    due = rules.answer_due(Urgency.URGENT, emergency=True, now=now, calendar=CALENDAR)
    assert due - now == timedelta(minutes=rule("complaints-first-response-emergency").number)


@given(moments, moments)
def test_who_comes_later_is_answered_no_earlier(one: datetime, other: datetime) -> None:
    first, second = sorted((one, other))
    early, late = (
        rules.answer_due(Urgency.NORMAL, emergency=False, now=each, calendar=CALENDAR) for each in (first, second)
    )
    assert early <= late


@pytest.mark.parametrize("state", [state for state in CaseState if state not in OPEN])
@pytest.mark.parametrize("deed", ["take", "hand", "answer", "done", "confirm", "withdraw", "decline"])
def test_what_has_ended_is_ended(state: CaseState, deed: str) -> None:
    with pytest.raises(Refusal):
        rules.must_allow(case(state), deed)


@pytest.mark.parametrize("state", OPEN)
def test_every_open_case_can_still_end(state: CaseState) -> None:
    rules.must_allow(case(state), "confirm")
    rules.must_allow(case(state), "withdraw")
    rules.must_allow(case(state), "decline")


@pytest.mark.parametrize("state", [CaseState.DONE, CaseState.RESOLVED, CaseState.SILENT])
def test_the_resident_can_say_no_also_after_a_silent_close(state: CaseState) -> None:
    rules.must_allow(case(state), "return")


@given(st.integers(-10, 10))
@settings(max_examples=30)
def test_overdue_only_while_open_and_owed(minutes: int) -> None:
    moment = NOW + timedelta(minutes=minutes)
    assert rules.is_overdue(case(answer_by=NOW), moment) == (moment > NOW)
    assert not rules.is_overdue(case(answer_by=None), moment)
    assert not rules.is_overdue(case(CaseState.RESOLVED, answer_by=NOW), moment)


def test_silence_closes_only_what_is_said_to_be_done() -> None:
    assert rules.closes_silently_at(case(CaseState.WORKING, done_at=NOW)) is None
    days = rule("complaints-default-close").number
    assert rules.closes_silently_at(case(CaseState.DONE, done_at=NOW)) == NOW + timedelta(days=days)
