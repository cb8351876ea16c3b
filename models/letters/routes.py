"""The ways to a person: what each allows now and, if it does not, why; which to take, and what to do when it fails.

A delivery is one recipient's copy, whatever way it goes in the end: when its way turns out to be shut it takes the next
in place, so that reports count people. What no way lets through waits, and comes along wherever the person is next heard.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from config.channels import LOOKED_INTO, traits_of
from models.database import RowSession, prepared
from models.letters.tables import PRIORITY, Delivery, Kind, State
from models.people.tables import Account


class Goes(Enum):
    """NOW: a telephone rings. WAITS: until the person looks or writes. SHUT: not at all."""

    NOW = "now"
    WAITS = "waits"
    SHUT = "shut"


class Why(Enum):
    """What keeps a way from being open now."""

    BLOCKED = "blocked"
    NOT_BEGUN = "not-begun"
    """They never wrote to us alone there, and the platform may refuse us."""
    WINDOW = "window"
    """The platform lets us write for a while after they did something, and that is over."""
    USED = "used"
    """Within that while, as often as the platform lets us."""
    UNOPENED = "unopened"
    """It arrives where a page is open."""
    UNASKED = "unasked"
    """It cannot push at all."""


@dataclass(frozen=True)
class Route:
    account: Account
    goes: Goes
    why: Why | None = None


def route_of(account: Account, now: datetime) -> Route:
    """What this account allows at this moment."""
    traits = traits_of(account.channel)
    if account.blocked_at is not None:
        return Route(account, Goes.SHUT, Why.BLOCKED)
    if account.private_since is None:
        return Route(account, Goes.SHUT, Why.NOT_BEGUN)
    if traits.windowed and (account.window_until is None or account.window_until <= now):
        return Route(account, Goes.WAITS, Why.WINDOW)
    if traits.windowed and account.window_left <= 0:
        return Route(account, Goes.WAITS, Why.USED)
    if not traits.push:
        return Route(account, Goes.WAITS, Why.UNASKED)
    return Route(account, Goes.WAITS, Why.UNOPENED) if traits.opened else Route(account, Goes.NOW)


def best_first(routes: Iterable[Route]) -> list[Route]:
    """Those that ring before those that wait before those that are shut; of equals the one last heard from."""

    def merit(route: Route) -> tuple[int, float, str]:
        heard = route.account.last_seen
        return -list(Goes).index(route.goes), heard.timestamp() if heard else 0.0, str(route.account.id)

    return sorted(routes, key=merit, reverse=True)


def routes_of(session: Session, persons: Sequence[UUID], now: datetime) -> dict[UUID, list[Route]]:
    """Every way to each of them, the best first; who has no account at all is not in it."""
    found: defaultdict[UUID, list[Route]] = defaultdict(list)
    for account in _accounts_of(session, list(persons)):
        found[account.person_id].append(route_of(account, now))
    return {person_id: best_first(routes) for person_id, routes in found.items()}


@prepared
def _accounts_of(persons: Sequence[UUID]) -> SelectOfScalar[Account]:
    return select(Account).where(col(Account.person_id).in_(persons))


def best_routes(session: Session, persons: Sequence[UUID], now: datetime) -> list[Route]:
    """One for each of those who have a way that is not shut, in the order they are named."""
    found = routes_of(session, persons, now)
    best = [found[person][0] for person in dict.fromkeys(persons) if person in found]
    return [route for route in best if route.goes is not Goes.SHUT]


def best_accounts(session: Session, persons: Sequence[UUID], now: datetime) -> list[Account]:
    return [route.account for route in best_routes(session, persons, now)]


def go_on(session: Session, delivery_id: UUID, now: datetime, reason: str, *, only_now: bool = False) -> bool:
    """Its way is shut: it waits on the person's next, which may not be one that this letter went to already. False when
    there is none (with `only_now`: none that rings), and for an answer: its numbers belong to the talk it was given in.
    """
    delivery = session.get(Delivery, delivery_id, with_for_update=True)
    if delivery is None or delivery.account_id is None or delivery.priority == PRIORITY[Kind.ANSWER]:
        return False
    if delivery.state not in (State.SENDING, State.QUEUED):
        return False
    person_id = session.exec(select(Account.person_id).where(Account.id == delivery.account_id)).one()
    gone = set(session.exec(select(Delivery.account_id).where(Delivery.letter_id == delivery.letter_id)))
    wanted = (Goes.NOW,) if only_now else (Goes.NOW, Goes.WAITS)
    ways = routes_of(session, [person_id], now)[person_id]
    way = next((each for each in ways if each.goes in wanted and each.account.id not in gone), None)
    if way is None:
        return False
    delivery.reason = f"{delivery.channel}: {reason}"[:200]
    delivery.account_id, delivery.channel, delivery.chat = way.account.id, way.account.channel, way.account.external
    delivery.state, delivery.leased_until, delivery.tries = State.QUEUED, None, 0
    session.add(delivery)
    _wake(session, {delivery.channel})
    return True


def bring(session: Session, account: Account, now: datetime) -> None:
    """The person writes here: what waits for them where they must look or write first comes here instead."""
    given = {
        "me": account.id,
        "person": account.person_id,
        "here": account.channel,
        "chat": account.external,
        "at": now,
    }
    if session.connection().execute(_BRING, given).first() is not None:
        _wake(session, {account.channel})


_DELIVERIES: sa.Table = Delivery.__table__  # type: ignore[attr-defined]
_ACCOUNTS: sa.Table = Account.__table__  # type: ignore[attr-defined]
_SAME = _DELIVERIES.alias("same")
_BRING = (
    sa.update(_DELIVERIES)
    .where(
        _DELIVERIES.c.account_id.in_(
            sa.select(_ACCOUNTS.c.id).where(
                _ACCOUNTS.c.person_id == sa.bindparam("person"), _ACCOUNTS.c.id != sa.bindparam("me")
            )
        ),
        _DELIVERIES.c.state == State.QUEUED,
        _DELIVERIES.c.channel.in_(LOOKED_INTO),
        _DELIVERIES.c.priority > PRIORITY[Kind.ANSWER],
        sa.or_(_DELIVERIES.c.not_before.is_(None), _DELIVERIES.c.not_before <= sa.bindparam("at")),
        ~sa.exists().where(_SAME.c.letter_id == _DELIVERIES.c.letter_id, _SAME.c.account_id == sa.bindparam("me")),
    )
    .values(account_id=sa.bindparam("me"), channel=sa.bindparam("here"), chat=sa.bindparam("chat"))
    .returning(_DELIVERIES.c.id)
)
"""Put together once: it is asked with every message."""


def _wake(session: Session, channels: set[str]) -> None:
    if isinstance(session, RowSession):
        session.woken.update(channels)
