"""Calling, moving and cancelling a meeting, answering the call, signing in, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from config.holidays import overrides
from config.values import Code, Count, Moment, Text, saying
from models.database import insert, new_id
from models.duties.actions import discharge, open_duty, void_duty
from models.duties.prompts import prompt
from models.letters import post
from models.meetings import letters, rules
from models.meetings.letters import CALL, REMINDER, REMINDER_SURE, REPORT, announce, publish
from models.meetings.queries import (
    answers_by_person,
    answers_to,
    invited,
    members_of,
    opinions_on,
    told_people,
    told_rooms,
)
from models.meetings.rules import Quorum
from models.meetings.tables import Attendance, Meeting, MeetingOpinion, MeetingReminder, MeetingState
from models.people.identity import next_number
from models.people.roles import COMMITTEE, Role, holders_of, roles_in
from models.people.tables import Estate
from models.refusals import Refusal
from models.rooms import Audience, Room, rooms_of

RESULT = "meeting-result"


@dataclass(frozen=True)
class Plan:
    starts_at: datetime
    place: str
    agenda: str


@dataclass(frozen=True)
class Told:
    """How many people and rooms were promised the word."""

    people: int
    rooms: int


def call_meeting(session: Session, estate: Estate, plan: Plan, actor_id: UUID, now: datetime) -> tuple[Meeting, Told]:
    """The notice to the committee, the report to the community, the line in the owners' rooms, all at once.

    Refuses too short a notice, and an estate without members.
    """
    rules.must_be_in_time(plan.starts_at, now)
    if not members_of(session, estate.id, now):
        raise Refusal("meetings-no-members", estate=Text(estate.name))
    meeting = Meeting(
        code=f"{estate.prefix}-{next_number(session, estate.prefix)}",
        estate_id=estate.id,
        starts_at=plan.starts_at,
        place=plan.place,
        agenda=plan.agenda,
        told_at=now,
        called_by=actor_id,
    )
    session.add(meeting)
    session.flush()
    if roles_in(session, actor_id, estate.id, now) & set(COMMITTEE):
        _answer(session, meeting, actor_id, coming=True, answered_at=now)
    people = [each for each in invited(session, estate.id, now) if each != actor_id]
    said = letters.said("meetings-call-letter", meeting, estate)
    told = announce(session, meeting, people, said, CALL, now, "meetings-come", "meetings-decline")
    told += _report(session, meeting, estate, "meetings-report", now)
    rooms = rooms_to_tell(session, estate.id)
    published = publish(
        session, meeting, rooms, letters.said("meetings-notice", meeting, estate), now, "meetings-opinion"
    )
    return meeting, Told(told, published)


def rooms_to_tell(session: Session, estate_id: UUID) -> list[Room]:
    """Where a committee's meetings are published."""
    return rooms_of(session, estate_id, Audience.OWNERS, Audience.COMMITTEE)


def _report(session: Session, meeting: Meeting, estate: Estate, key: str, now: datetime) -> int:
    """To the community: a report, not a request for permission."""
    people = [person.id for person in holders_of(session, estate.id, Role.COMMUNITY, now)]
    people += [each for each in told_people(session, meeting.code, REPORT) if each not in people]
    verbs = ("meetings-received", "meetings-opinion=meetings-objects") if key == "meetings-report" else ()
    return announce(session, meeting, people, letters.said(key, meeting, estate), REPORT, now, *verbs)


def move_meeting(session: Session, meeting: Meeting, starts_at: datetime, actor_id: UUID, now: datetime) -> Told:
    """To another time: answers to the old one are void, its reminders too, and everybody who was told is told."""
    rules.must_be_planned(meeting)
    rules.must_be_in_time(starts_at, now, was=meeting.starts_at)
    estate = _estate(session, meeting)
    was = Moment(meeting.starts_at)
    people = _all_told(session, meeting, actor_id, invited(session, estate.id, now))
    rooms = told_rooms(session, meeting.code)
    meeting.starts_at, meeting.told_at, meeting.round = starts_at, now, meeting.round + 1
    meeting.community_seen_at = meeting.community_seen_by = None
    _forget_answers(session, meeting, actor_id)
    _withdraw_reminders(session, meeting)
    session.flush()
    said = letters.said("meetings-moved-letter", meeting, estate, was=was)
    told = announce(session, meeting, people, said, CALL, now, "meetings-come", "meetings-decline")
    told += _report(session, meeting, estate, "meetings-report", now)
    return Told(
        told, publish(session, meeting, rooms, letters.said("meetings-moved-notice", meeting, estate, was=was), now)
    )


