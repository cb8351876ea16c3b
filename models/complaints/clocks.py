"""What is owed to whoever complained, and until when. Pure: time and calendar come in, the lengths are config/law's.

Three clocks run while a case is open: the first answer, then word of how it goes, and the solution. A case that waits
for somebody until a day keeps what is left of its solution and is given exactly that when it goes on; so no pause, with
whatever holidays in it, makes a promise longer or shorter. Emergencies count the minutes of every day and night.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import NamedTuple

from config.law import Rule, rules
from models.calendar import WorkCalendar
from models.complaints.tables import OPEN, CaseState, Complaint
from models.complaints.triage import Urgency
from models.people.roles import Role

CLIMB = (Role.COMPANY, Role.SECRETARY, Role.CHAIR, Role.COMMUNITY, Role.TOWNSHIP, Role.BUREAU)
"""Whom a promise that was not kept is raised to, step by step; the lower ones keep their duty."""
_MINUTE = timedelta(minutes=1)
_MINUTES = {"minute": 1, "hour": 60, "working-minute": 1}


@dataclass(frozen=True)
class Length:
    """How long a promise is, in minutes of the office or of every day."""

    minutes: int
    natural: bool

    def after(self, start: datetime, calendar: WorkCalendar) -> datetime:
        return (
            start.astimezone(UTC) + self.minutes * _MINUTE if self.natural else calendar.due_after(start, self.minutes)
        )


class Owed(NamedTuple):
    """`what`: answer, update or done."""

    what: str
    by: datetime


def length_of(case: Complaint, what: str, calendar: WorkCalendar) -> Length:
    """By urgency, and by category where one has its own."""
    kind = "emergency" if case.emergency else "urgent" if case.urgency is Urgency.URGENT else "ordinary"
    return _length(f"complaints-{what}-{kind}", case.category, calendar)


def level_until(case: Complaint, calendar: WorkCalendar, now: datetime, *, is_top: bool) -> datetime:
    """How long the step it was raised to has before it goes on; at the top, when its holder is reminded again."""
    kind = "top" if is_top else "emergency" if case.emergency else CLIMB[case.level].value
    return _length(f"complaints-level-{kind}", "", calendar).after(now, calendar)


def _length(key: str, category: str, calendar: WorkCalendar) -> Length:
    known = _by_key()
    found = known.get(f"{key}-{category.replace('_', '-')}") or known[key]
    if found.unit == "working-day":
        return Length(found.number * calendar.spans.minutes_a_day, natural=False)
    return Length(found.number * _MINUTES[found.unit], natural=not found.unit.startswith("working"))


@cache
def _by_key() -> dict[str, Rule]:
    return {each.key: each for each in rules() if each.topic == "complaints"}


# --- what the deeds do to the clocks


def start(case: Complaint, calendar: WorkCalendar, now: datetime) -> None:
    """Filed."""
    case.answer_by = length_of(case, "first-response", calendar).after(now, calendar)
    _promise_solution(case, calendar, now)
    wind(case, calendar, now)


def answered(case: Complaint, calendar: WorkCalendar, now: datetime) -> None:
    """The author has a sentence; the next one is owed. While it waits the day it waits for is the promise."""
    case.answer_by = None
    if case.state is not CaseState.WAITING:
        case.update_by = length_of(case, "update", calendar).after(now, calendar)
    wind(case, calendar, now)


def owe_again(case: Complaint, calendar: WorkCalendar, now: datetime, *, afresh: bool = False) -> None:
    """The author is owed a sentence once more; `afresh`, sent back as not solved, the solution is promised anew too."""
    _leave(case, calendar, now)
    case.answer_by = length_of(case, "again", calendar).after(now, calendar)
    case.update_by = None
    if afresh or case.done_by is None:
        _promise_solution(case, calendar, now)
    wind(case, calendar, now)


def pause(case: Complaint, until: datetime, calendar: WorkCalendar, now: datetime) -> None:
    """It waits until then, and the author knows for whom and why. A wait made longer keeps what was left at its start."""
    if case.paused_left is None:
        case.paused_left = _left(case, "done", case.done_by, calendar, now) if case.done_by else 0
    case.answer_by, case.update_by, case.done_by, case.waits_until = None, None, None, until
    wind(case, calendar, now)


def resume(case: Complaint, calendar: WorkCalendar, now: datetime) -> None:
    """It goes on, with what was left."""
    _leave(case, calendar, now)
    case.update_by = length_of(case, "update", calendar).after(now, calendar)
    wind(case, calendar, now)


def stop(case: Complaint) -> None:
    """Said to be done, or over: nothing is owed."""
    case.answer_by = case.update_by = case.done_by = case.waits_until = case.paused_left = case.speaks_at = None
    case.waits_for = ""


def _promise_solution(case: Complaint, calendar: WorkCalendar, now: datetime) -> None:
    case.done_by = length_of(case, "done", calendar).after(_whole(now), calendar)


def _leave(case: Complaint, calendar: WorkCalendar, now: datetime) -> None:
    if case.paused_left is not None:
        natural = length_of(case, "done", calendar).natural
        case.done_by = Length(case.paused_left, natural).after(_whole(now), calendar)
    case.waits_for, case.waits_until, case.paused_left = "", None, None


def _whole(now: datetime) -> datetime:
    """Only whole minutes are kept at a pause; so only whole minutes are promised."""
    return now.replace(second=0, microsecond=0)


def _left(case: Complaint, what: str, by: datetime, calendar: WorkCalendar, now: datetime) -> int:
    """Minutes until then, counted as this promise counts them."""
    if length_of(case, what, calendar).natural:
        return max(0, (by - _whole(now)) // _MINUTE)
    return calendar.minutes_between(_whole(now), by)


# --- what the clocks say


def owed(case: Complaint) -> Owed | None:
    """What is owed first. The first answer to an emergency is the alarm's affair until somebody takes it."""
    if case.state not in OPEN or case.state in (CaseState.WAITING, CaseState.DONE):
        return None
    rings = case.emergency != "" and case.state is CaseState.NEW
    each = (("answer", None if rings else case.answer_by), ("update", case.update_by), ("done", case.done_by))
    running = [Owed(what, by) for what, by in each if by is not None]
    return min(running, key=lambda one: one.by) if running else None


def warns_at(case: Complaint, owes: Owed, calendar: WorkCalendar, now: datetime) -> datetime | None:
    """When whoever holds it is told that the time is nearly up; None when that has passed, or the promise is too short."""
    promised = length_of(case, {"answer": "again"}.get(owes.what, owes.what), calendar)
    key = "complaints-warn-ordinary" if case.urgency is Urgency.NORMAL else "complaints-warn-urgent"
    lead = _by_key()[key].number
    left = calendar.minutes_between(now, owes.by) if not promised.natural else (owes.by - now) // _MINUTE
    if promised.minutes <= 2 * lead or left <= lead:
        return None
    return Length(left - lead, promised.natural).after(now, calendar)


def climbs_at(case: Complaint, owes: Owed) -> datetime:
    """When it is raised (again), if nothing is done: as the promise breaks, and not before its present step had its time."""
    return max(owes.by, case.level_until or owes.by)


def wind(case: Complaint, calendar: WorkCalendar, now: datetime) -> None:
    """Set when the clock speaks next: before a promise breaks, as it breaks, and as it climbs; or the day a wait ends."""
    case.speaks_at = case.waits_until if case.state is CaseState.WAITING else None
    owes = owed(case)
    if owes is not None and owes.by > now:
        case.speaks_at = warns_at(case, owes, calendar, now) or owes.by
    elif owes is not None:
        case.speaks_at = climbs_at(case, owes)
