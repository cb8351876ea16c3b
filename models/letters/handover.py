"""Handing letters over: what is next for a channel, marked before the call and settled after it.

`sending` is committed before the platform is called. What stood at `sending` when its process died is unknown: an
answer, an emergency or an alert is sent again once; a notice or a board is not, and the report says unknown. So that
no notice is unknown that was never sent, one that must wait in hand for its moment is marked only when that has come.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.letters import questions, windows
from models.letters.parcels import parcel
from models.letters.post import LEASE
from models.letters.shapes import Parcel
from models.letters.tables import PRIORITY, SENT_AGAIN, Delivery, Kind, Letter, State
from models.people.tables import Account
from models.rooms import Room

_LOOK_AHEAD = 200
AWAKE = timedelta(minutes=10)
"""For so long after they wrote somebody counts as awake at night (house default)."""


Due = tuple[Delivery, Letter]
_FLOOD = 4
"""So many letters waiting for one person go as one (house default)."""


@dataclass(frozen=True)
class Turn:
    """Whose letters may go now: chats in `busy` wait whole; with `here`, persons' chats wait unless they are in it, and
    rooms unless `rooms` are ours; `windowed`, unless the platform lets us write to them now. `paced`: notices are marked
    when their call begins. `night`: nobody who sleeps is told what can wait. `digests`: what waits for one person may go
    together.
    """

    busy: Collection[str] = ()
    most: int = 20
    here: Collection[str] | None = None
    windowed: bool = False
    paced: bool = False
    night: bool = False
    digests: bool = False
    rooms: bool = True


def take_up(session: Session, channel: str, now: datetime, turn: Turn = Turn()) -> list[Parcel]:
    """The head letter of each chat that may be sent to now, marked `sending` and leased. Void ones fall out here.

    A chat that is parked by the platform waits whole. With `turn.paced`, what is not sent again when in doubt stays
    queued: see `begin`.
    """
    query = (
        select(Delivery, Letter)
        .join(Letter, col(Letter.id) == col(Delivery.letter_id))
        .outerjoin(Account, col(Account.id) == col(Delivery.account_id))
        .outerjoin(Room, col(Room.id) == col(Delivery.room_id))
        .where(*may_go(channel, now, turn))
        .order_by(col(Delivery.priority), col(Delivery.id))
        .limit(_LOOK_AHEAD)
        .with_for_update(skip_locked=True, of=Delivery)
    )
    waiting: dict[str, list[Due]] = {}
    for delivery, letter in session.exec(query):
        if delivery.chat in waiting and not turn.digests:
            continue
        if delivery.chat not in waiting and len(waiting) >= turn.most:
            continue
        if is_void(session, delivery, letter, now):
            delivery.state = State.VOID
            continue
        waiting.setdefault(delivery.chat, []).append((delivery, letter))
    return [_parcel_of(session, _together(due), now, turn) for due in waiting.values()]


def _together(due: Sequence[Due]) -> Sequence[Due]:
    """The head of what is due in one chat; with all that can go along when that spares the person a flood."""
    fit = [each for each in due if _can_go_along(*each)]
    return fit if due[0] in fit and len(fit) >= _FLOOD else due[:1]


def _can_go_along(delivery: Delivery, letter: Letter) -> bool:
    return delivery.account_id is not None and letter.kind in (Kind.ALERT, Kind.NOTICE) and not letter.attachments


def _parcel_of(session: Session, due: Sequence[Due], now: datetime, turn: Turn) -> Parcel:
    made: list[Parcel] = []
    for delivery, letter in due:
        if turn.windowed and delivery.account_id is not None:
            windows.spend(session, delivery.account_id)
        late = turn.paced and letter.kind not in SENT_AGAIN
        one = parcel(session, delivery, letter, now) if late else lease(session, delivery, letter, now)
        made.append(replace(one, begun=not late))
    return replace(made[0], also=tuple(made[1:]))


def _may_disturb(now: datetime) -> sa.ColumnElement[bool]:
    """What cannot wait for the morning, and whatever is for somebody who wrote a moment ago."""
    urgent = sa.or_(col(Delivery.priority) <= PRIORITY[Kind.EMERGENCY], col(Letter.at_once))
    return sa.or_(urgent, col(Account.last_seen) > now - AWAKE)


def may_go(channel: str, now: datetime, turn: Turn) -> list[sa.ColumnElement[bool]]:
    """Which deliveries may go now, in a query that joins their letters, accounts and rooms."""
    found = [
        col(Delivery.channel) == channel,
        col(Delivery.state) == State.QUEUED,
        ~col(Letter.held),
        sa.or_(col(Delivery.not_before).is_(None), col(Delivery.not_before) <= now),
        sa.or_(col(Account.parked_until).is_(None), col(Account.parked_until) <= now),
        sa.or_(col(Room.parked_until).is_(None), col(Room.parked_until) <= now),
    ]
    if turn.busy:
        found.append(col(Delivery.chat).not_in(turn.busy))
    if turn.here is not None:
        persons = col(Delivery.chat).in_(turn.here)
        found.append(sa.or_(col(Delivery.room_id).is_not(None), persons) if turn.rooms else persons)
    if turn.windowed:
        found.append(windows.is_open(now))
    if turn.night:
        found.append(_may_disturb(now))
    return found


def lease(session: Session, delivery: Delivery, letter: Letter, now: datetime) -> Parcel:
    """Mark it `sending` and make it ready for the edge."""
    _mark(session, delivery, now)
    return parcel(session, delivery, letter, now)


def begin(session: Session, together: Sequence[UUID], now: datetime) -> bool:
    """Mark what was taken up `sending`: their call begins. False: meanwhile one was to go no more, or not yet."""
    found = [session.get(Delivery, each, with_for_update=True) for each in sorted(together)]
    going = [delivery for delivery in found if delivery is not None and _may_begin(session, delivery, now)]
    if len(going) < len(together):
        return False
    for delivery in going:
        _mark(session, delivery, now)
    return True


def _may_begin(session: Session, delivery: Delivery, now: datetime) -> bool:
    letter = session.get(Letter, delivery.letter_id)
    assert letter is not None
    if delivery.state is not State.QUEUED or letter.held:
        return False
    if delivery.not_before is not None and delivery.not_before > now:
        return False
    if is_void(session, delivery, letter, now):
        delivery.state = State.VOID
        return False
    return True


def _mark(session: Session, delivery: Delivery, now: datetime) -> None:
    delivery.state, delivery.tries, delivery.leased_until = State.SENDING, delivery.tries + 1, now + LEASE
    session.add(delivery)


def is_void(session: Session, delivery: Delivery, letter: Letter, now: datetime) -> bool:
    """Checked again when handed over: past its time, or a newer letter to the same reader says it."""
    if letter.good_until is not None and letter.good_until <= now:
        return True
    if not letter.replaces:
        return False
    newer = questions.newer(session, letter.about, letter.replaces, letter.id, delivery.channel, delivery.chat)
    return newer.first() is not None


def sent(session: Session, delivery_id: UUID, now: datetime, *, platform_id: str = "", text: str = "") -> None:
    """The platform took it. One that had become unknown meanwhile is known again."""
    _settle(session, _SENT, delivery_id, {"sent_at": now, "platform_id": platform_id, "text": text})


def given_up(session: Session, delivery_id: UUID, state: State, reason: str) -> None:
    """It will not go this way: blocked, failed or void, and why."""
    _settle(session, _GIVEN_UP, delivery_id, {"state": state, "reason": reason[:200]})


def give_up_waiting(delivery: Delivery) -> None:
    """It waited too long to be worth saying."""
    delivery.state = State.VOID


def put_back(session: Session, delivery_id: UUID, not_before: datetime | None) -> None:
    """It was surely not sent: it waits again, and the try does not count."""
    _settle(session, _PUT_BACK, delivery_id, {"not_before": not_before})


def _settled(*stood: State, given: Sequence[str], **values: object) -> sa.Update:
    """From these states; `given` are the columns whose values come with each delivery. Put together once."""
    query = sa.update(_DELIVERIES).where(_DELIVERIES.c.id == sa.bindparam("which"), _DELIVERIES.c.state.in_(stood))
    return query.values(leased_until=None, **values, **{name: sa.bindparam(name) for name in given})


_DELIVERIES: sa.Table = Delivery.__table__  # type: ignore[attr-defined]
_SENT = _settled(State.SENDING, State.UNKNOWN, given=("sent_at", "platform_id", "text"), state=State.SENT, reason="")
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


def next_wake(session: Session, channel: str, now: datetime) -> datetime | None:
    """When something that waits for its time becomes due on this channel."""
    first = session.exec(
        select(sa.func.min(Delivery.not_before)).where(
            Delivery.channel == channel, Delivery.state == State.QUEUED, col(Delivery.not_before) > now
        )
    ).first()
    leases = session.exec(
        select(sa.func.min(Delivery.leased_until)).where(Delivery.channel == channel, Delivery.state == State.SENDING)
    ).first()
    moments = [moment for moment in (first, leases) if moment is not None]
    return max(min(moments), now + timedelta(milliseconds=100)) if moments else None


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
