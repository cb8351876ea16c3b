"""What a page shows when it opens: one's own words from the inbox, the letters as they were sent, the rooms' boards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from bot.rendering import button, in_list
from bot.web.frames import Shown
from bot.web.hub import Page
from config import words
from config.values import decode_all, phones_in
from config.words import Reader
from handlers.desk.registry import BOARDS
from models.database import RowSession
from models.letters.numbers import question_numbers
from models.letters.shapes import Choice, Numbered, Paper
from models.letters.tables import Attachment, Board, Delivery, FileKind, FileState, Inbox, Kind, Letter, State
from models.people.tables import Account, Number

MOST = 50
_FOLLOWED = 3


@dataclass(frozen=True)
class Own:
    """A file that came with a message of a page."""

    id: UUID
    kind: FileKind
    name: str
    kept: bool


@dataclass(frozen=True)
class Past:
    """One message of the past. `pressed`: a choice was taken rather than something said."""

    shown: Shown
    order: tuple[datetime, UUID]
    papers: tuple[Paper, ...] = ()
    own: tuple[Own, ...] = ()
    pressed: bool = False


def past(session: RowSession, page: Page, now: datetime) -> list[Past]:
    """The last messages of this page's chat, oldest first."""
    reader = Reader(page.lang, now)
    found = [*_said(session, page, reader), *_told(session, page, reader), *_live(session, page, reader)]
    return sorted(found, key=lambda each: each.order)[-MOST:]


def said_once(session: RowSession, page: Page, key: str, now: datetime) -> Past | None:
    """The message just served under this key, as others on the same chat see it."""
    inbox = session.exec(select(Inbox).where(Inbox.channel == "web", Inbox.key == key)).first()
    return None if inbox is None else next(iter(_as_past(session, page, [inbox], Reader(page.lang, now))), None)


def told_once(session: RowSession, page: Page, name: str, now: datetime) -> Past | None:
    """The letter just handed over to this page's chat, by its delivery's id."""
    return next(iter(_told(session, page, Reader(page.lang, now), UUID(name))), None)


def live_once(session: RowSession, page: Page, name: str, now: datetime) -> Past | None:
    """The board of this page that was just shown, by its id."""
    return next(iter(_live(session, page, Reader(page.lang, now), UUID(name))), None)


def message_id(key: str) -> str:
    """The id a page knows its own message by; `key` as it stands in the inbox."""
    return f"m-{key.rpartition(':')[2]}"


def _said(session: RowSession, page: Page, reader: Reader) -> list[Past]:
    if page.account_id is None and page.room_id is None:
        return []
    query = select(Inbox).where(Inbox.channel == "web", col(Inbox.key).not_like("%:came-%"))
    if page.room_id is None:
        query = query.where(Inbox.account_id == page.account_id, col(Inbox.room_id).is_(None))
    else:
        query = query.where(Inbox.room_id == page.room_id)
    return _as_past(session, page, session.exec(query.order_by(col(Inbox.id).desc()).limit(MOST)).all(), reader)


def _as_past(session: RowSession, page: Page, rows: Sequence[Inbox], reader: Reader) -> list[Past]:
    files: dict[UUID | None, list[Own]] = {}
    for each in session.exec(
        select(Attachment)
        .where(col(Attachment.inbox_id).in_([row.id for row in rows]), Attachment.state != FileState.GONE)
        .order_by(col(Attachment.id))
    ):
        kept = each.state in (FileState.KEPT, FileState.WANTED)
        files.setdefault(each.inbox_id, []).append(Own(each.id, each.kind, each.name, kept))
    names = _names(session, page, rows, reader)
    return [
        Past(
            Shown(
                id=message_id(row.key),
                by="me" if row.account_id == page.account_id else "other",
                at=row.at,
                text=row.text,
                name=names.get(row.account_id, ""),
                key=row.key.rpartition(":")[2] if row.account_id == page.account_id else "",
            ),
            (row.at, row.id),
            own=tuple(files.get(row.id, ())),
            pressed=bool(row.choice),
        )
        for row in rows
        if row.text or row.id in files
    ]


def _names(session: RowSession, page: Page, rows: Iterable[Inbox], reader: Reader) -> dict[UUID | None, str]:
    if page.room_id is None:
        return {}
    ids = {row.account_id for row in rows if row.account_id is not None}
    query = select(col(Account.id), col(Account.shown_name)).where(col(Account.id).in_(ids))
    neighbour = words.render("web-neighbour", {}, reader)
    return {account_id: name or neighbour for account_id, name in session.exec(query)}


