"""Live messages in rooms and in one person's chat: the sender asks the feature for the present state of what is marked dirty and shows it.

That a first message is being posted is committed before the call, and with it the mark is taken off: a board whose process
died in the call waits for the next change instead of standing in the room twice. An edit keeps its mark until it is done.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from bot.mishaps import alone
from bot.outcomes import ChannelDownError, DoubtfulError, MessageGoneError, NotSentError
from bot.rendering import Button, Message
from config import words
from config.words import Reader
from handlers.desk.registry import BOARDS
from models.database import Database, RowSession
from models.letters.boards import FRESH
from models.letters.parcels import reader_at
from models.letters.post import LEASE
from models.letters.tables import Board
from models.people.tables import Account
from models.rooms import Room

if TYPE_CHECKING:
    from bot.sender import Courier

log = logging.getLogger("boards")
EVERY = timedelta(seconds=5)


@dataclass(frozen=True)
class Shown:
    """What a chat is to show for one matter; `platform_id` of the message to edit, or empty for its first one."""

    board_id: UUID
    chat: str
    platform_id: str
    message: Message
    closed: bool
    seen_dirty: datetime
    looked_at: datetime
    same: bool = False
    """The chat shows this already."""
    again: datetime | None = None
    """When it is looked at anew though nobody marks it."""


def due(session: RowSession, channel: str, now: datetime) -> list[UUID]:
    """The boards of this channel that changed, are not being posted, and may be shown again now."""
    query = _with_chats(col(Board.id)).where(
        sa.func.coalesce(col(Room.channel), col(Account.channel)) == channel,
        col(Board.dirty_at) <= now,
        sa.or_(col(Board.leased_until).is_(None), col(Board.leased_until) <= now),
        sa.or_(col(Board.shown_at).is_(None), col(Board.shown_at) <= now - EVERY),
        col(Room.left_at).is_(None),
        col(Account.blocked_at).is_(None),
    )
    return list(session.execute(query.order_by(col(Board.id))).scalars())


def _with_chats(*of: Any) -> sa.Select[Any]:
    return (
        sa.select(*of)
        .select_from(Board)
        .outerjoin(Room, col(Room.id) == col(Board.room_id))
        .outerjoin(Account, col(Account.id) == col(Board.account_id))
    )


def look(session: RowSession, board_id: UUID, now: datetime) -> Shown:
    """What the chat is to show now."""
    query = _with_chats(Board, Room, Account).where(col(Board.id) == board_id)
    board, room, account = session.execute(query).one()
    view = BOARDS[board.feature](session, board.about, now)
    reader = Reader("zh-CN", now) if account is None else reader_at(session, account, now)
    text = words.render(view.saying.key, view.saying.params, reader, strict=False)
    buttons = tuple(
        Button(words.render(each.label.key, each.label.params, reader, strict=False), each.line, None)
        if each.label
        else Button(words.label(each.line.split()[0], {}, reader), each.line, None)
        for each in view.choices
    )
    assert board.dirty_at is not None
    same = bool(board.platform_id) and (board.text, board.closed) == (text, view.closed)
    return Shown(
        board.id, (room or account).external, board.platform_id, Message(text, buttons, ()), view.closed, board.dirty_at,
        now, same, view.again,
    )  # fmt: skip


async def show_dirty(database: Database, courier: Courier, now: Callable[[], datetime]) -> None:
    """Post or edit each; a board that changed again meanwhile stays dirty. Where nothing can be changed none is shown."""
    if not courier.traits.edits:
        return
    for board_id in await database.read(due, courier.traits.name, now()):
        with alone(log, f"board {board_id}"):
            at = now()
            await _show(database, courier, await database.read(look, board_id, at), at)


async def _show(database: Database, courier: Courier, shown: Shown, now: datetime) -> None:
    if not shown.platform_id:
        await database.run(_posting, shown, now)
    try:
        platform_id = shown.platform_id if shown.same else await courier.show_board(shown)
    except NotSentError as error:
        log.info("board %s not shown: %s", shown.board_id, error)
        await database.run(_not_shown, shown, error, now)
    else:
        await database.run(_shown, shown, platform_id, now)


def _locked(session: RowSession, shown: Shown) -> Board:
    board = session.get(Board, shown.board_id, with_for_update=True)
    assert board is not None
    return board


def _posting(session: RowSession, shown: Shown, now: datetime) -> None:
    board = _locked(session, shown)
    board.leased_until, board.shown_at = now + LEASE, now
    _take_off(board, shown)


def _shown(session: RowSession, shown: Shown, platform_id: str, now: datetime) -> None:
    board = _locked(session, shown)
    board.platform_id, board.text, board.closed = platform_id, shown.message.text, shown.closed
    board.shown_at, board.leased_until = now, None
    if shown.seen_dirty <= shown.looked_at - 2 * FRESH:
        _take_off(board, shown)
    else:
        _put_back(board, shown)


def _not_shown(session: RowSession, shown: Shown, error: NotSentError, now: datetime) -> None:
    """What surely was not shown, or was an edit, is tried again; the rest waits for the next change."""
    board = _locked(session, shown)
    first, doubtful = not shown.platform_id, isinstance(error, DoubtfulError)
    board.shown_at = now
    board.leased_until = now if first and doubtful else None
    if isinstance(error, ChannelDownError):
        board.shown_at = now - EVERY + timedelta(seconds=error.retry_after)
    if isinstance(error, MessageGoneError):
        board.platform_id = ""
    if isinstance(error, (ChannelDownError, MessageGoneError)) or (doubtful and not first):
        _put_back(board, shown)
    else:
        _take_off(board, shown)


def _take_off(board: Board, shown: Shown) -> None:
    """The mark goes, or goes on to when it is looked at anew; unless the matter has changed since it was seen."""
    if board.dirty_at == shown.seen_dirty:
        board.dirty_at = shown.again


def _put_back(board: Board, shown: Shown) -> None:
    board.dirty_at = board.dirty_at or shown.seen_dirty
