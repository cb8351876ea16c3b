"""A delivery made ready for the edge: everything needed to say it to its reader, nothing bound to a session."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from config.values import decode_all
from models.letters.numbers import number_choices
from models.letters.shapes import Choice, Numbered, Paper, Parcel
from models.letters.tables import Delivery, Letter
from models.people.roles import with_any_role
from models.people.tables import Account, Estate, Person


def parcel(session: Session, delivery: Delivery, letter: Letter, now: datetime) -> Parcel:
    """Everything the edge needs to hand this delivery over."""
    return parcels(session, [(delivery, letter)], now)[0]


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


def reader_of(session: Session, delivery: Delivery, now: datetime) -> tuple[str, str]:
    """The reader's language, and the prefix of the estate when it is the only one this reader knows."""
    accounts = set() if delivery.account_id is None else {delivery.account_id}
    return _readers(session, accounts, now)[delivery.account_id]


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
