"""Periods of the law, in natural days and months (民法典 201-203). They never pause.

A period after an event that ends on a rest day ends on the next working day. A deadline before an event never moves
later: whoever must act "15 days before" may not lose days because the last one is a Sunday.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from models.calendar.days import Overrides, is_working_day, next_working_day


def days_after(day: date, days: int, overrides: Overrides) -> date:
    """The last day of a period of `days`; the day itself is not counted (民法典 201, 203)."""
    return _working_or_next(day + timedelta(days=days), overrides)


def days_before(day: date, days: int) -> date:
    """The latest day that is `days` before an event."""
    return day - timedelta(days=days)


def months_after(day: date, months: int, overrides: Overrides) -> date:
    """The last day of a period of `months` (民法典 202, 203)."""
    return _working_or_next(_same_day(day, months), overrides)


def months_before(day: date, months: int) -> date:
    """The same day of the month `months` earlier, or that month's last (民法典 202)."""
    return _same_day(day, -months)


def _working_or_next(day: date, overrides: Overrides) -> date:
    return day if is_working_day(day, overrides).working else next_working_day(day, overrides)


def _same_day(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
