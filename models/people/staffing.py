"""Who may invite and suspend whom, grants as they are shown, and the end of a period. Rights themselves: roles.py."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from config.values import Saying, saying
from models.people.roles import Grant, Role, live, roles_in
from models.people.tables import Estate, Person
from models.refusals import Refusal

_STAFF = (Role.MEMBER, Role.COMPANY, Role.VISITOR, Role.TELLER)
_INVITES = {
    Role.SECRETARY: _STAFF,
    Role.CHAIR: (Role.SECRETARY, *_STAFF),
    Role.COMMUNITY: (Role.SECRETARY, Role.CHAIR, *_STAFF),
    Role.TOWNSHIP: (Role.COMMUNITY, Role.SECRETARY, Role.CHAIR, *_STAFF),
    Role.BUREAU: (Role.TOWNSHIP, Role.COMMUNITY),
}
_SUSPENDS = {
    Role.CHAIR: (Role.SECRETARY, Role.VISITOR, Role.TELLER),
    Role.COMMUNITY: (Role.CHAIR, Role.MEMBER),
    Role.TOWNSHIP: (Role.CHAIR, Role.MEMBER, Role.SECRETARY),
}
INVITERS, SUSPENDERS = tuple(_INVITES), tuple(_SUSPENDS)
_LONGEST = timedelta(days=31)
"""A stand-in is for days or hours; longer is an invitation."""
_FIGURES = {"半": 0.5, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "十": 10}
_SPAN = re.compile(
    r"(?P<many>\d{1,3}|[半一二两三四五六七十])\s*(?:个)?(?P<unit>天|日|周|星期|礼拜|小时|钟头|days?|hours?|weeks?|h|d)", re.IGNORECASE
)  # fmt: skip
_HOURS = {"天": 24, "日": 24, "d": 24, "周": 168, "星": 168, "礼": 168, "w": 168, "小": 1, "钟": 1, "h": 1}


@dataclass(frozen=True)
class Held:
    """A grant of one estate with its holder. Choices name it by the grant's id without hyphens."""

    grant: Grant
    person: Person

    @property
    def estate_id(self) -> UUID:
        assert self.grant.estate_id is not None
        return self.grant.estate_id

    @property
    def ref(self) -> str:
        return self.grant.id.hex


# ---- rules


def may_invite(held: Collection[Role]) -> list[Role]:
    """The roles that holders of these may invite to, in the order they are offered."""
    return [role for role in Role if any(role in _INVITES.get(each, ()) for each in held)]


def may_suspend(held: Collection[Role]) -> list[Role]:
    return [role for role in Role if any(role in _SUSPENDS.get(each, ()) for each in held)]


def district_of(role: Role, estate: Estate) -> str:
    """For those who supervise: the community, township or city of the estate; "" for a role of the estate itself."""
    named = {Role.COMMUNITY: estate.community, Role.TOWNSHIP: estate.township, Role.BUREAU: estate.city}
    if role in named and not named[role]:
        raise Refusal("people-no-district")
    return named.get(role, "")


def read_span(text: str) -> timedelta | None:
    """`3天`, `半天`, `4小时`, `2 hours`; None when it says none. Refuses more than 31 days, and nothing."""
    found = _SPAN.search(text)
    if found is None:
        return None
    many = _FIGURES.get(found["many"]) or int(found["many"] or 0)
    span = timedelta(hours=many * _HOURS[found["unit"][0].lower()])
    if not timedelta(0) < span <= _LONGEST:
        raise Refusal("people-stand-in-long")
    return span


# ---- queries


def grants_of(session: Session, person_id: UUID, now: datetime) -> list[tuple[Grant, Estate | None]]:
    """What the person holds now, suspended too, with the estate where it is one."""
    query = (
        select(Grant, Estate)
        .outerjoin(Estate, col(Estate.id) == col(Grant.estate_id))
        .where(Grant.person_id == person_id, sa.or_(col(Grant.ends_at).is_(None), col(Grant.ends_at) > now))
    )
    return [(grant, estate) for grant, estate in session.exec(query.order_by(col(Grant.id)))]


