"""Endings that are not “solved”, each with its reason told to the author, who may disagree: then it is open again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from config.values import Code, Text, saying
from models.complaints.actions import close
from models.complaints.letters import tell_author
from models.complaints.tables import CaseState, Complaint


@dataclass(frozen=True)
class Ending:
    """`words`: the reason; to whom and with which telephone; how it is mended at home."""

    state: CaseState
    words: str


def end(session: Session, case: Complaint, ending: Ending, actor_id: UUID, now: datetime) -> bool:
    """True when it could be promised to the author here."""
    close(session, case, ending.state, ending.words, actor_id, now)
    told = saying(f"complaints-{ending.state.value}-told", code=Code(case.code), words=Text(ending.words))
    return tell_author(session, case, told, now, "complaints-dispute", replaces="answer")
