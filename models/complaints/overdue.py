"""Complaints by the clock: promises nearly or really broken, waits that are over, and work nobody judged."""

from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from config.law import rule
from config.values import Code, Moment, saying
from models.calendar import WorkCalendar, local_day
from models.complaints import clocks
from models.complaints.actions import close
from models.complaints.climbing import climb
from models.complaints.clocks import Owed
from models.complaints.letters import STAFF_DEEDS, place_of, reporter_of, story_of, tell_all, tell_author
from models.complaints.queries import calendar_of, duty_holders
from models.complaints.tables import OPEN, CaseState, Complaint
from models.complaints.timeline import record
from models.complaints.waiting import end_wait
from models.letters.post import Draft
from models.letters.shapes import Choice
from models.letters.tables import Kind
from models.people.roles import Role, holders_of

ORDER_DEEDS = ("complaints-done", "complaints-answer", "complaints-hand-back")


def speaking(session: Session, now: datetime) -> list[UUID]:
    """Complaints whose clock has something to say."""
    query = select(Complaint.id).where(col(Complaint.speaks_at) <= now, col(Complaint.state).in_(OPEN))
    return list(session.exec(query))


def next_word(session: Session, after: datetime) -> datetime | None:
    query = select(sa.func.min(Complaint.speaks_at)).where(
        col(Complaint.speaks_at) > after, col(Complaint.state).in_(OPEN)
    )
    return session.exec(query).first()


def speak(session: Session, case_id: UUID, now: datetime) -> None:
    """What the clock says now: a wait is over, the time is nearly up, or a promise is broken. However late it is said,
    it is said once: the clock is wound on in the same transaction.
    """
    case = session.get(Complaint, case_id, with_for_update=True)
    if case is None or case.speaks_at is None or case.speaks_at > now or case.state not in OPEN:
        return
    calendar = calendar_of(session, case)
    owes = clocks.owed(case)
    if case.state is CaseState.WAITING:
        end_wait(session, case, now)
    elif owes is None:
        clocks.resume(case, calendar, now)  # from before there were clocks: nothing was promised yet
    elif owes.by > now:
        _tell_holder(session, case, "warn", owes, now)
        clocks.wind(case, calendar, now)
    else:
        _broken(session, case, owes, calendar, now)


def _broken(session: Session, case: Complaint, owes: Owed, calendar: WorkCalendar, now: datetime) -> None:
    """Whoever holds it and whoever holds the inbox hear so each time, the next step once it has climbed there."""
    record(session, case, "overdue" if owes.what == "answer" else f"overdue-{owes.what}", now, None)
    _tell_holder(session, case, "overdue", owes, now)
    if clocks.climbs_at(case, owes) <= now:
        climb(session, case, owes.what, now)
    else:
        clocks.wind(case, calendar, now)


def _tell_holder(session: Session, case: Complaint, kind: str, owes: Owed, now: datetime) -> None:
    """The company reads what it may know; the inbox hears of a broken promise too when the company holds the case."""
    duty, _ = duty_holders(session, case.estate_id, now)
    roles = {case.holder} if kind == "warn" else {case.holder, duty}
    if case.holder is not Role.COMPANY and not holders_of(session, case.estate_id, case.holder, now):
        roles.add(duty)
    for role in sorted(roles, key=lambda each: each.value):
        is_order = role is Role.COMPANY
        who = saying("complaints-story-by", who=reporter_of(session, case, local_day(now)))
        words = saying(
            f"complaints-{kind}-{owes.what}-told", code=Code(case.code), by=Moment(owes.by),
            category=saying(f"category-{case.category}"), place=place_of(case), story=story_of(case),
            who=saying("complaints-story-order") if is_order else who,
        )  # fmt: skip
        verbs = ORDER_DEEDS if is_order else STAFF_DEEDS
        draft = Draft(
            Kind.ALERT, words, tuple(Choice(f"{verb} {case.code}") for verb in verbs), about=case.code,
            replaces="order-clock" if is_order else "alert", estate_id=case.estate_id,
            at_once=kind != "warn" and case.emergency != "",
        )  # fmt: skip
        tell_all(session, case.estate_id, role, draft, now)


def _silent_since(now: datetime) -> datetime:
    return now - timedelta(days=rule("complaints-default-close").number)


def unjudged(session: Session, now: datetime) -> list[UUID]:
    """Complaints reported done that nobody judged for days."""
    query = select(Complaint.id).where(Complaint.state == CaseState.DONE, col(Complaint.done_at) <= _silent_since(now))
    return list(session.exec(query))


def next_silent(session: Session, after: datetime) -> datetime | None:
    query = select(sa.func.min(Complaint.done_at)).where(
        Complaint.state == CaseState.DONE, col(Complaint.done_at) > _silent_since(after)
    )
    first = session.exec(query).first()
    return first + timedelta(days=rule("complaints-default-close").number) if first else None


def close_silently(session: Session, case_id: UUID, now: datetime) -> None:
    """Counted as done, and counted apart; the author can still say no."""
    case = session.get(Complaint, case_id, with_for_update=True)
    if case is None or case.state is not CaseState.DONE or case.done_at is None or case.done_at > _silent_since(now):
        return
    close(session, case, CaseState.SILENT, "", None, now)
    told = saying("complaints-closed-silently", code=Code(case.code))
    tell_author(session, case, told, now, "complaints-return", replaces="judge")
