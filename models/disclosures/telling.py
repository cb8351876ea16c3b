"""Who is told of a publication, a correction, a withdrawal, and in which words.

People are told in chunks of 500, each in a transaction of its own; the first goes along with the publication, the
calendar sends the rest. A correction or a withdrawal is told to those who had or read what no longer holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from config.values import Code, Lines, Money, Saying, Text, saying
from models import doors
from models.calendar import local_day
from models.disclosures.ledgers import Entry, Fund, summarise
from models.disclosures.ledgers import Kind as LedgerKind
from models.disclosures.ledgers.summary import totals_of
from models.disclosures.letters import funds_of, papers_of, sum_line
from models.disclosures.queries import books_of, said_by, snapshot_of
from models.disclosures.rules import not_before
from models.disclosures.tables import State, Statement, StatementReader
from models.doors import Doors, Told, told_by_letter
from models.letters import post
from models.letters.post import Draft
from models.letters.routes import best_accounts
from models.letters.shapes import Choice, Paper
from models.letters.tables import Delivery, Kind, Letter
from models.letters.tables import State as Sent
from models.people.tables import WEIGHING, Account, Estate, Tie, Unit
from models.rooms import Audience, Room, rooms_of

CHUNK = 500
_PUBLISHED = "published"


def tell_more(session: Session, statement_id: UUID, now: datetime) -> int:
    """The next chunk of people. Returns how many letters were promised; nothing when all have been told."""
    statement = session.get(Statement, statement_id, with_for_update=True)
    if statement is None or not statement.telling:
        return 0
    gone = _gone(session, statement)
    query = _living_in(statement.estate_id, local_day(now)) if gone is None else _knowing(gone)
    if statement.told_up_to is not None:
        query = query.where(col(Account.person_id) > statement.told_up_to)
    people = list(session.exec(query.order_by(col(Account.person_id)).limit(CHUNK)))
    statement.telling = len(people) == CHUNK
    statement.told_up_to = people[-1] if people else statement.told_up_to
    return _send(session, statement, gone, people, now) if people else 0


def _gone(session: Session, statement: Statement) -> Statement | None:
    """What no longer holds through this news; None for a first publication."""
    if statement.state is State.WITHDRAWN:
        return statement
    return session.get(Statement, statement.corrects) if statement.corrects else None


def _living_in(estate_id: UUID, today: date) -> SelectOfScalar[UUID]:
    """Everybody with a home here."""
    units = select(col(Unit.id)).where(Unit.estate_id == estate_id)
    live = sa.or_(col(Tie.until).is_(None), col(Tie.until) >= today)
    ties = select(col(Tie.person_id)).where(col(Tie.unit_id).in_(units), col(Tie.ended_at).is_(None), live)
    return select(col(Account.person_id)).distinct().where(col(Account.person_id).in_(ties))


def _knowing(gone: Statement) -> SelectOfScalar[UUID]:
    """Who was to have its letter, or read an answer from it."""
    readers = select(col(StatementReader.person_id)).where(StatementReader.statement_id == gone.id)
    return (
        select(col(Account.person_id))
        .distinct()
        .where(sa.or_(col(Account.person_id).in_(readers), col(Account.id).in_(_letters_of(gone))))
    )


def _letters_of(gone: Statement, *states: Sent) -> SelectOfScalar[UUID | None]:
    """Accounts with a copy of its news, in these states of delivery."""
    query = (
        select(col(Delivery.account_id))
        .join(Letter, col(Letter.id) == col(Delivery.letter_id))
        .where(Letter.about == gone.code, Letter.replaces == _PUBLISHED, col(Delivery.account_id).is_not(None))
    )
    return query.where(col(Delivery.state).in_(states)) if states else query


def _send(session: Session, statement: Statement, gone: Statement | None, people: Sequence[UUID], now: datetime) -> int:
    """One route each. Who never had the old publication reads the new one as news, and of a withdrawal nothing."""
    routes = best_accounts(session, people, now)
    had = _had(session, gone, people) if gone else set()
    fresh = [account for account in routes if account.person_id not in had]
    others = [account for account in routes if account.person_id in had]
    sent = 0
    if fresh and statement.state is State.PUBLISHED:
        sent += post.send(session, _draft(session, statement, news(session, statement), now), fresh, now)
    if others and gone is not None:
        sent += post.send(session, _draft(session, statement, change(session, statement, gone), now), others, now)
    return sent


def _had(session: Session, gone: Statement, people: Sequence[UUID]) -> set[UUID]:
    """Who read what no longer holds, or to whom its letter really went out."""
    went = _letters_of(gone, Sent.SENT, Sent.SENDING, Sent.UNKNOWN)
    read = select(col(StatementReader.person_id)).where(StatementReader.statement_id == gone.id)
    query = select(col(Account.person_id)).where(
        col(Account.person_id).in_(people),
        sa.or_(col(Account.id).in_(went), col(Account.person_id).in_(read)),
    )
    return set(session.exec(query))


def _draft(session: Session, statement: Statement, words: Saying, now: datetime) -> Draft:
    verbs = ("show", "doubt") if statement.state is State.PUBLISHED else ("show",)
    choices = tuple(Choice(f"disclosures-{verb} {statement.code}") for verb in verbs)
    papers = tuple(pictures(session, statement)) if statement.state is State.PUBLISHED else ()
    return Draft(
        Kind.NOTICE, words, choices, papers, about=statement.code, replaces=_PUBLISHED,
        estate_id=statement.estate_id, not_before=not_before(now),
    )  # fmt: skip


def tell_rooms(session: Session, statement: Statement, now: datetime) -> int:
    """Into the owners' groups: of a first publication all, later those that were told of what no longer holds."""
    gone = _gone(session, statement)
    rooms = rooms_of(session, statement.estate_id, Audience.OWNERS)
    if gone is not None:
        told = set(session.exec(_rooms_told(gone)))
        rooms = [room for room in rooms if room.id in told]
    words = news(session, statement) if gone is None else change(session, statement, gone)
    for room in rooms:
        draft = _draft(session, statement, words, now)
        post.post(session, room, Draft(**{**vars(draft), "choices": ()}), now)
    return len(rooms)


