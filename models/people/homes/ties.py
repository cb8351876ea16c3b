"""Ending a tie: with it go those of the helpers whom that person named."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from models.people.tables import Tie, TieKind


def end_tie(session: Session, tie: Tie, now: datetime, *, told: bool = False) -> None:
    """`told`: the person knows already (did it, or is being told in the same breath)."""
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