def held_in(session: Session, estate_id: UUID, roles: Sequence[Role], now: datetime, *, suspended: bool) -> list[Held]:
    """Who holds, or would hold but for a suspension, these roles of the estate."""
    state = col(Grant.suspended_at).is_not(None) if suspended else col(Grant.suspended_at).is_(None)
    query = (
        select(Grant, Person)
        .join(Person, col(Person.id) == col(Grant.person_id))
        .where(
            Grant.estate_id == estate_id,
            col(Grant.role).in_(roles),
            sa.or_(col(Grant.ends_at).is_(None), col(Grant.ends_at) > now),
            state,
        )
    )
    return [Held(grant, person) for grant, person in session.exec(query.order_by(col(Grant.id)))]


def find_held(session: Session, actor_id: UUID, ref: str, now: datetime) -> Held:
    """The grant, locked, for those who may suspend it. To everybody else unknown."""
    try:
        grant = session.get(Grant, UUID(hex=ref), with_for_update=True)
    except ValueError:
        grant = None
    if grant is None or grant.estate_id is None or grant.person_id == actor_id:
        raise Refusal("people-unknown")
    if grant.role not in may_suspend(roles_in(session, actor_id, grant.estate_id, now)):
        raise Refusal("people-unknown")
    person = session.get(Person, grant.person_id)
    assert person is not None
    return Held(grant, person)


# ---- actions


def suspend_held(session: Session, held: Held, decision: str, actor_id: UUID, now: datetime) -> None:
    """Rights are off from this moment, on every old choice too. `decision` names the paper it stands on."""
    if held.grant.suspended_at is not None:
        raise Refusal("people-suspended-already")
    suspend(session, held.person.id, held.grant.role, held.estate_id, now)
    values = {"suspended_by": actor_id, "suspended_for": decision}
    session.exec(
        sa.update(Grant)
        .where(
            col(Grant.person_id) == held.person.id,
            col(Grant.role) == held.grant.role,
            col(Grant.estate_id) == held.estate_id,
            col(Grant.suspended_at) == now,
        )
        .values(**values)
    )


def restore(session: Session, held: Held, now: datetime) -> None:
    """The decision was withdrawn: the rights are back at once, those of stand-ins are not."""
    if held.grant.suspended_at is None or (held.grant.ends_at is not None and held.grant.ends_at <= now):
        raise Refusal("people-not-suspended")
    held.grant.suspended_at, held.grant.suspended_by, held.grant.suspended_for = None, None, ""
    session.add(held.grant)


def ended_untold(session: Session, now: datetime) -> Sequence[UUID]:
    """Grants whose period is over and whose holders were not told."""
    return session.exec(
        select(Grant.id).where(
            col(Grant.end_told_at).is_(None), col(Grant.suspended_at).is_(None), col(Grant.ends_at) <= now
        )
    ).all()


def suspend(session: Session, person_id: UUID, role: Role, estate_id: UUID, now: datetime) -> int:
    """Take the role's rights at once, and those of stand-ins named by it. Returns how many grants."""
    mine = select(col(Grant.id)).where(
        Grant.person_id == person_id, Grant.role == role, Grant.estate_id == estate_id, *live(now)
    )
    ids = list(session.exec(mine))
    stopped = session.exec(
        sa.update(Grant)
        .where(sa.or_(col(Grant.id).in_(ids), col(Grant.stand_in_for).in_(ids)), *live(now))
        .values(suspended_at=now)
    )
    return int(stopped.rowcount)


def told_end(session: Session, grant_id: UUID, now: datetime) -> Grant | None:
    """Take note that the holder is being told; None when they were already."""
    grant = session.get(Grant, grant_id, with_for_update=True)
    if grant is None or grant.end_told_at is not None or grant.ends_at is None or grant.ends_at > now:
        return None
    grant.end_told_at = now
    return grant


def next_end(session: Session, after: datetime) -> datetime | None:
    query = select(sa.func.min(Grant.ends_at)).where(col(Grant.ends_at) > after, col(Grant.suspended_at).is_(None))
    return session.exec(query).first()


def title_of(role: Role) -> Saying:
    """The role as said behind the place it is held in: who works for a district is no 梅园社区的社区."""
    supervises = role in (Role.COMMUNITY, Role.TOWNSHIP, Role.BUREAU)
    return saying(f"title-{role.value}" if supervises else f"role-{role.value}")


def place_named(session: Session, grant: Grant) -> str:
    """The estate or the district of a grant."""
    estate = session.get(Estate, grant.estate_id) if grant.estate_id else None
    return estate.name if estate else grant.district
