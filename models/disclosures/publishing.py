"""Publishing, correcting and withdrawing: what is frozen, what it takes the place of, which duties it discharges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from models import postings
from models.calendar import local_day
from models.database import insert, new_id
from models.disclosures.ledgers import PARTS, missing_parts
from models.disclosures.queries import books_of, published_like, said_by, snapshot_of
from models.disclosures.rules import must_allow, takes_place_of
from models.disclosures.snapshot import Published, content_of, digest_of
from models.disclosures.tables import Snapshot, State, Statement, StatementReader
from models.disclosures.telling import tell_more, tell_rooms
from models.duties.actions import discharge
from models.letters import post
from models.people.tables import Estate


@dataclass(frozen=True)
class Publication:
    """What was published: `missing` are the parts the year's publication still lacks, `corrected` what it replaces."""

    digest: str
    missing: tuple[str, ...]
    corrected: tuple[str, ...]


def publish(session: Session, statement: Statement, actor_id: UUID, now: datetime) -> Publication:
    """Freeze it and tell. What it speaks of again is marked corrected and stays readable."""
    must_allow(statement, "publish")
    estate = _estate(session, statement)
    published = said_by(session, statement)
    older = [
        each
        for each in published_like(session, statement)
        if takes_place_of(published.entries, said_by(session, each).entries)
    ]
    statement.version = 1 + max((each.version for each in older), default=0)
    _freeze(session, estate, statement, published, now)
    holding = [each for each in older if each.state is State.PUBLISHED]
    for each in holding:
        _end(session, each, State.CORRECTED, now)
        each.replaced_by = statement.id
    statement.corrects = holding[-1].id if holding else None
    statement.state, statement.published_by, statement.published_at = State.PUBLISHED, actor_id, now
    statement.telling, statement.told_up_to = True, None
    post.withdraw(session, statement.code, "checked")
    what = postings.What(statement.code, "disclosures", statement.title, statement.version)
    postings.publish(session, statement.estate_id, what, actor_id, now)
    session.flush()
    tell_rooms(session, statement, now)
    tell_more(session, statement.id, now)
    missing = _discharge(session, statement, now)
    frozen = snapshot_of(session, statement)
    assert frozen is not None
    return Publication(frozen.digest, missing, tuple(each.code for each in holding))


def _estate(session: Session, statement: Statement) -> Estate:
    estate = session.get(Estate, statement.estate_id)
    assert estate is not None
    return estate


def _freeze(session: Session, estate: Estate, statement: Statement, said: Published, now: datetime) -> None:
    content = content_of(estate.prefix, Published(said.year, statement.version, said.entries, said.stated, said.note))
    session.add(Snapshot(statement_id=statement.id, content=content, digest=digest_of(content), made_at=now))
    session.flush()


def _discharge(session: Session, statement: Statement, now: datetime) -> tuple[str, ...]:
    """The yearly duties of the parts now published, once the year is over. Returns what is still missing."""
    entries = books_of(session, statement.estate_id).entries
    missing = missing_parts(entries, statement.year)
    if statement.year < local_day(now).year:
        for part in PARTS:
            if part not in missing:
                discharge(session, statement.estate_id, f"publication-{part}", str(statement.year), statement.code, now)
    return missing


def withdraw(session: Session, statement: Statement, reason: str, now: datetime) -> None:
    """It no longer holds, and nothing takes its place yet. It stays readable, with the reason."""
    must_allow(statement, "withdraw")
    statement.returned = reason.strip()
    _end(session, statement, State.WITHDRAWN, now)
    statement.telling, statement.told_up_to = True, None
    session.flush()
    tell_rooms(session, statement, now)
    tell_more(session, statement.id, now)


def _end(session: Session, statement: Statement, state: State, now: datetime) -> None:
    statement.state, statement.ended_at, statement.telling = state, now, False
    post.withdraw(session, statement.code, "published")
    postings.end(session, statement.code, now)


def mark_read(session: Session, statement: Statement, person_id: UUID, now: datetime) -> None:
    """Somebody read an answer from it."""
    session.exec(
        insert(session, StatementReader)
        .values(id=new_id(), statement_id=statement.id, person_id=person_id, at=now)
        .on_conflict_do_nothing(index_elements=["statement_id", "person_id"])
    )
