"""Whose telephone really rings. Somebody on duty needs one way that rings with nothing open, and that it works is not
believed but shown: a letter sent there was seen in the last seven days. Whoever saw none is sent a test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from config.channels import CHANNELS
from config.values import saying
from models.letters import post
from models.letters.post import Draft
from models.letters.routes import Goes, Route, best_first, route_of
from models.letters.shapes import Choice
from models.letters.tables import Delivery, Kind, Letter
from models.people.roles import Grant, Role, holders_of
from models.people.tables import Account, Person

TEST = "people-test"
HOLDS = timedelta(days=7)
"""How long a proof holds, and the least between two tests (house default)."""
_EARLY = timedelta(days=1)
"""So long before it runs out, or after somebody began, a test is sent."""
_RINGING = [traits.name for traits in CHANNELS.values() if traits.rings]
ON_DUTY = (Role.SECRETARY, Role.CHAIR, Role.COMPANY, Role.COMMUNITY, Role.TOWNSHIP)


class Fault(Enum):
    """Why nobody can count on it that the telephone of this person rings."""

    NONE = "none"
    """There is no account that could."""
    SHUT = "shut"
    """There is, and it is blocked or was never begun."""
    UNSEEN = "unseen"
    """Nothing sent there was seen for long, or ever."""


@dataclass(frozen=True)
class Unproven:
    """`since`: nothing was seen there since then, as far back as anybody could have expected it."""

    person: Person
    fault: Fault
    since: datetime | None = None


def faults(session: Session, persons: Sequence[Person], now: datetime) -> list[Unproven]:
    """Those of them whose telephone is not known to ring, and why."""
    ids = [person.id for person in persons]
    ringing = _ringing(session, ids, now)
    seen = _last_seen(session, ids)
    began = _began(session, now, sa.func.min)
    found: list[Unproven] = []
    for person in persons:
        ways = ringing.get(person.id, [])
        if not ways:
            found.append(Unproven(person, Fault.NONE))
        elif ways[0].goes is not Goes.NOW:
            found.append(Unproven(person, Fault.SHUT))
        elif person.id not in seen or seen[person.id] <= now - HOLDS:
            found.append(Unproven(person, Fault.UNSEEN, seen.get(person.id, began.get(person.id))))
    return found


def unproven_in(session: Session, estate_id: UUID, now: datetime) -> list[tuple[Role, Unproven]]:
    """Of those who answer for the estate, by role."""
    return [
        (role, each) for role in ON_DUTY for each in faults(session, holders_of(session, estate_id, role, now), now)
    ]


def _ringing(session: Session, persons: Sequence[UUID], now: datetime) -> dict[UUID, list[Route]]:
    query = select(Account).where(col(Account.person_id).in_(persons), col(Account.channel).in_(_RINGING))
    found: dict[UUID, list[Route]] = {}
    for account in session.exec(query):
        found.setdefault(account.person_id, []).append(route_of(account, now))
    return {person_id: best_first(ways) for person_id, ways in found.items()}


def _last_seen(session: Session, persons: Sequence[UUID]) -> dict[UUID, datetime]:
    """When each of them last saw something on a way that rings, if ever."""
    query = (
        select(col(Account.person_id), sa.func.max(col(Delivery.seen_at)))
        .join(Delivery, col(Delivery.account_id) == col(Account.id))
        .where(
            col(Account.person_id).in_(persons),
            col(Account.channel).in_(_RINGING),
            col(Delivery.channel) == col(Account.channel),
            col(Delivery.seen_at).is_not(None),
        )
        .group_by(col(Account.person_id))
    )
    return {person_id: at for person_id, at in session.exec(query) if at is not None}


def _began(session: Session, now: datetime, which: Callable[[Any], sa.Function[Any]]) -> dict[UUID, datetime]:
    """Since when each of those on duty is: in the first or the last of their present roles (min or max)."""
    query = (
        select(col(Grant.person_id), which(col(Grant.starts_at)))
        .where(
            col(Grant.role).in_(ON_DUTY),
            sa.or_(col(Grant.ends_at).is_(None), col(Grant.ends_at) > now),
            col(Grant.suspended_at).is_(None),
        )
        .group_by(col(Grant.person_id))
    )
    return dict(session.exec(query).all())


def _moments(session: Session, now: datetime) -> Iterator[tuple[UUID, datetime]]:
    """When each of those on duty who have a telephone that could ring is to be sent the next test."""
    began = _began(session, now, sa.func.max)
    persons = list(began)
    seen = {person_id: at for person_id, at in _last_seen(session, persons).items() if at > now - HOLDS}
    tested = _last_tests(session, persons)
    for person_id, ways in sorted(_ringing(session, persons, now).items()):
        if ways[0].goes is Goes.NOW:
            proof = seen[person_id] + HOLDS - _EARLY if person_id in seen else began[person_id] + _EARLY
            again = tested[person_id] + HOLDS if person_id in tested else proof
            yield person_id, max(proof, again)


def _last_tests(session: Session, persons: Sequence[UUID]) -> dict[UUID, datetime]:
    query = (
        select(col(Account.person_id), sa.func.max(col(Letter.created_at)))
        .join(Delivery, col(Delivery.account_id) == col(Account.id))
        .join(Letter, col(Letter.id) == col(Delivery.letter_id))
        .where(Letter.about == TEST, col(Account.person_id).in_(persons))
        .group_by(col(Account.person_id))
    )
    return dict(session.exec(query).all())


def due_tests(session: Session, now: datetime) -> list[UUID]:
    return [person_id for person_id, moment in _moments(session, now) if moment <= now]


def next_test(session: Session, after: datetime) -> datetime | None:
    return min((moment for _, moment in _moments(session, after) if moment > after), default=None)


def send_test(session: Session, person_id: UUID, now: datetime) -> int:
    """To every way of theirs that rings. Returns how many."""
    ways = _ringing(session, [person_id], now).get(person_id, [])
    open_ways = [way.account for way in ways if way.goes is Goes.NOW]
    draft = Draft(Kind.ALERT, saying("people-test-told"), (Choice("people-heard"),), about=TEST, replaces=TEST)
    return post.send(session, draft, open_ways, now)
