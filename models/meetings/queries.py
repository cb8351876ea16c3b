"""Finding meetings, who belongs to them, who answered, and who was told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from sqlmodel import Session, col, select

from models.calendar import at, local_day
from models.letters.tables import Delivery, Letter, State
from models.meetings import rules
from models.meetings.rules import Quorum
from models.meetings.tables import Attendance, Meeting, MeetingOpinion, MeetingReminder, MeetingState
from models.people.roles import COMMITTEE, Role, holders_of
from models.people.tables import Account, Person
from models.refusals import Refusal
from models.rooms import Room


def find_meeting(session: Session, code: str) -> Meeting:
    """The meeting of this code, locked. That a committee meets is public; rights are checked in its estate."""
    found = session.exec(select(Meeting).where(Meeting.code == code).with_for_update()).first()
    if found is None:
        raise Refusal("meetings-unknown")
    return found


def upcoming(session: Session, estates: Sequence[UUID], now: datetime) -> list[Meeting]:
    """Planned meetings of today and later, the next first."""
    query = select(Meeting).where(
        col(Meeting.estate_id).in_(estates),
        Meeting.state == MeetingState.PLANNED,
        Meeting.starts_at >= at(local_day(now), time.min),
    )
    return list(session.exec(query.order_by(col(Meeting.starts_at), col(Meeting.id))))


def without_result(session: Session, estates: Sequence[UUID], now: datetime) -> list[Meeting]:
    """Meetings that have begun and whose result is not published."""
    query = select(Meeting).where(
        col(Meeting.estate_id).in_(estates),
        Meeting.state != MeetingState.CANCELLED,
        col(Meeting.result_at).is_(None),
        Meeting.starts_at <= now,
    )
    return list(session.exec(query.order_by(col(Meeting.starts_at), col(Meeting.id))))


def last_result(session: Session, estate_id: UUID) -> Meeting | None:
    """The latest meeting whose result is published."""
    query = select(Meeting).where(Meeting.estate_id == estate_id, col(Meeting.result_at).is_not(None))
    return session.exec(query.order_by(col(Meeting.starts_at).desc()).limit(1)).first()


def recent(session: Session, estates: Sequence[UUID], limit: int) -> list[Meeting]:
    """Meetings held, the latest first."""
    query = select(Meeting).where(col(Meeting.estate_id).in_(estates), Meeting.state == MeetingState.HELD)
    return list(session.exec(query.order_by(col(Meeting.starts_at).desc()).limit(limit)))


def last_place(session: Session, estate_id: UUID) -> str:
    """Where the estate's committee met last, or is to meet."""
    query = select(Meeting).where(Meeting.estate_id == estate_id).order_by(col(Meeting.id).desc()).limit(1)
    found = session.exec(query).first()
    return found.place if found else ""


def members_of(session: Session, estate_id: UUID, now: datetime) -> list[Person]:
    """The committee now, chair first, each once."""
    found = [person for role in COMMITTEE for person in holders_of(session, estate_id, role, now)]
    return list({person.id: person for person in found}.values())


def invited(session: Session, estate_id: UUID, now: datetime) -> list[UUID]:
    """Who is called to a meeting: the committee and the secretary."""
    secretaries = holders_of(session, estate_id, Role.SECRETARY, now)
    return list(dict.fromkeys(person.id for person in [*members_of(session, estate_id, now), *secretaries]))


@dataclass(frozen=True)
class Answers:
    """Of the committee's members: how many come, cannot come, have not said."""

    coming: int
    declined: int
    silent: int

    @property
    def members(self) -> int:
        return self.coming + self.declined + self.silent


def answers_to(session: Session, meeting: Meeting, now: datetime) -> Answers:
    members = {person.id for person in members_of(session, meeting.estate_id, now)}
    rows = session.exec(select(Attendance).where(Attendance.meeting_id == meeting.id)).all()
    said = [row.coming for row in rows if row.person_id in members and row.coming is not None]
    return Answers(said.count(True), said.count(False), len(members) - len(said))


def quorum_of(session: Session, meeting: Meeting, now: datetime) -> Quorum:
    """Members signed in, of all members."""
    members = {person.id for person in members_of(session, meeting.estate_id, now)}
    query = select(col(Attendance.person_id)).where(
        Attendance.meeting_id == meeting.id, col(Attendance.signed_at).is_not(None)
    )
    signed = session.exec(query).all()
    return Quorum(len(members.intersection(signed)), len(members))


