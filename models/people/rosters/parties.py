"""Who of a home comes, stays and goes when a file names its owners or tenants. Pure; the plan and the import both ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.people.rosters.drafts import name_key
from models.people.rosters.roster import Party


@dataclass(frozen=True)
class Move:
    """`mended` are names written otherwise (the telephone is the same), `unnamed` those known whom the file leaves out.

    Where all of a home are left out it has changed hands: then nobody stays. One of several who is merely left out may
    have been forgotten.
    """

    came: tuple[Party, ...]
    mended: tuple[Party, ...]
    unnamed: tuple[Party, ...]
    changed_hands: bool


def move_of(before: Sequence[Party], said: Sequence[Party]) -> Move:
    """`mended` holds the new name; `said` is not empty."""
    known, named = {name_key(each.name) for each in before}, {name_key(each.name) for each in said}
    left_out = [each for each in before if name_key(each.name) not in named]
    new = [each for each in said if name_key(each.name) not in known]
    mended = tuple(each for each in new if any(_share(each, old) for old in left_out))
    unnamed = tuple(old for old in left_out if not any(_share(old, each) for each in mended))
    stays_one = bool(mended) or not known.isdisjoint(named)
    came = tuple(each for each in new if each not in mended)
    return Move(came, mended, unnamed, changed_hands=bool(before) and not stays_one)


def kept(before: Sequence[Party], said: Sequence[Party], *, end_unnamed: bool) -> tuple[Party, ...]:
    """Who stays though the file leaves them out."""
    move = move_of(before, said)
    return () if end_unnamed or move.changed_hands else move.unnamed


def _share(one: Party, other: Party) -> bool:
    return not set(one.phones).isdisjoint(other.phones)
