"""The calendar of one organisation: its office hours on the country's working days, and the law's own periods."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from config.law import Rule
from models.calendar import periods
from models.calendar.clock import local_day
from models.calendar.days import DayKind, Overrides, add_working_days, is_working_day
from models.calendar.spans import Spans
from models.calendar.working_time import add_working_time, working_minutes_between


@dataclass(frozen=True)
class WorkCalendar:
    """Moments are aware UTC, days are days in China."""

    spans: Spans
    overrides: Overrides

    def kind_of(self, day: date) -> DayKind:
        return is_working_day(day, self.overrides)

    def is_provisional(self, moment: datetime) -> bool:
        """Whether a date given to somebody rests on holidays that are not announced yet."""
        return self.kind_of(local_day(moment)).provisional

    def is_open(self, moment: datetime) -> bool:
        day = local_day(moment)
        return self.kind_of(day).working and any(opens <= moment < closes for opens, closes in self.spans.on(day))

    def due_after(self, start: datetime, minutes: int) -> datetime:
        """When that many working minutes have passed."""
        return add_working_time(start, minutes, self.spans, self.overrides)

    def minutes_between(self, start: datetime, end: datetime) -> int:
        """Whole working minutes."""
        return working_minutes_between(start, end, self.spans, self.overrides)

    def after(self, day: date, rule: Rule) -> date:
        """The last day of the rule's period that an event on `day` starts. Raises ValueError for a clock, share or flag."""
        match rule.unit:
            case "working-day":
                return add_working_days(day, rule.number, self.overrides)
            case "day":
                return periods.days_after(day, rule.number, self.overrides)
            case "month" | "year":
                return periods.months_after(day, _months(rule), self.overrides)
        raise ValueError(f"{rule.key} is a {rule.unit}, not a period of days")

    def before(self, day: date, rule: Rule) -> date:
        """The latest day to act for an event on `day`. Raises ValueError for anything but days, months, years."""
        match rule.unit:
            case "day":
                return periods.days_before(day, rule.number)
            case "month" | "year":
                return periods.months_before(day, _months(rule))
        raise ValueError(f"{rule.key} is a {rule.unit}, not a period counted back")


def _months(rule: Rule) -> int:
    return rule.number * (12 if rule.unit == "year" else 1)
