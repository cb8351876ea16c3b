"""The close: a round is over by its own time; its result is announced once, by the job or by the first who looks."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from models.calendar.quiet import after_quiet
from models.letters import boards, post
from models.letters.post import Draft
from models.letters.shapes import Choice
from models.letters.tables import Kind
from models.opinions import rules, wording
from models.opinions.answering import FEATURE
from models.opinions.queries import ASKERS, locked
from models.opinions.remarks import count_remarks
from models.opinions.tables import OpinionRound
from models.people.roles import holders_of
from models.rooms import Audience, rooms_of


def announce(session: Session, asked: OpinionRound, now: datetime) -> bool:
    """Tell committee, secretary and rooms the result, once. False when it is not due or already told.

    The row is locked against answers still being written: what is announced is what stands.
    """
    if asked.announced_at is not None or not is_settled(asked, now):
        return False
    asked = locked(session, asked)
    if asked.announced_at is not None or not is_settled(asked, now):
        return False
    asked.announced_at = now
    session.add(asked)
    session.flush()
    boards.mark_dirty(session, FEATURE, asked.code, now)
    _tell(session, asked, now)
    return True


def is_settled(asked: OpinionRound, now: datetime) -> bool:
    return rules.is_over(asked, now - rules.SETTLE)


def _tell(session: Session, asked: OpinionRound, now: datetime) -> None:
    result = wording.result(session, asked, now)
    quiet = after_quiet(now)
    for room in rooms_of(session, asked.estate_id, Audience.OWNERS, Audience.COMMITTEE):
        post.post(session, room, Draft(Kind.NOTICE, result, about=asked.code, not_before=quiet), now)
    verbs = ["opinions-paper", *(["opinions-remarks"] if count_remarks(session, asked) else [])]
    choices = tuple(Choice(f"{verb} {asked.code}") for verb in verbs)
    short = wording.result(session, asked, now, short=True)
    draft = Draft(Kind.ALERT, short, choices, about=asked.code, estate_id=asked.estate_id, not_before=quiet)
    persons = {person.id for role in ASKERS for person in holders_of(session, asked.estate_id, role, now)}
    for person in sorted(persons):
        post.tell(session, person, draft, now)


def announce_by_id(session: Session, round_id: UUID, now: datetime) -> None:
    announce(session, session.get_one(OpinionRound, round_id), now)


def due(session: Session, now: datetime) -> list[UUID]:
    """Rounds that are over and whose result nobody was told."""
    query = select(OpinionRound.id).where(
        col(OpinionRound.announced_at).is_(None),
        col(OpinionRound.withdrawn_at).is_(None),
        col(OpinionRound.closes_at) <= now - rules.SETTLE,
    )
    return list(session.exec(query))


def next_close(session: Session, after: datetime) -> datetime | None:
    query = select(OpinionRound.closes_at).where(
        col(OpinionRound.announced_at).is_(None),
        col(OpinionRound.withdrawn_at).is_(None),
        col(OpinionRound.closes_at) > after - rules.SETTLE,
    )
    first = session.exec(query.order_by(col(OpinionRound.closes_at)).limit(1)).first()
    return first + rules.SETTLE if first else None
