"""The closed set of typed values a sentence can be filled with, and their one JSON codec.

A bare int, float, Decimal, str or datetime is refused: Fluent would print the year 2026 as "2,026" and drop money's
last zero. How a value looks is decided per reader in config.words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

_CODE = re.compile(r"[A-Z]{2,4}-[1-9][0-9]{0,8}")


@dataclass(frozen=True)
class Text:
    """Somebody's own words, a plate, a heading: shown as it is."""

    value: str


@dataclass(frozen=True)
class Code:
    """A spoken code such as SJ-12; a reader of one estate sees `12 号`.

    Raises ValueError when it is not a code.
    """

    value: str

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.value):
            raise ValueError(f"not a code: {self.value!r}")

    @property
    def prefix(self) -> str:
        return self.value.partition("-")[0]

    @property
    def number(self) -> int:
        return int(self.value.partition("-")[2])


@dataclass(frozen=True)
class Count:
    """A number of things; the only value that reaches Fluent as a number, so that plurals work."""

    value: int


@dataclass(frozen=True)
class Money:
    """Fen (0.01 yuan)."""

    value: int


@dataclass(frozen=True)
class Area:
    """Hundredths of a square metre."""

    value: int


@dataclass(frozen=True)
class Share:
    """A part of a whole, shown as a percentage with one decimal."""

    value: Fraction


@dataclass(frozen=True)
class Day:
    """A calendar day in China."""

    value: date

    def __post_init__(self) -> None:
        if isinstance(self.value, datetime):
            raise TypeError("a Day is a date; take local_day() of the moment")


@dataclass(frozen=True)
class Moment:
    """An instant; must carry its time zone."""

    value: datetime

    def __post_init__(self) -> None:
        if self.value.tzinfo is None:
            raise ValueError("a moment needs its time zone")


@dataclass(frozen=True)
class Name:
    """A person's name: never shown in a room."""

    value: str


@dataclass(frozen=True)
class Phone:
    """A telephone number to be called, as it is written; where a channel can, a touch dials it."""

    value: str


@dataclass(frozen=True)
class Article:
    """The key of a rule, shown as where its text stands, in the reader's language."""

    value: str


@dataclass(frozen=True)
class Saying:
    """A sentence inside a sentence: a key of the texts and its own values."""

    key: str
    params: Mapping[str, Value]


@dataclass(frozen=True)
class Lines:
    """Several sentences, one a line."""

    value: tuple[Saying | Text, ...]


Value = Text | Code | Count | Money | Area | Share | Day | Moment | Name | Phone | Article | Saying | Lines
_SIMPLE: dict[str, type[Any]] = {
    each.__name__.lower(): each for each in (Text, Code, Name, Phone, Count, Money, Area, Article)
}


def saying(key: str, **params: Value) -> Saying:
    """A Saying, its values checked now rather than when somebody reads it."""
    for name, value in params.items():
        if not isinstance(value, Value):
            raise TypeError(f"{key}: {name} must be a typed value, not {type(value).__name__}")
    return Saying(key, params)


def phones_in(values: Iterable[Value]) -> tuple[str, ...]:
    """The telephone numbers these values hold, each once."""
    found: dict[str, None] = {}
    for value in values:
        match value:
            case Phone(number):
                found[number] = None
            case Saying(_, params):
                found |= dict.fromkeys(phones_in(params.values()))
            case Lines(lines):
                found |= dict.fromkeys(phones_in(lines))
    return tuple(found)


def encode(value: Value) -> dict[str, Any]:
    match value:
        case Share():
            return {"share": [value.value.numerator, value.value.denominator]}
        case Day():
            return {"day": value.value.isoformat()}
        case Moment():
            return {"moment": value.value.astimezone(UTC).isoformat()}
        case Saying():
            return {"saying": [value.key, encode_all(value.params)]}
        case Lines():
            return {"lines": [encode(line) for line in value.value]}
    return {type(value).__name__.lower(): value.value}


def decode(data: Mapping[str, Any]) -> Value:
    """The value `encode` wrote. Raises ValueError for anything else."""
    ((kind, raw),) = data.items()
    match kind:
        case "share":
            return Share(Fraction(raw[0], raw[1]))
        case "day":
            return Day(date.fromisoformat(raw))
        case "moment":
            return Moment(datetime.fromisoformat(raw))
        case "saying":
            return Saying(raw[0], decode_all(raw[1]))
        case "lines":
            return Lines(tuple(_line(decode(line)) for line in raw))
    if kind not in _SIMPLE:
        raise ValueError(f"unknown kind of value: {kind}")
    made: Value = _SIMPLE[kind](raw)
    return made


def _line(value: Value) -> Saying | Text:
    if not isinstance(value, Saying | Text):
        raise TypeError("a line is a Saying or a Text")
    return value


def encode_all(params: Mapping[str, Value]) -> dict[str, Any]:
    return {name: encode(value) for name, value in params.items()}


def decode_all(data: Mapping[str, Any]) -> dict[str, Value]:
    return {name: decode(value) for name, value in data.items()}
