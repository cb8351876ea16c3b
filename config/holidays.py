"""Holidays entered by hand (config/holidays.toml): they go before every package. Counting is models.calendar's."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

FILE = Path(__file__).with_suffix(".toml")
_FIELDS = {"notice", "off", "work"}
_SATURDAY = 5


class BrokenHolidaysError(Exception):
    """An entry cannot be used; the message names the file and the year."""


@cache
def overrides() -> Mapping[date, bool]:
    """Whether a day is worked, for the days the file speaks of."""
    return MappingProxyType(load(FILE))


def load(path: Path) -> dict[date, bool]:
    """The overrides of a file. Raises BrokenHolidaysError for the first year that cannot be used."""
    try:
        years = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BrokenHolidaysError(f"{path.name}: {error}") from error
    found: dict[date, bool] = {}
    for year, entry in years.items():
        try:
            found |= _year(int(year), entry)
        except ValueError as error:
            raise BrokenHolidaysError(f"{path.name}: {year}: {error}") from error
    return found


def _year(year: int, entry: Any) -> dict[date, bool]:
    if not isinstance(entry, dict) or not all(isinstance(entry.get(kind, []), list) for kind in ("off", "work")):
        raise ValueError("a year is a table of lists: off, work")
    if unknown := entry.keys() - _FIELDS:
        raise ValueError(f"unknown fields {sorted(unknown)}")
    off = {day for text in entry.get("off", []) for day in _days(text)}
    work = {day for text in entry.get("work", []) for day in _days(text)}
    if stray := [day for day in off | work if day.year != year]:
        raise ValueError(f"{min(stray)} is in another year")
    if both := off & work:
        raise ValueError(f"{min(both)} is both off and worked")
    week = _plain_weeks(year) if entry.get("notice") else {}
    return week | dict.fromkeys(off, False) | dict.fromkeys(work, True)


def _plain_weeks(year: int) -> dict[date, bool]:
    return {day: day.weekday() < _SATURDAY for day in _between(date(year, 1, 1), date(year, 12, 31))}


def _days(entry: object) -> Iterator[date]:
    first, _, last = str(entry).partition("/")
    return _between(date.fromisoformat(first), date.fromisoformat(last or first))


def _between(first: date, last: date) -> Iterator[date]:
    if last < first:
        raise ValueError(f"{first}/{last} ends before it begins")
    return (first + timedelta(days) for days in range((last - first).days + 1))
