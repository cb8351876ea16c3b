"""A house to measure in: 10,000 homes, 500 of their owners on Telegram, one open round, one group."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from models.database import Database, RowSession, new_id
from models.migrations import upgrade
from models.opinions.tables import OpinionRound
from models.people.tables import Account, Estate, Owner, Ownership, Person, Tie, TieKind, Unit, UnitKind
from models.rooms import Audience, Room

GROUP = -1001
CODE = "SJ-1"
UNITS, PEOPLE = 10_000, 500
DATA = f"opinions-answer {CODE} {{option}} 1"


def furnish(database: Database) -> None:
    upgrade(database, keep_copy=False)
    database.run_now(_fill)


def _fill(session: RowSession) -> None:
    now = datetime.now(UTC)
    estate = Estate(prefix="SJ", name="四季家园", duty_phone="62770001")
    opener = Person(created_at=now)
    session.add_all([estate, opener])
    session.flush()
    units = [
        {
            "id": new_id(),
            "estate_id": estate.id,
            "building": str(n // 200 + 1),
            "entrance": str(n % 200 // 50 + 1),
            "room": str((n % 50 // 2 + 1) * 100 + n % 2 + 1),
            "kind": UnitKind.HOME,
            "area": 8920,
        }
        for n in range(UNITS)
    ]
    session.execute(sa.insert(Unit), units)
    owners = [
        {
            "id": new_id(),
            "estate_id": estate.id,
            "name": f"住户{n}",
            "phone": "",
            "same_as": "",
            "phone_index": "",
            "is_developer": False,
        }
        for n in range(PEOPLE)
    ]
    session.execute(sa.insert(Owner), owners)
    session.execute(
        sa.insert(Ownership),
        [{"id": new_id(), "unit_id": units[n]["id"], "owner_id": owners[n]["id"]} for n in range(PEOPLE)],
    )
    persons = [{"id": new_id(), "spoken_name": "", "lang": "zh-CN", "created_at": now} for _ in range(PEOPLE)]
    session.execute(sa.insert(Person), persons)
    accounts = [
        {
            "id": new_id(),
            "channel": "telegram",
            "external": str(1000 + n),
            "person_id": persons[n]["id"],
            "shown_name": "",
            "estate_id": estate.id,
            "private_since": now,
        }
        for n in range(PEOPLE)
    ]
    session.execute(sa.insert(Account), accounts)
    ties = [
        {
            "id": new_id(),
            "person_id": persons[n]["id"],
            "unit_id": units[n]["id"],
            "owner_id": owners[n]["id"],
            "kind": TieKind.OWNER,
            "level": 2,
            "since": now,
        }
        for n in range(PEOPLE)
    ]
    session.execute(sa.insert(Tie), ties)
    session.add(
        OpinionRound(
            code=CODE,
            estate_id=estate.id,
            question="公共晾衣架装在哪里？",
            options=["东侧空地", "楼顶", "不装"],
            opener_id=opener.id,
            opened_at=now,
            closes_at=now + timedelta(days=7),
        )
    )
    room = Room(
        channel="telegram",
        external=str(GROUP),
        title="业主群",
        estate_id=estate.id,
        audience=Audience.OWNERS,
        bound_at=now,
    )
    session.add(room)
