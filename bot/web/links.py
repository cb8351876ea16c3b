"""Signed addresses of files, good for ten minutes; rights are checked again when one is opened.

A link names how the file came to this seat (a letter handed over, or one's own message): who got neither cannot ask.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import select

from bot.web.rooms import account_of, belongs, room_of
from models.database import RowSession, keyring
from models.letters.parcels import reader_of
from models.letters.shapes import Paper
from models.letters.tables import Attachment, Delivery, FileState, Inbox, Kind, Letter, State
from models.people.roles import Grant, roles_in
from models.people.tables import Account
from models.rooms import Room

LASTS = timedelta(minutes=10)


def sign(path: str, now: datetime) -> str:
    """The address with its end and signature. `path` begins with the seat's own."""
    until = int((now + LASTS).timestamp())
    return f"{path}?until={until}&sig={keyring().sign(_signed(path, until))}"


def is_signed(path: str, until: str, signature: str) -> bool:
    return until.isdecimal() and len(until) < 12 and keyring().signed(_signed(path, int(until)), signature)


def is_over(until: str, now: datetime) -> bool:
    return int(until) <= now.timestamp()


def _signed(path: str, until: int) -> str:
    return f"link:{path}:{until}"


def own_file(session: RowSession, seat: str, room: str, attachment_id: UUID, now: datetime) -> bool:
    """Did this seat send it - or, in a room of theirs, a neighbour - and is it still there?"""
    account, row = account_of(session, seat), session.get(Attachment, attachment_id)
    if account is None or row is None or row.state is FileState.GONE:
        return False
    if row.account_id == account.id:
        return True
    place, inbox = room_of(session, room) if room else None, session.get(Inbox, row.inbox_id) if row.inbox_id else None
    if place is None or inbox is None or inbox.room_id != place.id:
        return False
    return belongs(session, place, account, now)


def enclosed(session: RowSession, seat: str, delivery_id: UUID, place: int, now: datetime) -> tuple[Paper, str] | None:
    """The letter's file of this place and the language it is for; None when this seat may not (any longer) see it."""
    account, delivery = account_of(session, seat), session.get(Delivery, delivery_id)
    if account is None or delivery is None:
        return None
    mine = delivery.account_id == account.id and delivery.state in (State.SENT, State.SENDING, State.UNKNOWN)
    if not mine and not _in_room(session, delivery, account, now):
        return None
    letter = session.get(Letter, delivery.letter_id)
    assert letter is not None
    if not place < len(letter.attachments) or _lost_office(session, account, letter, now):
        return None
    return Paper.from_json(letter.attachments[place]), reader_of(session, delivery, now)[0]


def _in_room(session: RowSession, delivery: Delivery, account: Account, now: datetime) -> bool:
    room = session.get(Room, delivery.room_id) if delivery.room_id else None
    return room is not None and belongs(session, room, account, now)


def _lost_office(session: RowSession, account: Account, letter: Letter, now: datetime) -> bool:
    """Somebody who once worked here and no longer does opens no case's photos, though the letter once came."""
    if letter.kind is Kind.NOTICE or letter.estate_id is None:
        return False
    ever = select(Grant.id).where(Grant.person_id == account.person_id, Grant.estate_id == letter.estate_id).limit(1)
    return session.exec(ever).first() is not None and not roles_in(session, account.person_id, letter.estate_id, now)