def _rooms_told(gone: Statement) -> SelectOfScalar[UUID]:
    return (
        select(col(Room.id))
        .join(Delivery, col(Delivery.room_id) == col(Room.id))
        .join(Letter, col(Letter.id) == col(Delivery.letter_id))
        .where(Letter.about == gone.code, Letter.replaces == _PUBLISHED, Delivery.state == Sent.SENT)
    )


def pictures(session: Session, statement: Statement) -> list[Paper]:
    """The picture of the chief fund."""
    return [paper for paper in all_papers(session, statement) if paper.name == "disclosure-summary"][:1]


def all_papers(session: Session, statement: Statement) -> list[Paper]:
    """Pictures and A4 pages of every fund, as published."""
    estate, frozen = session.get(Estate, statement.estate_id), snapshot_of(session, statement)
    assert estate is not None
    assert frozen is not None
    books = books_of(session, statement.estate_id)
    before = [entry for entry in books.entries if entry.year == statement.year - 1]
    return papers_of(estate, statement, said_by(session, statement), frozen.digest, before)


def news(session: Session, statement: Statement) -> Saying:
    """What was published, in the sums of each fund; the same words go into a group by hand."""
    said = said_by(session, statement)
    head = saying(
        "disclosures-news",
        code=Code(statement.code),
        year=Text(str(statement.year)),
        version=Text(str(statement.version)),
    )
    sums = [sum_line(summarise(said.entries, said.year, fund, said.stated)) for fund in funds_of(said.entries)]
    note = [saying("disclosures-note", note=Text(said.note))] if said.note else []
    return saying("disclosures-lines", lines=Lines((head, *sums, *note)))


def _sides(old: Sequence[Entry], new: Sequence[Entry], fund: Fund) -> list[tuple[str, int, int]]:
    was, now = (totals_of(entry for entry in entries if entry.fund is fund) for entries in (old, new))
    return [(kind.value, getattr(was, kind.value), getattr(now, kind.value)) for kind in LedgerKind]


def change(session: Session, statement: Statement, gone: Statement) -> Saying:
    """What no longer holds: withdrawn and why, or corrected, with the sums before and now."""
    if statement.state is State.WITHDRAWN:
        return saying(
            "disclosures-withdrawn-told", code=Code(statement.code), year=Text(str(statement.year)),
            reason=Text(statement.returned),
        )  # fmt: skip
    old, new = said_by(session, gone), said_by(session, statement)
    lines = [
        saying(
            f"disclosures-changed-{side}", fund=saying(f"ledger-fund-name-{fund}"), before=Money(was), fen=Money(now)
        )
        for fund in Fund
        for side, was, now in _sides(old.entries, new.entries, fund)
        if was != now
    ]
    head = saying(
        "disclosures-corrected-told", code=Code(statement.code), old=Code(gone.code), year=Text(str(statement.year))
    )
    return saying("disclosures-lines", lines=Lines((head, *(lines or [saying("disclosures-changed-details")]))))


def doors_of(session: Session, statement: Statement, today: date) -> Doors:
    """The homes that nobody of was told of this publication by any route, nor has read it."""
    told = told_by_letter(session, statement.code, _PUBLISHED)
    read = sa.select(col(StatementReader.person_id)).where(col(StatementReader.statement_id) == statement.id)
    homes = (col(Unit.estate_id) == statement.estate_id, col(Unit.kind).in_(WEIGHING), col(Unit.retired_on).is_(None))
    reached = Told(sa.select(sa.union(told.reached, read).subquery().c.person_id), told.doubted)
    return doors.doors_of(session, statement.estate_id, sa.and_(*homes), reached, today)
