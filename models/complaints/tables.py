"""A complaint, its timeline, and the alarm of an emergency."""

from datetime import datetime
from enum import Enum
from typing import Any, Optional
from uuid import UUID

import sqlalchemy as sa

from models.complaints.triage import Urgency
from models.database import Row, choice_of, foreign, indexed, link, personal, plain, stored_json, written_once
from models.people.roles import Role
from models.people.tables import Estate, Person


class CaseState(Enum):
    """The endings are counted apart: a closed case is not a solved one."""

    NEW = "new"
    TAKEN = "taken"
    WORKING = "working"
    WAITING = "waiting"
    DONE = "done"
    RESOLVED = "resolved"
    SILENT = "silent"
    DECLINED = "declined"
    TRANSFERRED = "transferred"
    INDOORS = "indoors"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"


OPEN = (CaseState.NEW, CaseState.TAKEN, CaseState.WORKING, CaseState.WAITING, CaseState.DONE)


class Source(Enum):
    """How it reached us; for all but the first, `typed_by` is somebody else than the author."""

    OWN = "own"
    GROUP = "group"
    PHONE = "phone"
    VISIT = "visit"


class Complaint(Row, table=True):
    """投诉事项. `answer_by`: until when the author is owed a sentence; None once it is given. See clocks for the others.

    `level`: the step of clocks.CLIMB it was raised to, 0 for none; it never falls. `level_until`: how long that step
    has before the next one hears. `speaks_at`: when its clock has
    something to say next; every open case has one, but while its author judges.
    """

    __tablename__ = "complaints"
    __table_args__ = (indexed("estate_id", "state"), indexed("speaks_at", where="speaks_at IS NOT NULL"))
    code: str = plain(unique=True, sa_type=sa.String(16))
    estate_id: UUID = foreign("estates.id", index=False)
    estate: Estate = link()
    building: str = plain(default="")
    entrance: str = plain(default="")
    spot: str = plain(default="")
    category: str = plain(default="other", sa_type=sa.String(32))
    urgency: Urgency = choice_of(Urgency, default=Urgency.NORMAL)
    emergency: str = plain(default="", sa_type=sa.String(16))
    story: str = personal("story", "P1Y", default="")
    author_id: UUID | None = foreign("persons.id", default=None)
    author: Optional["Person"] = link("Complaint.author_id")
    on_behalf_of: str = personal("name", "P1Y", default="")
    source: Source = choice_of(Source, default=Source.OWN)
    typed_by: UUID | None = foreign("persons.id", default=None)
    typist: Optional["Person"] = link("Complaint.typed_by")
    state: CaseState = choice_of(CaseState, default=CaseState.NEW)
    holder: Role = choice_of(Role, default=Role.SECRETARY)
    holder_id: UUID | None = foreign("persons.id", default=None)
    holder_person: Optional["Person"] = link("Complaint.holder_id")
    answer_by: datetime | None = None
    update_by: datetime | None = None
    done_by: datetime | None = None
    waits_for: str = personal("story", "P1Y", default="")
    waits_until: datetime | None = None
    paused_left: int | None = None
    level: int = 0
    level_until: datetime | None = None
    speaks_at: datetime | None = None
    done_at: datetime | None = None
    returns: int = 0
    created_at: datetime
    closed_at: datetime | None = None


class CaseEvent(Row, table=True):
    """One line of a complaint's timeline; never changed. `public` lines are what its author may read."""

    __tablename__ = "case_events"
    __table_args__ = written_once("words", "files")
    complaint_id: UUID = foreign("complaints.id")
    complaint: Complaint = link()
    at: datetime
    actor_id: UUID | None = foreign("persons.id", default=None)
    actor: Optional["Person"] = link()
    deed: str = plain(sa_type=sa.String(32))
    words: str = personal("story", "P1Y", default="")
    files: list[Any] = stored_json(default_factory=list)
    public: bool = True


class Alarm(Row, table=True):
    """An emergency being made known: `level` counts up the duty holders, `rounds` the repetitions."""

    __tablename__ = "alarms"
    complaint_id: UUID = foreign("complaints.id", unique=True)
    complaint: Complaint = link()
    level: int = 0
    rounds: int = 1
    rings_at: datetime | None = None
    seen_at: datetime | None = None
    seen_by: UUID | None = foreign("persons.id", default=None)
    seer: Optional["Person"] = link()
    ended_at: datetime | None = None


class CaseReminder(Row, table=True):
    """That a step heard of it: unique per complaint and stage."""

    __tablename__ = "case_reminders"
    __table_args__ = (indexed("complaint_id", "stage", unique=True),)
    complaint_id: UUID = foreign("complaints.id", index=False)
    complaint: Complaint = link()
    stage: str = plain(sa_type=sa.String(48))
    at: datetime
