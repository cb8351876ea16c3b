"""What a roster would change in the register, for a dry run. Nothing is ever deleted by a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.people.addresses import Home
from models.people.rosters.drafts import name_key
from models.people.rosters.parties import kept
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
class LeftOut:
    """`count` of the `of` people of a home whom the file does not name beside the others: they stay."""

    home: Home
    field: str
    count: int
    of: int


@dataclass(frozen=True)
class RosterChanges:
    """`missing` are homes of the register that the file does not name: they stay."""

    added: tuple[RosterUnit, ...]
    updated: tuple[UnitChange, ...]
    missing: tuple[Home, ...]
    unchanged: int
    left_out: tuple[LeftOut, ...] = ()


def changes(known: Mapping[Home, KnownUnit], roster: Roster, *, end_unnamed: bool = False) -> RosterChanges:
    """A column the file has not, and a cell it leaves empty, change nothing.

    With `end_unnamed` an owner or tenant of a home whom the file leaves out beside others goes; otherwise they stay.
    """
    added = tuple(unit for unit in roster.units if unit.home not in known)
    compared = [
        UnitChange(unit, tuple(_differences(known[unit.home], unit, end_unnamed=end_unnamed)))
        for unit in roster.units
        if unit.home in known
    ]
    updated = tuple(change for change in compared if change.fields)
    named = {unit.home for unit in roster.units}
    missing = tuple(sorted(home for home in known if home not in named))
    left_out = () if end_unnamed else tuple(_left_out(known, roster.units))
    return RosterChanges(added, updated, missing, len(compared) - len(updated), left_out)


def _differences(before: KnownUnit, after: RosterUnit, *, end_unnamed: bool) -> Iterable[FieldChange]:
    if before.kind is not after.kind:
        yield FieldChange("kind", before.kind, after.kind)
    if after.area not in {None, before.area}:
        yield FieldChange("area", before.area, after.area)
    if after.state not in {UnitState.UNKNOWN, before.state}:
        yield FieldChange("state", before.state, after.state)
    if before.developer is not after.developer and (after.owners or after.developer):
        yield FieldChange("developer", before.developer, after.developer)
    if after.owners or after.developer:
        owners = _to_be(before.owners, after.owners, end_unnamed=end_unnamed or after.developer)
        if set(owners) != set(before.owners):
            yield FieldChange("owners", before.owners, owners)
    if after.tenants:
        tenants = _to_be(before.tenants, after.tenants, end_unnamed=end_unnamed)
        if set(tenants) != set(before.tenants):
            yield FieldChange("tenants", before.tenants, tenants)


def _to_be(before: tuple[Party, ...], said: tuple[Party, ...], *, end_unnamed: bool) -> tuple[Party, ...]:
    """The file's parties, each with the telephones and the day already known where it leaves them out, and who stays."""
    by_name = {name_key(party.name): party for party in before}
    named = tuple(
        Party(party.name, party.phones or old.phones, party.until or old.until)
        if (old := by_name.get(name_key(party.name))) is not None
        else party
        for party in said
    )
    return named + kept(before, said, end_unnamed=end_unnamed)


def _left_out(known: Mapping[Home, KnownUnit], units: Iterable[RosterUnit]) -> Iterable[LeftOut]:
    for unit in units:
        before = known.get(unit.home)
        if before is None:
            continue
        people = {"tenants": (before.tenants, unit.tenants)}
        if not unit.developer:
            people["owners"] = (before.owners, unit.owners)
        for field, (held, said) in people.items():
            stay = kept(held, said, end_unnamed=False) if said else ()
            if stay:
                yield LeftOut(unit.home, field, len(stay), len(held))
