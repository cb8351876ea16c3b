"""A roster cut into parts of one transaction each, and how far a file has come."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, select

from config.values import Text
from models.people.importing.heads import Head, heads_of, named_by_heads
from models.people.importing.runs import ImportRun
from models.people.rosters import Roster, RosterUnit
from models.refusals import Refusal

PART = 500
"""Units a transaction: well under what one unit of work may take."""


@dataclasses.dataclass(frozen=True)
class Part:
    """Some units of a file, and every head of it whose name stands in them. `number` counts from 0.

    `end_unnamed`: whoever the file leaves out of a home beside others goes.
    """

    file: str
    number: int
    parts: int
    units: tuple[RosterUnit, ...]
    heads: tuple[Head, ...]
    end_unnamed: bool = False


def parts_of(roster: Roster, *, end_unnamed: bool = False) -> tuple[Part, ...]:
    """Refuses a roster of which nobody has said yet which of its area columns counts."""
    if roster.needs_area_column:
        raise Refusal("homes-import-which-area", columns=Text("、".join(roster.area_columns)))
    units = tuple(sorted(named_by_heads(roster.units), key=lambda unit: unit.home))
    heads = heads_of(roster.units)
    said = (units, heads, end_unnamed) if end_unnamed else (units, heads)
    file = hashlib.sha256(repr(said).encode()).hexdigest()[:32]
    cuts = [units[start : start + PART] for start in range(0, len(units), PART)]
    return tuple(
        Part(file, number, len(cuts), cut, _heads_in(cut, heads), end_unnamed) for number, cut in enumerate(cuts)
    )


def _heads_in(units: Sequence[RosterUnit], heads: Sequence[Head]) -> tuple[Head, ...]:
    """With everybody else of the same name: who is who is only seen from all of them."""
    homes = {unit.home for unit in units}
    keys = {head.key for head in heads if not head.homes.isdisjoint(homes)}
    return tuple(head for head in heads if head.key in keys)


def parts_left(session: Session, estate_id: UUID, parts: Sequence[Part]) -> list[Part]:
    """The parts still to be done: all of them, unless the same file was broken off."""
    if not parts:
        return []
    query = select(ImportRun).where(ImportRun.estate_id == estate_id, ImportRun.file == parts[0].file)
    run = session.exec(query).first()
    return list(parts) if run is None or run.finished_at is not None else list(parts[run.done :])
