"""From the chat to the web page as the same person: an entry that is used once and dies soon; a seat that becomes theirs."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, select

from models.database import Row, foreign, link, new_id, plain
from models.people.tables import Account

LASTS = timedelta(minutes=10)


class Entry(Row, table=True):
    """Only the hash of its token is kept. `account_id` asked for it: whoever opens it is that account's person."""

    __tablename__ = "entries"
    account_id: UUID = foreign("accounts.id")
    account: Account = link()
    token_hash: str = plain(unique=True)
    expires_at: datetime
    used_at: datetime | None = None


def find_entry(session: Session, token: str, now: datetime) -> Account | None:
    """Who asked for it, while it may still be used."""
    entry = session.exec(select(Entry).where(Entry.token_hash == _hash(token))).first()
    if entry is None or entry.used_at is not None or entry.expires_at <= now:
        return None
    return session.get(Account, entry.account_id)


def make_entry(session: Session, account: Account, now: datetime) -> str:
    """Returns the token, which stands nowhere else."""
    token = secrets.token_urlsafe(24)
    session.add(Entry(account_id=account.id, token_hash=_hash(token), expires_at=now + LASTS))
    return token


def use_entry(session: Session, token: str, now: datetime) -> Account | None:
    """Use it up. None when it is dead, or somebody was quicker."""
    entry = session.exec(select(Entry).where(Entry.token_hash == _hash(token)).with_for_update()).first()
    if entry is None or entry.used_at is not None or entry.expires_at <= now:
        return None
    entry.used_at = now
    return session.get(Account, entry.account_id)


def take_seat(session: Session, channel: str, seat: str, account: Account) -> bool:
    """From now on the seat is the account's person's. False when it has been somebody else's: it stays theirs."""
    there = session.exec(select(Account).where(Account.channel == channel, Account.external == seat)).first()
    if there is not None:
        return there.person_id == account.person_id
    session.add(
        Account(id=new_id(), channel=channel, external=seat, person_id=account.person_id, estate_id=account.estate_id)
    )
    return True


def _hash(token: str) -> str:
    return hashlib.sha256(b"entry:" + token.encode("utf-8", "replace")).hexdigest()
