"""What staff write down for each other about a case; a line of its timeline that is not public."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from models.complaints.tables import Complaint
from models.complaints.timeline import record
from models.refusals import Refusal

DEED = "noted"


def must_be_anothers(case: Complaint, person_id: UUID) -> None:
    """Of one's own complaint nobody keeps notes: its author would read them."""
    if person_id == case.author_id:
        raise Refusal("complaints-note-not-own")


def note(session: Session, case: Complaint, words: str, actor_id: UUID, now: datetime) -> None:
    """Tells nobody and stops no clock."""
    must_be_anothers(case, actor_id)
    record(session, case, DEED, now, actor_id, words=words, public=False)
