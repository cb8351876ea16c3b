"""Minutes of office hours: the clock that stops at lunch, at night and on days off. Statutory clocks never use it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

from models.calendar.clock import local_day
from models.calendar.days import Overrides, is_working_day
from models.calendar.spans import Spans

_MINUTE = timedelta(minutes=1)


def add_working_time(start: datetime, minutes: int, spans: Spans, overrides: Overrides) -> datetime:
    """When that many working minutes have passed since `start`, as aware UTC; none have passed at `start` itself.

    An hour that ends as the office closes ends then, not next morning. Raises ValueError for negative minutes.
    """
    if minutes < 0:
        raise ValueError("working time is counted forward")
    left = minutes * _MINUTE
    if not left:
        return start.astimezone(UTC)
    for opens, closes in _open_from(start, spans, overrides):
        if closes - opens >= left:
            return opens + left
        left -= closes - opens
    raise AssertionError("office hours never end")


def working_minutes_between(start: datetime, end: datetime, spans: Spans, overrides: Overrides) -> int:
    """Whole working minutes from `start` to `end`; 0 when `end` is not after `start`."""
    passed = timedelta()
    for opens, closes in _open_from(start, spans, overrides):
        if opens >= end:
            break
        passed += min(closes, end) - opens
    return passed // _MINUTE


def _open_from(start: datetime, spans: Spans, overrides: Overrides) -> Iterator[tuple[datetime, datetime]]:
    """All open spans from `start` on, the first cut to it, as aware UTC; without end."""
    first = local_day(start)
    start = start.astimezone(UTC)
    for day in (first + timedelta(days=n) for n in count()):
        if is_working_day(day, overrides).working:
            yield from ((max(opens, start), closes) for opens, closes in spans.on(day) if closes > start)
