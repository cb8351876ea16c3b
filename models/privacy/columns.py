"""The personal columns of the product, as their tables declare them: whose they are, and when they end. Rules only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

import sqlalchemy as sa
from sqlmodel import SQLModel

from models import load_tables
from models.calendar import at, local_day
from models.database import Sealed

SUBJECTS = ("person_id", "author_id", "asker_id", "actor_id", "account_id")
ENDS = ("closed_at", "ended_at", "left_at", "expires_at", "finished_at", "discharged_at", "closes_at")
MOMENTS = ("sent_at", "at", "asked_at", "made_at", "created_at")
_PLACES = ("persons", "accounts", "estates", "rooms", "units", "owners", "letters", "inbox")
TRAFFIC = ("inbox", "letters", "deliveries", "conversations")
_NIGHT = time(3, 30)
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")


@dataclass(frozen=True)
class Kept:
    """A personal column. `ended`: when its keeping began to run, NULL while the matter goes on, None if it never does."""

    table: sa.Table
    column: sa.Column[Any]
    keep: str
    ended: sa.ColumnElement[Any] | None

    @property
    def id(self) -> UUID:
        return uuid5(NAMESPACE_OID, str(self.column))

    @property
    def kind(self) -> str:
        return str(self.column.info["personal"])

    @property
    def span(self) -> timedelta:
        return span_of(self.keep)

    @property
    def filled(self) -> sa.ColumnElement[bool]:
        """Something stands there. A sealed text that is empty is kept empty, so no key is needed to see it."""
        sealed = isinstance(self.column.type, Sealed)
        shown = sa.cast(sa.type_coerce(self.column, sa.Text) if sealed else self.column, sa.Text)
        if self.is_identity:
            return ~shown.startswith("gone:")
        return sa.and_(shown.is_not(None), shown.not_in(("", "[]", "{}", "null")))

    @property
    def is_identity(self) -> bool:
        return str(self.column) == "accounts.external"


# ---- rules


def span_of(keep: str) -> timedelta:
    """An ISO 8601 duration, never shorter than the calendar has it. Raises ValueError for another writing."""
    found = _DURATION.fullmatch(keep)
    if found is None or not any(found.groups()):
        raise ValueError(f"not a duration: {keep!r}")
    years, months, days = (int(part or 0) for part in found.groups())
    return timedelta(days=366 * years + 31 * months + days)


def unit_of(keep: str) -> tuple[str, int]:
    """`year 3`, `day 7`: for a text."""
    years, months, days = (int(part or 0) for part in _DURATION.fullmatch(keep).groups())  # type: ignore[union-attr]
    return ("year", years) if years else ("month", months) if months else ("day", days)


def last_night(now: datetime) -> datetime:
    """Redaction runs once a night: what had run out by then."""
    tonight = at(local_day(now), _NIGHT)
    return tonight if tonight <= now else tonight - timedelta(days=1)


@cache
def kept_columns() -> tuple[Kept, ...]:
    """Every personal column of the product that may be redacted."""
    return tuple(
        Kept(table, column, column.info["keep"], _ended(table))
        for table in load_tables().sorted_tables
        for column in table.columns
        if column.info.get("personal") and column.name in table.info.get("written_once", table.c)
    )


def _ended(table: sa.Table) -> sa.ColumnElement[Any] | None:
    if table.name in ("persons", "accounts"):
        return _left(table)
    own = next((table.c[name] for name in ENDS if name in table.c), None)
    if own is not None:
        return own
    for key in sorted(table.foreign_keys, key=lambda each: each.parent.name):
        parent = key.column.table
        end = next((parent.c[name] for name in ENDS if name in parent.c), None)
        if parent.name not in _PLACES and end is not None:
            return sa.select(end).where(parent.c.id == key.parent).correlate(table).scalar_subquery()
    return next((table.c[name] for name in MOMENTS if name in table.c), None)


def _left(table: sa.Table) -> sa.ColumnElement[Any]:
    """When a person left for good: whoever wrote again since has come back."""
    persons, accounts = (load_tables().tables[name] for name in ("persons", "accounts"))
    mine = persons.alias("leaver")
    key = table.c.id if table is persons else table.c.person_id
    seen = sa.select(accounts.c.id).where(accounts.c.person_id == mine.c.id, accounts.c.last_seen > mine.c.left_at)
    if table is accounts:
        seen = sa.select(sa.literal(1)).where(accounts.c.last_seen > mine.c.left_at).correlate(accounts, mine)
    else:
        seen = seen.correlate(mine)
    return sa.select(mine.c.left_at).where(mine.c.id == key, ~sa.exists(seen)).correlate(table).scalar_subquery()


def subject_of(table: sa.Table, person_id: UUID) -> sa.ColumnElement[bool] | None:
    """The rows of a table that are this person's own; None where rows are nobody's."""
    tables = load_tables().tables
    if table.name == "persons":
        return table.c.id == person_id
    if table.name == "owners":
        ties = tables["ties"]
        return table.c.id.in_(sa.select(ties.c.owner_id).where(ties.c.person_id == person_id))
    for name in SUBJECTS:
        if name in table.c and table.c[name].foreign_keys:
            target = next(iter(table.c[name].foreign_keys)).column.table
            if target.name == "persons":
                return table.c[name] == person_id
            accounts = tables["accounts"]
            return table.c[name].in_(sa.select(accounts.c.id).where(accounts.c.person_id == person_id))
    return None


def blank(kept: Kept) -> dict[str, Any]:
    """What stands there afterwards; a blind index goes with what it finds."""
    names = {f"{kept.column.name}_index", *({"same_as"} if kept.column.name == "name" else ())}
    derived: dict[str, Any] = {each.name: "" for each in kept.table.columns if each.name in names}
    if kept.is_identity:
        return {kept.column.name: sa.literal("gone:") + sa.cast(kept.table.c.id, sa.Text)}
    if isinstance(kept.column.type, sa.JSON):
        return {kept.column.name: _empty_json(kept), **derived}
    return {kept.column.name: "", **derived}


def _empty_json(kept: Kept) -> Any:
    mapped = next(each for each in SQLModel._sa_registry.mappers if each.local_table is kept.table)  # noqa: SLF001
    factory = mapped.class_.model_fields[kept.column.name].default_factory
    return factory() if factory else []
