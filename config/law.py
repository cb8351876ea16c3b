"""The law as data: every number the product computes with, and the article it stands on (config/law/*.toml).

A file is a topic, an entry is a rule, its key begins with the topic. Knows nothing of estates, people or days: counting
days is models.calendar's, saying a rule to somebody is config/texts'. `python -m config.law` writes docs/law.md.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

FOLDER = Path(__file__).parent / "law"
T = TypeVar("T")


class Confidence(StrEnum):
    """How well the source is known; `docs/law.md` explains the letters to people."""

    READ = "A"
    QUOTED = "B"
    ELSEWHERE = "C"
    DEDUCED = "D"
    UNVERIFIED = "M"


class Layer(StrEnum):
    """Whose rule it is, highest first: a later layer may fill or tighten, never loosen."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    POLICY = "policy"
    HOUSE = "house"


class BrokenLawError(Exception):
    """An entry cannot be used; the message names the file and the key."""


@dataclass(frozen=True)
class MonthDay:
    """A day of every year."""

    month: int
    day: int


Value = int | bool | Fraction | time | MonthDay | tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """`article` is the citation as people read it. `note` is for whoever maintains the data, never shown in a chat."""

    key: str
    value: Value
    unit: str
    article: str
    article_en: str
    confidence: Confidence
    layer: Layer
    note: str = ""

    @property
    def topic(self) -> str:
        return self.key.partition("-")[0]

    @property
    def is_house_default(self) -> bool:
        """Ours, borrowed from another city or unverified: said as a default, never as law."""
        return self.layer is Layer.HOUSE

    @property
    def number(self) -> int:
        """How many of `unit`. Raises TypeError for a share, a clock, a date, a flag or a list."""
        return self._typed(int)

    @property
    def share(self) -> Fraction:
        return self._typed(Fraction)

    @property
    def clock(self) -> time:
        """A time of day in China."""
        return self._typed(time)

    @property
    def flag(self) -> bool:
        return self._typed(bool)

    @property
    def names(self) -> tuple[str, ...]:
        """The identifiers of a closed list; their words stand in config/texts."""
        return self._typed(tuple)

    def day_in(self, year: int) -> date:
        """That year's day of a yearly date."""
        yearly = self._typed(MonthDay)
        return date(year, yearly.month, yearly.day)

    def is_reached(self, part: int, whole: int) -> bool:
        """Whether `part` of `whole` is enough: 以上 includes the share itself, 过半数 does not (民法典 1259)."""
        needed = self.share * whole
        return whole > 0 and (part > needed if self.unit == "more-than-share" else part >= needed)

    def _typed(self, kind: type[T]) -> T:
        if not isinstance(self.value, kind) or (kind is int and isinstance(self.value, bool)):
            raise TypeError(f"{self.key} is a {self.unit}, not a {kind.__name__}")
        return self.value


def rule(key: str) -> Rule:
    """The rule of that key. Raises KeyError at once for one that is not written down."""
    try:
        return _all()[key]
    except KeyError:
        raise KeyError(f"no rule {key!r} in {FOLDER.name}/*.toml") from None


def rules() -> tuple[Rule, ...]:
    """All rules, topic by topic, in the order of the files."""
    return tuple(_all().values())


def load(folder: Path = FOLDER) -> dict[str, Rule]:
    """The rules of a folder by key. Raises BrokenLawError for the first entry that cannot be used."""
    found: dict[str, Rule] = {}
    for path in sorted(folder.glob("*.toml")):
        for key, entry in _parse(path).items():
            try:
                found[key] = _read(path.stem, key, entry)
            except ValueError as error:
                raise BrokenLawError(f"{path.name}: {key}: {error}") from error
    return found


@cache
def _all() -> Mapping[str, Rule]:
    return load()


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BrokenLawError(f"{path.name}: {error}") from error


