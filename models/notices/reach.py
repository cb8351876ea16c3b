"""Who and which homes an audience means, in SQL: people by their ties, homes by their place, never of another estate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from config.channels import LOOKED_INTO, MAILBOXES
from models.calendar import local_day
from models.letters.routes import best_routes
from models.notices.audience import Group, Part, is_whole
from models.notices.tables import Route
from models.people.roles import COMMITTEE, Grant
from models.people.tables import WEIGHING, Account, Person, Tie, TieKind, Unit, UnitKind

Condition = sa.ColumnElement[bool]


@dataclass(frozen=True)
class Audience:
    """`parts` in one estate, as things stand at `now`."""

    estate_id: UUID
    parts: tuple[Part, ...]
    now: datetime

    @property
    def today(self) -> date:
        return local_day(self.now)


@dataclass(frozen=True)
class Reach:
    """People by the best route they have; homes (shops, parking places where these are meant) and how many have none."""

    push: int
    mailbox: int
    none: int
    homes: int
    homes_without: int

    @property
    def people(self) -> int:
        return self.push + self.mailbox + self.none


def people(audience: Audience) -> Condition:
    """True for the persons of the audience; to be put beside Person. One set, so that the work grows with the estate."""
    ways = [sa.select(col(Tie.person_id)).join(Unit, _joined()).where(_tied(audience))]
    groups = {part.group for part in audience.parts}
    if Group.COMMITTEE in groups or is_whole(audience.parts):
        ways.append(_committee(audience))
    if is_whole(audience.parts):
        ways.append(sa.select(col(Account.person_id)).where(col(Account.estate_id) == audience.estate_id))
    return sa.and_(col(Person.left_at).is_(None), col(Person.id).in_(sa.union(*ways)))


def _joined() -> Condition:
    return col(Unit.id) == col(Tie.unit_id)


def _live(today: date) -> Condition:
    return sa.and_(col(Tie.ended_at).is_(None), sa.or_(col(Tie.until).is_(None), col(Tie.until) >= today))


def _tied(audience: Audience) -> Condition:
    """True for a live tie to a unit that a part means."""
    meant = [_meant(part) for part in audience.parts if part.group is not Group.COMMITTEE]
    return sa.and_(col(Unit.estate_id) == audience.estate_id, _live(audience.today), sa.or_(sa.false(), *meant))


def _meant(part: Part) -> Condition:
    by_group = {
        Group.OWNER: col(Tie.kind) == TieKind.OWNER,
        Group.TENANT: col(Tie.kind) == TieKind.TENANT,
        Group.GARAGE: col(Unit.kind) == UnitKind.PARKING,
        Group.SHOP: col(Unit.kind) == UnitKind.SHOP,
    }
    return sa.and_(_place(part), by_group.get(part.group, sa.true()))


def _place(part: Part) -> Condition:
    place = [col(Unit.building) == part.building] if part.building else []
    return sa.and_(sa.true(), *place, *([col(Unit.entrance) == part.entrance] if part.entrance else []))


def _committee(audience: Audience) -> sa.Select[UUID]:
    return sa.select(col(Grant.person_id)).where(
        col(Grant.estate_id) == audience.estate_id,
        col(Grant.role).in_(COMMITTEE),
        col(Grant.starts_at) <= audience.now,
        sa.or_(col(Grant.ends_at).is_(None), col(Grant.ends_at) > audience.now),
        col(Grant.suspended_at).is_(None),
    )


def homes(audience: Audience) -> Condition:
    """True for the units whose people should know: homes and shops; parking places only where garage users are meant."""
    meant = [_home(part, audience.today) for part in audience.parts if part.group is not Group.COMMITTEE]
    return sa.and_(
        col(Unit.estate_id) == audience.estate_id, col(Unit.retired_on).is_(None), sa.or_(sa.false(), *meant)
    )


def _home(part: Part, today: date) -> Condition:
    weighs = col(Unit.kind).in_(WEIGHING)
    let = sa.exists().where(_joined(), col(Tie.kind) == TieKind.TENANT, _live(today))
    by_group = {
        Group.TENANT: sa.and_(weighs, let),
        Group.GARAGE: col(Unit.kind) == UnitKind.PARKING,
        Group.SHOP: col(Unit.kind) == UnitKind.SHOP,
    }
    return sa.and_(_place(part), by_group.get(part.group, weighs))


def can_write_to(account: type[Account] = Account) -> Condition:
    """The platform lets us write to this account: it wrote to us alone once, and has not blocked us."""
    return sa.and_(col(account.blocked_at).is_(None), col(account.private_since).is_not(None))


def _has(route: Route | None = None) -> Condition:
    """True for a Person with an account on such a route; on any when none is named."""
    mailbox = col(Account.channel).in_(LOOKED_INTO)  # a page rings nobody, whatever it may be sent
    wanted = {Route.PUSH: ~mailbox, Route.MAILBOX: mailbox}
    return sa.exists().where(
        col(Account.person_id) == col(Person.id),
        can_write_to(),
        wanted[route] if route else sa.true(),
    )


def reach_of(session: Session, audience: Audience) -> Reach:
    """How many people and homes the audience has, and by which route they would be reached now."""
    route = sa.case((_has(Route.PUSH), "push"), (_has(Route.MAILBOX), "mailbox"), else_="none").label("route")
    counted = select(route, sa.func.count()).select_from(Person).where(people(audience)).group_by(sa.text("route"))
    by_route = dict(session.exec(counted).all())
    reached = sa.exists().where(
        _joined(), _tied(audience), col(Person.id) == col(Tie.person_id), _has().correlate(Person)
    )
    reached = reached.correlate(Unit)
    count = select(sa.func.count()).select_from(Unit).where(homes(audience))
    all_homes, without = session.exec(count).one(), session.exec(count.where(~reached)).one()
    return Reach(by_route.get("push", 0), by_route.get("mailbox", 0), by_route.get("none", 0), all_homes, without)


def ways_to(session: Session, persons: Sequence[UUID], now: datetime) -> dict[UUID, tuple[Account, Route]]:
    """For each person the account a notice goes to."""
    return {
        way.account.person_id: (way.account, Route.MAILBOX if way.account.channel in MAILBOXES else Route.PUSH)
        for way in best_routes(session, persons, now)
    }


def known_places(session: Session, estate_id: UUID) -> dict[str, set[str]]:
    """The estate's buildings and the entrances of each."""
    rows = session.exec(
        select(col(Unit.building), col(Unit.entrance))
        .where(col(Unit.estate_id) == estate_id, col(Unit.retired_on).is_(None))
        .distinct()
    )
    places: dict[str, set[str]] = {}
    for building, entrance in rows:
        places.setdefault(building, set()).add(entrance)
    return places
