"""Boards: one live message per matter and room. A change only marks it dirty."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from models.database import RowSession, insert, new_id
from models.letters.tables import Board
from models.rooms import Room


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
    """What the matter's boards show is no longer true."""
    session.exec(
        sa.update(Board)
        .where(col(Board.feature) == feature, col(Board.about) == about, ~col(Board.closed))
        .values(dirty_at=now)
    )


def _wake(session: Session, channel: str) -> None:
    if isinstance(session, RowSession):
        session.woken.add(channel)