def _read(topic: str, key: str, entry: Any) -> Rule:
    _check_fields(topic, key, entry)
    confidence, layer = Confidence(entry["confidence"]), Layer(entry["layer"])
    _check_standing(confidence, layer)
    value = _READERS[entry["unit"]](entry["value"])
    rest = {field: entry.get(field, "") for field in ("unit", "article", "article_en", "note")}
    return Rule(key=key, value=value, confidence=confidence, layer=layer, **rest)


def _check_fields(topic: str, key: str, entry: Any) -> None:
    if not _KEY.fullmatch(key) or not key.startswith(f"{topic}-"):
        raise ValueError(f"a key is lower-case words joined by hyphens and begins with {topic}-")
    if not isinstance(entry, dict):
        raise ValueError("an entry is a table")  # noqa: TRY004 (one kind of error for a broken entry)
    if unknown := entry.keys() - _FIELDS:
        raise ValueError(f"unknown fields {sorted(unknown)}")
    if missing := _FIELDS - {"note"} - entry.keys():
        raise ValueError(f"missing fields {sorted(missing)}")
    if blank := [field for field in sorted(entry.keys() - {"value"}) if not _is_text(entry[field])]:
        raise ValueError(f"{blank[0]} is empty or not a text")
    if entry["unit"] not in _READERS:
        raise ValueError(f"unknown unit {entry['unit']!r}")


def _is_text(raw: object) -> bool:
    return isinstance(raw, str) and bool(raw.strip())


def _check_standing(confidence: Confidence, layer: Layer) -> None:
    """Nobody may show another city's rule or a memory as law, nor our own habit as read in a text."""
    ours = confidence in (Confidence.ELSEWHERE, Confidence.UNVERIFIED)
    if ours and layer is not Layer.HOUSE:
        raise ValueError(f"confidence {confidence} is a house default, never {layer} law")
    if layer is Layer.HOUSE and confidence in (Confidence.READ, Confidence.QUOTED):
        raise ValueError(f"a house default cannot have confidence {confidence}")


def _whole(raw: object) -> int:
    if type(raw) is not int or raw < 0:
        raise ValueError(f"{raw!r} is not a whole number")
    return raw


def _flag(raw: object) -> bool:
    if type(raw) is not bool:
        raise ValueError(f"{raw!r} is not true or false")
    return raw


def _share(raw: object) -> Fraction:
    if not isinstance(raw, str) or not re.fullmatch(r"[1-9]\d*/[1-9]\d*", raw) or Fraction(raw) > 1:
        raise ValueError(f"{raw!r} is not a share such as 2/3")
    return Fraction(raw)


def _clock(raw: object) -> time:
    if not isinstance(raw, str) or not re.fullmatch(r"\d\d:\d\d", raw):
        raise ValueError(f"{raw!r} is not a time of day such as 08:30")
    return time.fromisoformat(raw)


def _month_day(raw: object) -> MonthDay:
    """29 February is refused: three years in four do not have it."""
    if not isinstance(raw, str) or not re.fullmatch(r"\d\d-\d\d", raw):
        raise ValueError(f"{raw!r} is not a day of the year such as 03-31")
    day = date.fromisoformat(f"2001-{raw}")
    return MonthDay(day.month, day.day)


def _names(raw: object) -> tuple[str, ...]:
    if not isinstance(raw, list) or not raw or not all(isinstance(name, str) and _KEY.fullmatch(name) for name in raw):
        raise ValueError("a list holds lower-case words joined by hyphens")
    return tuple(raw)


_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FIELDS = {"value", "unit", "article", "article_en", "confidence", "layer", "note"}
_READERS: dict[str, Callable[[object], Value]] = {
    **dict.fromkeys(("minute", "working-minute", "hour", "day", "working-day", "month", "year", "count"), _whole),
    **dict.fromkeys(("share", "more-than-share"), _share),
    "clock": _clock,
    "date": _month_day,
    "flag": _flag,
    "list": _names,
}


if __name__ == "__main__":
    from config.law_page import write

    write()
