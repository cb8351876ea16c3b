"""Who may do what, where and until when.

A grant holds in one estate, or in a district (community, township, city) and then in every estate of it. Suspension and
the end of the period take its rights at once: every question is put to the database at the moment of the act.
"""

import hashlib
import secrets
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import Enum
from typing import Optional
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from config.law import rule
from models.database.columns import Row, choice_of, foreign, link, plain
from models.database.prepared import prepared
from models.people.tables import Account, Estate, Person
from models.refusals import Refusal


class Role(Enum):
    """Who works here (DOMAIN §1). Residents hold no role: they are known by their ties."""

    SECRETARY = "secretary"
    MEMBER = "member"
    CHAIR = "chair"
    COMPANY = "company"
    COMMUNITY = "community"
    TOWNSHIP = "township"
    BUREAU = "bureau"
    VISITOR = "visitor"
    TELLER = "teller"
    ADMINISTRATOR = "administrator"
    """Who runs the machine: heard when something stands still, without a right in any estate."""


COMMITTEE = (Role.CHAIR, Role.MEMBER)
LADDER = (Role.SECRETARY, Role.CHAIR, Role.COMMUNITY, Role.TOWNSHIP)
"""Who answers for an estate, first to last: where one is missing the next holds the inbox."""
_DISTRICTS = {Role.COMMUNITY: "community", Role.TOWNSHIP: "township", Role.BUREAU: "city"}


class Grant(Row, table=True):
    """`stand_in_for` is the grant whose holder named this one for some days or hours (代班).

    `suspended_for` names the written decision; `end_told_at` is when its holder was told that the period is over.
    """

    __tablename__ = "grants"
    person_id: UUID = foreign("persons.id")
    person: Person = link()
    role: Role = choice_of(Role)
    estate_id: UUID | None = foreign("estates.id", default=None)
    estate: Optional["Estate"] = link()
    district: str = plain(default="")
    starts_at: datetime
    ends_at: datetime | None = None
    suspended_at: datetime | None = None
    suspended_by: UUID | None = None
    suspended_for: str = plain(default="")
    stand_in_for: UUID | None = None
    end_told_at: datetime | None = None


class Invitation(Row, table=True):
    """A one-time invitation to a role; only the hash of its code is kept. `stands_in_for` is the person who asks
    somebody to hold her roles for a while (代班).
    """

    __tablename__ = "invitations"
    code_hash: str = plain(unique=True)
    role: Role = choice_of(Role)
    estate_id: UUID | None = foreign("estates.id", default=None)
    estate: Optional["Estate"] = link()
    district: str = plain(default="")
    period_ends_at: datetime | None = None
    expires_at: datetime
    used_at: datetime | None = None
    made_by: UUID | None = None
    stands_in_for: UUID | None = None


def live(now: datetime) -> list[sa.ColumnElement[bool]]:
    return [
        col(Grant.starts_at) <= now,
        sa.or_(col(Grant.ends_at).is_(None), col(Grant.ends_at) > now),
        col(Grant.suspended_at).is_(None),
    ]


def _covers() -> sa.ColumnElement[bool]:
    by_district = [
        sa.and_(col(Grant.role) == role, col(Grant.district) != "", col(Grant.district) == getattr(Estate, column))
        for role, column in _DISTRICTS.items()
    ]
    return sa.or_(col(Grant.estate_id) == col(Estate.id), *by_district)


def scopes_of(session: Session, person_id: UUID, roles: Sequence[Role], now: datetime) -> list[Estate]:
    """The estates in which the person holds one of these roles now, in the order of their prefixes."""
    return list(_scopes(session, person_id, list(roles), now))


@prepared
def _scopes(person_id: UUID, roles: Sequence[Role], now: datetime) -> SelectOfScalar[Estate]:
    held = sa.exists().where(col(Grant.person_id) == person_id, col(Grant.role).in_(roles), _covers(), *live(now))
    return select(Estate).where(held).order_by(col(Estate.prefix))


def estates_in(session: Session, role: Role, district: str) -> list[Estate]:
    """The estates that a role of this district covers."""
    if role not in _DISTRICTS:
        return []
    return list(session.exec(select(Estate).where(getattr(Estate, _DISTRICTS[role]) == district)))


def roles_in(session: Session, person_id: UUID, estate_id: UUID, now: datetime) -> set[Role]:
    """Every role the person holds in this estate at this moment."""
    return set(_roles_in(session, person_id, estate_id, now))


@prepared
def _roles_in(person_id: UUID, estate_id: UUID, now: datetime) -> SelectOfScalar[Role]:
    here = select(col(Grant.role)).join(Estate, col(Estate.id) == estate_id)
    return here.where(col(Grant.person_id) == person_id, _covers(), *live(now))


def any_role(session: Session, person_id: UUID, now: datetime) -> set[Role]:
    """Every role the person holds anywhere now."""
    return set(_roles(session, person_id, now))


@prepared
def _roles(person_id: UUID, now: datetime) -> SelectOfScalar[Role]:
    return select(col(Grant.role)).where(col(Grant.person_id) == person_id, *live(now))


