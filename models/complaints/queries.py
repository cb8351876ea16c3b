"""Finding complaints: fetching one also checks whether this person may see it, and there is no other way to get it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from config.holidays import overrides
from config.law import rule
from models.calendar import Spans, WorkCalendar
from models.complaints.tables import OPEN, Alarm, CaseEvent, CaseState, Complaint
from models.database import prepared
from models.letters.routes import Goes, routes_of
from models.people import office
from models.people.roles import LADDER, Role, holders_by_role, roles_in
from models.people.tables import Estate, Person, Unit
from models.refusals import Refusal

STAFF = (Role.SECRETARY, Role.CHAIR, Role.MEMBER, Role.COMPANY, Role.COMMUNITY, Role.TOWNSHIP)
DESK = (Role.SECRETARY, Role.CHAIR, Role.COMMUNITY, Role.TOWNSHIP)
"""Who holds, or may come to hold, an estate's inbox."""


def find_case(session: Session, person_id: UUID, code: str, now: datetime) -> Complaint:
    """The complaint of this code, locked, for whoever may see it.

    Refuses everybody else in the same words as an unknown code: its existence is nobody's business.
    """
    case = _case(session, code).first()
    if case is None or not may_see(session, case, person_id, now):
        raise Refusal("complaints-unknown")
    return case


def may_see(session: Session, case: Complaint, person_id: UUID, now: datetime) -> bool:
    """Its author and who typed it; the desk and the committee of its estate; the company what it was given or called to."""
    if person_id in (case.author_id, case.typed_by):
        return True
    held = roles_in(session, person_id, case.estate_id, now)
    if held & {*DESK, Role.MEMBER}:
        return True
    return Role.COMPANY in held and (is_companys(case) or _was_given(session, case))


def is_companys(case: Complaint) -> bool:
    """May the company act on it? It has it in hand, or is called to it in an emergency."""
    return case.holder is Role.COMPANY or case.emergency != ""


def _was_given(session: Session, case: Complaint) -> bool:
    query = select(CaseEvent.id).where(CaseEvent.complaint_id == case.id, CaseEvent.deed == "handed").limit(1)
    return session.exec(query).first() is not None


@prepared
def _case(code: str) -> SelectOfScalar[Complaint]:
    return select(Complaint).where(Complaint.code == code).with_for_update()


def cases_of(session: Session, person_id: UUID, limit: int = 9) -> list[Complaint]:
    """The person's own complaints, open ones first, newest first."""
    return list(_cases(session, person_id))[:limit]


@prepared
def _cases(person_id: UUID) -> SelectOfScalar[Complaint]:
    is_over = col(Complaint.state).not_in(OPEN)
    query = select(Complaint).where(Complaint.author_id == person_id)
    return query.order_by(is_over, col(Complaint.id).desc()).limit(50)


def open_cases(session: Session, estates: Sequence[UUID], roles: Sequence[Role] = ()) -> list[Complaint]:
    """Open complaints of these estates, by the moment somebody is owed an answer."""
    query = select(Complaint).where(col(Complaint.estate_id).in_(estates), col(Complaint.state).in_(OPEN))
    if roles:
        query = query.where(col(Complaint.holder).in_(roles))
    return sorted(
        session.exec(query), key=lambda case: (case.answer_by is None, case.answer_by or case.created_at, case.id)
    )


def count_similar(session: Session, estate_id: UUID, building: str, category: str) -> int:
    """How many open complaints of the same estate, building and kind. Never across buildings or estates."""
    return _similar(session, estate_id, building, category).one()


@prepared
def _similar(estate_id: UUID, building: str, category: str) -> SelectOfScalar[int]:
    here = select(sa.func.count()).where(Complaint.estate_id == estate_id, Complaint.building == building)
    return here.where(Complaint.category == category, col(Complaint.state).in_(OPEN))


def timeline(session: Session, case: Complaint, *, public_only: bool) -> list[CaseEvent]:
    return [event for event in _events(session, case.id) if event.public or not public_only]


@prepared
def _events(case_id: UUID) -> SelectOfScalar[CaseEvent]:
    return select(CaseEvent).where(CaseEvent.complaint_id == case_id).order_by(col(CaseEvent.id))


def alarm_of(session: Session, case: Complaint) -> Alarm | None:
    return session.exec(select(Alarm).where(Alarm.complaint_id == case.id).with_for_update()).first()


def open_alarm(session: Session, person_id: UUID, since: datetime) -> Complaint | None:
    """The person's newest emergency since then that is not over."""
    return _own_alarms(session, person_id, since).first()


@prepared
def _own_alarms(person_id: UUID, since: datetime) -> SelectOfScalar[Complaint]:
    return _standing_alarms(since).where(Complaint.author_id == person_id).with_for_update(of=Complaint)