def _forget_answers(session: Session, meeting: Meeting, but: UUID) -> None:
    session.exec(
        sa.update(Attendance)
        .where(col(Attendance.meeting_id) == meeting.id, col(Attendance.person_id) != but)
        .values(coming=None, answered_at=None, signed_at=None)
    )


def _all_told(session: Session, meeting: Meeting, actor_id: UUID, more: Iterable[UUID] = ()) -> list[UUID]:
    """Everybody who was called, also those who hold no role any more; not the one who acts."""
    people = dict.fromkeys([*told_people(session, meeting.code, CALL), *more])
    return [each for each in people if each != actor_id]


def cancel_meeting(session: Session, meeting: Meeting, reason: str, actor_id: UUID, now: datetime) -> Told:
    """It is off, or fell through: everybody who was told is told, and no result is owed."""
    if meeting.state is MeetingState.CANCELLED:
        raise Refusal("meetings-is-cancelled")
    if meeting.result_at is not None:
        raise Refusal("meetings-has-result")
    estate = _estate(session, meeting)
    people, rooms = _all_told(session, meeting, actor_id), told_rooms(session, meeting.code)
    meeting.state, meeting.cancelled_at, meeting.reason = MeetingState.CANCELLED, now, reason
    _withdraw_reminders(session, meeting)
    void_duty(session, meeting.estate_id, RESULT, meeting.code, now)
    said = letters.cancelled(meeting, estate, reason, now)
    told = announce(session, meeting, people, said, CALL, now)
    told += announce(session, meeting, told_people(session, meeting.code, REPORT), said, REPORT, now)
    return Told(told, publish(session, meeting, rooms, said, now))


def _estate(session: Session, meeting: Meeting) -> Estate:
    estate = session.get(Estate, meeting.estate_id)
    assert estate is not None
    return estate


def answer_call(session: Session, meeting: Meeting, person_id: UUID, now: datetime, *, coming: bool) -> None:
    """能来 or 来不了, until it begins; the last word counts. Tells the secretary once a quorum is out of reach."""
    rules.must_be_planned(meeting)
    if now >= meeting.starts_at:
        raise Refusal("meetings-begun")
    before = answers_to(session, meeting, now)
    _answer(session, meeting, person_id, coming=coming, answered_at=now)
    after = answers_to(session, meeting, now)
    quorum = Quorum(after.members - after.declined, after.members)
    if quorum.lacking and not Quorum(before.members - before.declined, before.members).lacking:
        _warn_secretary(session, meeting, quorum, now)


def _warn_secretary(session: Session, meeting: Meeting, quorum: Quorum, now: datetime) -> None:
    people = [person.id for person in holders_of(session, meeting.estate_id, Role.SECRETARY, now)]
    said = letters.said(
        "meetings-no-quorum-ahead", meeting, _estate(session, meeting), most=Count(quorum.present),
        members=Count(quorum.members), needed=Count(quorum.needed), article=rules.law("committee-quorum"),
    )  # fmt: skip
    announce(session, meeting, people, said, "quorum", now, "meetings-move", "meetings-cancel")


def _answer(session: Session, meeting: Meeting, person_id: UUID, **values: object) -> None:
    """The person's row, made or changed: two taps at once leave one."""
    session.exec(
        insert(session, Attendance)
        .values(id=new_id(), meeting_id=meeting.id, person_id=person_id, **values)
        .on_conflict_do_update(index_elements=["meeting_id", "person_id"], set_=values)
    )


def sign_in(session: Session, meeting: Meeting, person_id: UUID, now: datetime) -> None:
    """Present in person. Refuses before half an hour ahead and after the day."""
    rules.must_be_open_for_sign_in(meeting, now)
    _answer(session, meeting, person_id, signed_at=now, coming=True)


def receive_report(session: Session, meeting: Meeting, person_id: UUID, now: datetime) -> datetime:
    """The community has it (收悉不等于同意). The first time stays."""
    post.withdraw(session, meeting.code, REPORT)
    if meeting.community_seen_at is None:
        meeting.community_seen_at, meeting.community_seen_by = now, person_id
    return meeting.community_seen_at


