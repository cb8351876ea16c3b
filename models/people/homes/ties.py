"""Ties as they stand: which hold, and how one ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.people.tables import Tie, TieKind, Unit


def is_live(tie: Tie, today: date) -> bool:
    return tie.ended_at is None and tie.objected_by is None and (tie.until is None or tie.until >= today)


def lock_unit(session: Session, unit_id: UUID) -> Unit:
    """Whoever binds somebody to a home holds it until the commit, so that each is told of the other."""
    return session.exec(select(Unit).where(Unit.id == unit_id).with_for_update()).one()


def ties_on(session: Session, units: Sequence[UUID], today: date) -> list[Tie]:
    """The ties that hold on these units today, oldest first."""
    query = select(Tie).where(
        col(Tie.unit_id).in_(units),
        col(Tie.ended_at).is_(None),
        col(Tie.objected_by).is_(None),
        sa.or_(col(Tie.until).is_(None), col(Tie.until) >= today),
    )
    return list(session.exec(query.order_by(col(Tie.id))))


def neighbours(session: Session, tie: Tie, today: date) -> list[UUID]:
    """The other people bound to the same home."""
    found = [each.person_id for each in ties_on(session, [tie.unit_id], today) if each.person_id != tie.person_id]
    return list(dict.fromkeys(found))


def end_tie(session: Session, tie: Tie, now: datetime, *, told: bool = False) -> None:
    """With it end the ties of helpers whom that person named. `told`: the person knows already."""
    tie.ended_at, tie.end_told_at = now, now if told else None
    session.add(tie)
    named = select(Tie).where(
        Tie.named_by == tie.person_id,
        Tie.unit_id == tie.unit_id,
        Tie.kind == TieKind.HELPER,
        col(Tie.ended_at).is_(None),
    )
    for helper in session.exec(named.with_for_update()).all():
        helper.ended_at = now
        session.add(helper)
