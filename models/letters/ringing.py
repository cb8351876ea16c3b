"""Letters that wait because the platform lets us write nothing: a short sign of them, once; they themselves wait on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.letters import windows
from models.letters.handover import is_void
from models.letters.parcels import parcel
from models.letters.shapes import Parcel
from models.letters.tables import Delivery, Letter, State
from models.people.tables import Account

_AT_ONCE = 50


def ring(session: Session, channel: str, keys: Collection[str], now: datetime) -> list[Parcel]:
    """What of these keys waits for a closed window and was not rung for, marked as rung: killed in between, nobody is
    rung twice.
    """
    query = (
        select(Delivery, Letter)
        .join(Letter, col(Letter.id) == col(Delivery.letter_id))
        .join(Account, col(Account.id) == col(Delivery.account_id))
        .where(
            Delivery.channel == channel,
            Delivery.state == State.QUEUED,
            col(Delivery.rung_at).is_(None),
            sa.or_(col(Delivery.not_before).is_(None), col(Delivery.not_before) <= now),
            col(Letter.key).in_(keys),
            col(Account.blocked_at).is_(None),
            sa.not_(sa.func.coalesce(windows.is_open(now), sa.false())),
        )
        .order_by(col(Delivery.id))
        .limit(_AT_ONCE)
        .with_for_update(skip_locked=True, of=Delivery)
    )
    found = []
    for delivery, letter in session.exec(query):
        delivery.rung_at = now
        if not is_void(session, delivery, letter, now):
            found.append(parcel(session, delivery, letter, now))
    return found


def not_rung(session: Session, delivery_id: UUID) -> None:
    """It surely did not ring: again later."""
    session.exec(sa.update(Delivery).where(col(Delivery.id) == delivery_id).values(rung_at=None))


def cannot_ring(session: Session, delivery_id: UUID, reason: str) -> None:
    """It waits in the mailbox, and why nothing rang stands beside it."""
    session.exec(
        sa.update(Delivery)
        .where(col(Delivery.id) == delivery_id, col(Delivery.state) == State.QUEUED)
        .values(reason=reason[:200])
    )
