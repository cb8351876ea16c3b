"""When a duty is prompted and how it stands. Pure: days and moments come in."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from itertools import count, takewhile

from config.duties import Template, yearly_kinds
from config.law import rule
from models.calendar import at, local_day

_WEEK = timedelta(days=7)


class Standing(Enum):
    """As supervisors read it: 逾期 / 临期 / 正常; red first."""

    OVERDUE = "overdue"
    NEAR = "near"
    FINE = "fine"


def standing(due_on: date, today: date) -> Standing:
    """Overdue from the day after the last one; near within the days of the first reminder."""
    if today > due_on:
        return Standing.OVERDUE
    near = due_on - timedelta(days=rule("time-duty-reminder-month").number)
    return Standing.NEAR if today >= near else Standing.FINE


@dataclass(frozen=True)
class Stage:
    name: str
    at: datetime


@dataclass(frozen=True)
class Schedule:
    """A duty's prompts: when it is opened, on the reminder days, the day after the last one and then weekly.

    Of one with reminder days the last day is another; one that is owed within days of its opening has just been said.
    """

    opened_at: datetime
    due_on: date
    reminders: tuple[date, ...] = ()
    hour: time = time(8, 30)

    def said_by(self, now: datetime) -> Stage | None:
        """The one stage that counts now: those missed before it are not made up for. None before the opening."""
        past = [stage for stage in self._until(now) if stage.at <= now]
        return max(past, key=lambda stage: stage.at) if past else None

    def after(self, now: datetime) -> datetime:
        """When the next stage comes, strictly later."""
        return min(stage.at for stage in self._until(now + _WEEK) if stage.at > now)

    def _until(self, moment: datetime) -> list[Stage]:
        """Every stage up to a week after the moment at least, and the fixed ones."""
        fixed = [(f"reminder-{n}", day) for n, day in enumerate(self.reminders, 1)]
        last = [("due", self.due_on)] if fixed else []
        dated = [*fixed, *last, *self._overdue(local_day(max(moment, self.opened_at)) + _WEEK)]
        stages = [Stage(name, at(day, self.hour)) for name, day in dated]
        return [Stage("opened", self.opened_at), *(stage for stage in stages if stage.at > self.opened_at)]

    def _overdue(self, until: date) -> list[tuple[str, date]]:
        days = ((n, self.due_on + timedelta(days=1) + n * _WEEK) for n in count())
        weekly = [(f"overdue-{n}", day) for n, day in takewhile(lambda found: found[1] <= until, days)]
        return weekly or [("overdue-0", self.due_on + timedelta(days=1))]


def schedule_of(kind: Template, opened_at: datetime, due_on: date) -> Schedule:
    """The reminder days of a yearly kind lie in the year of its last day."""
    days = tuple(rule(key).day_in(due_on.year) for key in kind.reminders)
    return Schedule(opened_at, due_on, days, rule("time-brief-at").clock)


def yearly_opening(kind: Template, year: int) -> datetime:
    """When the duty for the past year is opened in `year`."""
    return at(rule(kind.yearly).day_in(year), rule("time-brief-at").clock)


def yearly_due(kind: Template, year: int) -> date:
    return rule(kind.due).day_in(year)


def year_owed(kind: Template, now: datetime) -> int:
    """The past year that is owed by now: last year, once this year's opening has come."""
    this = local_day(now).year
    return this - 1 if now >= yearly_opening(kind, this) else this - 2


def next_year_owed(now: datetime) -> int:
    """The year whose publication is opened next."""
    return max(year_owed(kind, now) for kind in yearly_kinds()) + 1
