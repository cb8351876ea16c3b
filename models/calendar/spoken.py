"""A day and a time as people write them: 11月30日 19:00, 下周三晚上7点, 2026-12-06 14:30, 六号下午两点半, Dec 6 2:30 pm.

Pure. Nothing past is taken and nothing is guessed in silence: what can mean two moments gives both, to be asked about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum

from models.calendar.clock import at, local_day
from models.calendar.spoken_days import Days, read_days
from models.calendar.spoken_words import fold


class Lack(Enum):
    """Why no moment was understood."""

    DAY = "day"
    CLOCK = "clock"
    HOUR = "hour"
    """A time of day was said that there is not: 25:00."""
    PAST = "past"


@dataclass(frozen=True)
class Heard:
    """`moments` are aware UTC, all later than now, the likelier first; `sure` when one is meant beyond doubt.

    `day` is the day understood where only the time of day is lacking or wrong.
    """

    moments: tuple[datetime, ...] = ()
    sure: bool = False
    lacks: Lack | None = None
    day: date | None = None


_FORENOON = re.compile(r"凌晨|清晨|早上|早晨|上午|早|晨|\bmorning\b")
_NOON = re.compile(r"中午|正午|\bnoon\b")
_AFTERNOON = re.compile(r"下午|午后|傍晚|\bafternoon\b")
_EVENING = re.compile(r"晚上|晚间|晚|夜|\bevening\b|\btonight\b")
_CLOCKS = (
    re.compile(r"(?<!\d)(?P<h>\d{1,2})(?::(?P<m>\d{2}))?\s*(?P<half>[ap])\.?m\b\.?"),
    re.compile(r"(?<![\d:])(?P<h>\d{1,2}):(?P<m>\d{2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<h>\d{1,2})[点时](?!间)(?:(?P<part>半|[123]刻)|(?P<m>\d{1,2})分?)?"),
)
_DOTTED = re.compile(r"(?<![\d.])(?P<h>\d{1,2})\.(?P<m>\d{2})(?![\d.])")
_PARTS = {"半": 30, "1刻": 15, "2刻": 30, "3刻": 45}
_NOON_HOUR = 12


def read_moment(text: str, now: datetime) -> Heard:
    """What the writing means, said at `now` (aware)."""
    folded = fold(text)
    days = read_days(folded, local_day(now))
    if days.past:
        return Heard(lacks=Lack.PAST)
    if not days.days:
        return Heard(lacks=Lack.DAY)
    said = _clocks(days.rest)
    if said is None:
        return Heard(lacks=Lack.CLOCK, day=days.days[0])
    clocks, clocks_sure = said
    if not clocks:
        return Heard(lacks=Lack.HOUR, day=days.days[0])
    return _together(days, clocks, now, clocks_sure=clocks_sure)


def _together(days: Days, clocks: list[time], now: datetime, *, clocks_sure: bool) -> Heard:
    every = [at(day, clock) for day in days.days for clock in clocks]
    ahead = tuple(moment for moment in every if moment > now)
    if not ahead:
        return Heard(lacks=Lack.PAST)
    return Heard(ahead, sure=days.sure and clocks_sure and len(every) == 1)


def _clocks(text: str) -> tuple[list[time], bool] | None:
    """The times of day it may mean, the likelier first, and whether beyond doubt; None when none was said."""
    spoken = any(part.search(text) for part in (_FORENOON, _NOON, _AFTERNOON, _EVENING))
    patterns = (*_CLOCKS, _DOTTED) if spoken else _CLOCKS
    for pattern in patterns:
        found = pattern.search(text)
        if found is not None:
            return _valid(text, found)
    return ([time(12)], True) if _NOON.search(text) else None


def _valid(text: str, found: re.Match[str]) -> tuple[list[time], bool] | None:
    """No times where there is none such (25:00); None where the day is in doubt with it (晚上12点)."""
    groups = found.groupdict()
    hour, minute = int(groups["h"]), int(groups["m"] or _PARTS.get(groups.get("part") or "", 0))
    if hour > 23 or minute > 59:
        return [], False
    if groups.get("half"):
        if not 1 <= hour <= _NOON_HOUR:
            return [], False
        return [time(hour % 12 + (12 if groups["half"] == "p" else 0), minute)], True
    if found.group().startswith("0") and not _AFTERNOON.search(text) and not _EVENING.search(text):
        return [time(hour, minute)], True
    hours, sure = _hours(text, hour, as_written=":" in found.group())
    return ([time(each, minute) for each in hours], sure) if hours else None


def _hours(text: str, hour: int, *, as_written: bool) -> tuple[list[int], bool]:
    """`as_written`: in figures with a colon, where 8 to 12 mean the forenoon."""
    if _NOON.search(text):
        return ([hour], hour in (11, 12)) if hour > 2 else ([hour + 12], hour > 0)
    if _AFTERNOON.search(text):
        return _late(hour, sure=1 <= hour <= 11 or hour > _NOON_HOUR)
    if _EVENING.search(text):
        return ([], False) if hour in (0, 12) else _late(hour, sure=hour > 4)
    if _FORENOON.search(text):
        return [hour], hour < _NOON_HOUR
    return _bare(hour, as_written=as_written)


def _late(hour: int, *, sure: bool) -> tuple[list[int], bool]:
    return [hour + 12 if 1 <= hour < _NOON_HOUR else hour], sure


def _bare(hour: int, *, as_written: bool) -> tuple[list[int], bool]:
    if hour >= _NOON_HOUR or hour == 0 or (as_written and hour >= 8):
        return [hour], True
    return ([hour, hour + 12] if hour >= 9 else [hour + 12, hour]), False
