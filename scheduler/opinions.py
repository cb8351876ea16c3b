"""Opinion rounds by the calendar: everybody asked is written to, whoever has not answered is reminded, and what
is over is announced once.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from models.database import RowSession
from models.opinions import asking, closing, reminding
from scheduler.jobs import job


def _next_chunk(session: RowSession, after: datetime) -> datetime | None:
    """Somebody left to write to is always due at once."""
    return after + timedelta(seconds=1) if asking.unfinished(session, after) else None


job("opinions-asking", asking.unfinished, asking.write_to_more, _next_chunk)
job("opinions-reminder", reminding.due, reminding.remind, reminding.next_reminder)
job("opinions-closing", closing.due, closing.announce_by_id, closing.next_close)
