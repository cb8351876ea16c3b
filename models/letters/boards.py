"""Boards: one live message per matter and room. A change only marks it dirty."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session

from models.database import RowSession, insert, new_id
from models.letters.tables import Board
from models.rooms import Room

FRESH = timedelta(seconds=1)
"""A mark this young stands for later changes too; who shows the board clears only marks older than twice that, so that
nothing written meanwhile is forgotten."""
_BOARD: sa.Table = Board.__table__  # type: ignore[attr-defined]
_MARK = (
    sa.update(_BOARD)
    .where(
        _BOARD.c.feature == sa.bindparam("of"),
        _BOARD.c.about == sa.bindparam("matter"),
        ~_BOARD.c.closed,
        sa.or_(_BOARD.c.dirty_at.is_(None), _BOARD.c.dirty_at < sa.bindparam("fresh", type_=_BOARD.c.dirty_at.type)),
    )
    .values(dirty_at=sa.bindparam("moment"))
)


def open_board(session: Session, feature: str, about: str, room: Room, now: datetime) -> None:
    """Show this matter in the room from now on."""
    session.exec(
        insert(session, Board)
        .values(
            id=new_id(),
            feature=feature,
            about=about,
            room_id=room.id,
            dirty_at=now,
            closed=False,
            platform_id="",
            text="",
        )
        .on_conflict_do_nothing(index_elements=["feature", "about", "room_id"])
    )
    _wake(session, room.channel)


def mark_dirty(session: Session, feature: str, about: str, now: datetime) -> None:
    """What the matter's boards show is no longer true. One that was marked a moment ago is left alone: many answers at
    once would wait for each other's row (see FRESH).
    """
    session.connection().execute(_MARK, {"matter": about, "of": feature, "moment": now, "fresh": now - FRESH})


def _wake(session: Session, channel: str) -> None:
    if isinstance(session, RowSession):
        session.woken.add(channel)
