"""What is handed over where its reader writes or looks: the letters that wait for one account, the answers given before."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from models.letters import questions
from models.letters.parcels import parcel
from models.letters.shapes import Parcel
from models.letters.tables import Delivery, Kind, Letter, State
from models.people.tables import Account


def waiting(session: Session, account: Account, now: datetime) -> list[tuple[Delivery, Letter]]:
    """What waits for this account (its mailbox), in the order it is to be handed over."""
    return [(delivery, letter) for delivery, letter in questions.waiting(session, account.id, now)]


def answers_to(session: Session, inbox_id: UUID, now: datetime) -> list[Parcel]:
    """The answers given to a message, for its redelivery: the same stored text."""
    query = (
        select(Delivery, Letter)
        .join(Letter, col(Letter.id) == col(Delivery.letter_id))
        .where(Letter.inbox_id == inbox_id, Letter.kind == Kind.ANSWER)
        .order_by(col(Delivery.id))
    )
    return [parcel(session, delivery, letter, now) for delivery, letter in session.exec(query)]


def give_up_waiting(delivery: Delivery) -> None:
    """It waited too long to be worth saying."""
    delivery.state = State.VOID
