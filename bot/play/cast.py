"""Setting the scene: estates, homes, people with their roles, rooms - made by the product's own actions."""

from __future__ import annotations

import re
from datetime import datetime
from uuid import UUID

from sqlmodel import select

from bot.play.script import ScriptError
from models.database import RowSession
from models.people.identity import lock_account
from models.people.importing import import_roster
from models.people.roles import Role, grant
from models.people.rosters import read_roster
from models.people.tables import Estate, Owner, Ownership, Person, Tie, TieKind, Unit
from models.rooms import Audience, Room

ROLES = {
    "专职秘书": Role.SECRETARY, "委员": Role.MEMBER, "主任": Role.CHAIR, "物业": Role.COMPANY, "社区": Role.COMMUNITY,
    "街道": Role.TOWNSHIP, "住建局": Role.BUREAU,
}  # fmt: skip
TIES = {"业主": TieKind.OWNER, "租户": TieKind.TENANT, "家人": TieKind.HELPER}
_ESTATE = re.compile(r"^(?P<name>[^(]+)\((?P<prefix>[A-Z]+)\)\s*(?P<more>.*)$")
_FIELDS = {"duty": "duty_phone", "lift": "lift_phone", "community": "community", "township": "township", "city": "city", "hours": "office_hours", "office": "office_phone"}  # fmt: skip


def make_estate(session: RowSession, text: str) -> None:
    """`四季家园(SJ) duty=62770001 lift=62770002 community=梅园社区`"""
    found = _ESTATE.match(text)
    if found is None:
        raise ScriptError(f"not an estate, as in 四季家园(SJ): {text}")
    estate = Estate(prefix=found["prefix"], name=found["name"])
    for part in found["more"].split():
        key, _, value = part.partition("=")
        if key not in _FIELDS:
            raise ScriptError(f"an estate has no {key}; it has {', '.join(_FIELDS)}")
        setattr(estate, _FIELDS[key], value)
    session.add(estate)


def estate_of(session: RowSession, named: str) -> Estate:
    prefix = named.rsplit("(", 1)[1].rstrip(")")
    return session.exec(select(Estate).where(Estate.prefix == prefix)).one()


def make_people(session: RowSession, text: str, channel: str, now: datetime) -> list[str]:
    """`张三=业主 3-2-501 5-1-101, 李四=业主/1 3-2-502, 李梅=专职秘书 @ 四季家园(SJ)`; returns the names.

    A resident's level is 2 unless said.
    """
    cast, _, where = text.rpartition("@")
    estate = estate_of(session, where.strip())
    names = []
    for part in cast.split(","):
        name, _, role = part.strip().partition("=")
        names.append(name)
        _make_person(session, name, role.strip(), estate, channel, now)
    return names


def _make_person(session: RowSession, name: str, role: str, estate: Estate, channel: str, now: datetime) -> None:
    account = lock_account(session, channel, name, now)
    account.private_since = now
    word, *homes = role.split()
    word, _, level = word.partition("/")
    if word not in ROLES and word not in TIES:
        raise ScriptError(f"nobody is a {word} here: {', '.join([*ROLES, *TIES])}")
    if word in ROLES:
        district = {Role.COMMUNITY: estate.community, Role.TOWNSHIP: estate.township, Role.BUREAU: estate.city}
        place = {"district": district[ROLES[word]]} if ROLES[word] in district else {"estate_id": estate.id}
        grant(session, account.person_id, ROLES[word], now, **place)
        _name(session, account.person_id, name)
        return
    account.estate_id = estate.id
    standing = int(level or 2)
    owner = Owner(estate_id=estate.id, name=name)
    session.add(owner)
    for home in homes:
        session.flush()
        unit = _unit(session, estate, home)
        if TIES[word] is TieKind.OWNER:
            session.add(Ownership(unit_id=unit.id, owner_id=owner.id))
        owner_id = owner.id if TIES[word] is TieKind.OWNER else None
        session.add(
            Tie(
                person_id=account.person_id,
                unit_id=unit.id,
                owner_id=owner_id,
                kind=TIES[word],
                level=standing,
                since=now,
            )
        )


def _unit(session: RowSession, estate: Estate, home: str) -> Unit:
    """`3-2-501` or `3-2-501=89.20`"""
    address, _, area = home.partition("=")
    building, *middle, room = address.split("-")
    entrance = middle[0] if middle else ""
    query = select(Unit).where(
        Unit.estate_id == estate.id, Unit.building == building, Unit.entrance == entrance, Unit.room == room
    )
    unit = session.exec(query).first()
    if unit is None:
        hundredths = int(area.replace(".", "")) if area else 8920
        unit = Unit(estate_id=estate.id, building=building, entrance=entrance, room=room, area=hundredths)
        session.add(unit)
        session.flush()
    return unit


def _name(session: RowSession, person_id: UUID, name: str) -> None:
    person = session.get(Person, person_id)
    assert person is not None
    person.spoken_name = name


def make_room(session: RowSession, text: str, channel: str, now: datetime) -> None:
    """`业主群 owners @ 四季家园(SJ)`"""
    what, _, where = text.rpartition("@")
    name, audience = what.split()
    estate = estate_of(session, where.strip())
    session.add(
        Room(channel=channel, external=name, title=name, estate_id=estate.id, audience=Audience(audience), bound_at=now)
    )


def make_homes(session: RowSession, text: str) -> None:
    """`3-2-503 3-2-504 @ 四季家园(SJ)`: homes of which nobody has written to us."""
    homes, _, where = text.rpartition("@")
    for home in homes.split():
        _unit(session, estate_of(session, where.strip()), home)


def make_roster(session: RowSession, text: str, now: datetime) -> None:
    """`3-2-501 张桂芬 13800000001, 3-2-502 王磊 13800000002 孙丽 13900000001 2027-06-30 @ 四季家园(SJ)`: home, owner, his
    telephone, tenant, hers, the last day of the tenancy.
    """
    lines, _, where = text.rpartition("@")
    header = ["房号", "业主", "业主电话", "租户", "租户电话", "租期至", "面积"]
    rows = [[*(line.split() + [""] * 6)[:6], "89.20"] for line in lines.split(",")]
    import_roster(session, estate_of(session, where.strip()), read_roster([header, *rows]), now)
