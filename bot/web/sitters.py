"""Who sits at a page: what the bar at its top says, in which language, and whether this room is theirs to see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.web.rooms import account_of, belongs, room_of
from config import words
from config.values import Text, Value, saying
from config.words import LANGUAGES, Reader
from models.database import RowSession
from models.people.roles import Role, any_role
from models.people.tables import Account, Estate, Person


@dataclass(frozen=True)
class Sitter:
    title: str
    who: str
    lang: str
    account_id: UUID | None = None
    room_id: UUID | None = None


def who_sits(session: RowSession, seat: str, room: str, lang: str, now: datetime) -> Sitter | None:
    """None when the room is not this seat's to see. A seat that never spoke has no account yet; `lang` is its guess."""
    account = account_of(session, seat)
    if account is None:
        reader = Reader(lang, now)
        return None if room else Sitter(words.render("web-title", {}, reader), "", lang)
    person = session.get(Person, account.person_id)
    assert person is not None
    lang = person.lang if person.lang in LANGUAGES else lang
    if room:
        return _in_room(session, account, room, lang, now)
    reader = Reader(lang, now)
    roles = any_role(session, person.id, now)
    name = person.spoken_name or account.shown_name
    if not roles:
        estate = session.get(Estate, account.estate_id) if account.estate_id else None
        return Sitter(estate.name if estate else words.render("web-title", {}, reader), name, lang, account.id)
    first = min(roles, key=list(Role).index)
    params: dict[str, Value] = {"name": Text(name), "role": saying(f"role-{first.value}")}
    who = words.render("web-who" if name else "web-who-nameless", params, reader)
    return Sitter(words.render("web-title", {}, reader), who, lang, account.id)


def _in_room(session: RowSession, account: Account, external: str, lang: str, now: datetime) -> Sitter | None:
    room = room_of(session, external)
    if room is None or not belongs(session, room, account, now):
        return None
    return Sitter(room.title, "", lang, account.id, room.id)
