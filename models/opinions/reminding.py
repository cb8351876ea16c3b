"""The reminder before a round closes: one letter to whoever lives in a home that has not answered, with the choices.

It goes out like the question itself (see asking): the fact of a reminder is its `Asking`, one for each close, so that a
round that is moved is reminded of again in time.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from models.letters import post
from models.opinions import rules, wording
from models.opinions.asking import write_to_more
from models.opinions.queries import locked
from models.opinions.tables import Asking, OpinionRound
from models.people.tables import Estate


def due(session: Session, now: datetime) -> list[UUID]:
    """Open rounds whose reminder has come and was not written."""
    return [asked.id for asked in _unreminded(session, now) if _moment(asked) <= now]


def next_reminder(session: Session, after: datetime) -> datetime | None:
    moments = (_moment(asked) for asked in _unreminded(session, after))
    return min((moment for moment in moments if moment > after), default=None)


def _moment(asked: OpinionRound) -> datetime:
    moment = rules.reminded_at(asked)
    assert moment is not None
    return moment


def _unreminded(session: Session, now: datetime) -> list[OpinionRound]:
    reminded = select(Asking.id).where(Asking.round_id == OpinionRound.id, Asking.reminds == OpinionRound.closes_at)
    query = select(OpinionRound).where(
        col(OpinionRound.announced_at).is_(None),
        col(OpinionRound.withdrawn_at).is_(None),
        col(OpinionRound.closes_at) > now,
        ~reminded.exists(),
    )
    return [asked for asked in session.exec(query.order_by(col(OpinionRound.id))) if rules.reminded_at(asked)]


def remind(session: Session, round_id: UUID, now: datetime) -> None:
    """Write it, the first chunk now; does nothing when it is not due or already written."""
    asked = locked(session, session.get_one(OpinionRound, round_id))
    if round_id not in due(session, now):
        return
    letter_id = post.write(session, wording.reminder(asked, session.get_one(Estate, asked.estate_id)), now)
    asking = Asking(round_id=asked.id, edition=asked.edition, reminds=asked.closes_at, letter_id=letter_id)
    session.add(asking)
    session.flush()
    write_to_more(session, asking.id, now)


def reminded(session: Session, asked: OpinionRound) -> Asking | None:
    """The reminder of the close as it stands, once it is written."""
    return session.exec(select(Asking).where(Asking.round_id == asked.id, Asking.reminds == asked.closes_at)).first()
