"""Writing one part of a roster: units, owners, tenants, in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.calendar.clock import end_of
from models.database import insert, new_id
from models.people.addresses import Home
from models.people.homes.ties import end_tie
from models.people.importing.parts import Part, parts_left, parts_of
from models.people.importing.plan import home_of, party_of, tenant_of
from models.people.importing.runs import ImportRun
from models.people.importing.seating import seat
from models.people.phones import phone_indexes
from models.people.rosters import Party, Roster, RosterUnit
from models.people.rosters.drafts import name_key
from models.people.rosters.parties import kept
from models.people.tables import Estate, Owner, Ownership, Tenancy, Tie, Unit


@dataclass(frozen=True)
class Imported:
    """`changed` are units of which anything was changed; `sold` are homes that lost an owner."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    sold: int = 0

    def __add__(self, other: Imported) -> Imported:
        mine, others = vars(self).values(), vars(other).values()
        return Imported(*(one + two for one, two in zip(mine, others, strict=True)))


def import_roster(session: Session, estate: Estate, roster: Roster, now: datetime) -> Imported:
    """The whole roster in this one transaction; a command line goes part by part instead."""
    parts = parts_left(session, estate.id, parts_of(roster))
    return sum((import_part(session, estate.id, part, now) for part in parts), Imported())


def import_part(session: Session, estate_id: UUID, part: Part, now: datetime) -> Imported:
    """Write a part and how far the file has come. Done twice it changes nothing; one file of an estate at a time."""
    estate = session.exec(select(Estate).where(Estate.id == estate_id).with_for_update()).one()
    units = _units(session, estate.id, part)
    added = [unit for unit in part.units if unit.home not in units]
    changed = {said.home for said in part.units if said.home in units and _mend(units[said.home], said)}
    for said in added:
        home = said.home
        units[home] = Unit(
            estate_id=estate.id, building=home.building, entrance=home.entrance, room=home.room, kind=said.kind, area=said.area
        )  # fmt: skip
    session.add_all(units.values())
    held = _held(session, [unit.id for unit in units.values()])
    seats = seat(session, estate, part.heads, now)
    session.flush()
    wanted = {
        units[said.home].id: _Wanted(seats.of(said.home), () if said.developer else said.owners) for said in part.units
    }
    moved, sold = _hand_over(session, held, {unit: one for unit, one in wanted.items() if one.owners}, part, now)
    moved |= _let(session, {units[said.home].id: said.tenants for said in part.units if said.tenants}, part)
    _mark(session, part, estate.id, now)
    session.flush()
    new = {said.home for said in added}
    changed |= {home for home, unit in units.items() if unit.id in moved} - new
    return Imported(len(added), len(changed), len(part.units) - len(added) - len(changed), sold)


def _units(session: Session, estate_id: UUID, part: Part) -> dict[Home, Unit]:
    """The units of the register that the part names; of two with one address, the one of the same kind."""
    said = {unit.home: unit.kind for unit in part.units}
    query = select(Unit).where(Unit.estate_id == estate_id, col(Unit.building).in_({home.building for home in said}))
    found: dict[Home, Unit] = {}
    for unit in session.exec(query.order_by(col(Unit.id))):
        home = home_of(unit)
        if home in said and (home not in found or unit.kind is said[home]):
            found[home] = unit
    return found


def _mend(unit: Unit, said: RosterUnit) -> bool:
    area = unit.area if said.area is None else said.area
    if (unit.kind, unit.area, unit.retired_on) == (said.kind, area, None):
        return False
    unit.kind, unit.area, unit.retired_on = said.kind, area, None
    return True


# ---- owners --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Wanted:
    """The owners a home is to have, and as whom the file names them; the developer's stock names nobody."""

    owners: list[Owner]
    said: tuple[Party, ...]


Held = dict[UUID, list[tuple[Ownership, Party]]]


def _held(session: Session, unit_ids: Sequence[UUID]) -> Held:
    """Who holds what, by the names and telephones known before the file's are written."""
    query = select(Ownership, Owner).join(Owner, col(Owner.id) == col(Ownership.owner_id))
    found: Held = defaultdict(list)
    for row, owner in session.exec(query.where(col(Ownership.unit_id).in_(unit_ids)).with_for_update(of=Ownership)):
        found[row.unit_id].append((row, party_of(owner)))
    return found


