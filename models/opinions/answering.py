"""Taking an answer: the hot path of a round. Core statements only, each built once; no row is read twice.

An answer speaks for every home of the person that the round asks, in the right the person has there. The voter is the
person of the account that pressed, never anybody named in a button.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel, col

from models.database import new_id
from models.letters import post
from models.letters.boards import mark_dirty
from models.opinions.queries import ASK, STANDINGS
from models.opinions.rules import reminder_before
from models.opinions.tables import Opinion, OpinionRound, OpinionTap, Standing
from models.people.tables import WEIGHING, Tie, TieKind, Unit

FEATURE = "opinions"


class Outcome(Enum):
    TAKEN = "taken"
    UNKNOWN = "unknown"
    OVER = "over"
    WITHDRAWN = "withdrawn"
    REWORDED = "reworded"
    NO_HOME = "no-home"


@dataclass(frozen=True)
class Answered:
    """What became of an answer. `option` is the words chosen; empty unless it was taken."""

    outcome: Outcome
    code: str = ""
    option: str = ""
    options: tuple[str, ...] = ()
    edition: int = 0
    closes_at: datetime | None = None
    homes: int = 0


@dataclass(frozen=True)
class Tap:
    """What was pressed: a round's code, its edition, the option (1 is the first)."""

    code: str
    option: int
    edition: int


def take_answer(session: Session, tap: Tap, person_id: UUID, now: datetime, today: date) -> Answered:
    """Write the answer down for each home; the last one counts, every one stays in the log.

    Refused by the round's own closing time, whether or not any job ran. Raises nothing: see `Outcome`.
    """
    connection = session.connection()
    values = {"code": tap.code, "person": person_id, "today": today}
    rows = connection.execute(_ROUND_AND_HOMES, values).all()
    if not rows:
        return Answered(Outcome.UNKNOWN)
    asked = rows[0]
    outcome = _outcome(asked, tap, now)
    homes = _homes(rows) if outcome is Outcome.TAKEN else []
    if outcome is Outcome.TAKEN and not homes:
        outcome = Outcome.NO_HOME
    chosen = asked.options[tap.option - 1] if outcome is Outcome.TAKEN else ""
    if homes:
        _write(connection, asked.id, homes, tap.option, person_id, now)
        if asked.closes_at - now <= reminder_before():
            post.spare(session, tap.code, ASK, person_id)
        mark_dirty(session, FEATURE, tap.code, now)
    return Answered(outcome, tap.code, chosen, tuple(asked.options), asked.edition, asked.closes_at, len(homes))


def _outcome(asked: Any, tap: Tap, now: datetime) -> Outcome:
    if asked.withdrawn_at is not None:
        return Outcome.WITHDRAWN
    if now >= asked.closes_at or asked.announced_at is not None:
        return Outcome.OVER
    if tap.edition != asked.edition or not 1 <= tap.option <= len(asked.options):
        return Outcome.REWORDED
    return Outcome.TAKEN


def _homes(rows: Sequence[Any]) -> list[tuple[UUID, Standing]]:
    """Each home once, as its owner where the person is both; in one order for everybody, so that nobody deadlocks."""
    found: dict[UUID, Standing] = {}
    for row in rows:
        if row.unit_id is not None and found.get(row.unit_id) is not Standing.OWNER:
            found[row.unit_id] = STANDINGS[row.kind]
    return sorted(found.items(), key=lambda item: item[0])


def _write(
    connection: sa.Connection,
    round_id: UUID,
    homes: Sequence[tuple[UUID, Standing]],
    option: int,
    person_id: UUID,
    now: datetime,
) -> None:
    given: dict[str, Any] = {"person_id": person_id, "option": option, "at": now}
    rows = [
        {"id": new_id(), "round_id": round_id, "unit_id": unit, "standing": standing, **given}
        for unit, standing in homes
    ]
    upsert = _upsert(connection.dialect.name)
    if len(rows) == 1:
        ids = [connection.execute(upsert, rows[0]).scalar_one()]
    else:
        ids = list(connection.execute(upsert, rows).scalars())
    taps = [{"id": new_id(), "opinion_id": opinion, **given} for opinion in ids]
    connection.execute(_LOG, taps if len(taps) > 1 else taps[0])


def _table(of: type[SQLModel]) -> sa.Table:
    table: sa.Table = of.__table__  # type: ignore[attr-defined]
    return table


_LOG = sa.insert(_table(OpinionTap))


@cache
def _upsert(dialect: str) -> sa.Executable:
    maker = sqlite.insert if dialect == "sqlite" else postgresql.insert
    made = maker(_table(Opinion))
    new = {name: made.excluded[name] for name in ("person_id", "option", "at")}
    return made.on_conflict_do_update(index_elements=["round_id", "unit_id", "standing"], set_=new).returning(
        _table(Opinion).c.id
    )


def _round_and_homes() -> sa.Select[Any]:
    """The round, and a row for each live tie of the person to a home it asks (one row without a home when none).

    The person's homes are found first, whatever the planner thinks: where it has no statistics yet (a roster just
    imported) it would else walk through every home of the estate to find the one.
    """
    homes = (
        sa.select(col(Tie.kind), col(Unit.id).label("unit_id"), col(Unit.estate_id), col(Unit.building))
        .join(Unit, col(Unit.id) == col(Tie.unit_id))
        .where(
            col(Tie.person_id) == sa.bindparam("person"),
            col(Tie.kind).in_([TieKind.OWNER, TieKind.TENANT]),
            col(Tie.ended_at).is_(None),
            sa.or_(col(Tie.until).is_(None), col(Tie.until) >= sa.bindparam("today", type_=sa.Date)),
            col(Unit.kind).in_(WEIGHING),
            col(Unit.retired_on).is_(None),
        )
        .cte("homes")
        .prefix_with("MATERIALIZED")
    )
    asked = _table(OpinionRound).c
    inside = sa.and_(
        homes.c.estate_id == asked.estate_id, sa.or_(asked.building == "", homes.c.building == asked.building)
    )
    columns = [asked[name] for name in ("id", "options", "edition", "closes_at")]
    return (
        sa.select(*columns, asked.withdrawn_at, asked.announced_at, homes.c.kind, homes.c.unit_id)
        .select_from(sa.outerjoin(_table(OpinionRound), homes, inside))
        .where(asked.code == sa.bindparam("code"))
    )


_ROUND_AND_HOMES = _round_and_homes()
