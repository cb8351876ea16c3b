"""Emergencies: made known to every route of every duty holder, repeated, and climbing until somebody has seen them."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from config.values import Code, Moment, Name, Phone, Saying, Text, saying
from models.calendar import local_day
from models.complaints import rules
from models.complaints.actions import record
from models.complaints.adding import Addition, add
from models.complaints.letters import place_of, reporter_with_home, story_of, tell_author
from models.complaints.tables import Alarm, CaseState, Complaint
from models.letters import post
from models.letters.post import Draft
from models.letters.shapes import Choice
from models.letters.tables import Kind
from models.people.addresses import Place
from models.people.roles import holders_of
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


def call_line(estate: Estate | None, kind: str) -> Saying:
    """⚠️ 马上打物业值班 ×××，或 119: the one public number that fits the kind."""
    public = Phone(public_number(kind))
    duty = estate.duty_phone if estate else ""
    lift = estate.lift_phone if estate and kind == "trapped" else ""
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
    case.state, case.holder_id, case.answer_by = CaseState.WORKING, actor.id, None
    post.withdraw(session, case.code, "alarm")
    record(session, case, "alarm-seen", now, actor.id)
    who = (
        saying("complaints-alarm-who-named", name=Name(actor.spoken_name))
        if actor.spoken_name
        else saying("complaints-alarm-who")
    )
    tell_author(
        session,
        case,
        saying(key, who=who, at=Moment(now)),
        now,
        "complaints-alarm-safe",
        replaces="alarm-news",
    )
    return True


def end_alarm(session: Session, case: Complaint, alarm: Alarm, now: datetime) -> None:
    """The people are safe, or it was a mistake: nobody is rung any more."""
    alarm.ended_at, alarm.rings_at = now, None
    post.withdraw(session, case.code, "alarm")


def safe_now(session: Session, case: Complaint, actor_id: UUID, now: datetime) -> None:
    """The people are safe: those who were called hear it, once."""
    record(session, case, "alarm-safe", now, actor_id)
    _tell_called(session, case, "complaints-alarm-safe-told", (Choice(f"complaints-answer {case.code}"),), now)


def mistaken(session: Session, case: Complaint, now: datetime) -> None:
    """It was sent by mistake: those who were called need not run any more."""
    _tell_called(session, case, "complaints-alarm-mistake-told", (), now)


def _tell_called(session: Session, case: Complaint, key: str, choices: tuple[Choice, ...], now: datetime) -> None:
    draft = Draft(
        Kind.EMERGENCY,
        saying(key, code=Code(case.code), at=Moment(now)),
        choices,
        about=case.code,
        replaces="alarm",
        estate_id=case.estate_id,
    )
    alarm = session.exec(select(Alarm).where(Alarm.complaint_id == case.id)).one()
    called = {
        person.id
        for level in rules.ALARM_LEVELS[: alarm.level + 1]
        for role in level
        for person in holders_of(session, case.estate_id, role, now)
    }
    for person_id in sorted(called):
        post.tell(session, person_id, draft, now)
