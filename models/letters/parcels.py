"""A delivery made ready for the edge: everything needed to say it to its reader, nothing bound to a session."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from config.values import decode_all
from config.words import Reader
from models.letters.numbers import number_choices
from models.letters.shapes import Choice, Numbered, Paper, Parcel
from models.letters.tables import Delivery, Letter
from models.people.roles import any_role, with_any_role
from models.people.tables import Account, Estate, Person


def parcel(
    session: Session, delivery: Delivery, letter: Letter, now: datetime, reader: Account | None = None
) -> Parcel:
    """Everything the edge needs to hand this delivery over; `reader` is the account it is for, where that is at hand."""
    choices = number_choices(session, delivery, letter, _choices(letter), now)
    return _parcel(delivery, letter, choices, reader_of(session, delivery, now, reader))


def parcels(session: Session, due: Sequence[tuple[Delivery, Letter]], now: datetime) -> list[Parcel]:
    """The same for many, in their order; who reads them is looked up once for all."""
    readers = _readers(session, {delivery.account_id for delivery, _ in due if delivery.account_id is not None}, now)
    made: list[Parcel] = []
    for delivery, letter in due:
        choices = number_choices(session, delivery, letter, _choices(letter), now)
        made.append(_parcel(delivery, letter, choices, readers[delivery.account_id]))
    return made


def shown_before(session: Session, delivery_id: UUID, chat: str, now: datetime) -> Parcel | None:
    """What went to this chat, to be said as it is read now; its choices without numbers. None: nothing of that id did."""
    delivery = session.get(Delivery, delivery_id)
    if delivery is None or delivery.chat != chat:
        return None
    letter = session.get_one(Letter, delivery.letter_id)
    unnumbered = tuple(Numbered(each, None) for each in _choices(letter))
    return replace(_parcel(delivery, letter, unnumbered, reader_of(session, delivery, now)), text="")


def _choices(letter: Letter) -> tuple[Choice, ...]:
    return tuple(Choice.from_json(data) for data in letter.choices)


def _parcel(delivery: Delivery, letter: Letter, choices: tuple[Numbered, ...], reader: tuple[str, str]) -> Parcel:
    lang, one_estate = reader
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
    if reader is not None and reader.id == delivery.account_id:
        return session.get_one(Person, reader.person_id).lang, one_estate_of(session, reader, now)
    accounts = set() if delivery.account_id is None else {delivery.account_id}
    return _readers(session, accounts, now)[delivery.account_id]


def one_estate_of(session: Session, account: Account, now: datetime) -> str:
    """Staff see full codes always; a resident of one estate needs only the number."""
    if account.estate_id is None or any_role(session, account.person_id, now):
        return ""
    estate = session.get(Estate, account.estate_id)
    return estate.prefix if estate else ""


def _readers(session: Session, accounts: Collection[UUID], now: datetime) -> dict[UUID | None, tuple[str, str]]:
    """Of each account what `reader_of` says; None stands for a room. Staff see full codes always; a resident of one estate
    needs only the number.
    """
    query = (
        select(col(Account.id), col(Account.person_id), col(Person.lang), col(Estate.prefix))
        .join(Person, col(Person.id) == col(Account.person_id))
        .outerjoin(Estate, col(Estate.id) == col(Account.estate_id))
        .where(col(Account.id).in_(accounts))
    )
    rows = session.exec(query).all() if accounts else []
    staff = with_any_role(session, {person for _, person, _, prefix in rows if prefix}, now)
    found: dict[UUID | None, tuple[str, str]] = {None: ("zh-CN", "")}
    for account, person, lang, prefix in rows:
        found[account] = lang, "" if person in staff else prefix or ""
    return found