def _told(session: RowSession, page: Page, reader: Reader, only: UUID | None = None) -> list[Past]:
    query = (
        select(Delivery, Letter)
        .join(Letter, col(Letter.id) == col(Delivery.letter_id))
        .where(Delivery.channel == "web", col(Delivery.state).in_((State.SENT, State.SENDING)))
    )
    if page.room_id is not None:
        query = query.where(Delivery.room_id == page.room_id)
    elif page.account_id is not None:
        query = query.where(Delivery.account_id == page.account_id)
    else:
        return []
    if only is not None:
        query = query.where(Delivery.id == only)
    latest = sa.func.coalesce(col(Delivery.sent_at), col(Delivery.leased_until)).desc()
    rows = session.exec(query.order_by(latest, col(Delivery.id).desc()).limit(MOST)).all()
    standing = _standing(session, page, reader.now)
    return [_as_sent(delivery, letter, standing, reader) for delivery, letter in rows]


def _standing(session: RowSession, page: Page, now: datetime) -> dict[str, int]:
    if page.account_id is None or page.room_id is not None:
        return {}
    query = select(col(Number.choice), col(Number.number)).where(
        Number.account_id == page.account_id, Number.expires_at > now, col(Number.spent_at).is_(None)
    )
    return dict(session.exec(query).all())


def _as_sent(delivery: Delivery, letter: Letter, standing: dict[str, int], reader: Reader) -> Past:
    """`sending` too: it may be in flight to a page that has just closed; a page shows the same id once."""
    moment = delivery.sent_at or reader.now
    choices = tuple(Choice.from_json(data) for data in letter.choices)
    asked = letter.kind is Kind.ANSWER and delivery.room_id is None
    numbered = (
        question_numbers(choices) if asked else tuple(Numbered(each, standing.get(each.line)) for each in choices)
    )
    buttons = tuple(button(each, reader) for each in numbered)
    params = decode_all(letter.params)
    text = delivery.text or words.render(letter.key, params, reader, strict=False)
    if letter.listed and delivery.room_id is None:
        buttons = tuple(in_list(each) if each.number or not asked else each for each in buttons)
        if not delivery.text:
            text = "\n".join([text, *(f"{each.number} {each.row}" for each in buttons if each.row)])
    shown = Shown(str(delivery.id), "bot", moment, text, buttons=buttons, calls=phones_in(params.values()))
    papers = tuple(Paper.from_json(data) for data in letter.attachments)
    return Past(shown, (moment, delivery.id), papers)


def _live(session: RowSession, page: Page, reader: Reader, only: UUID | None = None) -> list[Past]:
    """The boards of the room, or of the person alone: of these the last few, for each is looked at anew."""
    if page.room_id is None and page.account_id is None:
        return []
    being_shown = col(Board.leased_until).is_not(None)  # what is told of is looked up before it is written down
    query = select(Board).where(sa.or_(col(Board.platform_id) != "", being_shown))
    if page.room_id is not None:
        query = query.where(Board.room_id == page.room_id)
    else:
        query = query.where(Board.account_id == page.account_id).order_by(col(Board.shown_at).desc()).limit(_FOLLOWED)
    found = []
    for row in session.exec(query if only is None else query.where(Board.id == only)):
        assert row.shown_at is not None
        view = BOARDS[row.feature](session, row.about, reader.now)
        text = words.render(view.saying.key, view.saying.params, reader, strict=False)
        buttons = tuple(button(Numbered(each, None), reader) for each in view.choices)
        shown = Shown(str(row.id), "bot", row.shown_at, text, buttons=buttons, live=not view.closed)
        found.append(Past(shown, (row.shown_at, row.id)))
    return found


def label_pressed(session: RowSession, message: str, line: str, reader: Reader) -> str:
    """What stood on the choice of this message (a letter handed over); "" when it was not on it."""
    try:
        delivery_id = UUID(message)
    except ValueError:
        return ""
    query = select(Letter).join(Delivery, col(Delivery.letter_id) == col(Letter.id))
    letter = session.exec(query.where(Delivery.id == delivery_id)).first()
    for data in letter.choices if letter else ():
        if data["line"] == line:
            return button(Numbered(Choice.from_json(data), None), reader).label
    return ""
