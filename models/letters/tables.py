"""Inbox, letters, deliveries, attachments, boards: the mechanism's own tables."""

from datetime import datetime
from enum import Enum
from typing import Any, Optional
from uuid import UUID

import sqlalchemy as sa

from models.database import Row, choice_of, foreign, indexed, link, personal, plain, stored_json
from models.people.tables import Account, Estate
from models.rooms import Room


class Kind(Enum):
    """A letter's kind is its priority, first to last."""

    ANSWER = "answer"
    EMERGENCY = "emergency"
    ALERT = "alert"
    NOTICE = "notice"
    BOARD = "board"


PRIORITY = {kind: place for place, kind in enumerate(Kind)}
SENT_AGAIN = (Kind.ANSWER, Kind.EMERGENCY, Kind.ALERT)
"""Kinds that are sent a second time, once, when it is unknown whether the first try arrived."""


class State(Enum):
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    BLOCKED = "blocked"
    FAILED = "failed"
    VOID = "void"


class Inbox(Row, table=True):
    """One row per message a channel gave us: served once, by its key."""

    __tablename__ = "inbox"
    __table_args__ = (indexed("channel", "key", unique=True),)
    channel: str = plain(sa_type=sa.String(16))
    key: str = plain(sa_type=sa.String(128))
    account_id: UUID | None = foreign("accounts.id", default=None)
    account: Optional["Account"] = link()
    at: datetime
    toast: list[Any] = stored_json(default_factory=list)
    """The toast as [key, params], given again to a redelivery."""
    text: str = personal("story", "P7D", default="")
    choice: str = plain(default="")
    """The choice that was pressed; `text` is then its label."""
    reply: str = personal("story", "P7D", default="")
    """The one reply, as given, on a channel that has only one: a redelivery is given it again."""
    room_id: UUID | None = foreign("rooms.id", default=None)
    room: Optional["Room"] = link()


class Letter(Row, table=True):
    """Written once. `about` is the code of its matter; a newer letter with the same `about` and `replaces` voids it."""

    __tablename__ = "letters"
    kind: Kind = choice_of(Kind)
    key: str = plain()
    params: dict[str, Any] = stored_json(kind="story", keep="P1Y", default_factory=dict)
    choices: list[Any] = stored_json(default_factory=list)
    attachments: list[Any] = stored_json(kind="story", keep="P1Y", default_factory=list)
    listed: bool = False
    """Its choices are the numbered lines of a list rather than buttons."""
    at_once: bool = False
    """It goes out also at night."""
    held: bool = False
    """What still waits of it waits until somebody lets it go on."""
    estate_id: UUID | None = foreign("estates.id", default=None)
    estate: Optional["Estate"] = link()
    inbox_id: UUID | None = foreign("inbox.id", default=None)
    inbox: Optional["Inbox"] = link()
    about: str = plain(default="", index=True)
    replaces: str = plain(default="")
    good_until: datetime | None = None
    created_at: datetime


class Delivery(Row, table=True):
    """One recipient's copy. `chat` is where it goes on its channel; `text` is what was sent, as sent."""

    __tablename__ = "deliveries"
    __table_args__ = (
        indexed("channel", "priority", "id", where="state = 'queued'"),
        indexed("leased_until", where="state = 'sending'"),
        indexed("channel", where="state = 'unknown'"),
    )
    letter_id: UUID = foreign("letters.id")
    letter: Letter = link()
    channel: str = plain(sa_type=sa.String(16))
    chat: str = personal("account", "P1Y")
    account_id: UUID | None = foreign("accounts.id", default=None)
    account: Optional["Account"] = link()
    room_id: UUID | None = foreign("rooms.id", default=None)
    room: Optional["Room"] = link()
    priority: int
    state: State = choice_of(State, default=State.QUEUED)
    tries: int = 0
    not_before: datetime | None = None
    leased_until: datetime | None = None
    platform_id: str = plain(default="")
    text: str = personal("story", "P1Y", default="")
    reason: str = plain(default="")
    sent_at: datetime | None = None
    seen_at: datetime | None = None
    rung_at: datetime | None = None
    """Where the platform lets us write nothing now: when a short sign of it was sent. The letter itself waits."""


class Board(Row, table=True):
    """One live message per matter and room, or per matter and one person's account. Changes only mark it dirty; the sender
    asks for the present state. A mark may lie ahead: it is looked at then, whatever happens until then.

    `leased_until` is committed before its first message is posted and taken away when it is known how that ended: past
    it, and without a `platform_id`, nobody knows whether the chat has one (see models.letters.boards).
    """

    __tablename__ = "boards"
    __table_args__ = (
        indexed("feature", "about", "room_id", unique=True),
        indexed("feature", "about", "account_id", unique=True),
    )
    feature: str = plain(sa_type=sa.String(32))
    about: str = plain()
    room_id: UUID | None = foreign("rooms.id", default=None)
    room: Optional["Room"] = link()
    account_id: UUID | None = foreign("accounts.id", default=None)
    account: Optional["Account"] = link()
    dirty_at: datetime | None = None
    shown_at: datetime | None = None
    leased_until: datetime | None = None
    closed: bool = False
    platform_id: str = plain(default="")
    text: str = plain(default="")


class FileState(Enum):
    WANTED = "wanted"
    KEPT = "kept"
    REFUSED = "refused"
    GONE = "gone"


class FileKind(Enum):
    PHOTO = "photo"
    VOICE = "voice"
    VIDEO = "video"
    FILE = "file"
    PAPER = "paper"


class Attachment(Row, table=True):
    """`sha256` is taken after re-encoding; files on disk are shared by it and go with their last row."""

    __tablename__ = "attachments"
    __table_args__ = (indexed("account_id", "id"), indexed("created_at", where="state = 'wanted'"))
    account_id: UUID | None = foreign("accounts.id", default=None, index=False)
    account: Optional["Account"] = link()
    estate_id: UUID | None = foreign("estates.id", default=None)
    estate: Optional["Estate"] = link()
    inbox_id: UUID | None = foreign("inbox.id", default=None)
    """The message it came with."""
    inbox: Optional["Inbox"] = link()
    channel: str = plain(sa_type=sa.String(16))
    platform_id: str = personal("photo", "P1Y", default="")
    album: str = plain(default="")
    kind: FileKind = choice_of(FileKind)
    name: str = personal("photo", "P1Y", default="")
    state: FileState = choice_of(FileState, default=FileState.WANTED)
    sha256: str = plain(default="", index=True)
    size: int = 0
    tries: int = 0
    about: str = plain(default="", index=True)
    seconds: int = 0
    created_at: datetime
