"""After a new key was put first in the ring: everything sealed is sealed anew and its blind indexes are made anew.

Works in chunks, each a transaction of its own, and passes over what is new already: it may be stopped and begun again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, SQLModel

from models.database.columns import Sealed
from models.database.secrets import keyring

CHUNK = 500
Reindex = Callable[[Mapping[str, str]], Mapping[str, str]]
_REINDEX: dict[str, tuple[tuple[str, ...], Reindex]] = {}


def reindexed(table: type[SQLModel], columns: tuple[str, ...], make: Reindex) -> None:
    """Declare how these blind indexes of a table follow from its opened columns (column -> value in, index -> value out).

    An index that is empty stays empty.
    """
    _REINDEX[str(table.__tablename__)] = (columns, make)


@dataclass(frozen=True)
class Place:
    """A table with sealed columns."""

    table: sa.Table
    sealed: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.table.name

    def count(self, session: Session) -> int:
        return int(session.execute(sa.select(sa.func.count()).select_from(self.table)).scalar_one())


@dataclass(frozen=True)
class Chunk:
    """`last` is where the next one begins; None when there was nothing left."""

    seen: int
    sealed: int
    last: UUID | None


def places() -> list[Place]:
    """Every table that keeps something sealed."""
    found = [
        Place(table, tuple(column.name for column in table.columns if isinstance(column.type, Sealed)))
        for table in SQLModel.metadata.sorted_tables
    ]
    return [each for each in found if each.sealed]


def is_all_new(session: Session) -> bool:
    """Is everything sealed with the first key of the ring, so that the others may go?"""
    newest = keyring().names[0] + "."
    for place in places():
        for name in place.sealed:
            raw = sa.type_coerce(place.table.c[name], sa.Text)
            old = sa.select(sa.literal(1)).where(raw != "", ~raw.startswith(newest, autoescape=True)).limit(1)
            if session.execute(old).first() is not None:
                return False
    return True


def rotate_chunk(session: Session, place: Place, after: UUID | None, most: int = CHUNK) -> Chunk:
    """Seal the next rows after this id with the first key. Raises ValueError when no key of the ring opens one."""
    table = place.table
    columns, make = _REINDEX.get(place.name, ((), _nothing))
    raw = [sa.type_coerce(table.c[name], sa.Text).label(name) for name in (*place.sealed, *columns)]
    query = sa.select(table.c.id, *raw).order_by(table.c.id).limit(most).with_for_update()
    rows = session.execute(query if after is None else query.where(table.c.id > after)).mappings().all()
    old = [dict(row) for row in rows if _is_old(dict(row), place)]
    for row in old:
        opened = _opened(row, place)
        made = {name: value for name, value in make(opened).items() if row.get(name)}
        session.execute(sa.update(table).where(table.c.id == row["id"]).values({**opened, **made}))
    return Chunk(len(rows), len(old), rows[-1]["id"] if rows else None)


def _nothing(_opened: Mapping[str, str]) -> Mapping[str, str]:
    return {}


def _is_old(row: Mapping[str, Any], place: Place) -> bool:
    newest = keyring().names[0] + "."
    return any(row[name] and not row[name].startswith(newest) for name in place.sealed)


def _opened(row: Mapping[str, Any], place: Place) -> dict[str, str]:
    sealing = {name: place.table.c[name].type for name in place.sealed}
    return {
        name: keyring().open(row[name], kind.place) if row[name] else ""
        for name, kind in sealing.items()
        if isinstance(kind, Sealed) and row[name] is not None
    }
