"""Numbers a person can answer with: 1-9 for the question last asked (0 the way out), 11-99 for what came unasked.

The latter run round robin per account; each stands for one choice for seven days, and a spent one says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.database import insert, new_id, prepared
from models.letters.shapes import Choice, Numbered
from models.letters.tables import Delivery, Kind, Letter
from models.people.tables import Account, Conversation, Number

FIRST, LAST = 11, 99
_LASTS = timedelta(days=7)


def number_choices(
    session: Session, delivery: Delivery, letter: Letter, choices: Sequence[Choice], now: datetime
) -> tuple[Numbered, ...]:
    """The choices as this recipient can number them; in a room they have no numbers."""
    if delivery.account_id is None or not choices:
        return tuple(Numbered(choice, None) for choice in choices)
    if letter.kind is Kind.ANSWER:
        return question_numbers(choices)
    return tuple(Numbered(choice, _number(session, delivery, letter, choice, now)) for choice in choices)


def question_numbers(choices: Sequence[Choice]) -> tuple[Numbered, ...]:
    """1, 2, 3 …; the way out is 0."""
    rising = iter(range(1, 10))
    return tuple(Numbered(each, _place(each, rising) if each.numbered else None) for each in choices)


def _place(choice: Choice, rising: Iterator[int]) -> int:
    return 0 if choice.out else next(rising)


def _number(session: Session, delivery: Delivery, letter: Letter, choice: Choice, now: datetime) -> int:
    assert delivery.account_id is not None
    standing = _standing(session, delivery.account_id, choice.line, now).first()
    if standing is not None:
        return standing
    conversation = conversation_of(session, delivery.account_id)
    number = conversation.next_number
    conversation.next_number = FIRST if number >= LAST else number + 1
    session.add(conversation)
    values = {"choice": choice.line, "about": letter.about, "expires_at": now + _LASTS, "spent_at": None}
    session.exec(
        insert(session, Number)
        .values(id=new_id(), account_id=delivery.account_id, number=number, **values)
        .on_conflict_do_update(index_elements=["account_id", "number"], set_=values)
    )
    return number


@prepared
def _standing(account_id: UUID, line: str, now: datetime) -> SelectOfScalar[int]:
    unspent = select(col(Number.number)).where(Number.expires_at > now, col(Number.spent_at).is_(None))
    return unspent.where(Number.account_id == account_id, Number.choice == line)


def conversation_of(session: Session, account_id: UUID) -> Conversation:
    """The account's conversation row, made when it is new."""
    found = _conversation(session, account_id).first()
    if found is None:
        found = Conversation(account_id=account_id)
        session.add(found)
        session.flush()
    return found


@prepared
def _conversation(account_id: UUID) -> SelectOfScalar[Conversation]:
    return select(Conversation).where(Conversation.account_id == account_id)


def find_number(session: Session, account: Account, number: int) -> Number | None:
    return _number_of(session, account.id, number).first()


@prepared
def _number_of(account_id: UUID, number: int) -> SelectOfScalar[Number]:
    return select(Number).where(Number.account_id == account_id, Number.number == number)


def standing_lines(session: Session, account: Account, now: datetime) -> list[str]:
    """The choices that came unasked and still stand, the newest first."""
    return list(_standing_lines(session, account.id, now))


@prepared
def _standing_lines(account_id: UUID, now: datetime) -> SelectOfScalar[str]:
    unspent = select(col(Number.choice)).where(Number.expires_at > now, col(Number.spent_at).is_(None))
    newest = col(Number.expires_at).desc(), col(Number.id).desc()
    return unspent.where(Number.account_id == account_id).order_by(*newest)


def spend(session: Session, account: Account, line: str, now: datetime) -> None:
    """The choice was taken: its number says so when it comes again."""
    session.exec(
        sa.update(Number).where(col(Number.account_id) == account.id, col(Number.choice) == line).values(spent_at=now)
    )


def conversations_of(session: Session, person_id: UUID) -> list[Conversation]:
    """The conversations of all accounts of a person, locked, in a steady order."""
    query = select(Conversation).join(Account, col(Account.id) == col(Conversation.account_id))
    query = query.where(Account.person_id == person_id).order_by(col(Conversation.id)).with_for_update(of=Conversation)
    return list(session.exec(query))
