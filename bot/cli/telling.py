"""How the terminal tells what a table would change: how many, and the first of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.people.addresses import Home
    from models.people.register import Changed
    from models.people.rosters import FieldChange, LeftOut, Party, RosterChanges, UnitChange

_SHOWN = 20
_PEOPLE = {"owners": "owner", "tenants": "tenant"}


def count(number: int, what: str) -> str:
    """1 home, 2 homes."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def tell(what: str, lines: Sequence[str]) -> None:
    """The first of them, and how many there are."""
    if lines:
        print(f"{what}: {len(lines)}")
    for line in lines[:_SHOWN]:
        print(f"  {line}")
    if len(lines) > _SHOWN:
        print(f"  and {len(lines) - _SHOWN} more")


def tell_roster(changes: RosterChanges) -> None:
    """Per home what changes: of people only how many come and go."""
    tell("new homes", [unit.home.spoken for unit in changes.added])
    tell("changed homes", [_unit(each) for each in changes.updated])
    tell(
        "people left out beside others, kept (--end-missing-owners: they go)",
        [_left(each) for each in changes.left_out],
    )
    if changes.missing:
        print(f"not in the file, kept: {count(len(changes.missing), 'home')}")
        for line in _homes(changes.missing):
            print(f"  {line}")
    print(f"unchanged: {changes.unchanged}")


def done_words(before: RosterChanges, after: RosterChanges) -> str:
    """What of the plan is not to be done any more."""
    added = len(before.added) - len(after.added)
    changed = len(before.updated) - len(after.updated)
    return f"{count(added, 'home')} added, {changed} changed, {before.unchanged} as they were"


def changed_words(change: Changed) -> str:
    """Duty phone: 62770001 -> 62770009."""
    old, new = (str(getattr(each, "value", each) or "none") for each in (change.before, change.after))
    return f"{change.field.replace('_', ' ')}: {old} -> {new}"


def _unit(change: UnitChange) -> str:
    return f"{change.unit.home.spoken}: {'; '.join(_field(each) for each in change.fields)}"


def _field(change: FieldChange) -> str:
    if change.field in _PEOPLE:
        return ", ".join(_people(change))
    if change.field == "area":
        old, new = (f"{each / 100:.2f}" if isinstance(each, int) else "none" for each in (change.before, change.after))
        return f"area {old} -> {new}"
    if change.field == "developer":
        return "the developer's now" if change.after else "no longer the developer's"
    was, now = (getattr(each, "value", each) for each in (change.before, change.after))
    return f"{change.field} {was} -> {now}"


def _people(change: FieldChange) -> Iterator[str]:
    """Owner changed; owners 1 -> 2, 1 new; telephone changed."""
    from models.people.rosters.parties import move_of

    before, after = cast("tuple[Party, ...]", change.before), cast("tuple[Party, ...]", change.after)
    one, move = _PEOPLE[change.field], move_of(before, after)
    if move.changed_hands and len(before) == len(after) == 1:
        yield f"{one} changed"
        return
    if len(before) != len(after) or move.came or move.unnamed:
        yield f"{one}s {len(before)} -> {len(after)}"
    if move.changed_hands:
        yield "all others than before"
    elif move.came and before:
        yield f"{len(move.came)} new"
    if move.unnamed and not move.changed_hands:
        yield f"{len(move.unnamed)} not in the file any more"
    yield from _mended(one, move.mended, before, after)


def _mended(one: str, mended: Sequence[Party], before: Sequence[Party], after: Sequence[Party]) -> Iterator[str]:
    from models.people.rosters.drafts import name_key

    if mended:
        yield f"{one}'s name mended"
    known = {name_key(each.name): each for each in before}
    same = [(known[name_key(each.name)], each) for each in after if name_key(each.name) in known]
    if any(old.phones != new.phones for old, new in same):
        yield f"{one}'s telephone changed"
    if any(old.until != new.until for old, new in same):
        yield "end of the tenancy changed"
    if any(old.name != new.name for old, new in same) and not mended:
        yield f"{one}'s name mended"


def _left(each: LeftOut) -> str:
    return f"{each.home.spoken}: {each.count} of {count(each.of, _PEOPLE[each.field])}"


def _homes(homes: Sequence[Home]) -> Iterator[str]:
    """By building when they are many."""
    if len(homes) <= _SHOWN:
        yield from (home.spoken for home in homes)
        return
    by_building = Counter(home.building for home in homes)
    shown = list(by_building.items())[:_SHOWN]
    yield from (f"{building}: {count(number, 'home')}" for building, number in shown)
    if len(by_building) > _SHOWN:
        yield f"and {count(len(by_building) - _SHOWN, 'building')} more"
