"""Promising letters: inside the transaction of the work, to a person, to many, to a room, or as the answer in hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from config.values import Saying, encode_all
from models.database import RowSession, new_id
from models.letters.routes import Goes, best_accounts, routes_of
from models.letters.shapes import Choice, Paper
from models.letters.tables import PRIORITY, Attachment, Delivery, Kind, Letter, State
from models.people.tables import Account
from models.rooms import Room

LEASE = timedelta(seconds=20)
"""How long the process that serves a message holds its answers before they become ordinary letters."""
_LETTER = sa.insert(Letter.__table__)  # type: ignore[attr-defined]
_COPY = sa.insert(Delivery.__table__)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Draft:
    """What is to be said, before anybody is named. `about` is a spoken code; see Letter for the rest."""

    kind: Kind
    saying: Saying
    choices: tuple[Choice, ...] = ()
    papers: tuple[Paper, ...] = ()
    about: str = ""
    replaces: str = ""
    estate_id: UUID | None = None
    good_until: datetime | None = None
    not_before: datetime | None = None
    listed: bool = False
    at_once: bool = False
    """Also at night."""


def write(session: Session, draft: Draft, now: datetime, inbox_id: UUID | None = None) -> UUID:
    """The letter's row. One that `replaces` older ones of its matter voids them for its readers, at their hand-over."""
    letter_id = new_id()
    row = {
        "id": letter_id,
        "kind": draft.kind,
        "key": draft.saying.key,
        "params": encode_all(draft.saying.params),
        "choices": [choice.to_json() for choice in draft.choices],
        "attachments": [paper.to_json() for paper in draft.papers],
        "listed": draft.listed,
        "at_once": draft.at_once,
        "held": False,
        "estate_id": draft.estate_id,
        "inbox_id": inbox_id,
        "about": draft.about,
        "replaces": draft.replaces,
        "good_until": draft.good_until,
        "created_at": now,
    }
    session.flush()
    session.connection().execute(_LETTER, row)
    return letter_id


def tell(session: Session, person_id: UUID, draft: Draft, now: datetime) -> int:
    """To one person, by the best way; an emergency by every way. Returns how many ways."""
    ways = routes_of(session, [person_id], now).get(person_id, [])
    accounts = [way.account for way in ways if way.goes is not Goes.SHUT]
    return send(session, draft, accounts if draft.kind is Kind.EMERGENCY else accounts[:1], now)


def tell_together(session: Session, person_ids: Iterable[UUID], draft: Draft, now: datetime) -> int:
    """One letter to several people, each by the best way: told one by one, a letter that replaces older ones of its
    matter would void its own first copies. Returns how many people.
    """
    return send(session, draft, best_accounts(session, list(person_ids), now), now)


def send(session: Session, draft: Draft, accounts: Sequence[Account], now: datetime) -> int:
    """One letter, a delivery for each account. Returns how many."""
    if not accounts:
        return 0
    return len(send_more(session, write(session, draft, now), draft, accounts))


def send_more(session: Session, letter_id: UUID, draft: Draft, accounts: Sequence[Account]) -> list[UUID]:
    """More deliveries of a letter already written: a broadcast goes out in chunks. Returns their ids, in order."""
    copies = [_copy(letter_id, draft, account.channel, account.external, account_id=account.id) for account in accounts]
    if copies:
        _deliver(session, copies)
    return [copy["id"] for copy in copies]


def hold(session: Session, letter_ids: Sequence[UUID], *, held: bool) -> None:
    """What still waits of these letters stays where it is, or goes on. As quick for 20,000 copies as for one."""
    session.exec(sa.update(Letter).where(col(Letter.id).in_(letter_ids)).values(held=held))
    if not held:
        waiting = select(col(Delivery.channel)).where(
            col(Delivery.letter_id).in_(letter_ids), col(Delivery.state) == State.QUEUED
        )
        _wake(session, session.exec(waiting.distinct()))


def post(session: Session, room: Room, draft: Draft, now: datetime) -> UUID:
    """Into a room. Returns the delivery's id."""
    letter_id = write(session, draft, now)
    copy = _copy(letter_id, draft, room.channel, room.external, room_id=room.id)
    _deliver(session, [copy])
    made: UUID = copy["id"]
    return made


