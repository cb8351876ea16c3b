"""Days, office hours and the law's periods, in China's time. Pure: no clock, no settings, no database."""

from config.words import LOCAL
from models.calendar.clock import at, end_of, local_day
from models.calendar.days import DayKind, Overrides, add_working_days, is_working_day, next_working_day
from models.calendar.periods import days_after, days_before, months_after, months_before
from models.calendar.spans import Spans
from models.calendar.work_calendar import WorkCalendar
from models.calendar.working_time import add_working_time, working_minutes_between

__all__ = [
    "LOCAL",
    "DayKind",
    "Overrides",
    "Spans",
    "WorkCalendar",
    "add_working_days",
    "add_working_time",
    "at",
    "days_after",
    "days_before",
    "end_of",
    "is_working_day",
    "local_day",
    "months_after",
    "months_before",
    "next_working_day",
    "working_minutes_between",
]
