"""A case that waits: for whom, until which day, and why; its author knows, and may say that there is nothing to wait for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlmodel import Session

from config.law import rule
from config.values import Code, Day, Saying, Text, saying
from models.calendar import at, local_day
from models.complaints import clocks, rules
from models.complaints.letters import STAFF_DEEDS, place_of, story_of, tell_all, tell_author
from models.complaints.queries import calendar_of, duty_holders
from models.complaints.tables import CaseState, Complaint
from models.complaints.timeline import record
from models.letters import post
from models.letters.post import Draft
from models.letters.shapes import Choice
from models.letters.tables import Kind
from models.people.roles import Role
from models.refusals import Refusal


def must_be_a_day_to_wait_for(day: date, today: date) -> None:
    """Not today, and not so far away that the case is forgotten."""
    last = today + timedelta(days=rule("complaints-wait-most").number)
    if not today < day <= last:
        raise Refusal("complaints-wait-day-far", last=Day(last))


@dataclass(frozen=True)
class Wait:
    """For whom or what, until which day, and why."""

    whom: str
    until: date
    why: str = ""


def wait(session: Session, case: Complaint, what: Wait, actor_id: UUID, now: datetime) -> bool:
    """The author reads a sentence that says when it goes on: an answer. True when it could be promised to them here."""
    rules.must_allow(case, "wait")
    must_be_a_day_to_wait_for(what.until, local_day(now))
    case.state, case.waits_for = CaseState.WAITING, what.whom
    clocks.pause(case, at(what.until, time.min), calendar_of(session, case), now)
    for letter in ("alert", "order-clock"):
        post.withdraw(session, case.code, letter)
    record(session, case, "waits", now, actor_id, words=f"{what.whom} {what.why}".strip())
    told = saying(
        "complaints-waits-told-why" if what.why else "complaints-waits-told",
        code=Code(case.code), whom=Text(what.whom), why=Text(what.why), until=Day(what.until),
    )  # fmt: skip
    return tell_author(session, case, told, now, "complaints-no-wait", replaces="answer")


def end_wait(session: Session, case: Complaint, now: datetime) -> None:
    """The day has come: whoever holds it goes on."""
    _go_on(session, case, now)
    record(session, case, "resumed", now, None)
    _tell_staff(session, case, "complaints-resumed-told", now)


def dispute_wait(session: Session, case: Complaint, actor_id: UUID, now: datetime) -> None:
    """Its author sees nothing to wait for: the clock goes on, and the author is owed a sentence why."""
    rules.must_allow(case, "dispute-wait")
    case.state = CaseState.WORKING
    clocks.owe_again(case, calendar_of(session, case), now)
    record(session, case, "wait-disputed", now, actor_id)
    _tell_staff(session, case, "complaints-wait-disputed-told", now)


def contradict(session: Session, case: Complaint, actor_id: UUID, now: datetime) -> None:
    """What it was told is not so, says its author: a sentence is owed again."""
    rules.must_allow(case, "contradict")
    clocks.owe_again(case, calendar_of(session, case), now)
    record(session, case, "contradicted", now, actor_id)
    _tell_staff(session, case, "complaints-contradicted-told", now)


def _go_on(session: Session, case: Complaint, now: datetime) -> None:
    case.state = CaseState.WORKING
    clocks.resume(case, calendar_of(session, case), now)


def _tell_staff(session: Session, case: Complaint, key: str, now: datetime) -> None:
    """Whoever holds it, and whoever holds the inbox; no names, the company may be among them."""
    duty, _ = duty_holders(session, case.estate_id, now)
    for role in dict.fromkeys((case.holder, duty)):
        verbs = ("complaints-done", "complaints-answer") if role is Role.COMPANY else STAFF_DEEDS
        choices = tuple(Choice(f"{verb} {case.code}") for verb in verbs)
        draft = Draft(Kind.ALERT, _words(case, key), choices, about=case.code, estate_id=case.estate_id)
        tell_all(session, case.estate_id, role, draft, now)


def _words(case: Complaint, key: str) -> Saying:
    category = saying(f"category-{case.category}")
    return saying(key, code=Code(case.code), category=category, place=place_of(case), story=story_of(case))
