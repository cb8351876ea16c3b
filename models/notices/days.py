"""The days a notice speaks of, seen from the day it was written; whether they are all over. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

from models.calendar import local_day
from models.calendar.spoken import read_moment
from models.calendar.spoken_days import Named, days_named
from models.calendar.spoken_words import fold

_GOES_ON = re.compile(
    r"每[天日周月年]|每个|逢|长期|即日|[日号天]起|自.{1,12}起|以后|另行通知|\b(?:every|daily|weekly|onwards?|further notice)\b"
)
_HOURS_OF_A_WEEK = re.compile(r"[周期拜].[至到\-~–—]")


def days_of(words: str, written: date) -> tuple[Named, ...]:
    return days_named(fold(words), written)


def in_doubt(words: str, written: date) -> tuple[Named, ...]:
    """What only somebody who knows when it was written understands: 明天, 周三. What is past then asks nobody to come."""
    if _HOURS_OF_A_WEEK.search(fold(words)):
        return ()
    found = (each for each in days_of(words, written) if each.relative and max(each.days) >= written)
    return tuple(dict.fromkeys(replace(each, words=_as_written(each.words, words)) for each in found))


def _as_written(named: str, words: str) -> str:
    """Wednesday, not as it was folded to be understood."""
    found = re.search(re.escape(named), words, re.IGNORECASE)
    return found.group() if found else named


def last_day(words: str, written: date) -> date | None:
    """The last day it speaks of; None when it speaks of none, or of what goes on."""
    days = [day for each in days_of(words, written) for day in each.days]
    goes_on = any(pattern.search(fold(words)) for pattern in (_GOES_ON, _HOURS_OF_A_WEEK))
    return max(days) if days and not goes_on else None


def over_since(words: str, written: date, today: date) -> date | None:
    """Its last day, when that is past."""
    last = last_day(words, written)
    return last if last is not None and last < today else None


def may_come_late(words: str, now: datetime, goes: datetime) -> bool:
    """Whether what it speaks of may begin before it goes out, as far as the words tell day and hour."""
    heard = read_moment(words, now)
    return any(moment <= goes for moment in heard.moments) or (heard.day is not None and heard.day <= local_day(goes))
