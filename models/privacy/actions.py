"""Leaving: what may go goes at once, the rest when its time is over, and nothing of it leads to the person any more."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.database import new_id
from models.letters.numbers import conversations_of
from models.letters.tables import Delivery, Kind, Letter, State
from models.people.homes.ties import end_tie
from models.people.identity import accounts_of
from models.people.roles import Grant
from models.people.tables import Account, Claim, Number, Person, Tie
from models.privacy.columns import Kept, span_of
from models.privacy.queries import own_columns
from models.privacy.retention import redact

_AT_ONCE = span_of("P1Y")
_SETTLED = (State.SENT, State.UNKNOWN, State.BLOCKED, State.FAILED, State.VOID)


def leave(session: Session, person: Person, now: datetime) -> None:
    """End every tie and role, redact what nobody needs, and part the accounts from what stays: whoever writes again
    from one of them is a newcomer.
    """
    accounts = accounts_of(session, person.id)
    _end_everything(session, person.id, now)
    _forget_chats(session, person.id, [account.id for account in accounts], now)
    for kept, mine in own_columns(person.id):
        if kept.span <= _AT_ONCE and kept.table.name not in ("persons", "accounts"):
            redact(session, kept, sa.and_(mine, _may_go(kept, now)))
    session.exec(sa.update(Person).where(col(Person.id) == person.id).values(spoken_name="", left_at=now))
    for account in accounts:
        newcomer = Person(id=new_id(), lang=person.lang, created_at=now, left_at=now)
        session.add(newcomer)
        session.flush()
        values = {"person_id": newcomer.id, "shown_name": "", "estate_id": None}
        session.exec(sa.update(Account).where(col(Account.id) == account.id).values(**values))
    session.expire_all()


def _end_everything(session: Session, person_id: UUID, now: datetime) -> None:
    for tie in session.exec(select(Tie).where(Tie.person_id == person_id, col(Tie.ended_at).is_(None))).all():
        end_tie(session, tie, now, told=True)
    mine = sa.select(col(Grant.id)).where(col(Grant.person_id) == person_id)
    going_on = sa.or_(col(Grant.ends_at).is_(None), col(Grant.ends_at) > now)
    for whose in (col(Grant.stand_in_for).in_(mine), col(Grant.person_id) == person_id):
        session.exec(sa.update(Grant).where(whose, going_on).values(ends_at=now))
    told = sa.update(Grant).where(col(Grant.person_id) == person_id, col(Grant.end_told_at).is_(None))
    session.exec(told.values(end_told_at=now))


def _forget_chats(session: Session, person_id: UUID, accounts: list[UUID], now: datetime) -> None:
    """What waits is not sent; what was said to this person alone is emptied; numbers and tries go."""
    for conversation in conversations_of(session, person_id):
        conversation.form, conversation.answers, conversation.asked = "", {}, []
        conversation.estate_id, conversation.expires_at = None, now
    mine = col(Delivery.account_id).in_(accounts)
    session.exec(sa.update(Delivery).where(mine, col(Delivery.state) == State.QUEUED).values(state=State.VOID))
    alone = sa.select(col(Delivery.letter_id)).where(mine, col(Delivery.state).in_(_SETTLED))
    session.exec(
        sa.update(Letter)
        .where(col(Letter.id).in_(alone), col(Letter.kind).in_((Kind.ANSWER, Kind.ALERT)), ~_is_shared(accounts))
        .values(params={})
    )
    for table in (Number, Claim):
        session.exec(sa.delete(table).where(col(table.account_id).in_(accounts)))
    session.flush()


def _is_shared(accounts: list[UUID]) -> sa.ColumnElement[bool]:
    other = sa.or_(col(Delivery.account_id).is_(None), col(Delivery.account_id).not_in(accounts))
    return sa.exists().where(col(Delivery.letter_id) == col(Letter.id), other)


def _may_go(kept: Kept, now: datetime) -> sa.ColumnElement[bool]:
    """Not while its matter goes on; a file that is part of a matter goes with it."""
    if kept.table.name == "attachments":
        return kept.table.c.about == ""
    if kept.table.name == "deliveries":
        return kept.table.c.state.in_(_SETTLED)
    return kept.ended <= now if kept.ended is not None else sa.false()
