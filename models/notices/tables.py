"""A notice, its versions, how far each has been sent, and each recipient's copy."""

from datetime import datetime
from enum import Enum
from typing import Any, Optional
from uuid import UUID

import sqlalchemy as sa

from models.database import Row, choice_of, foreign, indexed, link, personal, plain, stored_json, written_once
from models.letters.tables import Delivery, Letter
from models.people.roles import Role
from models.people.tables import Account, Estate, Person


class Standing(Enum):
    """CANCELLED: stopped by hand before everybody had it; it stays readable for those who got it."""

    LIVE = "live"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"


class Change(Enum):
    """What a version is to the one before it."""

    FIRST = "first"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"


class Going(Enum):
    """STOPPED: a newer version took over before it was through."""

    SENDING = "sending"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"
    STOPPED = "stopped"


class Route(Enum):
    """How a person can be reached: unasked, when they next look in, or not at all."""

    PUSH = "push"
    MAILBOX = "mailbox"
    NONE = "none"


class Notice(Row, table=True):
    """公告. Its text stands in its versions; `version` is the number of the one that holds."""

    __tablename__ = "notices"
    __table_args__ = (indexed("estate_id", "id"),)
    code: str = plain(unique=True, sa_type=sa.String(16))
    estate_id: UUID = foreign("estates.id", index=False)
    estate: Estate = link()
    author_id: UUID = foreign("persons.id")
    author: Person = link()
    parts: list[Any] = stored_json(default_factory=list)
    """Whom it goes to: [building, entrance, group] each."""
    urgent: bool = False
    """Sent at once although it was night; the timeline says who decided it."""
    standing: Standing = choice_of(Standing, default=Standing.LIVE)
    version: int = 1
    created_at: datetime


class NoticeVersion(Row, table=True):
    """One version as it was confirmed; a correction or withdrawal is a new one, the old stay."""

    __tablename__ = "notice_versions"
    __table_args__ = (indexed("notice_id", "number", unique=True), written_once("words", "files"))
    notice_id: UUID = foreign("notices.id", index=False)
    notice: Notice = link()
    number: int
    change: Change = choice_of(Change)
    words: str = personal("story", "P3Y")
    files: list[Any] = stored_json(kind="photo", keep="P3Y", default_factory=list)
    letter_id: UUID = foreign("letters.id")
    letter: Letter = link("NoticeVersion.letter_id")
    plain_letter_id: UUID | None = foreign("letters.id", default=None)
    """Of a correction: the same words for those who were told of no version before, to whom it corrects nothing."""
    plain_letter: Optional["Letter"] = link("NoticeVersion.plain_letter_id")
    voice: Role = choice_of(Role)
    """In whose name it speaks: the estate's own house (SECRETARY), the community's or the township's."""
    made_by: UUID = foreign("persons.id")
    maker: Person = link()
    made_at: datetime

    @property
    def letter_ids(self) -> list[UUID]:
        return [self.letter_id, *([self.plain_letter_id] if self.plain_letter_id else [])]


class NoticeRun(Row, table=True):
    """How far a version has been sent: everybody up to `mark` (a person's id) has a copy or is known to have no route."""

    __tablename__ = "notice_runs"
    version_id: UUID = foreign("notice_versions.id", unique=True)
    version: NoticeVersion = link()
    state: Going = choice_of(Going, default=Going.SENDING, index=True)
    mark: UUID | None = None
    ended_at: datetime | None = None


class NoticeCopy(Row, table=True):
    """A person is told of a version once. `dropped`: it still waited when the rest was cancelled."""

    __tablename__ = "notice_copies"
    __table_args__ = (indexed("version_id", "person_id", unique=True),)
    version_id: UUID = foreign("notice_versions.id", index=False)
    version: NoticeVersion = link()
    person_id: UUID = foreign("persons.id")
    person: Person = link()
    account_id: UUID | None = foreign("accounts.id", default=None)
    account: Optional["Account"] = link()
    delivery_id: UUID | None = foreign("deliveries.id", default=None)
    delivery: Optional["Delivery"] = link()
    route: Route = choice_of(Route)
    dropped: bool = False


class NoticeEvent(Row, table=True):
    """Who did what with a notice, and when; never changed."""

    __tablename__ = "notice_events"
    __table_args__ = written_once("words")
    notice_id: UUID = foreign("notices.id")
    notice: Notice = link()
    at: datetime
    actor_id: UUID = foreign("persons.id")
    actor: Person = link()
    deed: str = plain(sa_type=sa.String(16))
    words: str = personal("story", "P3Y", default="")
