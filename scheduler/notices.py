"""Notices by the calendar: those being sent go on, a chunk a transaction, until everybody has a copy;
whoever sent one where no message can be changed is told how it ended.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from models.database import RowSession
from models.notices.following import next_untold, tell_end, untold
from models.notices.sending import chunks_left, is_running, send_chunk
from scheduler.jobs import job


def _soon(session: RowSession, after: datetime) -> datetime | None:
    return after + timedelta(seconds=1) if is_running(session) else None


job("notices-send", chunks_left, send_chunk, _soon)
job("notices-report", untold, tell_end, next_untold)
