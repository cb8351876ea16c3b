"""Handing letters over: what is next for a channel, marked before the call and settled after it.

`sending` is committed before the platform is called. What stood at `sending` when its process died is unknown: an
answer, an emergency or an alert is sent again once; a notice or a board is not, and the report says unknown. So that
no notice is unknown that was never sent, one that must wait in hand for its moment is marked only when that has come.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.letters import questions, windows
from models.letters.parcels import parcel, parcels
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
    while ids := _next(session, channel, now, turn):
        waiting: dict[str, list[Due]] = {}
        for delivery, letter in _with_letters(session, ids):
            if delivery.chat in waiting and not turn.digests:
                continue
            if is_void(session, delivery, letter, now):
                delivery.state = State.VOID
                continue
            waiting.setdefault(delivery.chat, []).append((delivery, letter))
        if waiting:
            return _taken(session, [_together(due) for due in waiting.values()], now, turn)
    return []


def _next(session: Session, channel: str, now: datetime, turn: Turn) -> list[UUID]:
    """What waits for the chats whose turn it is. Only names: most of what is looked at stays where it is."""
    query = (
        select(col(Delivery.id), col(Delivery.chat))
        .join(Letter, col(Letter.id) == col(Delivery.letter_id))
        .outerjoin(Account, col(Account.id) == col(Delivery.account_id))
        .outerjoin(Room, col(Room.id) == col(Delivery.room_id))
        .where(*may_go(channel, now, turn))
        .order_by(col(Delivery.priority), col(Delivery.id))
        .limit(_LOOK_AHEAD)
        .with_for_update(skip_locked=True, of=Delivery)
    )
    chats: dict[str, list[UUID]] = {}
    for delivery_id, chat in session.exec(query):
        if chat in chats or len(chats) < turn.most:
            chats.setdefault(chat, []).append(delivery_id)
    return [each for of_chat in chats.values() for each in of_chat]


def _with_letters(session: Session, ids: Collection[UUID]) -> list[Due]:
    """As they stand now, in the order they are to be handed over; locked lower id first."""
    query = (
        select(Delivery, Letter)
        .join(Letter, col(Letter.id) == col(Delivery.letter_id))
        .where(col(Delivery.id).in_(ids))
        .order_by(col(Delivery.id))
        .with_for_update(of=Delivery)
        .execution_options(populate_existing=True)
    )
    return sorted(session.exec(query), key=lambda due: (due[0].priority, due[0].id))


def _together(due: Sequence[Due]) -> Sequence[Due]:
    """The head of what is due in one chat; with all that can go along when that spares the person a flood."""
    fit = [each for each in due if _can_go_along(*each)]
    return fit if due[0] in fit and len(fit) >= _FLOOD else due[:1]


def _can_go_along(delivery: Delivery, letter: Letter) -> bool:
    return delivery.account_id is not None and letter.kind in (Kind.ALERT, Kind.NOTICE) and not letter.attachments


def _taken(session: Session, chats: Sequence[Sequence[Due]], now: datetime, turn: Turn) -> list[Parcel]:
    """One parcel for each chat."""
    every = [due for of_chat in chats for due in of_chat]
    if turn.windowed:
        windows.spend(session, [delivery.account_id for delivery, _ in every if delivery.account_id is not None])
    late = {delivery.id for delivery, letter in every if turn.paced and letter.kind not in SENT_AGAIN}
    for delivery, _ in every:
        if delivery.id not in late:
            _mark(delivery, now)
    made = {each.id: replace(each, begun=each.id not in late) for each in parcels(session, every, now)}
    bundles = [[made[delivery.id] for delivery, _ in of_chat] for of_chat in chats]
    return [replace(first, also=tuple(others)) for first, *others in bundles]


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
    _mark(delivery, now)
    return parcel(session, delivery, letter, now)


Beginning = tuple[Sequence[UUID], datetime]
"""What goes out as one message, and when its call begins."""


def begin(session: Session, beginnings: Sequence[Beginning]) -> list[bool]:
    """Mark what was taken up `sending`: their calls begin. False: meanwhile one was to go no more, or not yet."""
    found = {due[0].id: due for due in _with_letters(session, [each for ids, _ in beginnings for each in ids])}
    return [_begin(session, [found[each] for each in ids if each in found], len(ids), now) for ids, now in beginnings]


def _begin(session: Session, found: Sequence[Due], of: int, now: datetime) -> bool:
    going = [delivery for delivery, letter in found if _may_begin(session, delivery, letter, now)]
    if len(going) < of:
        return False
    for delivery in going:
        _mark(delivery, now)
    return True


def _may_begin(session: Session, delivery: Delivery, letter: Letter, now: datetime) -> bool:
    if delivery.state is not State.QUEUED or letter.held:
        return False
    if delivery.not_before is not None and delivery.not_before > now:
        return False
    if is_void(session, delivery, letter, now):
        delivery.state = State.VOID
        return False
    return True


def _mark(delivery: Delivery, now: datetime) -> None:
    delivery.state, delivery.tries, delivery.leased_until = State.SENDING, delivery.tries + 1, now + LEASE


def is_void(session: Session, delivery: Delivery, letter: Letter, now: datetime) -> bool:
    """Checked again when handed over: past its time, or a newer letter to the same reader says it."""
    if letter.good_until is not None and letter.good_until <= now:
        return True
    if not letter.replaces:
        return False
    newer = questions.newer(session, letter.about, letter.replaces, letter.id, delivery.channel, delivery.chat)
    return newer.first() is not None


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
