"""Claiming a home: the address and the telephone of the roster must agree. Wrong tries are limited.

Whether a home exists, is sold or has no telephone is never told apart: the answer to a wrong claim is always the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from config.law import rule
from config.values import Moment
from models.calendar.clock import local_day
from models.people.addresses import Home, homes_like
from models.people.homes.ties import is_live, lock_unit, neighbours
from models.people.phones import is_among
from models.people.tables import Account, Claim, Estate, Owner, Ownership, Tenancy, Tie, TieKind, Unit
from models.refusals import Refusal


@dataclass(frozen=True)
class Said:
    """What the person says: which home, what they are to it, and the telephone the roster should have."""

    home: Home
    kind: TieKind
    phone: str


@dataclass(frozen=True)
class Claimed:
    """`others` are the people bound to the home already; `is_new` is False when this person was one of them."""

    tie: Tie
    unit: Unit
    others: tuple[UUID, ...]
    is_new: bool


@dataclass(frozen=True)
class _Match:
    unit: Unit
    owner_id: UUID | None
    until: date | None


# ---- rules


def waits_until(wrong: Sequence[datetime], now: datetime) -> datetime | None:
    """When the next try is free again; None while there are tries left. `wrong`: moments of wrong tries, any order."""
    tries, wait = rule("privacy-claim-tries").number, timedelta(hours=rule("privacy-claim-wait").number)
    recent = sorted(moment for moment in wrong if moment > now - wait)
    return recent[-tries] + wait if len(recent) >= tries else None


# ---- queries


def free_again_at(session: Session, person_id: UUID, now: datetime) -> datetime | None:
    """After too many wrong tries, on whichever account: when the next is free. None while there are tries left."""
    query = select(Claim.at).join(Account, col(Account.id) == col(Claim.account_id))
    wrong = session.exec(query.where(Account.person_id == person_id, ~col(Claim.right))).all()
    return waits_until(wrong, now)


def lists_tenants(session: Session, estate: Estate, today: date) -> bool:
    """Whether the estate's roster knows tenants at all: most know none, and then no telephone can agree."""
    live = sa.or_(col(Tenancy.until).is_(None), col(Tenancy.until) >= today)
    query = select(Tenancy.id).join(Unit, col(Unit.id) == col(Tenancy.unit_id)).where(Unit.estate_id == estate.id, live)
    return session.exec(query.limit(1)).first() is not None


def _matches(session: Session, estate: Estate, said: Said, today: date) -> list[_Match]:
    room, phone = said.home.room, said.phone
    query = select(Unit).where(Unit.estate_id == estate.id, Unit.room == room, col(Unit.retired_on).is_(None))
    units = {Home(unit.building, unit.entrance, unit.room): unit for unit in session.exec(query)}
    near = {units[one].id: units[one] for one in homes_like(said.home, units)}
    if said.kind is TieKind.TENANT:
        rows = session.exec(select(Tenancy).where(col(Tenancy.unit_id).in_(near))).all()
        return [
            _Match(near[row.unit_id], None, row.until)
            for row in rows
            if is_among(phone, row.phone_index) and (row.until is None or row.until >= today)
        ]
    held = select(Ownership, Owner).join(Owner, col(Owner.id) == col(Ownership.owner_id))
    pairs = session.exec(held.where(col(Ownership.unit_id).in_(near), ~col(Owner.is_developer))).all()
    return [
        _Match(near[ownership.unit_id], owner.id, None)
        for ownership, owner in pairs
        if is_among(phone, owner.phone_index)
    ]


# ---- actions


def claim_home(session: Session, account: Account, estate: Estate, said: Said, now: datetime) -> Claimed | None:
    """Bind at level 1; None when it does not agree, and then the try is counted. Refuses after too many of those."""
    until = free_again_at(session, account.person_id, now)
    if until is not None:
        raise Refusal("homes-tries-over", until=Moment(until))
    today = local_day(now)
    found = _matches(session, estate, said, today)
    if len({match.unit.id for match in found}) > 1:
        raise Refusal("homes-which-entrance", "home")
    session.add(Claim(account_id=account.id, at=now, right=bool(found)))
    if not found:
        return None
    match = found[0]
    unit = lock_unit(session, match.unit.id)
    before = _standing(session, account.person_id, unit.id, said.kind)
    if before is not None and before.objected_by is not None:
        raise Refusal("homes-under-check")
    if before is not None and is_live(before, today):
        return Claimed(before, unit, (), is_new=False)
    made = Tie(
        person_id=account.person_id,
        unit_id=unit.id,
        owner_id=match.owner_id,
        kind=said.kind,
        since=now,
        until=match.until,
    )
    session.add(made)
    session.flush()
    return Claimed(made, unit, tuple(neighbours(session, made, today)), is_new=True)


def _standing(session: Session, person_id: UUID, unit_id: UUID, kind: TieKind) -> Tie | None:
    query = select(Tie).where(
        Tie.person_id == person_id, Tie.unit_id == unit_id, Tie.kind == kind, col(Tie.ended_at).is_(None)
    )
    return session.exec(query.order_by(col(Tie.id).desc()).with_for_update()).first()