def answers_by_person(session: Session, meeting: Meeting) -> dict[UUID, bool | None]:
    rows = session.exec(select(Attendance).where(Attendance.meeting_id == meeting.id)).all()
    return {row.person_id: row.coming for row in rows}


def called_off(session: Session, estate_id: UUID, now: datetime) -> Meeting | None:
    """The next meeting of today or later that was cancelled."""
    query = select(Meeting).where(
        Meeting.estate_id == estate_id,
        Meeting.state == MeetingState.CANCELLED,
        Meeting.starts_at >= at(local_day(now), time.min),
    )
    return session.exec(query.order_by(col(Meeting.starts_at)).limit(1)).first()


def opinions_on(session: Session, meeting: Meeting) -> list[MeetingOpinion]:
    """The latest first."""
    query = select(MeetingOpinion).where(MeetingOpinion.meeting_id == meeting.id)
    return list(session.exec(query.order_by(col(MeetingOpinion.id).desc())))


def told_people(session: Session, code: str, letter: str) -> list[UUID]:
    """Whoever was promised this letter of the meeting."""
    query = (
        select(col(Account.person_id))
        .join(Delivery, col(Delivery.account_id) == col(Account.id))
        .join(Letter, col(Letter.id) == col(Delivery.letter_id))
        .where(Letter.about == code, Letter.replaces == letter, Delivery.state != State.VOID)
        .distinct()
    )
    return sorted(session.exec(query))


def told_rooms(session: Session, code: str) -> list[Room]:
    """The rooms its notice was promised to."""
    promised = (
        select(col(Delivery.room_id))
        .join(Letter, col(Letter.id) == col(Delivery.letter_id))
        .where(Letter.about == code, col(Letter.replaces).startswith("notice"))
    )
    query = select(Room).where(col(Room.id).in_(promised), col(Room.left_at).is_(None))
    return list(session.exec(query.order_by(col(Room.id))))


def to_remind(session: Session, now: datetime) -> list[UUID]:
    """Meetings of which a reminder has come that was not said."""
    return [meeting.id for meeting in _planned(session, now) if _unsaid(session, meeting, now)]


def _unsaid(session: Session, meeting: Meeting, now: datetime) -> bool:
    stage = rules.stage_now(meeting.starts_at, meeting.told_at, now)
    if stage is None:
        return False
    said = select(MeetingReminder.id).where(
        MeetingReminder.meeting_id == meeting.id, MeetingReminder.stage == f"{meeting.round}-{stage.name}"
    )
    return session.exec(said).first() is None


def next_reminder(session: Session, after: datetime) -> datetime | None:
    coming = (rules.next_stage(each.starts_at, each.told_at, after) for each in _planned(session, after))
    return min((moment for moment in coming if moment is not None), default=None)


def _planned(session: Session, now: datetime) -> list[Meeting]:
    query = select(Meeting).where(Meeting.state == MeetingState.PLANNED, Meeting.starts_at > now)
    return list(session.exec(query.order_by(col(Meeting.id))))


def to_settle(session: Session, now: datetime) -> list[UUID]:
    """Planned meetings whose next morning has come."""
    return [meeting.id for meeting in _begun(session, now) if rules.settled_at(meeting.starts_at) <= now]


def _begun(session: Session, now: datetime) -> list[Meeting]:
    query = select(Meeting).where(Meeting.state == MeetingState.PLANNED, Meeting.starts_at <= now)
    return list(session.exec(query.order_by(col(Meeting.id))))


def next_settling(session: Session, after: datetime) -> datetime | None:
    query = select(col(Meeting.starts_at)).where(Meeting.state == MeetingState.PLANNED)
    moments = (rules.settled_at(starts_at) for starts_at in session.exec(query))
    return min((moment for moment in moments if moment > after), default=None)


def overlapping(session: Session, estate_id: UUID, starts_at: datetime) -> Meeting | None:
    """Another planned meeting of the estate on the same day."""
    day = local_day(starts_at)
    query = select(Meeting).where(
        Meeting.estate_id == estate_id,
        Meeting.state == MeetingState.PLANNED,
        col(Meeting.starts_at).between(at(day, time.min), at(day, time(23, 59))),
    )
    return session.exec(query.limit(1)).first()
