"""Complaints somebody forgot: the author still waits for a sentence, or was asked and never judged."""

from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from config.law import rule
from config.values import Code, saying
from models.complaints.actions import close, record
from models.complaints.letters import alert, tell_all, tell_author
from models.complaints.queries import duty_holders
from models.complaints.tables import OPEN, CaseReminder, CaseState, Complaint
from models.database import insert, new_id
from models.people.roles import LADDER, Role


def _once(session: Session, case: Complaint, stage: str, now: datetime) -> bool:
    """True the first time this is to be said for this complaint."""
    made = session.exec(
        insert(session, CaseReminder)
        .values(id=new_id(), complaint_id=case.id, stage=stage, at=now)
        .on_conflict_do_nothing(index_elements=["complaint_id", "stage"])
    )
    return bool(made.rowcount)


def _owed() -> sa.ColumnElement[bool]:
    stage = "overdue-" + sa.cast(col(Complaint.returns), sa.String)
    said = sa.exists().where(col(CaseReminder.complaint_id) == col(Complaint.id), col(CaseReminder.stage) == stage)
    return sa.and_(col(Complaint.state).in_(OPEN), ~said, col(Complaint.emergency) == "")


def unanswered(session: Session, now: datetime) -> list[UUID]:
    """Complaints whose author should have had a sentence by now and of which nobody was reminded yet."""
    return list(session.exec(select(Complaint.id).where(_owed(), col(Complaint.answer_by) <= now)))


def next_overdue(session: Session, after: datetime) -> datetime | None:
    query = select(sa.func.min(Complaint.answer_by)).where(_owed(), col(Complaint.answer_by) > after)
    return session.exec(query).first()


def remind(session: Session, case_id: UUID, now: datetime) -> None:
    """Once for each time an answer was owed: whoever holds the inbox, and the next step of the ladder."""
    case = session.get(Complaint, case_id, with_for_update=True)
    if case is None or case.answer_by is None or case.answer_by > now or case.state not in OPEN:
        return
    if not _once(session, case, f"overdue-{case.returns}", now):
        return
    record(session, case, "overdue", now, None)
    role, _ = duty_holders(session, case.estate_id, now)
    draft = alert(session, case, "complaints-overdue-told", now)
    tell_all(session, case.estate_id, role, draft, now)
    higher = LADDER[LADDER.index(role) + 1] if role is not LADDER[-1] else None
    if higher in (Role.CHAIR, Role.COMMUNITY):
        tell_all(session, case.estate_id, higher, draft, now)


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
