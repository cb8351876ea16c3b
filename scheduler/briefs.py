"""The day by the calendar: the morning's brief, the evening's line. Whose row is written was told, by whichever clock."""

from __future__ import annotations

from models.briefs import evening, morning
from scheduler.jobs import job

job("briefs-morning", morning.due, morning.tell, morning.next_morning)
job("briefs-evening", evening.due, evening.tell, evening.next_evening)