@dataclass(frozen=True)
class Reply:
    """Where an answer goes. `in_hand`: the channel that received the message hands it over itself."""

    inbox_id: UUID
    in_hand: bool
    room: Room | None = None


def answer(session: Session, account: Account, draft: Draft, now: datetime, reply: Reply) -> UUID:
    """A letter born in hand: leased to whoever serves this message. Returns the delivery's id."""
    letter_id = write(session, draft, now, reply.inbox_id)
    room = reply.room
    if room is None:
        copy = _copy(letter_id, draft, account.channel, account.external, account_id=account.id)
    else:
        copy = _copy(letter_id, draft, room.channel, room.external, room_id=room.id)
    if reply.in_hand:
        copy |= {"state": State.SENDING, "leased_until": now + LEASE, "tries": 1}
    session.connection().execute(_COPY, copy)
    if not reply.in_hand:
        _wake(session, [account.channel])
    made: UUID = copy["id"]
    return made


def _copy(letter_id: UUID, draft: Draft, channel: str, chat: str, **to: UUID) -> dict[str, Any]:
    base: dict[str, Any] = {
        "id": new_id(),
        "letter_id": letter_id,
        "channel": channel,
        "chat": chat,
        "account_id": None,
        "room_id": None,
        "priority": PRIORITY[draft.kind],
        "state": State.QUEUED,
        "tries": 0,
        "not_before": draft.not_before,
        "leased_until": None,
        "platform_id": "",
        "text": "",
        "reason": "",
    }
    return base | to


def _deliver(session: Session, copies: list[dict[str, Any]]) -> None:
    session.flush()
    session.connection().execute(_COPY, copies)
    _wake(session, {copy["channel"] for copy in copies})


def _wake(session: Session, channels: Iterable[str]) -> None:
    if isinstance(session, RowSession):
        session.woken.update(channels)


def withdraw(session: Session, about: str, replaces: str) -> int:
    """Void what still waits of these letters: the act is done, or a newer one says it better. Returns how many."""
    letters = sa.select(col(Letter.id)).where(col(Letter.about) == about, col(Letter.replaces) == replaces)
    voided = session.exec(
        sa.update(Delivery)
        .where(col(Delivery.letter_id).in_(letters), col(Delivery.state) == State.QUEUED)
        .values(state=State.VOID)
    )
    return int(voided.rowcount)


def spare(session: Session, about: str, replaces: str, person_id: UUID) -> None:
    """What still waits of these letters for this person, wherever, is not handed over: they did what it asks for."""
    letters = sa.select(col(Letter.id)).where(col(Letter.about) == about, col(Letter.replaces) == replaces)
    accounts = sa.select(col(Account.id)).where(col(Account.person_id) == person_id)
    waits = (col(Delivery.letter_id).in_(letters), col(Delivery.account_id).in_(accounts))
    session.exec(sa.update(Delivery).where(*waits, col(Delivery.state) == State.QUEUED).values(state=State.VOID))


def expire(session: Session, about: str, replaces: str) -> None:
    """None of these letters is handed over any more: what waits of them is void when its turn comes. As quick for
    20,000 waiting copies as for one, where `withdraw` goes to each.
    """
    letters = sa.update(Letter).where(col(Letter.about) == about, col(Letter.replaces) == replaces)
    session.exec(letters.values(good_until=col(Letter.created_at)))


def take_back(session: Session, about: str, replaces: str) -> list[Letter]:
    """Void what still waits of these letters, to say it anew with more. Returns the letters, the oldest first."""
    waiting = (
        select(Letter)
        .join(Delivery, col(Delivery.letter_id) == col(Letter.id))
        .where(Letter.about == about, Letter.replaces == replaces, Delivery.state == State.QUEUED)
        .order_by(col(Letter.id))
        .with_for_update(of=Delivery)
    )
    letters = list(session.exec(waiting))
    withdraw(session, about, replaces)
    return letters


def join_files(session: Session, ids: Sequence[str], about: str) -> None:
    """These enclosed files belong to a matter now: who may see it may see them."""
    if ids:
        found = [UUID(each) for each in ids]
        session.exec(sa.update(Attachment).where(col(Attachment.id).in_(found)).values(about=about))