def _hand_over(
    session: Session, held: Held, wanted: dict[UUID, _Wanted], part: Part, now: datetime
) -> tuple[set[UUID], int]:
    """Give every unit the owners it is to have. Returns the units whose owners changed, and how many lost one."""
    new: list[Ownership] = []
    gone: list[Ownership] = []
    heirs: dict[UUID, list[Owner]] = {}
    for unit_id, one in wanted.items():
        ids = {owner.id for owner in one.owners}
        before = {row.owner_id for row, _ in held[unit_id]}
        heirs[unit_id] = [owner for owner in one.owners if owner.id not in before]
        stay = kept([party for _, party in held[unit_id] if party.name], one.said, end_unnamed=part.end_unnamed)
        new += [Ownership(unit_id=unit_id, owner_id=owner.id) for owner in heirs[unit_id]]
        gone += [row for row, party in held[unit_id] if row.owner_id not in ids and party not in stay]
    session.add_all(new)
    for row in gone:
        session.delete(row)
    session.flush()
    _settle_owners(session, {row.owner_id for row in new}, {row.owner_id for row in gone}, now)
    for row in gone:
        _settle_ties(session, row, heirs[row.unit_id], now)
    return {row.unit_id for row in [*new, *gone]}, len({row.unit_id for row in gone})


def _settle_owners(session: Session, came: set[UUID], went: set[UUID], now: datetime) -> None:
    """Somebody who holds nothing any more is kept for a time, then redacted."""
    owns = sa.exists().where(col(Ownership.owner_id) == col(Owner.id))
    for ids, ended, fits in ((came, None, owns), (went, now, ~owns)):
        if ids:
            session.exec(
                sa.update(Owner).where(col(Owner.id).in_(ids), fits).values(ended_at=ended),
                execution_options={"synchronize_session": "fetch"},
            )


def _settle_ties(session: Session, sold: Ownership, owners: Sequence[Owner], now: datetime) -> None:
    """A name mended keeps its tie, known by the telephone; otherwise the home was sold and the tie ends."""
    before = session.get(Owner, sold.owner_id)
    kept = set(before.phone_index.split()) if before else set()
    heir = next((owner for owner in owners if kept & set(owner.phone_index.split())), None)
    query = select(Tie).where(Tie.unit_id == sold.unit_id, Tie.owner_id == sold.owner_id, col(Tie.ended_at).is_(None))
    for tie in session.exec(query.with_for_update()).all():
        if heir is not None:
            tie.owner_id = heir.id
        else:
            end_tie(session, tie, now)


# ---- tenants -------------------------------------------------------------------------------------------------


def _let(session: Session, wanted: dict[UUID, tuple[Party, ...]], part: Part) -> set[UUID]:
    """The tenants of the file instead of those known; what it leaves out of one who stays is kept."""
    known: dict[UUID, list[Tenancy]] = defaultdict(list)
    for one in session.exec(select(Tenancy).where(col(Tenancy.unit_id).in_(wanted))):
        known[one.unit_id].append(one)
    changed = set()
    for unit_id, parties in wanted.items():
        by_name = {name_key(one.name): one for one in known[unit_id]}
        before = [tenant_of(one, parties) for one in known[unit_id]]
        keys = {name_key(one.name) for one in (*parties, *kept(before, parties, end_unnamed=part.end_unnamed))}
        for gone in [one for key, one in by_name.items() if key not in keys]:
            session.delete(gone)
            changed.add(unit_id)
        for party in parties:
            old = by_name.get(name_key(party.name))
            row = old or Tenancy(unit_id=unit_id, name=party.name)
            if _mend_tenancy(row, party) or old is None:
                session.add(row)
                changed.add(unit_id)
    return changed


def _mend_tenancy(row: Tenancy, party: Party) -> bool:
    index = phone_indexes(party.phones) or row.phone_index
    until = party.until or row.until
    if (row.name, row.phone_index, row.until) == (party.name, index, until):
        return False
    row.name, row.phone_index, row.until = party.name, index, until
    row.ended_at = end_of(until) if until else None
    return True


def _mark(session: Session, part: Part, estate_id: UUID, now: datetime) -> None:
    done = part.number + 1
    values = {"done": done, "parts": part.parts, "finished_at": now if done == part.parts else None}
    session.exec(
        insert(session, ImportRun)
        .values(id=new_id(), estate_id=estate_id, file=part.file, **values)
        .on_conflict_do_update(index_elements=["estate_id", "file"], set_=values)
    )