def called_to(session: Session, person_id: UUID, estates: Sequence[UUID], since: datetime) -> list[Complaint]:
    """Emergencies of these estates since then that are not over: those the person took, or else all, the newest first."""
    query = _standing_alarms(since).where(col(Complaint.estate_id).in_(estates))
    taken = list(session.exec(query.where(Alarm.seen_by == person_id).limit(9)))
    return taken or list(session.exec(query.limit(9)))


def _standing_alarms(since: datetime) -> SelectOfScalar[Complaint]:
    """Not called off, not found safe, and nobody says that it is mended."""
    query = select(Complaint).join(Alarm, col(Alarm.complaint_id) == col(Complaint.id))
    at_work = [state for state in OPEN if state is not CaseState.DONE]
    query = query.where(Complaint.created_at >= since, col(Alarm.ended_at).is_(None), col(Complaint.state).in_(at_work))
    return query.order_by(col(Complaint.id).desc())


def unseen_alarms(session: Session, estates: Sequence[UUID]) -> list[Complaint]:
    """Emergencies of these estates that nobody on duty has taken yet, the newest first."""
    query = select(Complaint).join(Alarm, col(Alarm.complaint_id) == col(Complaint.id))
    query = query.where(
        col(Complaint.estate_id).in_(estates), col(Alarm.seen_at).is_(None), col(Alarm.ended_at).is_(None)
    )
    return list(session.exec(query.order_by(col(Complaint.id).desc()).limit(9)))


def asked_of(session: Session, person_id: UUID, since: datetime) -> Complaint | None:
    """The person's open case in which staff asked something since then and nothing was said back yet."""
    last: dict[UUID, tuple[str, Complaint]] = {}
    for event, case in _lately(session, person_id, since):
        if event.deed in ("asked", "added"):
            last[case.id] = (event.deed, case)
    waiting = [case for deed, case in last.values() if deed == "asked"]
    return waiting[-1] if waiting else None


@prepared
def _lately(person_id: UUID, since: datetime) -> Select[CaseEvent, Complaint]:
    """What happened since then in the person's open cases."""
    query = select(CaseEvent, Complaint).join(Complaint, col(Complaint.id) == col(CaseEvent.complaint_id))
    query = query.where(Complaint.author_id == person_id, col(Complaint.state).in_(OPEN), CaseEvent.at >= since)
    return query.order_by(col(CaseEvent.id))


def is_reachable(session: Session, case: Complaint, now: datetime) -> bool:
    """Whether its author can be told anything here."""
    if case.author_id is None:
        return False
    ways = routes_of(session, [case.author_id], now).get(case.author_id, [])
    return any(way.goes is not Goes.SHUT for way in ways)


def has_building(session: Session, estate_id: UUID, building: str) -> bool:
    """Whether the estate may have this building: certainly not, once a roster names others only."""
    return _unit_of(session, estate_id, building).first() is not None or _unit(session, estate_id).first() is None


@prepared
def _unit_of(estate_id: UUID, building: str) -> SelectOfScalar[UUID]:
    return select(col(Unit.id)).where(Unit.estate_id == estate_id, Unit.building == building).limit(1)


@prepared
def _unit(estate_id: UUID) -> SelectOfScalar[UUID]:
    return select(col(Unit.id)).where(Unit.estate_id == estate_id).limit(1)


def duty_holders(session: Session, estate_id: UUID, now: datetime) -> tuple[Role, list[Person]]:
    """Who holds the estate's inbox now: the first step of the ladder that has anybody."""
    ladder = holders_by_role(session, estate_id, LADDER, now)
    return next(((role, holders) for role, holders in ladder.items() if holders), (Role.SECRETARY, []))


def office_calendar(estate: Estate) -> WorkCalendar:
    """The estate's office hours on the country's working days."""
    return WorkCalendar(Spans.parse(office.hours_of(estate)), overrides())


def calendar_of(session: Session, case: Complaint) -> WorkCalendar:
    estate = session.get(Estate, case.estate_id)
    assert estate is not None
    return office_calendar(estate)


def waiting_for_author(session: Session, person_id: UUID, *states: CaseState) -> list[Complaint]:
    query = select(Complaint).where(Complaint.author_id == person_id, col(Complaint.state).in_(states))
    return list(session.exec(query.order_by(col(Complaint.id))))


def just_filed(session: Session, person_id: UUID, estate_id: UUID | None, now: datetime) -> Complaint | None:
    """The person's newest open case here (None: anywhere), while a photo or a word that follows still belongs to it."""
    since = now - timedelta(minutes=rule("complaints-draft-photos").number)
    query = select(Complaint).where(
        Complaint.author_id == person_id,
        Complaint.created_at >= since,
        col(Complaint.state).in_(OPEN),
    )
    if estate_id is not None:
        query = query.where(Complaint.estate_id == estate_id)
    return session.exec(query.order_by(col(Complaint.id).desc())).first()
