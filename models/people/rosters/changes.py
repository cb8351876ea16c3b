"""What a roster would change in the register, for a dry run. Nothing is ever deleted by a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.people.addresses import Home
from models.people.rosters.roster import KnownUnit, Party, Roster, RosterUnit, UnitState
from models.people.tables import UnitKind

Before = int | bool | UnitKind | UnitState | tuple[Party, ...] | None


@dataclass(frozen=True)
class FieldChange:
    """`field` is the attribute of KnownUnit."""

    field: str
    before: Before
    after: Before


@dataclass(frozen=True)
class UnitChange:
    unit: RosterUnit
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class RosterChanges:
    """`missing` are homes of the register that the file does not name: they stay."""

    added: tuple[RosterUnit, ...]
    updated: tuple[UnitChange, ...]
    missing: tuple[Home, ...]
    unchanged: int


def changes(known: Mapping[Home, KnownUnit], roster: Roster) -> RosterChanges:
    """A column the file has not, and a cell it leaves empty, change nothing."""
    added = tuple(unit for unit in roster.units if unit.home not in known)
    compared = [
        UnitChange(unit, tuple(_differences(known[unit.home], unit))) for unit in roster.units if unit.home in known
    ]
    updated = tuple(change for change in compared if change.fields)
    named = {unit.home for unit in roster.units}
    missing = tuple(sorted(home for home in known if home not in named))
    return RosterChanges(added, updated, missing, len(compared) - len(updated))


def _differences(before: KnownUnit, after: RosterUnit) -> Iterable[FieldChange]:
    if before.kind is not after.kind:
        yield FieldChange("kind", before.kind, after.kind)
    if after.area not in {None, before.area}:
        yield FieldChange("area", before.area, after.area)
    if after.state not in {UnitState.UNKNOWN, before.state}:
        yield FieldChange("state", before.state, after.state)
    if before.developer is not after.developer and (after.owners or after.developer):
        yield FieldChange("developer", before.developer, after.developer)
    owners = _kept(before.owners, after.owners)
    if owners is not None or after.developer:
        new = owners if owners is not None else after.owners
        if set(new) != set(before.owners):
            yield FieldChange("owners", before.owners, new)
    tenants = _kept(before.tenants, after.tenants)
    if tenants is not None and set(tenants) != set(before.tenants):
        yield FieldChange("tenants", before.tenants, tenants)


def _kept(before: tuple[Party, ...], after: tuple[Party, ...]) -> tuple[Party, ...] | None:
    """The file's parties, each with the telephones and the day already known where the file leaves them out."""
    if not after:
        return None
    by_name = {party.name: party for party in before}
    return tuple(
        Party(party.name, party.phones or old.phones, party.until or old.until)
        if (old := by_name.get(party.name)) is not None
        else party
        for party in after
    )
