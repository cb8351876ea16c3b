"""Objecting to a claim, checking it in person, undoing it; and who is told to check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from config.law import rule
from models.calendar.clock import end_of, local_day
from models.people.addresses import Home, homes_like
from models.people.homes.ties import end_tie, ties_on
from models.people.identity import live_ties
from models.people.roles import Role, holders_of, roles_in
from models.people.tables import Estate, Owner, Person, Tie, TieKind, Unit
from models.refusals import Refusal

CHECKERS = (Role.SECRETARY, Role.CHAIR, Role.COMMUNITY, Role.TOWNSHIP)
"""Who checks claims: the first of them that anybody holds is told."""


@dataclass(frozen=True)
class Bound:
    """A tie with its home. Choices name it by the tie's id without hyphens."""

    tie: Tie
    unit: Unit

    @property
    def estate_id(self) -> UUID:
        return self.unit.estate_id

    @property
    def ref(self) -> str:
        return self.tie.id.hex

    @property
    def ran_out(self) -> bool:
        """Over by its own last day, not because the home was sold or somebody ended it."""
        tie = self.tie
        return tie.until is not None and tie.ended_at is not None and tie.ended_at >= end_of(tie.until)


# ---- queries


def find_bound(session: Session, person_id: UUID, ref: str, now: datetime) -> Bound:
    """The tie, locked: for whom it binds, the others of the home, and those who check. To everybody else unknown."""
    try:
        tie = session.get(Tie, UUID(hex=ref), with_for_update=True)
    except ValueError:
        tie = None
    unit = session.get(Unit, tie.unit_id) if tie is not None else None
    if tie is None or unit is None:
        raise Refusal("homes-unknown")
    others = {each.person_id for each in ties_on(session, [unit.id], local_day(now))}
    if person_id not in others | {tie.person_id} and not is_checker(session, person_id, unit.estate_id, now):
        raise Refusal("homes-unknown")
    return Bound(tie, unit)


def is_checker(session: Session, person_id: UUID, estate_id: UUID, now: datetime) -> bool:
    return bool(roles_in(session, person_id, estate_id, now) & set(CHECKERS))


def checkers_of(session: Session, estate_id: UUID, now: datetime) -> list[Person]:
    for role in CHECKERS:
        holders = holders_of(session, estate_id, role, now)
        if holders:
            return holders
    return []


def own_homes(session: Session, person_id: UUID, today: date) -> list[Bound]:
    """Every home the person is bound to today, in any estate."""
    ties = live_ties(session, person_id, today)
    query = select(Unit).where(col(Unit.id).in_([tie.unit_id for tie in ties]))
    units = {unit.id: unit for unit in session.exec(query)}
    return [Bound(tie, units[tie.unit_id]) for tie in ties]


def to_check(session: Session, estate_id: UUID, home: Home | None, today: date) -> list[Bound]:
    """Claims nobody has checked yet: objected ones first. Of one home, or of the estate."""
    units = {unit.id: unit for unit in session.exec(_units(estate_id, home))}
    if home is not None:
        by_home = {Home(unit.building, unit.entrance, unit.room): unit.id for unit in units.values()}
        keep = {by_home[one] for one in homes_like(home, by_home)}
        units = {each: unit for each, unit in units.items() if each in keep}
    query = select(Tie).where(
        Tie.level < 2,
        Tie.kind != TieKind.HELPER,
        col(Tie.ended_at).is_(None),
        sa.or_(col(Tie.until).is_(None), col(Tie.until) >= today),
        col(Tie.unit_id).in_(units),
    )
    found = [Bound(tie, units[tie.unit_id]) for tie in session.exec(query) if tie.unit_id in units]
    return sorted(found, key=lambda each: (each.tie.objected_by is None, each.tie.id))


def _units(estate_id: UUID, home: Home | None) -> SelectOfScalar[Unit]:
    tied = sa.exists().where(col(Tie.unit_id) == col(Unit.id), col(Tie.ended_at).is_(None))
    query = select(Unit).where(Unit.estate_id == estate_id, tied)
    return query.where(Unit.room == home.room) if home is not None else query


def claims_to_object(session: Session, person_id: UUID, now: datetime) -> list[Bound]:
    """Claims of others on this person's homes that can still be objected to."""
    today, mine = local_day(now), own_homes(session, person_id, local_day(now))
    units = {each.unit.id: each.unit for each in mine}
    found = ties_on(session, list(units), today)
    return [Bound(tie, units[tie.unit_id]) for tie in found if tie.person_id != person_id and _is_open(tie, now)]


def _is_open(tie: Tie, now: datetime) -> bool:
    return tie.level < 2 and now <= tie.since + timedelta(days=rule("privacy-claim-objection").number)


def estate_of(session: Session, bound: Bound) -> Estate:
    return session.exec(select(Estate).where(Estate.id == bound.estate_id)).one()


def roster_name(session: Session, bound: Bound) -> str:
    """Whom the roster names for this tie: for those who check it."""
    owner = session.get(Owner, bound.tie.owner_id) if bound.tie.owner_id else None
    return owner.name if owner else ""


# ---- actions


def object_to(session: Session, bound: Bound, actor_id: UUID, now: datetime) -> None:
    """The claim stands still until somebody has checked it. Only others of the home, and only for some days."""
    tie = bound.tie
    others = {each.person_id for each in ties_on(session, [tie.unit_id], local_day(now))} - {tie.person_id}
    if actor_id not in others:
        raise Refusal("homes-only-bound")
    if tie.ended_at is not None or tie.objected_by is not None:
        raise Refusal("homes-objected-already")
    if not _is_open(tie, now):
        raise Refusal("homes-objection-late")
    tie.objected_by = actor_id
    session.add(tie)


def verify(session: Session, bound: Bound) -> None:
    """Checked in person or on paper: level 2, and an objection is over."""
    if bound.tie.ended_at is not None:
        raise Refusal("homes-unknown")
    bound.tie.level, bound.tie.objected_by = max(bound.tie.level, 2), None
    session.add(bound.tie)


def remove(session: Session, bound: Bound, now: datetime) -> None:
    """It was not theirs, or is no longer."""
    if bound.tie.ended_at is not None:
        raise Refusal("homes-unknown")
    end_tie(session, bound.tie, now, told=True)


def told_end(session: Session, tie_id: UUID, now: datetime) -> Bound | None:
    """Take note that the person is being told that this tie is over; None when they were already, or it is not."""
    tie = session.get(Tie, tie_id, with_for_update=True)
    if tie is None or tie.end_told_at is not None:
        return None
    if tie.ended_at is None:
        if tie.until is None or end_of(tie.until) > now:
            return None
        end_tie(session, tie, end_of(tie.until))
    tie.end_told_at = now
    unit = session.get(Unit, tie.unit_id)
    assert unit is not None
    return Bound(tie, unit)


def ended_untold(session: Session, now: datetime) -> Sequence[UUID]:
    """Ties that are over and of which nobody was told."""
    over = sa.or_(col(Tie.ended_at) <= now, sa.and_(col(Tie.ended_at).is_(None), col(Tie.until) < local_day(now)))
    return session.exec(select(Tie.id).where(col(Tie.end_told_at).is_(None), over)).all()


def next_end(session: Session, after: datetime) -> datetime | None:
    """When the next tie runs out."""
    query = select(sa.func.min(Tie.until)).where(
        col(Tie.ended_at).is_(None), col(Tie.end_told_at).is_(None), col(Tie.until) >= local_day(after)
    )
    first = session.exec(query).first()
    return end_of(first) if first is not None else None
