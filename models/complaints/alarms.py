"""Emergencies: made known to every route of every duty holder, repeated, and climbing until somebody has seen them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from config.values import Code, Moment, Name, Phone, Saying, Text, saying
from models.calendar import local_day
from models.complaints import clocks, rules
from models.complaints.adding import Addition, add
from models.complaints.letters import place_of, reporter_with_home, shortened, story_of, tell_author
from models.complaints.queries import calendar_of
from models.complaints.tables import Alarm, CaseState, Complaint
from models.complaints.timeline import record
from models.letters import post
from models.letters.post import Draft
from models.letters.shapes import Choice
from models.letters.tables import Kind
from models.people.addresses import Place
from models.people.roles import Role, holders_of, roles_in
from models.people.tables import Estate, Person


def raise_alarm(session: Session, case: Complaint, now: datetime) -> int:
    """Tell the first duty holders on every route. Returns how many people were promised it; 0 climbs at once."""
    alarm = Alarm(complaint_id=case.id, rings_at=rules.next_ring(now))
    session.add(alarm)
    told = _ring(session, case, alarm, now)
    while told == 0 and alarm.level + 1 < len(rules.ALARM_LEVELS):
        alarm.level += 1
        told = _ring(session, case, alarm, now)
    if told == 0:
        alarm.rings_at = None
    return told


def _ring(session: Session, case: Complaint, alarm: Alarm, now: datetime) -> int:
    """Everybody up to the present level hears it (again)."""
    estate = session.get(Estate, case.estate_id)
    assert estate is not None
    words = saying(
        "complaints-alarm-told",
        kind=saying(f"complaints-alarm-kind-{case.emergency}"),
        code=Code(case.code),
        estate=Text(estate.name),
        place=place_of(case),
        story=story_of(case),
        who=reporter_with_home(session, case, local_day(now)),
        at=Moment(case.created_at),
    )
    choices = (Choice(f"complaints-alarm-seen {case.code}"), Choice(f"complaints-alarm-false {case.code}"))
    draft = Draft(Kind.EMERGENCY, words, choices, about=case.code, replaces="alarm", estate_id=case.estate_id)
    people: dict[UUID, Person] = {}
    for level in rules.ALARM_LEVELS[: alarm.level + 1]:
        for role in level:
            people |= {person.id: person for person in holders_of(session, case.estate_id, role, now)}
    return sum(post.tell(session, person_id, draft, now) > 0 for person_id in people)


def say_where(session: Session, case: Complaint, place: Place, words: str, actor_id: UUID, now: datetime) -> None:
    """The author says where it is: everybody who was alarmed and may still be looking for it hears it at once."""
    case.building, case.entrance = place.building, place.entrance
    case.spot = place.spot or case.spot
    alarm = session.exec(select(Alarm).where(Alarm.complaint_id == case.id).with_for_update()).one()
    add(session, case, Addition(words), actor_id, now)
    if alarm.seen_at is None:
        _ring(session, case, alarm, now)


def due_alarms(session: Session, now: datetime) -> list[UUID]:
    """Alarms nobody has seen that are to be repeated now."""
    query = select(Alarm.complaint_id).where(
        col(Alarm.seen_at).is_(None), col(Alarm.ended_at).is_(None), col(Alarm.rings_at) <= now
    )
    return list(session.exec(query))


def next_alarm(session: Session) -> datetime | None:
    return session.exec(
        select(sa.func.min(Alarm.rings_at)).where(col(Alarm.seen_at).is_(None), col(Alarm.ended_at).is_(None))
    ).first()


def climb(session: Session, case: Complaint, alarm: Alarm, now: datetime) -> None:
    """Nobody has seen it: repeat, one level higher; at the top tell the resident that nobody was reached."""
    if alarm.seen_at is not None or alarm.ended_at is not None or alarm.rings_at is None or alarm.rings_at > now:
        return
    alarm.rounds += 1
    top = len(rules.ALARM_LEVELS) - 1
    if alarm.level >= top:
        alarm.rings_at = None
        tell_author(
            session, case, saying("complaints-alarm-nobody", **numbers(session, case)), now, "complaints-alarm-safe"
        )
        record(session, case, "alarm-unanswered", now, None, public=True)
        return
    alarm.level += 1
    alarm.rings_at = rules.next_ring(now)
    _ring(session, case, alarm, now)
    record(session, case, "alarm-climbed", now, None, public=False)


def numbers(session: Session, case: Complaint) -> dict[str, Saying]:
    """The numbers to call, the estate's own first; lines without a number are left out."""
    estate = session.get(Estate, case.estate_id)
    return {"call": call_line(estate, case.emergency)}


_PUBLIC_FIRST = ("fire", "shock", "injury")


def call_line(estate: Estate | None, kind: str) -> Saying:
    """⚠️ 马上打物业值班 ×××，或 119: the one public number that fits the kind; first where only its people can help."""
    public = Phone(public_number(kind))
    duty = estate.duty_phone if estate else ""
    lift = estate.lift_phone if estate and kind == "trapped" else ""
    if duty and kind in _PUBLIC_FIRST:
        return saying("complaints-alarm-call-first", duty=Phone(duty), public=public)
    if duty and lift:
        return saying("complaints-alarm-call-lift", duty=Phone(duty), lift=Phone(lift), public=public)
    if duty or lift:
        return saying(
            "complaints-alarm-call-duty" if duty else "complaints-alarm-call-liftonly",
            duty=Phone(duty or lift),
            public=public,
        )
    return saying("complaints-alarm-call-public", public=public)


