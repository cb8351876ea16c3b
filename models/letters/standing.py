"""How the post stands: what waits, since when, and of what nobody knows whether it arrived. For who runs the machine."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.letters.handover import Turn, may_go
from models.letters.tables import Attachment, Board, Delivery, FileState, Letter, State
from models.people.tables import Account
from models.rooms import Room

_STATES = (State.QUEUED, State.SENDING, State.UNKNOWN)


def oldest_waiting(session: Session, channel: str, now: datetime, turn: Turn) -> datetime | None:
    """Since when the oldest letter waits that may go in this turn."""
    later = col(Delivery.not_before) > col(Letter.created_at)
    since = sa.func.min(sa.case((later, col(Delivery.not_before)), else_=col(Letter.created_at)))
    query = (
        select(since)
        .select_from(Delivery)
        .join(Letter, col(Letter.id) == col(Delivery.letter_id))
        .outerjoin(Account, col(Account.id) == col(Delivery.account_id))
        .outerjoin(Room, col(Room.id) == col(Delivery.room_id))
        .where(*may_go(channel, now, turn))
    )
    found: datetime | None = session.exec(query).one()
    return found


def counts(session: Session) -> dict[tuple[str, State], int]:
    """Deliveries by channel and state, of the states that are not settled (each has an index of its own)."""
    found: dict[tuple[str, State], int] = {}
    for state in _STATES:
        # the state as it stands in the indexes' condition, or they are not used
        here = sa.text(f"deliveries.state = '{state.value}'")
        query = select(col(Delivery.channel), sa.func.count()).where(here).group_by(col(Delivery.channel))
        found |= {(channel, state): count for channel, count in session.exec(query)}
    return found


def oldest_board(session: Session, now: datetime) -> dict[str, datetime]:
    """Since when, by channel, the oldest board waits to be shown as things are."""
    query = select(col(Room.channel), sa.func.min(Board.dirty_at)).join(Room, col(Room.id) == col(Board.room_id))
    open_ = (col(Board.dirty_at) <= now, col(Room.left_at).is_(None))
    rows = session.exec(query.where(*open_).group_by(col(Room.channel))).all()
    return {channel: since for channel, since in rows if since is not None}


def wanted_files(session: Session) -> tuple[int, datetime | None]:
    """How many files are still to be fetched, and since when the oldest of them."""
    query = select(sa.func.count(), sa.func.min(Attachment.created_at)).select_from(Attachment)
    query = query.where(sa.text(f"attachments.state = '{FileState.WANTED.value}'"))
    return session.exec(query).one()
