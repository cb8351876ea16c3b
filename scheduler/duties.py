"""Duties by the calendar: the yearly publication is opened on its day, and what is owed is prompted until it is done."""

from __future__ import annotations

from models.duties import actions, prompts, queries
from scheduler.jobs import job

job("duties-open", queries.to_open, actions.open_yearly, queries.next_opening)
job("duties-prompts", queries.to_prompt, prompts.prompt, queries.next_prompt)
