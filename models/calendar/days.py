"""Which days are worked. Pure: days entered by hand come in as a mapping (config.holidays reads them).

No package knows a year before the State Council has announced it (usually in November). `chinesecalendar` then says so;
`holidays` projects the festivals without make-up days, which is why such a day is marked provisional.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import count

import chinese_calendar
import holidays

Overrides = Mapping[date, bool]


@dataclass(frozen=True)
class DayKind:
    """`provisional`: not announced yet, to be said to whoever is given a date that rests on it."""

    working: bool
    provisional: bool = False


def is_working_day(day: date, overrides: Overrides) -> DayKind:
    """By hand, else as announced, else festivals as projected, else Monday to Friday."""
    entered = overrides.get(day)
    return _known(day) if entered is None else DayKind(entered)


def add_working_days(day: date, days: int, overrides: Overrides) -> date:
    """The day on which that many working days have passed; the first day is not counted. Raises ValueError if negative."""
    if days < 0:
        raise ValueError("working days are counted forward")
    for _ in range(days):
        day = next_working_day(day, overrides)
    return day


def next_working_day(day: date, overrides: Overrides) -> date:
    """The first working day after this one."""
    later = (day + timedelta(days=n) for n in count(1))
    return next(each for each in later if is_working_day(each, overrides).working)


@lru_cache(maxsize=4096)
def _known(day: date) -> DayKind:
    try:
        return DayKind(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return DayKind(_projected(day.year).is_working_day(day), provisional=True)


@cache
def _projected(year: int) -> holidays.HolidayBase:
    """One object a year, filled when made: a shared one fills itself under the feet of other threads.

    Outside the years it models (1950-2100) it knows no festival, which leaves Monday to Friday.
    """
    return holidays.country_holidays("CN", years=year)
