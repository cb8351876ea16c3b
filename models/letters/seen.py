"""Who has seen what: said only when a page showed it, or when its reader pressed, numbered, typed or answered it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from models.letters.tables import Delivery, Letter


def see(session: Session, deliveries: Sequence[UUID], account_id: UUID, now: datetime) -> int:
    """The page showed them, or the person answered: that somebody saw something is said only from this."""
    if not deliveries:
        return 0
    seen = session.exec(
        sa.update(Delivery)
        .where(
            col(Delivery.id).in_(deliveries), col(Delivery.account_id) == account_id, col(Delivery.seen_at).is_(None)
        )
        .values(seen_at=now)
    )
    return int(seen.rowcount)


def see_about(session: Session, account_id: UUID, code: str, now: datetime) -> None:
    """Whoever presses, numbers or types a letter's choice has seen what was told them of its matter."""
    session.flush()
    session.connection().execute(_SEEN, {"whose": account_id, "matter": code, "moment": now})


_SEEN = (
    sa.update(Delivery.__table__)  # type: ignore[attr-defined]
    .where(
        col(Delivery.account_id) == sa.bindparam("whose"),
        col(Delivery.letter_id).in_(sa.select(col(Letter.id)).where(col(Letter.about) == sa.bindparam("matter"))),
        col(Delivery.seen_at).is_(None),
    )
    .values(seen_at=sa.bindparam("moment"))
)
