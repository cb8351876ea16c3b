"""Which duties stand open, who has to be told, and finding one for somebody who may see it."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from config.duties import templates, yearly_kinds
from models.calendar import end_of
from models.duties.rules import year_owed, yearly_due, yearly_opening
from models.duties.tables import Duty
from models.letters.tables import Delivery, Letter, State
from models.people.identity import find_estate
from models.people.roles import Grant, Role, holders_of, roles_in
from models.people.tables import Account, Estate, Person
from models.refusals import Refusal

OWING = (Role.SECRETARY, Role.CHAIR, Role.MEMBER)
"""Who may say that a duty is done."""
WATCHING = (Role.COMMUNITY, Role.TOWNSHIP)
OPEN = sa.and_(col(Duty.discharged_at).is_(None), col(Duty.void_at).is_(None))


def reference(prefix: str, duty: Duty) -> str:
    """As a choice carries it: SJ:publication-fund-use:2026."""
    return f"{prefix}:{duty.kind}:{duty.period}"


def matter_of(prefix: str, group: str, period: str) -> str:
    """What the prompts of a group are `about`."""
    return f"{prefix}:{group}:{period}"


def waiting_for_prompt(session: Session, about: str) -> list[Account]:
    """Those to whom a prompt was promised and is not handed over yet."""
    query = (
        select(Account)
        .join(Delivery, col(Delivery.account_id) == col(Account.id))
        .join(Letter, col(Letter.id) == col(Delivery.letter_id))
        .where(Letter.about == about, Letter.replaces == "prompt", Delivery.state == State.QUEUED)
    )
    return list({account.id: account for account in session.exec(query.order_by(col(Account.id)))}.values())


def find_duty(session: Session, person_id: UUID, said: str, now: datetime) -> tuple[Estate, Duty]:
    """The duty of a reference, locked, for those who owe it or watch over it; refused to everybody else alike."""
    prefix, _, rest = said.partition(":")
    kind, _, period = rest.partition(":")
    estate = find_estate(session, prefix)
    duty = _locked(session, estate.id, kind, period) if estate is not None else None
    if estate is None or duty is None or not roles_in(session, person_id, estate.id, now) & {*OWING, *WATCHING}:
        raise Refusal("duties-unknown")
    return estate, duty


def _locked(session: Session, estate_id: UUID, kind: str, period: str) -> Duty | None:
    query = select(Duty).where(Duty.estate_id == estate_id, Duty.kind == kind, Duty.period == period)
    return session.exec(query.with_for_update()).first()


def due_duties(session: Session, estates: Sequence[UUID]) -> list[Duty]:
    """Open duties of these estates, the one due first before the others: so the overdue lead."""
    query = select(Duty).where(col(Duty.estate_id).in_(estates), OPEN)
    kinds = list(templates())
    return sorted(session.exec(query), key=lambda duty: (duty.due_on, duty.estate_id, kinds.index(duty.kind)))


def missing(session: Session, estate_id: UUID, group: str, period: str) -> list[Duty]:
    """What of a group is still owed for the period, each with who owes it."""
    kinds = [kind for kind, each in templates().items() if each.group == group]
    found = due_duties(session, [estate_id])
    return [duty for duty in found if duty.kind in kinds and duty.period == period]


def answerable(session: Session, estate_id: UUID, now: datetime) -> list[Person]:
    """Who is prompted: secretary and chair; where there is neither, the community, then the township."""
    for roles in ((Role.SECRETARY, Role.CHAIR), (Role.COMMUNITY,), (Role.TOWNSHIP,)):
        found = [person for role in roles for person in holders_of(session, estate_id, role, now)]
        if found:
            return found
    return []


def to_prompt(session: Session, now: datetime) -> list[UUID]:
    """Estates with a duty whose next prompt has come."""
    return list(session.exec(select(col(Duty.estate_id)).where(OPEN, col(Duty.prompt_at) <= now).distinct()))


def next_prompt(session: Session, after: datetime) -> datetime | None:
    return session.exec(select(sa.func.min(Duty.prompt_at)).where(OPEN, col(Duty.prompt_at) > after)).first()


def to_open(session: Session, now: datetime) -> list[UUID]:
    """Estates that owe a publication for the past year of which there is no duty yet.

    Only those somebody already worked for when it was due: who joins later is not greeted with last year's debts.
    """
    found: list[UUID] = []
    for kind in yearly_kinds():
        year = year_owed(kind, now)
        opened = sa.exists().where(
            col(Duty.estate_id) == col(Estate.id), col(Duty.kind) == kind.kind, col(Duty.period) == str(year)
        )
        found += session.exec(select(col(Estate.id)).where(~opened, _staffed_by(yearly_due(kind, year + 1))))
    return list(dict.fromkeys(found))


def _staffed_by(day: date) -> sa.ColumnElement[bool]:
    in_district = sa.and_(
        col(Grant.district) != "",
        sa.or_(
            sa.and_(col(Grant.role) == Role.COMMUNITY, col(Grant.district) == col(Estate.community)),
            sa.and_(col(Grant.role) == Role.TOWNSHIP, col(Grant.district) == col(Estate.township)),
        ),
    )
    here = sa.or_(col(Grant.estate_id) == col(Estate.id), in_district)
    return sa.exists().where(here, col(Grant.starts_at) < end_of(day))


def next_opening(_session: Session, after: datetime) -> datetime | None:
    """The next yearly opening, strictly later."""
    openings = [yearly_opening(kind, after.year + n) for kind in yearly_kinds() for n in (0, 1, 2)]
    return min((moment for moment in openings if moment > after), default=None)
