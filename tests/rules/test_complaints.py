"""The rules of a complaint's life. The whole life, in any order, is tests/rules/test_case_life.py."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.law import rule
from models.complaints import rules
from models.complaints.tables import OPEN, CaseState, Complaint
from models.people.roles import Role
from models.refusals import Refusal

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def case(state: CaseState = CaseState.NEW, **more: object) -> Complaint:
    return Complaint(code="SJ-1", state=state, created_at=NOW, holder=Role.SECRETARY, **more)


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


@pytest.mark.parametrize(
    "state", [CaseState.DONE, *(each for each in CaseState if each not in OPEN and each is not CaseState.WITHDRAWN)]
)
def test_the_resident_can_say_no_to_every_end_but_their_own(state: CaseState) -> None:
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
