"""What is to be done, first things first, over all estates somebody works in. The database sorts and cuts: no list is
longer in memory than what is shown of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.calendar import end_of, local_day
from models.complaints.queries import DESK
from models.complaints.sight import in_sight
from models.complaints.tables import OPEN, CaseState, Complaint
from models.people.roles import Role, holders_of, scopes_of

THEIRS = (CaseState.DONE, CaseState.WAITING)
"""Nothing is to be done by staff meanwhile: last of all."""
UNANSWERED = (CaseState.NEW, CaseState.TAKEN)
_PROMISES = (col(Complaint.answer_by), col(Complaint.update_by), col(Complaint.done_by))
"""Until when somebody is owed something."""


@dataclass(frozen=True)
class Desk:
    """Whose queue it is: all open cases of the estates at whose desk this person sits, and in the other estates those
    that the company has in hand.
    """

    person_id: UUID
    estates: tuple[UUID, ...]
    company: tuple[UUID, ...] = ()

    @property
    def is_none(self) -> bool:
        return not self.estates and not self.company


@dataclass(frozen=True)
class Waiting:
    """`alike`: how many open cases of this place and kind there are, this one counted."""

    case: Complaint
    alike: int


def desk_of(session: Session, person_id: UUID, now: datetime) -> Desk:
    desk = [each.id for each in scopes_of(session, person_id, DESK, now)]
    company = [each.id for each in scopes_of(session, person_id, (Role.COMPANY,), now) if each.id not in desk]
    return Desk(person_id, tuple(desk), tuple(company))


def answering_desk(session: Session, person_id: UUID, now: datetime) -> Desk:
    """The estates of which this person answers for the day's work: as secretary, or as chair where there is none."""
    own = [each.id for each in scopes_of(session, person_id, (Role.SECRETARY,), now)]
    chaired = [each.id for each in scopes_of(session, person_id, (Role.CHAIR,), now) if each.id not in own]
    alone = [each for each in chaired if not holders_of(session, each, Role.SECRETARY, now)]
    return Desk(person_id, (*own, *alone))


def owed_by() -> sa.ColumnElement[Any]:
    """The earliest of the promises of a case; NULL when it has none."""
    first: Any = _PROMISES[0]
    for other in _PROMISES[1:]:
        first = sa.func.coalesce(sa.case((other < first, other), else_=first), other)
    return first  # type: ignore[no-any-return]


def is_today(now: datetime) -> sa.ColumnElement[bool]:
    """Owed by tonight, or already late."""
    return sa.and_(
        owed_by().is_not(None), owed_by() <= end_of(local_day(now)), col(Complaint.state).not_in(THEIRS)
    )  # fmt: skip


def _mine(session: Session, desk: Desk, now: datetime) -> list[sa.ColumnElement[bool]]:
    held = sa.and_(col(Complaint.estate_id).in_(desk.company), col(Complaint.holder) == Role.COMPANY)
    here = sa.or_(col(Complaint.estate_id).in_(desk.estates), held)
    return [here, col(Complaint.state).in_(OPEN), in_sight(session, desk.person_id, now)]


def waiting(
    session: Session, desk: Desk, now: datetime, *more: sa.ColumnElement[bool], start: int = 0, most: int = 9
) -> list[Waiting]:
    """A cut of the queue: emergencies nobody answered, then what is owed today - where most people wait, then what is
    promised earliest - then the rest in the same order, and what waits for the resident in the end.
    """
    crowd = _crowd([*desk.estates, *desk.company])
    same = sa.and_(
        *(getattr(crowd.c, name) == getattr(Complaint, name) for name in ("estate_id", "building", "category"))
    )
    alike = sa.func.coalesce(crowd.c.n, 1)
    query = (
        select(Complaint, alike).outerjoin(crowd, same)
        .where(*_mine(session, desk, now), *more)
        .order_by(
            sa.case((is_today(now), 0), else_=1), sa.case((col(Complaint.state).in_(THEIRS), 1), else_=0),
            sa.case((sa.and_(col(Complaint.emergency) != "", owed_by().is_not(None)), 0), else_=1),
            alike.desc(), owed_by().is_(None), owed_by(), col(Complaint.id),
        )
    )  # fmt: skip
    return [Waiting(case, int(n)) for case, n in session.exec(query.offset(start).limit(most))]


def _crowd(estates: Sequence[UUID]) -> Any:
    """Open cases by place and kind; what fits no kind is not the same thing."""
    keys = (col(Complaint.estate_id), col(Complaint.building), col(Complaint.category))
    counted = sa.select(*keys, sa.func.count().label("n")).where(
        col(Complaint.estate_id).in_(estates), col(Complaint.state).in_(OPEN), col(Complaint.category) != "other"
    )
    return counted.group_by(*keys).subquery()


def how_many(session: Session, desk: Desk, now: datetime, *more: sa.ColumnElement[bool]) -> int:
    return session.exec(select(sa.func.count(col(Complaint.id))).where(*_mine(session, desk, now), *more)).one()
