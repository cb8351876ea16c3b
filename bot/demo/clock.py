"""The demo's clock: the real one, moved. It can be turned on to the next thing that comes due, never back."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from config.holidays import overrides
from models.calendar.days import is_working_day, next_working_day

LOCAL = ZoneInfo("Asia/Shanghai")
OPENS = time(10, 0)


class DemoClock:
    """How far it is moved is remembered beside the database: after a restart nothing lies in the future."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.ahead = timedelta()
        if file.exists():
            self.ahead = timedelta(seconds=json.loads(file.read_text(encoding="ascii"))["ahead"])

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def set(self, moment: datetime) -> None:
        self.ahead = moment - datetime.now(UTC)
        self.file.write_text(json.dumps({"ahead": self.ahead.total_seconds()}), encoding="ascii")


def opening() -> datetime:
    """When the demo's story begins anew: ten in the morning of today, or of the next working day."""
    today = datetime.now(LOCAL).date()
    return at(_working(today), OPENS)


def at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, LOCAL).astimezone(UTC)


def working_days_before(day: date, days: int) -> date:
    """The day so many working days earlier."""
    while days > 0:
        day -= timedelta(days=1)
        days -= is_working_day(day, overrides()).working
    return day


def _working(day: date) -> date:
    return day if is_working_day(day, overrides()).working else next_working_day(day, overrides())
