"""What handing over asks of the database with every message: each question put together once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from models.database import prepared
from models.letters.tables import Delivery, Letter, State


@prepared
def newer(about: str, replaces: str, than: UUID, channel: str, chat: str) -> SelectOfScalar[UUID]:
    told = select(col(Letter.id)).join(Delivery, col(Delivery.letter_id) == col(Letter.id))
    told = told.where(Delivery.channel == channel, Delivery.chat == chat)
    return told.where(Letter.about == about, Letter.replaces == replaces, col(Letter.id) > than).limit(1)


@prepared
def stale(channel: str, now: datetime) -> SelectOfScalar[UUID]:
    sending = select(col(Delivery.id)).where(Delivery.channel == channel, Delivery.state == State.SENDING)
    return sending.where(col(Delivery.leased_until) <= now)


@prepared
def waiting(account_id: UUID, now: datetime) -> Select[Delivery, Letter]:
    queued = select(Delivery, Letter).join(Letter, col(Letter.id) == col(Delivery.letter_id))
    queued = queued.where(
        Delivery.account_id == account_id,
        Delivery.state == State.QUEUED,
        ~col(Letter.held),
        sa.or_(col(Delivery.not_before).is_(None), col(Delivery.not_before) <= now),
    )
    return queued.order_by(col(Delivery.priority), col(Delivery.id)).with_for_update(of=Delivery)


@prepared
def with_letters(ids: Sequence[UUID]) -> Select[Delivery, Letter]:
    """These deliveries, each with its letter."""
    both = select(Delivery, Letter).join(Letter, col(Letter.id) == col(Delivery.letter_id))
    return both.where(col(Delivery.id).in_(ids))