def give_opinion(session: Session, meeting: Meeting, person_id: UUID, standing: str, words: str, now: datetime) -> None:
    """What a resident wants the meeting to know, until it begins; the secretary hears, without a name."""
    rules.must_be_planned(meeting)
    if now >= meeting.starts_at:
        raise Refusal("meetings-begun")
    session.add(
        MeetingOpinion(meeting_id=meeting.id, person_id=person_id, standing=standing, words=words[:500], at=now)
    )
    session.flush()
    people = [person.id for person in holders_of(session, meeting.estate_id, Role.SECRETARY, now)]
    said = saying(
        "meetings-opinion-told", code=Code(meeting.code), n=Count(len(opinions_on(session, meeting))),
        standing=saying(f"meetings-standing-{standing}"), words=Text(words[:120]),
    )  # fmt: skip
    announce(session, meeting, people, said, "opinions", now, "meetings-opinions-list")


def record_result(session: Session, meeting: Meeting, words: str, now: datetime) -> Told:
    """What was decided, published to the rooms and reported to the community; it ends the duty. Again: a correction."""
    if meeting.state is MeetingState.CANCELLED:
        raise Refusal("meetings-is-cancelled")
    if now < meeting.starts_at:
        raise Refusal("meetings-not-begun", at=Moment(meeting.starts_at))
    estate = _estate(session, meeting)
    meeting.state, meeting.result, meeting.result_at = MeetingState.HELD, words, now
    open_duty(session, estate.id, RESULT, meeting.code, rules.result_due(meeting.starts_at, overrides()), now)
    discharge(session, estate.id, RESULT, meeting.code, meeting.code, now)
    rooms = rooms_to_tell(session, estate.id)
    published = publish(session, meeting, rooms, letters.result_notice(meeting, estate, words), now)
    return Told(_report(session, meeting, estate, "meetings-result-report", now), published)


def remind(session: Session, meeting_id: UUID, now: datetime) -> None:
    """The reminder whose time has come, once, to those who have not said that they cannot come."""
    meeting = session.get(Meeting, meeting_id, with_for_update=True)
    if meeting is None or meeting.state is not MeetingState.PLANNED:
        return
    stage = rules.stage_now(meeting.starts_at, meeting.told_at, now)
    if stage is None or not _first_time(session, meeting, stage.name, now):
        return
    said = answers_by_person(session, meeting)
    people = [each for each in invited(session, meeting.estate_id, now) if said.get(each) is not False]
    sure = [each for each in people if said.get(each)]
    unsure = [each for each in people if each not in sure]
    last = stage.name == "hours"
    estate = _estate(session, meeting)
    reminder = letters.said("meetings-reminder", meeting, estate)
    question = reminder if last else letters.said("meetings-reminder-ask", meeting, estate)
    first = "meetings-sign" if last else "meetings-come"
    more = ["meetings-decline", *(["meetings-opinions-list"] if opinions_on(session, meeting) else [])]
    announce(session, meeting, unsure, question, REMINDER, now, first, *more)
    announce(session, meeting, sure, reminder, REMINDER_SURE, now, *([first] if last else []), *more)


def _withdraw_reminders(session: Session, meeting: Meeting) -> None:
    for letter in (REMINDER, REMINDER_SURE):
        post.withdraw(session, meeting.code, letter)


def _first_time(session: Session, meeting: Meeting, stage: str, now: datetime) -> bool:
    made = session.exec(
        insert(session, MeetingReminder)
        .values(id=new_id(), meeting_id=meeting.id, stage=f"{meeting.round}-{stage}", at=now)
        .on_conflict_do_nothing(index_elements=["meeting_id", "stage"])
    )
    return bool(made.rowcount)


def settle(session: Session, meeting_id: UUID, now: datetime) -> None:
    """The morning after: it counts as held, and its result is owed and asked for."""
    meeting = session.get(Meeting, meeting_id, with_for_update=True)
    if meeting is None or meeting.state is not MeetingState.PLANNED or rules.settled_at(meeting.starts_at) > now:
        return
    meeting.state = MeetingState.HELD
    due_on = rules.result_due(meeting.starts_at, overrides())
    open_duty(session, meeting.estate_id, RESULT, meeting.code, due_on, now)
    prompt(session, meeting.estate_id, now)
