"""Numbers a person can answer with: 1-9 for the question last asked (0 the way out), 11-99 for what came unasked.

The latter run round robin per account; each stands for one choice for seven days, and a spent one says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from models.database import new_id, prepared
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
    numbers = _numbers(session, delivery.account_id, letter.about, [each.line for each in choices], now)
    return tuple(Numbered(choice, numbers[choice.line]) for choice in choices)


def question_numbers(choices: Sequence[Choice]) -> tuple[Numbered, ...]:
    """1, 2, 3 …; the way out is 0."""
    rising = iter(range(1, 10))
    return tuple(Numbered(each, _place(each, rising) if each.numbered else None) for each in choices)


def _place(choice: Choice, rising: Iterator[int]) -> int:
    return 0 if choice.out else next(rising)


def _numbers(session: Session, account_id: UUID, about: str, lines: Sequence[str], now: datetime) -> dict[str, int]:
    """The number each of these choices has for this account; one that stands already keeps it."""
    found: dict[str, int] = {}
    for line, number in _standing(session, account_id, list(lines), now):
        found.setdefault(line, number)
    fresh = [line for line in dict.fromkeys(lines) if line not in found]
    if fresh:
        found |= _next_numbers(conversation_of(session, account_id), fresh)
        given = {"account_id": account_id, "about": about, "expires_at": now + _LASTS, "spent_at": None}
        rows = [{"id": new_id(), "number": found[line], "choice": line, **given} for line in fresh]
        session.flush()
        session.connection().execute(_taken_anew(session.get_bind().dialect.name), rows)
    return found


def _next_numbers(conversation: Conversation, lines: Sequence[str]) -> dict[str, int]:
    first = conversation.next_number - FIRST
    round_ = LAST - FIRST + 1
    conversation.next_number = FIRST + (first + len(lines)) % round_
    return {line: FIRST + (first + place) % round_ for place, line in enumerate(lines)}


@cache
def _taken_anew(dialect: str) -> sa.Executable:
    """A number comes round again and stands for another choice from then on."""
    maker = sqlite.insert if dialect == "sqlite" else postgresql.insert
    made = maker(Number.__table__)  # type: ignore[attr-defined]
    new = {name: made.excluded[name] for name in ("choice", "about", "expires_at", "spent_at")}
    return made.on_conflict_do_update(index_elements=["account_id", "number"], set_=new)


@prepared
def _standing(account_id: UUID, lines: Sequence[str], now: datetime) -> Select[str, int]:
    unspent = select(col(Number.choice), col(Number.number)).where(col(Number.spent_at).is_(None))
    return unspent.where(Number.account_id == account_id, col(Number.choice).in_(lines), Number.expires_at > now)


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