def with_any_role(session: Session, persons: Collection[UUID], now: datetime) -> set[UUID]:
    """Those of them who hold a role somewhere now."""
    if not persons:
        return set()
    return set(session.exec(select(col(Grant.person_id)).where(col(Grant.person_id).in_(persons), *live(now))))


def holders_of(session: Session, estate_id: UUID, role: Role, now: datetime) -> list[Person]:
    """Who holds the role in the estate now, stand-ins included, in the order they came."""
    return holders_by_role(session, estate_id, [role], now)[role]


def holders_by_role(
    session: Session, estate_id: UUID, roles: Sequence[Role], now: datetime
) -> dict[Role, list[Person]]:
    """The same of several roles, in their order; those that nobody holds among them."""
    found: dict[Role, dict[UUID, Person]] = {role: {} for role in roles}
    for role, person in _holders(session, estate_id, list(roles), now):
        found[role][person.id] = person
    return {role: list(persons.values()) for role, persons in found.items()}


@prepared
def _holders(estate_id: UUID, roles: Sequence[Role], now: datetime) -> Select[Role, Person]:
    query = select(col(Grant.role), Person).join(Person, col(Person.id) == col(Grant.person_id))
    query = query.join(Estate, col(Estate.id) == estate_id)
    return query.where(col(Grant.role).in_(roles), _covers(), *live(now)).order_by(col(Grant.id))


def holders_anywhere(session: Session, role: Role, now: datetime) -> list[UUID]:
    """Ids of everybody who holds the role now, wherever."""
    return list(session.exec(select(col(Grant.person_id)).where(col(Grant.role) == role, *live(now)).distinct()))


def invite(  # noqa: PLR0913 (who, what, where, until)
    session: Session,
    role: Role,
    estate: Estate | None,
    now: datetime,
    *,
    district: str = "",
    ends_at: datetime | None = None,
    made_by: UUID | None = None,
    stands_in_for: UUID | None = None,
) -> str:
    """A one-time code for a role in an estate, or in a district for those who supervise. Returns the code, once."""
    if (estate is None) == (district == ""):
        raise Refusal("people-invite-scope")
    code = secrets.token_hex(5).upper()
    session.add(
        Invitation(
            code_hash=_hashed(code),
            role=role,
            estate_id=estate.id if estate else None,
            district=district,
            period_ends_at=ends_at,
            expires_at=now + timedelta(days=rule("privacy-invite-valid").number),
            made_by=made_by,
            stands_in_for=stands_in_for,
        )
    )
    return code


def _hashed(code: str) -> str:
    return hashlib.sha256(code.strip().upper().encode()).hexdigest()


def looks_like_invitation(text: str) -> bool:
    word = text.strip().upper()
    return len(word) == 10 and all(letter in "0123456789ABCDEF" for letter in word)


def accept_invitation(session: Session, code: str, account: Account, now: datetime) -> Grant:
    """Take the role up. Refuses a code that is unknown, used or past."""
    found = session.exec(
        select(Invitation).where(Invitation.code_hash == _hashed(code)).with_for_update(),
    ).first()
    if found is None or found.used_at is not None or found.expires_at <= now:
        raise Refusal("people-invitation-void")
    if found.period_ends_at is not None and found.period_ends_at <= now:
        raise Refusal("people-invitation-void")
    found.used_at = now
    if found.stands_in_for is not None and found.period_ends_at is not None:
        return name_stand_in(session, found.stands_in_for, account.person_id, found.period_ends_at, now)[0]
    return grant(
        session,
        account.person_id,
        found.role,
        now,
        estate_id=found.estate_id,
        district=found.district,
        ends_at=found.period_ends_at,
    )


def grant(  # noqa: PLR0913 (who, what, where, until)
    session: Session,
    person_id: UUID,
    role: Role,
    now: datetime,
    *,
    estate_id: UUID | None = None,
    district: str = "",
    ends_at: datetime | None = None,
    stand_in_for: UUID | None = None,
) -> Grant:
    given = Grant(
        person_id=person_id,
        role=role,
        estate_id=estate_id,
        district=district,
        starts_at=now,
        ends_at=ends_at,
        stand_in_for=stand_in_for,
    )
    session.add(given)
    return given


def own_roles_to_lend(session: Session, holder_id: UUID, now: datetime) -> list[Grant]:
    """The secretary's roles somebody holds herself. Refuses who holds none, or only stands in."""
    held = session.exec(
        select(Grant).where(
            Grant.person_id == holder_id, Grant.role == Role.SECRETARY, col(Grant.stand_in_for).is_(None), *live(now)
        )
    ).all()
    if not held:
        raise Refusal("people-stand-in-none")
    return list(held)


def name_stand_in(session: Session, holder_id: UUID, stand_in_id: UUID, until: datetime, now: datetime) -> list[Grant]:
    """Let somebody hold the secretary's roles until then (代班), never longer than she does herself."""
    if holder_id == stand_in_id:
        raise Refusal("people-stand-in-self")
    return [
        grant(
            session,
            stand_in_id,
            one.role,
            now,
            estate_id=one.estate_id,
            district=one.district,
            ends_at=min(until, one.ends_at or until),
            stand_in_for=one.id,
        )
        for one in own_roles_to_lend(session, holder_id, now)
    ]
