"""Which complaints a person may come across in a list, a search, an export: the same right as opening one by its code.

`find_case` asks of one row, this of any number of them in the database; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from models.complaints.queries import DESK
from models.complaints.tables import CaseEvent, Complaint
from models.people.roles import Role, scopes_of


def in_sight(session: Session, person_id: UUID, now: datetime) -> sa.ColumnElement[bool]:
    """What of all complaints this person may see: as author, as who typed it, at the desk, of the company."""
    inside = _ids(session, person_id, (*DESK, Role.MEMBER), now)
    company = _ids(session, person_id, (Role.COMPANY,), now)
    given = sa.exists().where(col(CaseEvent.complaint_id) == col(Complaint.id), col(CaseEvent.deed) == "handed")
    theirs = sa.or_(col(Complaint.holder) == Role.COMPANY, col(Complaint.emergency) != "", given)
    return sa.or_(
        col(Complaint.author_id) == person_id,
        col(Complaint.typed_by) == person_id,
        col(Complaint.estate_id).in_(inside),
        sa.and_(col(Complaint.estate_id).in_(company), theirs),
    )


def _ids(session: Session, person_id: UUID, roles: Sequence[Role], now: datetime) -> list[UUID]:
    return [each.id for each in scopes_of(session, person_id, roles, now)]
