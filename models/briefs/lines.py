"""What waits for a person besides cases: each feature declares its own lines, 待办 and the morning brief show them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from models.database import RowSession
from models.letters.shapes import Choice

Look = Callable[[RowSession, UUID, datetime], Sequence[Choice]]
_LINES: list[Look] = []


def queue_lines(look: Look) -> Look:
    """Declare what of a feature waits for this person now: a choice a line, what is owed first before the others."""
    _LINES.append(look)
    return look


def lines_for(session: RowSession, person_id: UUID, now: datetime) -> list[Choice]:
    """Everything declared, in the order of the features."""
    return [line for look in _LINES for line in look(session, person_id, now)]
