"""Who of a roster is one head: the same name with a telephone in common, however many homes. Pure.

A name without a telephone joins the only head of that name; where there are two, it is a third. All of the developer's
stock is one head (LAW §1.2).
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Sequence

from models.people.addresses import Home
from models.people.rosters import Party, RosterUnit
from models.people.rosters.drafts import name_key


@dataclasses.dataclass(frozen=True)
class Head:
    """An owner of the file: `key` is the name as it is compared, "" for the developer's stock."""

    key: str
    name: str
    phones: tuple[str, ...]
    homes: frozenset[Home]

    @property
    def is_developer(self) -> bool:
        return not self.key


def heads_of(units: Iterable[RosterUnit]) -> tuple[Head, ...]:
    """The heads of the file, in an order that does not depend on its rows."""
    said: dict[str, list[tuple[Party, Home]]] = defaultdict(list)
    stock: list[RosterUnit] = []
    for unit in units:
        if unit.developer:
            stock.append(unit)
        else:
            for party in unit.owners:
                said[name_key(party.name)].append((party, unit.home))
    heads = [head for key, lines in said.items() for head in _of_one_name(key, lines)]
    return tuple(sorted([*heads, *_developer(stock)], key=lambda head: (head.key, head.phones, sorted(head.homes))))


def _developer(stock: Sequence[RosterUnit]) -> list[Head]:
    if not stock:
        return []
    parties = sorted((party for unit in stock for party in unit.owners), key=lambda party: (party.name, party.phones))
    phones = {phone for party in parties for phone in party.phones}
    name = parties[0].name if parties else ""
    return [Head("", name, tuple(sorted(phones)), frozenset(unit.home for unit in stock))]


def _of_one_name(key: str, lines: Sequence[tuple[Party, Home]]) -> list[Head]:
    groups: list[set[str]] = []
    for party, _ in lines:
        if party.phones:
            joined = set(party.phones)
            for group in [one for one in groups if one & joined]:
                joined |= group
                groups.remove(group)
            groups.append(joined)
    made = [
        _head(key, tuple(sorted(group)), [line for line in lines if group & set(line[0].phones)]) for group in groups
    ]
    silent = [line for line in lines if not line[0].phones]
    if silent and len(made) == 1:
        return [_head(key, made[0].phones, lines)]
    return [*made, *([_head(key, (), silent)] if silent else [])]


def _head(key: str, phones: tuple[str, ...], lines: Sequence[tuple[Party, Home]]) -> Head:
    name = min(party.name for party, _ in lines)
    return Head(key, name, phones, frozenset(home for _, home in lines))


def named_by_heads(units: Sequence[RosterUnit]) -> tuple[RosterUnit, ...]:
    """Every owner with the name and the telephones of the whole head, so that one line does not contradict another."""
    by_home: dict[Home, list[Head]] = defaultdict(list)
    for head in heads_of(units):
        for home in head.homes:
            by_home[home].append(head)
    return tuple(dataclasses.replace(unit, owners=_parties(by_home[unit.home])) for unit in units)


def _parties(heads: Sequence[Head]) -> tuple[Party, ...]:
    return tuple(sorted((Party(head.name, head.phones) for head in heads if head.name), key=lambda one: one.name))
