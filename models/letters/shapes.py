"""The neutral shapes of a message: what came in, and what is to be handed over. Frozen, without a session."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

from config.values import Saying, Value, decode, decode_all, encode, encode_all
from models.letters.tables import FileKind, Kind

LONGEST = 4000
"""Characters of one message we read; what is beyond is cut (the platforms cut there too)."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffc]")

_KEPT = re.compile(r"([，。！？；：（）、…])")


class Told(Enum):
    """What happened on the platform."""

    SAID = "said"
    PRESSED = "pressed"
    EDITED = "edited"
    JOINED = "joined"
    LEFT = "left"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    MIGRATED = "migrated"
    SCANNED = "scanned"
    RETURNED = "returned"
    """The chat was opened again, on a channel that shows nothing of its past."""
    ENTERED = "entered"
    """The chat was opened, on a channel that shows its past: news only the first time."""


@dataclass(frozen=True)
class Enclosed:
    """A photo, voice or file as the platform names it; `album` joins the photos of one album."""

    kind: FileKind
    platform_id: str
    name: str = ""
    album: str = ""
    size: int = 0
    seconds: int = 0


@dataclass(frozen=True)
class Window:
    """Until when, and how many times, a platform lets us write to somebody who did something just now."""

    until: datetime
    left: int


@dataclass(frozen=True)
class Incoming:
    """One thing a channel tells us. `key` is unique on the channel; `at` is an aware moment.

    `text` of a scan is the scene; of a migration the new chat id. `name` is how the platform shows the person.
    """

    channel: str
    key: str
    told: Told
    account: str
    at: datetime
    text: str = ""
    room: str = ""
    room_title: str = ""
    choice: str = ""
    replies_to: str = ""
    addressed: bool = True
    """In a room: whether it was said to us."""
    name: str = ""
    lang: str = ""
    enclosed: tuple[Enclosed, ...] = ()
    window: Window | None = None


def normalise(text: str) -> str:
    """For understanding: NFKC (３号楼 -> 3号楼) but for Chinese punctuation, no control characters, no lone surrogates."""
    parts = _KEPT.split(text[:LONGEST])
    plain = (part if _KEPT.fullmatch(part) else unicodedata.normalize("NFKC", part) for part in parts)
    return clean("".join(plain)).strip()[:LONGEST]


def clean(text: str) -> str:
    """What may be stored: no NUL or control characters (PostgreSQL refuses them), no lone surrogates."""
    return _CONTROL.sub("", text[:LONGEST].encode("utf-8", "ignore").decode("utf-8", "ignore"))


@dataclass(frozen=True)
class Choice:
    """A verb and its arguments, as it travels, and what stands on it: the verb's own label, or `label`."""

    line: str
    label: Saying | None = None
    out: bool = False
    """The way out: number 0."""
    numbered: bool = True
    """False beside a question that takes any number as its answer: then it is pressed, or typed by its label."""

    def to_json(self) -> dict[str, Any]:
        return {
            "line": self.line,
            "label": encode(self.label) if self.label else None,
            "out": self.out,
            "numbered": self.numbered,
        }

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> Choice:
        label = decode(data["label"]) if data["label"] else None
        assert label is None or isinstance(label, Saying)
        return Choice(data["line"], label, data["out"], data["numbered"])


@dataclass(frozen=True)
class Paper:
    """An enclosed file of a letter: one that is kept (`file`), or a paper to be made by name with typed values."""

    name: str = ""
    params: Mapping[str, Value] = field(default_factory=dict)
    file: str = ""
    """Id of an attachment."""

    def to_json(self) -> dict[str, Any]:
        return {"name": self.name, "params": encode_all(self.params), "file": self.file}

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> Paper:
        return Paper(data["name"], decode_all(data["params"]), data["file"])


@dataclass(frozen=True)
class Numbered:
    """A choice with the number it has for this reader (None: it has none here, as in a room)."""

    choice: Choice
    number: int | None


@dataclass(frozen=True)
class Parcel:
    """A delivery ready to be handed over by the edge: everything needed, nothing bound to a session."""

    id: UUID
    channel: str
    chat: str
    kind: Kind
    key: str
    params: Mapping[str, Value]
    choices: tuple[Numbered, ...]
    papers: tuple[Paper, ...]
    listed: bool
    lang: str
    one_estate: str
    in_room: bool
    about: str = ""
    tries: int = 0
    text: str = ""
    """As it was sent before, given again to a redelivery."""
    begun: bool = True
    """False: not marked `sending` yet; whoever calls the platform marks it first (handover.begin)."""
    tried: bool = False
    """A try before failed, here or by another way."""
    also: tuple[Parcel, ...] = ()
    """What goes out in the same message: a digest instead of a flood."""

    @property
    def all(self) -> tuple[Parcel, ...]:
        return (self, *self.also)


@dataclass(frozen=True)
class Toast:
    """A passing line where the channel has them."""

    key: str
    params: Mapping[str, Value]
    lang: str
    one_estate: str


@dataclass(frozen=True)
class Served:
    """What serving one message gave: answers in order, perhaps a toast; `again` when it was a redelivery."""

    answers: tuple[Parcel, ...]
    toast: Toast | None
    again: bool
    reply: str = ""
    """Of a redelivery: the one reply it was given, on a channel that has only one."""
