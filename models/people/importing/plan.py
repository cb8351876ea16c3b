"""What a roster would change, and what the register holds. Only looks."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.people.addresses import Home
from models.people.importing.heads import named_by_heads
from models.people.phones import phone_indexes
from models.people.rosters import KnownUnit, Party, Roster, RosterChanges, RosterUnit, UnitState, changes
from models.people.tables import WEIGHING, Estate, Owner, Ownership, Tenancy, Unit


@dataclasses.dataclass(frozen=True)
class Totals:
    """Of an estate's homes and shops: one owner is one head. `area` in 0.01 m² of those whose area is known."""

    units: int
    heads: int
    area: int
    without_area: int


def plan_import(session: Session, estate: Estate, roster: Roster, *, end_unnamed: bool = False) -> RosterChanges:
    """The dry run. Whether somebody lives there is not kept, so it never counts as a change."""
    known = known_units(session, estate.id, {unit.home: unit for unit in roster.units})
    stock = next((unit.owners for unit in known.values() if unit.developer), ())
    units = tuple(_comparable(unit, stock) for unit in named_by_heads(roster.units))
    return changes(known, dataclasses.replace(roster, units=units), end_unnamed=end_unnamed)


def _comparable(unit: RosterUnit, stock: tuple[Party, ...]) -> RosterUnit:
    owners = stock if unit.developer and not unit.owners else unit.owners
    return dataclasses.replace(unit, state=UnitState.UNKNOWN, owners=owners)


def known_units(session: Session, estate_id: UUID, said: Mapping[Home, RosterUnit]) -> dict[Home, KnownUnit]:
    """The estate's units as the register has them."""
    owners, tenants = _owners(session, estate_id), _tenants(session, estate_id)
    found = {}
    for unit in session.exec(select(Unit).where(Unit.estate_id == estate_id)):
        home, held = home_of(unit), owners.get(unit.id, [])
        parties = [party_of(owner) for owner in held if owner.name]
        found[home] = KnownUnit(
            kind=unit.kind,
            area=unit.area,
            developer=any(owner.is_developer for owner in held),
            owners=tuple(sorted(parties, key=lambda party: party.name)),
            tenants=tuple(
                tenant_of(one, said[home].tenants if home in said else ()) for one in tenants.get(unit.id, [])
            ),
        )
    return found


def home_of(unit: Unit) -> Home:
    return Home(unit.building, unit.entrance, unit.room)


def _owners(session: Session, estate_id: UUID) -> dict[UUID, list[Owner]]:
    query = select(Ownership, Owner).join(Owner, col(Owner.id) == col(Ownership.owner_id))
    found = defaultdict(list)
    for ownership, owner in session.exec(query.where(Owner.estate_id == estate_id)):
        found[ownership.unit_id].append(owner)
    return found


def _tenants(session: Session, estate_id: UUID) -> dict[UUID, list[Tenancy]]:
    query = select(Tenancy).join(Unit, col(Unit.id) == col(Tenancy.unit_id)).where(Unit.estate_id == estate_id)
    found = defaultdict(list)
    for tenancy in session.exec(query.order_by(col(Tenancy.id))):
        found[tenancy.unit_id].append(tenancy)
    return found


def party_of(owner: Owner) -> Party:
    return Party(owner.name, tuple(owner.phone.split()))


def tenant_of(known: Tenancy, said: Sequence[Party]) -> Party:
    """With the telephones of the file where their indexes agree: the numbers themselves are not kept."""
    for party in said:
        if known.phone_index and phone_indexes(party.phones) == known.phone_index:
            return Party(known.name, party.phones, known.until)
    return Party(known.name, ("?",) if known.phone_index else (), known.until)


def totals_of(session: Session, estate_id: UUID) -> Totals:
    """Parking and storage never weigh."""
    weighs = [col(Unit.estate_id) == estate_id, col(Unit.kind).in_(WEIGHING), col(Unit.retired_on).is_(None)]
    sums = select(sa.func.count(col(Unit.id)), sa.func.sum(col(Unit.area)), sa.func.count(col(Unit.area)))
    units, area, known = session.exec(sums.where(*weighs)).one()
    heads = select(sa.func.count(sa.distinct(col(Ownership.owner_id)))).join(
        Unit, col(Unit.id) == col(Ownership.unit_id)
    )
    return Totals(int(units), int(session.exec(heads.where(*weighs)).one()), int(area or 0), int(units) - int(known))
