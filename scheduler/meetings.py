"""Meetings by the calendar: the reminders before, and on the morning after the result that is owed."""

from __future__ import annotations

from models.meetings import actions, queries
from scheduler.jobs import job

job("meetings-reminders", queries.to_remind, actions.remind, queries.next_reminder)
job("meetings-settled", queries.to_settle, actions.settle, queries.next_settling)
