"""Quiet hours: at night nobody is told anything but an emergency. Pure."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from config.law import rule
from config.words import LOCAL
from models.calendar.clock import at, local_day


def after_quiet(moment: datetime) -> datetime:
    """The moment itself, or the end of the night it lies in (house default 21:00-08:00), as aware UTC."""
    clock = moment.astimezone(LOCAL).time()
    if clock >= _starts():
        return at(local_day(moment) + timedelta(days=1), _ends())
    return at(local_day(moment), _ends()) if clock < _ends() else moment


def is_night(moment: datetime) -> bool:
    return after_quiet(moment) > moment


def before_quiet(moment: datetime) -> datetime:
    """The moment itself, or the last waking hour before the night it lies in begins."""
    clock = moment.astimezone(LOCAL).time()
    if _ends() <= clock < _starts():
        return moment
    day = local_day(moment) - timedelta(days=clock < _ends())
    return at(day, _starts()) - timedelta(hours=1)


def _starts() -> time:
    return rule("time-quiet-from").clock


def _ends() -> time:
    return rule("time-quiet-until").clock
