"""Boards: one live message per matter and room, or per matter and person. A change only marks it dirty.

The promise: a first post whose process died in it, or whose fate the platform did not tell, is not blindly sent again. The
matter's next change posts a new message, which is then kept up; so each such doubt leaves at most one message behind that
no longer changes, and no chat is without a live board for longer than until the next change. An edit may be made twice.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from config.channels import CHANNELS
from models.database import RowSession, insert, new_id
from models.letters.tables import Board
from models.people.tables import Account
from models.rooms import Room

FRESH = timedelta(seconds=1)
"""A mark this young stands for later changes too; who shows the board clears only marks older than twice that, so that
nothing written meanwhile is forgotten."""
_WHERE = {"room_id", "account_id"}
_FIXED = [traits.name for traits in CHANNELS.values() if not traits.edits]
_BOARD: sa.Table = Board.__table__  # type: ignore[attr-defined]
_MARK = (
    sa.update(_BOARD)
    .where(
        _BOARD.c.feature == sa.bindparam("of"),
        _BOARD.c.about == sa.bindparam("matter"),
        ~_BOARD.c.closed,
        sa.or_(
            _BOARD.c.dirty_at.is_(None),
            _BOARD.c.dirty_at < sa.bindparam("fresh", type_=_BOARD.c.dirty_at.type),
            _BOARD.c.dirty_at > sa.bindparam("moment", type_=_BOARD.c.dirty_at.type),
        ),
    )
    .values(dirty_at=sa.bindparam("moment"))
)


def open_board(session: Session, feature: str, about: str, room: Room, now: datetime) -> None:
    """Show this matter in the room from now on; where nothing can be changed only its end is told, by its own letter."""
    if room.live:
        _open(session, feature, about, now, room_id=room.id)
        _wake(session, room.channel)


def follow(session: Session, feature: str, about: str, account: Account, now: datetime) -> None:
    """Show this matter to one person alone, where they are. The first look is not at once: what is over by then is told
    in one message. Where nothing can be changed nothing is shown, and the feature tells the end (see `untold`).
    """
    _open(session, feature, about, now, account_id=account.id, shown_at=now)


def _open(session: Session, feature: str, about: str, now: datetime, **where: object) -> None:
    fresh = {"id": new_id(), "dirty_at": now, "closed": False, "platform_id": "", "text": ""}
    made = insert(session, Board).values(feature=feature, about=about, **fresh, **where)
    session.exec(made.on_conflict_do_nothing(index_elements=["feature", "about", *(set(where) & _WHERE)]))


def untold(session: Session, feature: str) -> list[Board]:
    """What is followed by a person where no message can be changed, and whose end was not told there."""
    query = select(Board).join(Account, col(Account.id) == col(Board.account_id))
    open_ = (Board.feature == feature, ~col(Board.closed), col(Account.channel).in_(_FIXED))
    return list(session.exec(query.where(*open_).order_by(col(Board.id))))


def mark_dirty(session: Session, feature: str, about: str, now: datetime) -> None:
    """What the matter's boards show is no longer true. One that was marked a moment ago is left alone: many answers at
    once would wait for each other's row (see FRESH).
    """
    session.connection().execute(_MARK, {"matter": about, "of": feature, "moment": now, "fresh": now - FRESH})


def count_doubtful(session: Session, feature: str, about: str, now: datetime) -> int:
    """In how many rooms nobody knows whether this matter's board is there."""
    query = select(sa.func.count()).select_from(Board)
    doubtful = (col(Board.leased_until) <= now, Board.platform_id == "", ~col(Board.closed))
    return session.exec(query.where(Board.feature == feature, Board.about == about, *doubtful)).one()


def _wake(session: Session, channel: str) -> None:
    if isinstance(session, RowSession):
        session.woken.add(channel)
