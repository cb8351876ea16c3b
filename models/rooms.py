"""Rooms: group chats bound to an estate and an audience by a one-time code that a secretary types there, or, where nobody
can be heard, by the administrator.
"""

import secrets
from datetime import datetime, timedelta
from enum import Enum
from typing import Optional
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.database import Row, choice_of, foreign, indexed, link, plain
from models.people.tables import Estate
from models.refusals import Refusal

_CODE_LASTS = timedelta(hours=24)


class Audience(Enum):
    OWNERS = "owners"
    COMMITTEE = "committee"
    STAFF = "staff"


class Room(Row, table=True):
    """`external` is the platform's chat id; unbound rooms have no estate and are told once how to bind. What stands in a
    room that is not `live` cannot be changed: it gets no boards, only what is final.
    """

    __tablename__ = "rooms"
    __table_args__ = (indexed("channel", "external", unique=True),)
    channel: str = plain(sa_type=sa.String(16))
    external: str = plain()
    title: str = plain(default="")
    estate_id: UUID | None = foreign("estates.id", default=None)
    estate: Optional["Estate"] = link()
    audience: Audience | None = choice_of(Audience, default=None, nullable=True)
    bound_at: datetime | None = None
    told_how: bool = False
    live: bool = True
    left_at: datetime | None = None
    parked_until: datetime | None = None


class RoomCode(Row, table=True):
    __tablename__ = "room_codes"
    code: str = plain(unique=True, sa_type=sa.String(8))
    estate_id: UUID = foreign("estates.id")
    estate: Estate = link()
    audience: Audience = choice_of(Audience)
    expires_at: datetime
    used_at: datetime | None = None


_ROOM = select(Room).where(Room.channel == sa.bindparam("channel"), Room.external == sa.bindparam("external"))


def find_room(session: Session, channel: str, external: str) -> Room | None:
    return session.exec(_ROOM, params={"channel": channel, "external": external}).first()


def rooms_of(session: Session, estate_id: UUID, *audiences: Audience) -> list[Room]:
    """The estate's bound rooms of these audiences (all, when none is named)."""
    query = select(Room).where(Room.estate_id == estate_id, col(Room.left_at).is_(None))
    if audiences:
        query = query.where(col(Room.audience).in_(audiences))
    return list(session.exec(query.order_by(col(Room.id))))


def meet_room(session: Session, channel: str, external: str, title: str) -> Room:
    """The room's row, made unbound when it is new."""
    room = find_room(session, channel, external)
    if room is None:
        room = Room(channel=channel, external=external, title=title)
        session.add(room)
        session.flush()
    return room


def make_room_code(session: Session, estate: Estate, audience: Audience, now: datetime) -> str:
    """Six digits, good once and for a day."""
    code = f"{secrets.randbelow(10**6):06d}"
    session.add(RoomCode(code=code, estate_id=estate.id, audience=audience, expires_at=now + _CODE_LASTS))
    return code


def bind_room(session: Session, room: Room, code: str, now: datetime) -> RoomCode:
    """Bind by a code. Refuses one that is unknown, used or past."""
    found = session.exec(select(RoomCode).where(RoomCode.code == code).with_for_update()).first()
    if found is None or found.used_at is not None or found.expires_at <= now:
        raise Refusal("rooms-code-void")
    found.used_at = now
    room.estate_id, room.audience, room.bound_at = found.estate_id, found.audience, now
    return found


def bind_hook(session: Session, channel: str, name: str, estate: Estate, audience: Audience, now: datetime) -> Room:
    """A group that is only posted into, by the name it has in the settings. Refuses one that is another estate's."""
    room = meet_room(session, channel, name, name)
    if room.estate_id not in {None, estate.id} and room.left_at is None:
        raise Refusal("rooms-bound-elsewhere")
    room.estate_id, room.audience, room.bound_at = estate.id, audience, now
    room.live, room.left_at = False, None
    return room


def leave_hook(session: Session, channel: str, name: str, estate: Estate, now: datetime) -> bool:
    """Nothing more is posted there. False when it was not this estate's."""
    room = find_room(session, channel, name)
    if room is None or room.estate_id != estate.id or room.left_at is not None:
        return False
    room.left_at = now
    return True


def hooks_of(session: Session, channel: str) -> list[tuple[Room, Estate]]:
    """The groups that are posted into, each with its estate."""
    query = select(Room, Estate).join(Estate, col(Estate.id) == col(Room.estate_id))
    query = query.where(Room.channel == channel, col(Room.left_at).is_(None)).order_by(col(Room.external))
    return [(room, estate) for room, estate in session.exec(query)]


def migrate_room(session: Session, channel: str, old: str, new: str) -> None:
    """The platform gave the group another id. A row that met the new id first gives way, unless it is bound itself."""
    room, other = find_room(session, channel, old), find_room(session, channel, new)
    if room is None or (other is not None and other.estate_id is not None):
        return
    if other is not None:
        other.external = f"{old} {other.id.hex}"
        session.flush()
    room.external, room.left_at = new, None
