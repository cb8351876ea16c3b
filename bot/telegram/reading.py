"""From an update, as JSON, to what happened. Whatever comes, nothing is raised: what is not for us is None.

The library's own objects are not used here: one update in an odd shape would fail a whole batch of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.shapes import Json, part, whole, words
from bot.telegram.enclosures import enclosed_in
from bot.telegram.links import line_of
from models.letters.shapes import Incoming, Told

CHANNEL = "telegram"
_GROUPS = ("group", "supergroup")
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{1,64}))?(?=\s|$)")
_START = re.compile(r"/start\s+([A-Za-z0-9_-]{1,64})\s*")
_BINDS = re.compile(r"(?:绑定|bind)\s*\d{6}", re.IGNORECASE)
_PRESENT = ("creator", "administrator", "member")
_OTHER_CONTENT = ("dice", "game", "poll", "story", "giveaway", "checklist", "paid_media", "invoice")
_LATEST = 4_102_444_800
"""The year 2100, in seconds: dates beyond it are nonsense."""


@dataclass(frozen=True)
class Me:
    """The bot itself."""

    id: int
    username: str


@dataclass(frozen=True)
class _Frame:
    """What every kind of update has; `more` becomes the rest of Incoming."""

    key: str
    me: Me
    now: datetime

    def told(self, told: Told, sender: Json | None, chat: Json | None, **more: Any) -> Incoming | None:
        person, place = whole(sender or {}, "id"), whole(chat or {}, "id")
        kind = words(chat or {}, "type")
        if sender is None or chat is None or person is None or place is None or person <= 0:
            return None
        if kind in _GROUPS:
            more |= {"room": str(place), "room_title": words(chat, "title")[:80]}
        elif kind != "private" and not (not kind and place == person):
            return None
        name = f"{words(sender, 'first_name')} {words(sender, 'last_name')}".strip()
        common = {"at": self.now, "name": name[:80], "lang": words(sender, "language_code")[:16]}
        return Incoming(CHANNEL, self.key, told, str(person), **{**common, **more})


def update_id(update: object) -> int | None:
    return whole(update, "update_id") if isinstance(update, dict) else None


def query_id(update: object) -> str:
    """The press that waits for an answer, whether it can be read or not."""
    query = part(update, "callback_query") if isinstance(update, dict) else None
    return words(query, "id")[:64] if query else ""


def read(update: object, me: Me, now: datetime) -> Incoming | None:
    """What an update tells us; None when it is broken, unknown, or none of our business."""
    number = update_id(update)
    if number is None or not isinstance(update, dict):
        return None
    frame = _Frame(str(number), me, now)
    for kind, reader in _READERS.items():
        content = part(update, kind)
        if content is not None:
            return reader(frame, content)
    return None


def _message(frame: _Frame, message: Json) -> Incoming | None:
    sender, chat = part(message, "from"), part(message, "chat")
    moved = _moved(message)
    if moved is not None:
        old, new = moved
        return frame.told(Told.MIGRATED, sender, {**(chat or {}), "id": old, "type": "group"}, text=str(new))
    if whole(message, "message_id") is None or _from_a_bot(sender):
        return None
    said, enclosed = _said(message), enclosed_in(message)
    if not said and not enclosed and not any(name in message for name in (*_OTHER_CONTENT, "sticker")):
        return None  # a service message
    common = {"at": _date(message, frame.now), "enclosed": enclosed, "replies_to": _replied(message)}
    if words(chat or {}, "type") in _GROUPS:
        said, addressed = _addressed(said, message, frame.me)
        if not addressed and not _BINDS.search(said):
            return None  # people among themselves: not a word of it is kept
        return frame.told(Told.SAID, sender, chat, text=said, addressed=addressed, **common)
    return _said_privately(frame, message, said, common)


def _said_privately(frame: _Frame, message: Json, said: str, common: dict[str, Any]) -> Incoming | None:
    sender, chat = part(message, "from"), part(message, "chat")
    start = _START.fullmatch(said)
    if start is None:
        return frame.told(Told.SAID, sender, chat, text=_without_name(said, frame.me), **common)
    line = line_of(start.group(1))
    if line:
        return frame.told(Told.PRESSED, sender, chat, choice=line, at=common["at"])
    return frame.told(Told.SCANNED, sender, chat, text=start.group(1), at=common["at"])


def _edited(frame: _Frame, message: Json) -> Incoming | None:
    """In a room nobody is told that edits are not read; a place that moves on the map is no edit."""
    sender, chat, said = part(message, "from"), part(message, "chat"), _said(message)
    if _from_a_bot(sender) or words(chat or {}, "type") != "private" or "location" in message or not said:
        return None
    return frame.told(Told.EDITED, sender, chat, text=said, at=_date(message, frame.now))


def _pressed(frame: _Frame, query: Json) -> Incoming | None:
    """The message may be too old to be shown to us (only its chat and number come then): the choice says enough."""
    message, data = part(query, "message"), words(query, "data")[:128]
    sender = part(query, "from")
    if message is None or not data.strip() or _from_a_bot(sender):
        return None
    number = whole(message, "message_id")
    return frame.told(Told.PRESSED, sender, part(message, "chat"), choice=data, replies_to=str(number or ""))


def _standing(frame: _Frame, change: Json) -> Incoming | None:
    """Our own standing in a chat changed."""
    chat = part(change, "chat") or {}
    old, new = part(change, "old_chat_member") or {}, part(change, "new_chat_member") or {}
    before, after = _present(old), _present(new)
    if not words(new, "status") or before == after:
        return None
    private = words(chat, "type") == "private"
    told = (Told.UNBLOCKED if private else Told.JOINED) if after else (Told.BLOCKED if private else Told.LEFT)
    return frame.told(told, part(change, "from"), chat, at=_date(change, frame.now))


_READERS: dict[str, Callable[[_Frame, Json], Incoming | None]] = {
    "message": _message,
    "edited_message": _edited,
    "callback_query": _pressed,
    "my_chat_member": _standing,
}
KINDS = tuple(_READERS)
"""What we ask the platform for (`allowed_updates`)."""


def _present(member: Json) -> bool:
    status = words(member, "status")
    return status in _PRESENT or (status == "restricted" and member.get("is_member") is True)


def _from_a_bot(sender: Json | None) -> bool:
    """Also who writes in the name of a group or a channel: behind them nobody can be known."""
    return sender is None or sender.get("is_bot") is True


def _moved(message: Json) -> tuple[int, int] | None:
    """Old and new id of a group that became a supergroup: told in both."""
    here = whole(part(message, "chat") or {}, "id")
    to, origin = whole(message, "migrate_to_chat_id"), whole(message, "migrate_from_chat_id")
    if here is None:
        return None
    if to is not None:
        return here, to
    return (origin, here) if origin is not None else None


def _date(data: Json, now: datetime) -> datetime:
    seconds = whole(data, "date") or 0
    return datetime.fromtimestamp(seconds, UTC) if 0 < seconds < _LATEST else now


def _said(message: Json) -> str:
    """The words of a message, or what stands for them."""
    text = words(message, "text") or words(message, "caption")
    if text:
        return text
    place = part(message, "venue")
    if place is not None:
        return f"{words(place, 'title')} {words(place, 'address')}".strip()
    spot = part(message, "location")
    if spot is not None:
        figures = [spot.get(name) for name in ("latitude", "longitude")]
        return "📍 " + ", ".join(str(each)[:12] for each in figures if isinstance(each, (int, float)))
    return words(part(message, "contact") or {}, "phone_number") or words(part(message, "sticker") or {}, "emoji")


def _replied(message: Json) -> str:
    number = whole(part(message, "reply_to_message") or {}, "message_id")
    return str(number) if number is not None else ""


def _addressed(said: str, message: Json, me: Me) -> tuple[str, bool]:
    """The words without our name, and whether they are for us: a command, a mention, a reply to what we said."""
    command = _COMMAND.match(said)
    if command is not None and command.group(2) and command.group(2).lower() != me.username.lower():
        return said, False
    bare = _without_name(said, me)
    answered = part(part(message, "reply_to_message") or {}, "from") or {}
    return bare, command is not None or bare != said or whole(answered, "id") == me.id


def _without_name(said: str, me: Me) -> str:
    if not me.username:
        return said
    bare = re.sub(rf"@{re.escape(me.username)}(?![A-Za-z0-9_])", "", said, flags=re.IGNORECASE)
    return bare.strip() if bare != said else said
