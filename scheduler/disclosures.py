"""Accounts by the calendar: the rest of a publication is told, questions past their time are reminded of once."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.database import RowSession
from models.disclosures.doubts import remind
from models.disclosures.queries import next_overdue, overdue_questions, still_telling
from models.disclosures.telling import tell_more
from scheduler.jobs import job

_PACE = timedelta(seconds=20)


def _next_chunk(session: RowSession, after: datetime) -> datetime | None:
    return after + _PACE if still_telling(session, after) else None


job("disclosures-telling", still_telling, tell_more, _next_chunk)
job("disclosures-questions", overdue_questions, remind, next_overdue)
