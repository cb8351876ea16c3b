"""Rooms on the web have no list of members: who belongs follows from who one is in the estate."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import col, select

from models.calendar import local_day
from models.database import RowSession
from models.people.identity import home_estates
from models.people.roles import COMMITTEE, Role, roles_in
from models.people.tables import Account
from models.rooms import Audience, Room

_WORKING = {
    Audience.OWNERS: (Role.SECRETARY, *COMMITTEE, Role.COMPANY, Role.COMMUNITY),
    Audience.COMMITTEE: (Role.SECRETARY, *COMMITTEE),
    Audience.STAFF: (Role.SECRETARY, *COMMITTEE, Role.COMPANY, Role.COMMUNITY, Role.TOWNSHIP),
}


def belongs(session: RowSession, room: Room, account: Account, now: datetime) -> bool:
    """Owners and residents with a home in the estate to its owners' room; to the others those who work there."""
    if room.estate_id is None or room.audience is None or room.left_at is not None:
        return False
    if roles_in(session, account.person_id, room.estate_id, now) & set(_WORKING[room.audience]):
        return True
    homes = home_estates(session, account.person_id, local_day(now))
    return room.audience is Audience.OWNERS and room.estate_id in {estate.id for estate in homes}


def account_of(session: RowSession, seat: str) -> Account | None:
    return session.exec(select(Account).where(Account.channel == "web", Account.external == seat)).first()


def room_of(session: RowSession, external: str) -> Room | None:
    return session.exec(
        select(Room).where(Room.channel == "web", Room.external == external, col(Room.left_at).is_(None))
    ).first()
