"""What is kept of one person. Only looks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from models.privacy.columns import MOMENTS, TRAFFIC, Kept, kept_columns, span_of, subject_of


def execute(session: Session, statement: sa.Executable) -> sa.CursorResult[Any]:
    """Core statements over whatever tables there are; what the session holds is written first."""
    session.flush()
    return session.connection().execute(statement)


@dataclass(frozen=True)
class Store:
    """How much of one kind is kept of a person, and for how long at most after its matter ends."""

    kind: str
    count: int
    keep: str


def stored_about(session: Session, person_id: UUID) -> list[Store]:
    """By kind, in the order of the most of it."""
    counts: Counter[str] = Counter()
    longest: dict[str, str] = {}
    for kept, mine in own_columns(person_id):
        if kept.kind == "account" and kept.table.name in TRAFFIC:
            continue  # the address on an envelope is the account once more
        query = sa.select(sa.func.count()).select_from(kept.table).where(mine, kept.filled)
        many = execute(session, query).scalar_one()
        if many:
            counts[kept.kind] += many
            longest[kept.kind] = max(longest.get(kept.kind, kept.keep), kept.keep, key=span_of)
    return [Store(kind, count, longest[kind]) for kind, count in counts.most_common()]


def own_columns(person_id: UUID) -> Iterator[tuple[Kept, sa.ColumnElement[bool]]]:
    for kept in kept_columns():
        mine = subject_of(kept.table, person_id)
        if mine is not None:
            yield kept, mine


@dataclass(frozen=True)
class Item:
    """One thing that is kept, as it is handed to the person."""

    kind: str
    text: str
    at: datetime | None


def copy_of(session: Session, person_id: UUID) -> list[Item]:
    """Everything kept of the person, kind by kind, in the order it came. Not the chat itself, which they have."""
    found: list[Item] = []
    for kept, mine in own_columns(person_id):
        if kept.table.name in TRAFFIC:
            continue
        moment: Any = next((kept.table.c[name] for name in MOMENTS if name in kept.table.c), sa.null())
        query = sa.select(kept.column.label("value"), moment.label("moment")).where(mine, kept.filled)
        rows = execute(session, query.order_by(kept.table.c.id)).mappings()
        found += [Item(kept.kind, _shown(row["value"]), row["moment"]) for row in rows]
    unique = {(item.kind, item.text): item for item in found}
    return sorted(unique.values(), key=lambda item: item.kind)


def _shown(value: Any) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


@dataclass(frozen=True)
class Remains:
    """What leaving does not take away at once: matters still being handled, and records the law wants kept."""

    open: int
    records: int


def what_remains(session: Session, person_id: UUID) -> Remains:
    still, records = 0, 0
    for kept, mine in own_columns(person_id):
        if kept.table.name in TRAFFIC or kept.ended is None or kept.table.name in ("persons", "accounts"):
            continue
        count = sa.select(sa.func.count()).select_from(kept.table).where(mine, kept.filled)
        if kept.span > span_of("P1Y"):
            records += execute(session, count).scalar_one()
        elif "closed_at" in kept.table.c:
            still += execute(session, count.where(kept.ended.is_(None))).scalar_one()
    return Remains(still, records)
