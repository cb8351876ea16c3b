"""How long, and how many times more, a platform lets us write to somebody unasked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from models.letters.shapes import Window
from models.people.tables import Account


def opened(account: Account, window: Window, now: datetime) -> Window:
    """What the person did opens it anew; a shorter one does not take the place of one that still stands."""
    until, left = account.window_until, account.window_left
    stands = left > 0 and until is not None and until > now
    if stands and until is not None and until > window.until:
        return Window(until, left)
    return window


def is_open(now: datetime) -> sa.ColumnElement[bool]:
    """Of accounts: may be written to unasked."""
    return sa.and_(col(Account.window_until) > now, col(Account.window_left) > 0)


def spend(session: Session, accounts: Iterable[UUID]) -> None:
    """One message less for each time an account is named."""
    session.flush()
    if rows := [{"whose": account, "times": times} for account, times in sorted(Counter(accounts).items())]:
        session.connection().execute(_SPEND, rows)


_ACCOUNTS: sa.Table = Account.__table__  # type: ignore[attr-defined]
_LEFT = _ACCOUNTS.c.window_left - sa.bindparam("times", type_=sa.Integer)
_SPEND = (
    sa.update(_ACCOUNTS)
    .where(_ACCOUNTS.c.id == sa.bindparam("whose"), _ACCOUNTS.c.window_left > 0)
    .values(window_left=sa.case((_LEFT > 0, _LEFT), else_=0))
)


def close_window(session: Session, channel: str, chat: str) -> None:
    """The platform says so: what waits is handed over with the person's next message."""
    whose = sa.and_(col(Account.channel) == channel, col(Account.external) == chat)
    session.exec(sa.update(Account).where(whose).values(window_left=0))
