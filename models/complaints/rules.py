"""What may happen to a complaint. Pure: the time comes in; until when what is owed is models.complaints.clocks' affair."""

from datetime import datetime, timedelta

from config.law import rule
from models.complaints.tables import OPEN, CaseState, Complaint
from models.people.roles import Role
from models.refusals import Refusal

ALARM_LEVELS: tuple[tuple[Role, ...], ...] = (
    (Role.COMPANY, Role.SECRETARY),
    (Role.CHAIR,),
    (Role.COMMUNITY,),
    (Role.TOWNSHIP,),
)

SAID_BY_KIND = {"elevator": "电梯", "greening": "绿化带"}
"""Kinds whose name says the spot already: 电梯的电梯 tells nobody more."""

_NEXT: dict[str, tuple[CaseState, ...]] = {
    "take": (CaseState.NEW, CaseState.TAKEN),
    "hand": (CaseState.NEW, CaseState.TAKEN, CaseState.WORKING, CaseState.WAITING),
    "answer": (CaseState.NEW, CaseState.TAKEN, CaseState.WORKING, CaseState.WAITING, CaseState.DONE),
    "done": (CaseState.NEW, CaseState.TAKEN, CaseState.WORKING, CaseState.WAITING),
    "confirm": OPEN,
    "return": (
        CaseState.DONE,
        CaseState.RESOLVED,
        CaseState.SILENT,
        CaseState.DECLINED,
        CaseState.TRANSFERRED,
        CaseState.INDOORS,
        CaseState.DUPLICATE,
    ),
    "wait": (CaseState.NEW, CaseState.TAKEN, CaseState.WORKING, CaseState.WAITING),
    "dispute-wait": (CaseState.WAITING,),
    "contradict": (CaseState.WORKING,),
    "end": OPEN,
    "withdraw": OPEN,
    "add": OPEN,
    "ask": OPEN,
    "decline": OPEN,
}


def allows(case: Complaint, deed: str) -> bool:
    return case.state in _NEXT[deed]


def must_allow(case: Complaint, deed: str) -> None:
    """Refuses a deed that the complaint's state does not allow."""
    if not allows(case, deed):
        raise Refusal(f"complaints-not-{deed}")


def is_overdue(case: Complaint, now: datetime) -> bool:
    return case.state in OPEN and case.answer_by is not None and case.answer_by < now


def closes_silently_at(case: Complaint) -> datetime | None:
    """A case reported done that nobody judged is counted as done after some days, and counted apart."""
    if case.state is not CaseState.DONE or case.done_at is None:
        return None
    return case.done_at + timedelta(days=rule("complaints-default-close").number)


def next_ring(now: datetime) -> datetime:
    return now + timedelta(minutes=rule("complaints-emergency-repeat").number)
