"""Media by the calendar: what was published and still owes the group, the board or the corridor is asked for once."""

from __future__ import annotations

from models.postings import due, next_due, remind
from scheduler.jobs import job

job("postings-owed", due, remind, next_due)
