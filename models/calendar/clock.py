"""Moments and days. Moments are stored as aware UTC; a day is a day in China.

`.date()` on a UTC moment is yesterday before 08:00 in China: always go through `local_day`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from config.words import LOCAL


def local_day(moment: datetime) -> date:
    """The day it is in China. Raises ValueError for a moment without time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(LOCAL).date()


def at(day: date, clock: time) -> datetime:
    """That time of day in China, as aware UTC."""
    return datetime.combine(day, clock, LOCAL).astimezone(UTC)


def end_of(day: date) -> datetime:
    """24:00 of that day in China, when a period of days is over (民法典 203), as aware UTC."""
    return at(day + timedelta(days=1), time.min)
