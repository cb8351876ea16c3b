"""Complaints by the calendar: alarms repeat and climb, the clocks of open cases speak, silent ones are closed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from models.complaints import alarms, overdue
from models.complaints.queries import alarm_of
from models.complaints.tables import Complaint
from models.database import RowSession
from scheduler.jobs import job


def _climb(session: RowSession, case_id: UUID, now: datetime) -> None:
    case = session.get(Complaint, case_id, with_for_update=True)
    alarm = alarm_of(session, case) if case is not None else None
    if case is not None and alarm is not None:
        alarms.climb(session, case, alarm, now)


def _next_alarm(session: RowSession, after: datetime) -> datetime | None:
    due = alarms.next_alarm(session)
    return due if due is None or due > after else None


job("complaints-alarms", alarms.due_alarms, _climb, _next_alarm)
job("complaints-clocks", overdue.speaking, overdue.speak, overdue.next_word)
job("complaints-silent", overdue.unjudged, overdue.close_silently, overdue.next_silent)
