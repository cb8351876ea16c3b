"""Estates, units, owners, persons and their accounts.

An Owner is a line of the roster (a legal person or human who holds property); a Person is somebody who talks to us.
A Tie joins a person to a unit. Parking and storage units never weigh in anything that is counted.
"""

from datetime import date, datetime
from enum import Enum
from typing import Any, Optional
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from models.database.columns import Row, choice_of, foreign, indexed, link, personal, plain, stored_json


class Governing(Enum):
    """The estate's governing state; words, rights and duties follow it (DOMAIN: 前期, 筹备组, 在任, 换届中, 物管会)."""

    DEVELOPER = "developer"
    PREPARING = "preparing"
    COMMITTEE = "committee"
    RE_ELECTION = "re-election"
    MANAGEMENT = "management"


class UnitKind(Enum):
    HOME = "home"
    SHOP = "shop"
    PARKING = "parking"
    STORAGE = "storage"


WEIGHING = (UnitKind.HOME, UnitKind.SHOP)


class TieKind(Enum):
    OWNER = "owner"
    TENANT = "tenant"
    HELPER = "helper"


class Estate(Row, table=True):
    """`prefix` opens every spoken code (SJ-12): unique in the installation, never changed."""

    __tablename__ = "estates"
    prefix: str = plain(unique=True, sa_type=sa.String(4))
    name: str = plain(unique=True)
    governing: Governing = choice_of(Governing, default=Governing.COMMITTEE)
    governing_since: date | None = None
    term_ends: date | None = None
    """The last day of the committee's term, as the bureau's register has it."""
    community: str = plain(default="")
    township: str = plain(default="")
    city: str = plain(default="")
    household_count: int = 0
    """From the bureau's register; the roster, once imported, counts for itself."""
    office_hours: str = plain(default="")
    """Spans as `8:30-12:00,13:30-17:30`; empty is the house default."""
    office_phone: str = plain(default="")
    duty_phone: str = plain(default="")
    """The emergency card: the property company's duty telephone, day and night."""
    lift_phone: str = plain(default="")
    company: str = plain(default="")


class Unit(Row, table=True):
    """幢-单元-室; `area` in 0.01 m², None while unknown."""

    __tablename__ = "units"
    __table_args__ = (indexed("estate_id", "building", "entrance", "room", "kind", unique=True),)
    estate_id: UUID = foreign("estates.id", index=False)
    estate: Estate = link()
    building: str = plain()
    entrance: str = plain(default="")
    room: str = plain()
    kind: UnitKind = choice_of(UnitKind, default=UnitKind.HOME)
    area: int | None = None
    retired_on: date | None = None

    @property
    def spoken(self) -> str:
        """3-2-501"""
        return "-".join(part for part in (self.building, self.entrance, self.room) if part)


class Owner(Row, table=True):
    """One head, however many units. `same_as` is the blind index of the name, by which a re-import finds candidates."""

    __tablename__ = "owners"
    __table_args__ = (indexed("estate_id", "same_as"),)
    estate_id: UUID = foreign("estates.id", index=False)
    estate: Estate = link()
    name: str = personal("name", "P3Y", sealed="owners.name")
    phone: str = personal("phone", "P3Y", sealed="owners.phone", default="")
    """Every telephone of the roster, in order, with a space between."""
    same_as: str = plain(default="")
    phone_index: str = plain(default="", index=True)
    """The blind indexes of the telephones, with a space between."""
    is_developer: bool = False
    ended_at: datetime | None = None
    """When the last of the units went to somebody else."""


class Ownership(Row, table=True):
    __tablename__ = "ownerships"
    __table_args__ = (indexed("unit_id", "owner_id", unique=True),)
    unit_id: UUID = foreign("units.id", index=False)
    unit: Unit = link()
    owner_id: UUID = foreign("owners.id")
    owner: Owner = link()


class Tenancy(Row, table=True):
    """A tenant as the roster names them, so that they can be matched when they come; it makes nobody a resident here."""

    __tablename__ = "tenancies"
    unit_id: UUID = foreign("units.id")
    unit: Unit = link()
    name: str = personal("name", "P1Y", sealed="tenancies.name")
    phone_index: str = plain(default="")
    """The blind indexes of the telephones, with a space between; the numbers themselves are not kept."""
    until: date | None = None
    ended_at: datetime | None = None
    """24:00 of the last day, where there is one."""


