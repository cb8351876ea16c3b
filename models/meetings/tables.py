"""A meeting of the committee, who answered and came, what was said of it before, and which reminders went out."""

from datetime import datetime
from enum import Enum
from typing import Optional
from uuid import UUID

import sqlalchemy as sa

from models.database import Row, choice_of, foreign, indexed, link, personal, plain
from models.people.tables import Estate, Person


class MeetingState(Enum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Meeting(Row, table=True):
    """`agenda` has a matter a line. `round` counts how often it was moved; `told_at` is when its present time was told.

    The light track: the notice is at once the call for opinions and the report to the community.
    """

    __tablename__ = "meetings"
    __table_args__ = (indexed("estate_id", "state"),)
    code: str = plain(unique=True, sa_type=sa.String(16))
    estate_id: UUID = foreign("estates.id", index=False)
    estate: Estate = link()
    starts_at: datetime
    place: str = plain()
    agenda: str = plain()
    state: MeetingState = choice_of(MeetingState, default=MeetingState.PLANNED)
    round: int = 0
    told_at: datetime
    called_by: UUID | None = foreign("persons.id", default=None)
    caller: Optional["Person"] = link("Meeting.called_by")
    community_seen_at: datetime | None = None
    community_seen_by: UUID | None = foreign("persons.id", default=None)
    community_person: Optional["Person"] = link("Meeting.community_seen_by")
    result: str = plain(default="")
    """What was decided, as published."""
    result_at: datetime | None = None
    cancelled_at: datetime | None = None
    reason: str = plain(default="")


class Attendance(Row, table=True):
    """What a person answered to the call, and when they signed in."""

    __tablename__ = "attendances"
    __table_args__ = (indexed("meeting_id", "person_id", unique=True),)
    meeting_id: UUID = foreign("meetings.id", index=False)
    meeting: Meeting = link()
    person_id: UUID = foreign("persons.id")
    person: Person = link()
    coming: bool | None = None
    answered_at: datetime | None = None
    signed_at: datetime | None = None


class MeetingReminder(Row, table=True):
    """That a reminder of this round and stage went out: the database lets it be said once."""

    __tablename__ = "meeting_reminders"
    __table_args__ = (indexed("meeting_id", "stage", unique=True),)
    meeting_id: UUID = foreign("meetings.id", index=False)
    meeting: Meeting = link()
    stage: str = plain(sa_type=sa.String(24))
    at: datetime


class MeetingOpinion(Row, table=True):
    """What a resident wants the meeting to know. `standing`: owner, tenant, guest (nothing registered) or community."""

    __tablename__ = "meeting_opinions"
    meeting_id: UUID = foreign("meetings.id")
    meeting: Meeting = link()
    person_id: UUID = foreign("persons.id")
    person: Person = link()
    standing: str = plain(sa_type=sa.String(16))
    words: str = personal("story", "P1Y")
    at: datetime
