"""A delivery made ready for the edge: everything needed to say it to its reader, nothing bound to a session."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from config.values import decode_all
from config.words import Reader
from models.database import prepared
from models.letters.numbers import number_choices
from models.letters.shapes import Choice, Numbered, Paper, Parcel
from models.letters.tables import Delivery, Letter
from models.people.roles import any_role
from models.people.tables import Account, Estate, Person


def parcel(
    session: Session, delivery: Delivery, letter: Letter, now: datetime, reader: Account | None = None
) -> Parcel:
    """Everything the edge needs to hand this delivery over; `reader` is the account it is for, where that is at hand."""
    choices = number_choices(session, delivery, letter, _choices(letter), now)
    return _parcel(session, delivery, letter, choices, now, reader)


def shown_before(session: Session, delivery_id: UUID, chat: str, now: datetime) -> Parcel | None:
    """What went to this chat, to be said as it is read now; its choices without numbers. None: nothing of that id did."""
    delivery = session.get(Delivery, delivery_id)
    if delivery is None or delivery.chat != chat:
        return None
    letter = session.get_one(Letter, delivery.letter_id)
    unnumbered = tuple(Numbered(each, None) for each in _choices(letter))
    return replace(_parcel(session, delivery, letter, unnumbered, now), text="")


def _choices(letter: Letter) -> tuple[Choice, ...]:
    return tuple(Choice.from_json(data) for data in letter.choices)


def _parcel(
    session: Session,
    delivery: Delivery,
    letter: Letter,
    choices: tuple[Numbered, ...],
    now: datetime,
    reader: Account | None = None,
) -> Parcel:
    lang, one_estate = reader_of(session, delivery, now, reader)
    return Parcel(
        id=delivery.id,
        channel=delivery.channel,
        chat=delivery.chat,
        kind=letter.kind,
        key=letter.key,
        params=decode_all(letter.params),
        choices=choices,
        papers=tuple(Paper.from_json(data) for data in letter.attachments),
        listed=letter.listed,
        lang=lang,
        one_estate=one_estate,
        in_room=delivery.room_id is not None,
        about=letter.about,
        tries=delivery.tries,
        text=delivery.text,
        tried=bool(delivery.reason),
    )


def reader_at(session: Session, account: Account, now: datetime) -> Reader:
    """How whoever this account is reads."""
    person = session.get_one(Person, account.person_id)
    return Reader(person.lang, now, one_estate_of(session, account, now))


def reader_of(session: Session, delivery: Delivery, now: datetime, reader: Account | None = None) -> tuple[str, str]:
    """The reader's language, and the prefix of the estate when it is the only one this reader knows."""
    if delivery.account_id is None:
        return "zh-CN", ""
    if reader is not None and reader.id == delivery.account_id:
        return session.get_one(Person, reader.person_id).lang, one_estate_of(session, reader, now)
    person, account = _reader(session, delivery.account_id).one()
    return person.lang, one_estate_of(session, account, now)


@prepared
def _reader(account_id: UUID) -> Select[Person, Account]:
    both = select(Person, Account).join(Account, col(Account.person_id) == col(Person.id))
    return both.where(Account.id == account_id)


def one_estate_of(session: Session, account: Account, now: datetime) -> str:
    """Staff see full codes always; a resident of one estate needs only the number."""
    if account.estate_id is None or any_role(session, account.person_id, now):
        return ""
    estate = session.get(Estate, account.estate_id)
    return estate.prefix if estate else ""
