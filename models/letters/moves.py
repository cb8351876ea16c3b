"""A group moves to another id (a platform upgrades it): what was promised to it moves along."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Session, col

from models.letters.tables import Delivery, State
from models.rooms import migrate_room


def follow_room(session: Session, channel: str, old: str, new: str) -> None:
    """The platform gave the group another id: the room takes it, and what was promised to the old one goes there."""
    migrate_room(session, channel, old, new)
    session.exec(
        sa.update(Delivery)
        .where(
            col(Delivery.channel) == channel,
            col(Delivery.chat) == old,
            col(Delivery.room_id).is_not(None),
            col(Delivery.state).in_((State.QUEUED, State.SENDING)),
        )
        .values(chat=new)
    )