class Person(Row, table=True):
    """Somebody who talks to us. `spoken_name` is what staff may see; empty until somebody says it."""

    __tablename__ = "persons"
    spoken_name: str = personal("name", "P1Y", sealed="persons.spoken_name", default="")
    lang: str = plain(default="zh-CN", sa_type=sa.String(8))
    created_at: datetime
    left_at: datetime | None = None


class Account(Row, table=True):
    """A person on one channel. `external` is the platform's id of the person."""

    __tablename__ = "accounts"
    __table_args__ = (indexed("channel", "external", unique=True),)
    channel: str = plain(sa_type=sa.String(16))
    external: str = personal("account", "P1Y")
    person_id: UUID = foreign("persons.id")
    person: Person = link()
    shown_name: str = personal("name", "P1Y", default="")
    """The name the platform gives; used for greeting only, never as proof of anything."""
    estate_id: UUID | None = foreign("estates.id", default=None)
    estate: Optional["Estate"] = link()
    building: str = personal("address", "P7D", default="")
    building_at: datetime | None = None
    """The building whose QR code was scanned, and when: what is said in the next minutes is likely there."""
    private_since: datetime | None = None
    """When the person first wrote to us alone: before that a platform may refuse us the private chat."""
    blocked_at: datetime | None = None
    parked_until: datetime | None = None
    """The platform asked us to wait with this chat (RetryAfter)."""
    window_until: datetime | None = None
    window_left: int = 0
    """Until when and how often the platform still lets us write unasked (a channel that is `windowed`)."""
    last_seen: datetime | None = None
    paced_until: datetime | None = None
    hushed: bool = False
    """How fast the person may speak (see models.people.pace)."""


class Tie(Row, table=True):
    """A person and a unit: as owner (then `owner_id`), tenant (with an end) or helper. Level as in DOMAIN §1 (1-3)."""

    __tablename__ = "ties"
    __table_args__ = (indexed("person_id", "unit_id"),)
    person_id: UUID = foreign("persons.id", index=False)
    person: Person = link()
    unit_id: UUID = foreign("units.id")
    unit: Unit = link()
    owner_id: UUID | None = foreign("owners.id", default=None)
    owner: Optional["Owner"] = link()
    kind: TieKind = choice_of(TieKind)
    level: int = 1
    since: datetime
    until: date | None = None
    ended_at: datetime | None = None
    end_told_at: datetime | None = None
    objected_by: UUID | None = None
    named_by: UUID | None = None
    """The person whose invitation made it: a helper's tie ends with that person's."""


class Counter(Row, table=True):
    """One series of spoken numbers; the next one is taken by UPDATE ... RETURNING."""

    __tablename__ = "counters"
    series: str = plain(unique=True, sa_type=sa.String(16))
    value: int = 0


class Claim(Row, table=True):
    """A try to name a home; wrong ones are limited."""

    __tablename__ = "claims"
    account_id: UUID = foreign("accounts.id")
    account: Account = link()
    at: datetime
    right: bool = False


class Conversation(Row, table=True):
    """One row per account: the open form, what was asked last (numbers 1-9) and the round robin of numbers 11-99."""

    __tablename__ = "conversations"
    account_id: UUID = foreign("accounts.id", unique=True)
    account: Account = link()
    form: str = plain(default="")
    estate_id: UUID | None = foreign("estates.id", default=None)
    estate: Optional["Estate"] = link()
    answers: dict[str, Any] = stored_json(kind="story", keep="P7D", default_factory=dict)
    """What was typed, by question: kept until the form ends or seven days pass."""
    asked: list[Any] = stored_json(default_factory=list)
    """The choices of the question last asked, in their order; index 0 is the way out."""
    turn: int = 0
    parked: bool = False
    expires_at: datetime | None = None
    next_number: int = 11


class Number(Row, table=True):
    """A number 11-99 that stands for one choice of one account for seven days."""

    __tablename__ = "numbers"
    __table_args__ = (indexed("account_id", "number", unique=True),)
    account_id: UUID = foreign("accounts.id", index=False)
    account: Account = link()
    number: int
    choice: str = plain()
    about: str = plain(default="")
    expires_at: datetime
    spent_at: datetime | None = Field(default=None)
