"""One more line of a complaint's timeline. Every deed writes its own."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from models.complaints.tables import CaseEvent, Complaint


def record(  # noqa: PLR0913 (a line of the timeline)
    session: Session,
    case: Complaint,
    deed: str,
    now: datetime,
    actor_id: UUID | None,
    *,
    words: str = "",
    files: tuple[str, ...] = (),
    public: bool = True,
) -> None:
    session.add(
        CaseEvent(
            complaint_id=case.id, at=now, actor_id=actor_id, deed=deed, words=words, files=list(files), public=public
        )
    )
