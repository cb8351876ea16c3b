"""How a hand-over ended, written down: sent, given up, put back, in doubt; and what the platform said of the chat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from models.letters import questions
from models.letters.tables import SENT_AGAIN, Delivery, Letter, State
from models.people.tables import Account
from models.rooms import Room


def sent(session: Session, taken: Sequence[tuple[UUID, str, str]], now: datetime) -> None:
    """The platform took these: (delivery id, platform id, text as sent). What had become unknown is known again."""
    session.flush()
    if taken:
        rows = [{"which": each[0], "known_as": each[1], "said": each[2], "moment": now} for each in sorted(taken)]
        session.connection().execute(_SENT, rows)


_DELIVERIES: sa.Table = Delivery.__table__  # type: ignore[attr-defined]
_SENT = (
    sa.update(_DELIVERIES)
    .where(
        _DELIVERIES.c.id == sa.bindparam("which"),
        sa.or_(_DELIVERIES.c.state == State.SENDING, _DELIVERIES.c.state == State.UNKNOWN),
    )
    .values(
        state=State.SENT,
        leased_until=None,
        reason="",
        sent_at=sa.bindparam("moment"),
        platform_id=sa.bindparam("known_as"),
        text=sa.bindparam("said"),
    )
)


def given_up(session: Session, delivery_id: UUID, state: State, reason: str) -> None:
    """It will not go this way: blocked, failed or void, and why."""
    _settle(session, _GIVEN_UP, delivery_id, {"state": state, "reason": reason[:200]})


def put_back(session: Session, delivery_id: UUID, not_before: datetime | None) -> None:
    """It was surely not sent: it waits again, and the try does not count."""
    _settle(session, _PUT_BACK, delivery_id, {"not_before": not_before})


def _settled(*stood: State, given: Sequence[str], **values: object) -> sa.Update:
    """From these states; `given` are the columns whose values come with each delivery. Put together once."""
    query = sa.update(_DELIVERIES).where(_DELIVERIES.c.id == sa.bindparam("which"), _DELIVERIES.c.state.in_(stood))
    return query.values(leased_until=None, **values, **{name: sa.bindparam(name) for name in given})


_GIVEN_UP = _settled(State.SENDING, State.QUEUED, given=("state", "reason"))
_PUT_BACK = _settled(State.SENDING, given=("not_before",), state=State.QUEUED, tries=_DELIVERIES.c.tries - 1)


def _settle(session: Session, how: sa.Update, delivery_id: UUID, values: Mapping[str, object]) -> None:
    session.flush()
    session.connection().execute(how, {"which": delivery_id, **values})


def doubtful(session: Session, delivery_id: UUID, reason: str) -> None:
    """The call timed out or its process died: nobody knows. Important kinds go once more, the others stay unknown."""
    delivery = session.get(Delivery, delivery_id, with_for_update=True)
    if delivery is None or delivery.state is not State.SENDING:
        return
    letter = session.get(Letter, delivery.letter_id)
    assert letter is not None
    again = letter.kind in SENT_AGAIN and delivery.tries < 2
    delivery.state, delivery.reason, delivery.leased_until = (State.QUEUED if again else State.UNKNOWN), reason, None
    session.add(delivery)


def recover(session: Session, channel: str, now: datetime) -> int:
    """Settle what stood at `sending` past its lease: its process is gone. Returns how many."""
    stale = questions.stale(session, channel, now).all()
    for delivery_id in stale:
        doubtful(session, delivery_id, "process ended")
    return len(stale)


def park(session: Session, channel: str, chat: str, until: datetime) -> None:
    """The platform asked us to wait: the chat waits whole, also after a restart."""
    for table in (Account, Room):
        session.exec(
            sa.update(table)
            .where(col(table.channel) == channel, col(table.external) == chat)
            .values(parked_until=until)
        )


def mark_blocked(session: Session, delivery_id: UUID, now: datetime) -> None:
    """The route is closed, not the person: the account says so and others are tried."""
    delivery = session.get(Delivery, delivery_id)
    if delivery is not None and delivery.account_id is not None:
        session.exec(sa.update(Account).where(col(Account.id) == delivery.account_id).values(blocked_at=now))
