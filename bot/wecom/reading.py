"""From the XML of a callback to what the desk understands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.shapes import part, parts, words
from bot.tencent.envelope import UnreadableError, tags
from bot.tencent.serving import key_of
from config.channels import WECOM
from models.letters.shapes import Enclosed, Incoming, Told
from models.letters.tables import FileKind

_MEMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}")
"""A member's id; never `@all`, which would mean everybody."""
_ENCLOSED = {"image": FileKind.PHOTO, "voice": FileKind.VOICE, "video": FileKind.VIDEO, "file": FileKind.FILE}
_NAMED = ("Event", "EventKey", "TaskId")


@dataclass(frozen=True)
class Press:
    """A choice on a card. `task` names the card, `code` lets it be changed once."""

    task: str
    line: str
    code: str


@dataclass(frozen=True)
class Call:
    """`incoming` is None when nothing concerns us."""

    incoming: Incoming | None
    press: Press | None = None


def read(xml: str, now: datetime) -> Call:
    """Raises UnreadableError for what is no message."""
    data = tags(xml)
    kind, member = words(data, "MsgType").lower(), words(data, "FromUserName")
    if not kind or not _MEMBER.fullmatch(member):
        raise UnreadableError("no kind" if not kind else "no member")
    made = _Maker(data, member, now)
    return _event(data, made) if kind == "event" else Call(_message(kind, data, made))


@dataclass(frozen=True)
class _Maker:
    """Makes what one callback tells."""

    data: Mapping[str, object]
    member: str
    now: datetime

    def __call__(
        self, told: Told, text: str = "", *, choice: str = "", enclosed: tuple[Enclosed, ...] = ()
    ) -> Incoming:
        created = words(self.data, "CreateTime")
        picked = (choice,) if choice else ()
        named = (words(self.data, name) for name in _NAMED)
        key = key_of(words(self.data, "MsgId"), self.member, created, *named, *picked)
        return Incoming(WECOM.name, key, told, self.member, self.now, text, choice=choice, enclosed=enclosed)


def _message(kind: str, data: Mapping[str, object], made: _Maker) -> Incoming | None:
    if kind == "text":
        return made(Told.SAID, words(data, "Content"))
    if kind in _ENCLOSED and words(data, "MediaId"):
        name = words(data, "FileName") or words(data, "Title")
        return made(Told.SAID, enclosed=(Enclosed(_ENCLOSED[kind], words(data, "MediaId")[:200], name[:120]),))
    if kind == "location":
        return made(Told.SAID, words(data, "Label"))
    if kind == "link":
        return made(Told.SAID, f"{words(data, 'Title')} {words(data, 'Url')}".strip())
    return None


def _event(data: Mapping[str, object], made: _Maker) -> Call:
    match words(data, "Event").lower():
        case "subscribe":
            return Call(made(Told.JOINED))
        case "unsubscribe":
            return Call(made(Told.BLOCKED))
        case "enter_agent":
            return Call(made(Told.ENTERED))
        case "click":
            return Call(made(Told.PRESSED, choice=words(data, "EventKey")))
        case "template_card_event":
            line = picked(data) or words(data, "EventKey")
            press = Press(words(data, "TaskId"), line, words(data, "ResponseCode"))
            return Call(made(Told.PRESSED, choice=line), press)
    return Call(None)


def picked(data: Mapping[str, object]) -> str:
    """The first option that was ticked: one question or several, one option or several, they are all told otherwise."""
    items = _each(part(data, "SelectedItems") or {}, "SelectedItem")
    options = [option for item in items for option in _words(part(item, "OptionIds") or {}, "OptionId")]
    return options[0] if options else ""


def _each(data: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    one = part(data, name)
    return [one] if one is not None else list(parts(data, name))


def _words(data: Mapping[str, object], name: str) -> list[str]:
    value = data.get(name)
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str) and each]