def public_number(kind: str) -> str:
    """119 fire and rescue, 120 when somebody is hurt."""
    return "120" if kind in ("shock", "injury") else "119"


def see_alarm(
    session: Session,
    case: Complaint,
    alarm: Alarm,
    actor: Person,
    now: datetime,
    *,
    key: str = "complaints-alarm-seen-told",
) -> bool:
    """Somebody takes it. False when somebody else had it before."""
    if alarm.seen_at is not None:
        return False
    alarm.seen_at, alarm.seen_by, alarm.rings_at = now, actor.id, None
    case.state, case.holder_id = CaseState.WORKING, actor.id
    case.holder = _came_as(session, case, actor, now)
    clocks.answered(case, calendar_of(session, case), now)
    post.withdraw(session, case.code, "alarm")
    record(session, case, "alarm-seen", now, actor.id)
    _news(session, case, actor, now, key)
    return True


def _came_as(session: Session, case: Complaint, actor: Person, now: datetime) -> Role:
    """In which role somebody takes it: the first of those who are called."""
    held = roles_in(session, actor.id, case.estate_id, now)
    called = (role for level in rules.ALARM_LEVELS for role in level)
    return next((role for role in called if role in held), case.holder)


def _news(session: Session, case: Complaint, actor: Person, now: datetime, key: str) -> None:
    """The author hears what somebody on duty said; the newest counts."""
    who = (
        saying("complaints-alarm-who-named", name=Name(actor.spoken_name))
        if actor.spoken_name
        else saying("complaints-alarm-who")
    )
    words = saying(key, who=who, at=Moment(now))
    tell_author(session, case, words, now, "complaints-alarm-safe", replaces="alarm-news")


def arrive(session: Session, case: Complaint, alarm: Alarm, actor: Person, now: datetime) -> None:
    """Somebody on duty is on the spot; whoever never said that they were coming has taken it all the same."""
    if not see_alarm(session, case, alarm, actor, now, key="complaints-alarm-there-told"):
        _news(session, case, actor, now, "complaints-alarm-there-told")
    record(session, case, "alarm-there", now, actor.id)


def found_safe(session: Session, case: Complaint, alarm: Alarm, actor: Person, now: datetime) -> None:
    """Somebody on duty says that the people are safe: the author and the others who were called hear it."""
    if not see_alarm(session, case, alarm, actor, now, key="complaints-alarm-over-told"):
        _news(session, case, actor, now, "complaints-alarm-over-told")
    end_alarm(session, case, alarm, now)
    record(session, case, "alarm-over", now, actor.id)
    _tell_called(session, case, Said("complaints-alarm-over-called", actor.id), now)


def pass_on(session: Session, case: Complaint, words: str, actor_id: UUID, now: datetime) -> int:
    """What the author says while it lasts: those who were called hear it. Returns how many were promised it."""
    record(session, case, "added", now, actor_id, words=words)
    said = Said(
        "complaints-added-told", actor_id, ("complaints-alarm-seen", "complaints-answer"), replaces="", words=words
    )
    return _tell_called(session, case, said, now)


def end_alarm(session: Session, case: Complaint, alarm: Alarm, now: datetime) -> None:
    """The people are safe, or it was a mistake: nobody is rung any more."""
    alarm.ended_at, alarm.rings_at = now, None
    post.withdraw(session, case.code, "alarm")


def safe_now(session: Session, case: Complaint, actor_id: UUID, now: datetime) -> None:
    """The people are safe: those who were called hear it, once."""
    record(session, case, "alarm-safe", now, actor_id)
    _tell_called(session, case, Said("complaints-alarm-safe-told", actor_id, ("complaints-answer",)), now)


def mistaken(session: Session, case: Complaint, actor_id: UUID, now: datetime) -> None:
    """It was sent by mistake: those who were called need not run any more."""
    _tell_called(session, case, Said("complaints-alarm-mistake-told", actor_id), now)


@dataclass(frozen=True)
class Said:
    """What those who were called are told, by whom (who needs not hear it), and what they can do about it."""

    key: str
    by: UUID
    verbs: tuple[str, ...] = ()
    replaces: str = "alarm"
    words: str = ""


def _tell_called(session: Session, case: Complaint, said: Said, now: datetime) -> int:
    """Returns how many were promised it."""
    alarm = session.exec(select(Alarm).where(Alarm.complaint_id == case.id)).one()
    verbs = [verb for verb in said.verbs if alarm.seen_at is None or verb != "complaints-alarm-seen"]
    draft = Draft(
        Kind.EMERGENCY,
        saying(said.key, code=Code(case.code), at=Moment(now), words=Text(shortened(said.words))),
        tuple(Choice(f"{verb} {case.code}") for verb in verbs),
        about=case.code,
        replaces=said.replaces,
        estate_id=case.estate_id,
    )
    called = {
        person.id
        for level in rules.ALARM_LEVELS[: alarm.level + 1]
        for role in level
        for person in holders_of(session, case.estate_id, role, now)
    }
    return sum(post.tell(session, person_id, draft, now) > 0 for person_id in sorted(called - {said.by}))
