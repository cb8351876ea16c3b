"""Which owner of the register a head of the file is: by telephone, else by a home in common, else the only one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from models.database import keyring
from models.people.addresses import Home
from models.people.importing.heads import Head
from models.people.importing.plan import home_of
from models.people.phones import is_among, phone_indexes
from models.people.tables import Estate, Owner, Ownership, Unit

_NAME = "owners.same_as"


@dataclass
class Seats:
    """The owner of every head. `stays` are the homes that an owner of that name holds already."""

    owners: dict[Head, Owner] = field(default_factory=dict)
    stays: dict[tuple[str, Home], Owner] = field(default_factory=dict)

    def of(self, home: Home) -> list[Owner]:
        """A file without telephones makes no two known people of one name into one."""
        found = []
        for head, owner in self.owners.items():
            if home in head.homes:
                found.append(owner if head.phones else self.stays.get((head.key, home), owner))
        return found


def seat(session: Session, estate: Estate, heads: Sequence[Head], now: datetime) -> Seats:
    """Find or make the owner of each head, with the name and the telephones the file has for it."""
    known = _candidates(session, estate.id, heads)
    homes = _homes(session, [owner for owners in known.values() for owner in owners])
    seats = Seats(stays={(key, home): one for key, owners in known.items() for one in owners for home in homes[one.id]})
    for key in sorted({head.key for head in heads}):
        same_name = [head for head in heads if head.key == key]
        for head, owner in _matched(same_name, known[key], homes).items():
            seats.owners[head] = _written(owner, head)
        for head in same_name:
            if head not in seats.owners:
                made = Owner(estate_id=estate.id, name=head.name, is_developer=head.is_developer, ended_at=now)
                seats.owners[head] = _written(made, head)
        session.add_all(seats.owners[head] for head in same_name)
    return seats


def _candidates(session: Session, estate_id: UUID, heads: Sequence[Head]) -> dict[str, list[Owner]]:
    """By the name as it is compared; "" for the developer."""
    by_index = {index: head.key for head in heads if head.key for index in keyring().indexes(head.key, _NAME)}
    query = select(Owner).where(Owner.estate_id == estate_id).order_by(col(Owner.id)).with_for_update()
    found = defaultdict(list)
    if by_index:
        for owner in session.exec(query.where(col(Owner.same_as).in_(by_index), ~col(Owner.is_developer))):
            found[by_index[owner.same_as]].append(owner)
    if any(head.is_developer for head in heads):
        found[""] = list(session.exec(query.where(col(Owner.is_developer))))
    return found


def _homes(session: Session, owners: Sequence[Owner]) -> dict[UUID, set[Home]]:
    query = select(Ownership, Unit).join(Unit, col(Unit.id) == col(Ownership.unit_id))
    found = defaultdict(set)
    for ownership, unit in session.exec(query.where(col(Ownership.owner_id).in_([each.id for each in owners]))):
        found[ownership.owner_id].add(home_of(unit))
    return found


def _matched(heads: Sequence[Head], owners: Sequence[Owner], homes: dict[UUID, set[Home]]) -> dict[Head, Owner]:
    """Every owner is taken once; the surest sign goes first over all heads of the name."""
    found: dict[Head, Owner] = {}
    free = list(owners)

    def take(fits: Callable[[Head, Owner], bool]) -> None:
        for head in heads:
            owner = next((one for one in free if fits(head, one)), None) if head not in found else None
            if owner is not None:
                found[head] = owner
                free.remove(owner)

    take(lambda head, owner: any(is_among(phone, owner.phone_index) for phone in head.phones))
    take(lambda head, owner: not head.homes.isdisjoint(homes.get(owner.id, ())))
    if len(free) == 1 and len(heads) - len(found) == 1:
        take(lambda head, owner: head.is_developer or not head.phones or not owner.phone_index)
    return found


def _written(owner: Owner, head: Head) -> Owner:
    """What the file leaves out stays."""
    name, phone = head.name or owner.name, " ".join(head.phones) or owner.phone
    if owner.name != name:
        owner.name = name
    if not owner.same_as.startswith(keyring().names[0]) and head.key:
        owner.same_as = keyring().index(head.key, _NAME)
    if owner.phone != phone or (phone and not owner.phone_index):
        owner.phone, owner.phone_index = phone, phone_indexes(phone.split())
    return owner
