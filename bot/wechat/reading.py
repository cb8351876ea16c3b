"""From the XML of a callback to what the desk understands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from wechatpy.events import BaseEvent
from wechatpy.messages import UnknownMessage
from wechatpy.parser import parse_message

from bot.shapes import words
from bot.tencent.serving import key_of
from bot.wechat.envelope import UnreadableError, tags
from config.channels import WECHAT
from config.limits import wechat_limits
from models.letters.shapes import Enclosed, Incoming, Told, Window
from models.letters.tables import FileKind

_OPEN_ID = re.compile(r"[A-Za-z0-9_@.-]{1,64}")
_ENCLOSED = {"image": FileKind.PHOTO, "voice": FileKind.VOICE, "video": FileKind.VIDEO, "shortvideo": FileKind.VIDEO}


@dataclass(frozen=True)
class Call:
    """`us` is the account's own id, which a reply must name; `incoming` is None when nothing concerns us."""

    incoming: Incoming | None
    us: str


def read(xml: str, now: datetime) -> Call:
    """Raises UnreadableError for what is no message."""
    data = tags(xml)
    sender, us = words(data, "FromUserName"), words(data, "ToUserName")
    if not _OPEN_ID.fullmatch(sender):
        raise UnreadableError("no sender")
    kind = _kind(xml)
    if kind == "event":
        return Call(_event(data, sender, now), us)
    return Call(_message(kind, data, sender, now), us)


def _kind(xml: str) -> str:
    """As the library names it: `event` for everything that is no message, "" for what it does not know."""
    try:
        message = parse_message(xml)
    except (KeyError, AttributeError, TypeError, ValueError) as error:
        raise UnreadableError(type(error).__name__) from error
    if message is None or isinstance(message, UnknownMessage):
        return ""
    return "event" if isinstance(message, BaseEvent) else str(message.type)


@dataclass(frozen=True)
class _Maker:
    """Makes what one callback tells."""

    data: Mapping[str, object]
    sender: str
    now: datetime
    window: Window

    def made(self, told: Told, text: str = "", *, choice: str = "", enclosed: tuple[Enclosed, ...] = ()) -> Incoming:
        key = _key(self.data, self.sender)
        return Incoming(
            WECHAT.name, key, told, self.sender, self.now, text, choice=choice, enclosed=enclosed, window=self.window
        )


def _message(kind: str, data: Mapping[str, object], sender: str, now: datetime) -> Incoming | None:
    made = _Maker(data, sender, now, _said_window(now)).made
    if kind == "text":
        tapped = words(data, "bizmsgmenuid")
        told = Told.PRESSED if tapped else Told.SAID
        return made(told, words(data, "Content"), choice=tapped)
    if kind in _ENCLOSED and words(data, "MediaId"):
        return made(Told.SAID, enclosed=(Enclosed(_ENCLOSED[kind], words(data, "MediaId")[:200]),))
    if kind == "location":
        return made(Told.SAID, words(data, "Label"))
    if kind == "link":
        return made(Told.SAID, f"{words(data, 'Title')} {words(data, 'Url')}".strip())
    return None


def _event(data: Mapping[str, object], sender: str, now: datetime) -> Incoming | None:
    made = _Maker(data, sender, now, _tap_window(now)).made
    key = words(data, "EventKey")
    match words(data, "Event").lower():
        case "subscribe":
            scene = key.removeprefix("qrscene_")
            return made(Told.SCANNED, scene) if scene else made(Told.JOINED)
        case "unsubscribe":
            return made(Told.BLOCKED)
        case "scan":
            return made(Told.SCANNED, key)
        case "click":
            return made(Told.PRESSED, choice=key)
    return None


def _key(data: Mapping[str, object], sender: str) -> str:
    """By which a redelivery is known: the message's number; events have none and are known by who, when and what."""
    number = words(data, "MsgId") or words(data, "MsgID")
    return key_of(number, sender, *(words(data, name) for name in ("CreateTime", "Event", "EventKey")))


def _said_window(now: datetime) -> Window:
    limits = wechat_limits()
    return Window(now + timedelta(hours=limits.said_hours), limits.said_messages)


def _tap_window(now: datetime) -> Window:
    limits = wechat_limits()
    return Window(now + timedelta(seconds=limits.tap_seconds), limits.tap_messages)
