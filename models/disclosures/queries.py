"""Finding statements and what they say. Fetching one also checks whether this person may see it; there is no other way."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.calendar import local_day
from models.disclosures.ledgers import Entry, Period, Stated
from models.disclosures.letters import stated_of
from models.disclosures.rules import INSIDERS, Sight, sight_of
from models.disclosures.snapshot import Published, read_content
from models.disclosures.tables import INSIDE, PUBLIC, LedgerEntry, LedgerQuestion, Snapshot, State, Statement
from models.letters.tables import Attachment, FileState
from models.people.identity import live_ties
from models.people.roles import Role, holders_of, roles_in
from models.people.tables import Person, Tie, Unit
from models.refusals import Refusal

_ROOM = 10_000
"""Entries of several statements are numbered apart by this much."""


@dataclass(frozen=True)
class Reader:
    """Who looks, from where: `here` is the estate whose code the person scanned last."""

    person_id: UUID
    here: UUID | None
    now: datetime


def find_statement(session: Session, reader: Reader, code: str) -> Statement:
    """The statement of this code, locked. What is not published is for the estate's own committee, secretary, community.

    Refuses everybody else, other estates' people too, in the words of an unknown code.
    """
    found = session.exec(select(Statement).where(Statement.code == code).with_for_update()).first()
    if found is None or not _may_see(session, reader, found):
        raise Refusal("disclosures-unknown")
    return found


def _may_see(session: Session, reader: Reader, statement: Statement) -> bool:
    roles = roles_in(session, reader.person_id, statement.estate_id, reader.now)
    if statement.state not in PUBLIC:
        return bool(roles & set(INSIDERS))
    return (
        bool(roles)
        or reader.here == statement.estate_id
        or bool(ties_in(session, reader.person_id, statement.estate_id, local_day(reader.now)))
    )


def ties_in(session: Session, person_id: UUID, estate_id: UUID, today: date) -> list[Tie]:
    """The person's ties to homes of this estate."""
    units = select(col(Unit.id)).where(Unit.estate_id == estate_id)
    mine = set(
        session.exec(units.where(col(Unit.id).in_([tie.unit_id for tie in live_ties(session, person_id, today)])))
    )
    return [tie for tie in live_ties(session, person_id, today) if tie.unit_id in mine]


def sight_in(session: Session, person_id: UUID, estate_id: UUID, today: date, now: datetime) -> Sight:
    """How much of this estate's accounts the person may see."""
    return sight_of(ties_in(session, person_id, estate_id, today), roles_in(session, person_id, estate_id, now))


def entries_of(session: Session, statement: Statement) -> list[Entry]:
    query = select(LedgerEntry).where(LedgerEntry.statement_id == statement.id).order_by(col(LedgerEntry.number))
    return [as_entry(row) for row in session.exec(query)]


def as_entry(row: LedgerEntry) -> Entry:
    period = Period(row.period_year, row.period_month, row.period_months) if row.period_year else None
    return Entry(
        row.number, row.kind, row.fund, row.category, row.item, row.received, row.due, row.party, period, row.day,
        row.starts, row.until, row.note,
    )  # fmt: skip


def entry_row(session: Session, statement: Statement, number: int) -> LedgerEntry:
    """The line of this number, locked. Refuses when there is none."""
    query = select(LedgerEntry).where(LedgerEntry.statement_id == statement.id, LedgerEntry.number == number)
    found = session.exec(query.with_for_update()).first()
    if found is None:
        raise Refusal("disclosures-no-line")
    return found


def said_by(session: Session, statement: Statement) -> Published:
    """What the statement says: once published the snapshot, before that its lines as they stand."""
    frozen = snapshot_of(session, statement)
    if frozen is not None:
        return read_content(frozen.content)
    entries = tuple(entries_of(session, statement))
    return Published(statement.year, statement.version, entries, stated_of(statement), statement.rejoined)


def snapshot_of(session: Session, statement: Statement) -> Snapshot | None:
    return session.exec(select(Snapshot).where(Snapshot.statement_id == statement.id)).first()


@dataclass(frozen=True)
class Books:
    """All that holds of an estate's published accounts. Entries are numbered so that each finds its statement again."""

    statements: tuple[Statement, ...]
    entries: tuple[Entry, ...]
    stated: tuple[Stated, ...]

    def place_of(self, entry: Entry) -> tuple[Statement, int]:
        """The statement an entry stands in, and its number there."""
        return self.statements[entry.row // _ROOM], entry.row % _ROOM

    @property
    def years(self) -> set[int]:
        return {statement.year for statement in self.statements}

    def latest(self, year: int) -> Statement:
        """The statement of that year, or the newest of all."""
        return next((each for each in reversed(self.statements) if each.year == year), self.statements[-1])


def books_of(session: Session, estate_id: UUID) -> Books:
    query = (
        select(Statement, Snapshot)
        .join(Snapshot, col(Snapshot.statement_id) == col(Statement.id))
        .where(Statement.estate_id == estate_id, Statement.state == State.PUBLISHED)
        .order_by(col(Statement.year), col(Statement.published_at))
    )
    rows = [(statement, read_content(snapshot.content)) for statement, snapshot in session.exec(query)]
    entries = tuple(
        replace(entry, row=place * _ROOM + entry.row)
        for place, (_, published) in enumerate(rows)
        for entry in published.entries
    )
    stated = tuple(one for _, published in rows for one in published.stated)
    return Books(tuple(statement for statement, _ in rows), entries, stated)


def published_like(session: Session, statement: Statement) -> list[Statement]:
    """What was ever published of the same estate and year, oldest first, locked."""
    query = select(Statement).where(
        Statement.estate_id == statement.estate_id,
        Statement.year == statement.year,
        col(Statement.state).in_(PUBLIC),
        Statement.id != statement.id,
    )
    return list(session.exec(query.order_by(col(Statement.published_at), col(Statement.id)).with_for_update()))


def inside(session: Session, estates: Sequence[UUID], *states: State) -> list[Statement]:
    """What is being worked on in these estates, oldest first."""
    query = select(Statement).where(col(Statement.estate_id).in_(estates), col(Statement.state).in_(states or INSIDE))
    return list(session.exec(query.order_by(col(Statement.id))))


def latest_published(session: Session, estates: Sequence[UUID], limit: int = 5) -> list[Statement]:
    query = select(Statement).where(col(Statement.estate_id).in_(estates), Statement.state == State.PUBLISHED)
    return list(session.exec(query.order_by(col(Statement.year).desc(), col(Statement.id).desc()).limit(limit)))


@dataclass(frozen=True)
class Unread:
    """A statement whose file is still to be read."""

    id: UUID
    name: str
    digest: str
    state: FileState
    year: int


def unread(session: Session) -> list[Unread]:
    """Statements waiting for their file, once the file is kept or cannot be."""
    waiting = session.exec(select(Statement).where(Statement.state == State.READING, Statement.file != "")).all()
    files = {
        each.id: each
        for each in session.exec(
            select(Attachment).where(
                col(Attachment.id).in_([UUID(one.file) for one in waiting]), Attachment.state != FileState.WANTED
            )
        )
    }
    return [
        Unread(one.id, file.name, file.sha256, file.state, one.year)
        for one in waiting
        if (file := files.get(UUID(one.file))) is not None
    ]


def second_persons(session: Session, statement: Statement, now: datetime) -> list[Person]:
    """Who can confirm: chair and members but for those who had it in hand; where there is none, the community."""
    for roles in ((Role.CHAIR, Role.MEMBER), (Role.COMMUNITY,)):
        people = {person.id: person for role in roles for person in holders_of(session, statement.estate_id, role, now)}
        found = [each for key, each in people.items() if key not in (statement.imported_by, statement.submitted_by)]
        if found:
            return found
    return []


def find_question(session: Session, person_id: UUID, code: str, now: datetime) -> LedgerQuestion:
    """The question of this code, locked, for its asker and the estate's own people; unknown to all others."""
    found = session.exec(select(LedgerQuestion).where(LedgerQuestion.code == code).with_for_update()).first()
    if found is None or (
        person_id != found.asker_id and not roles_in(session, person_id, found.estate_id, now) & set(INSIDERS)
    ):
        raise Refusal("disclosures-unknown")
    return found


def open_questions(session: Session, estates: Sequence[UUID]) -> list[LedgerQuestion]:
    """Not answered yet, the one owed first before the others."""
    query = select(LedgerQuestion).where(
        col(LedgerQuestion.estate_id).in_(estates), col(LedgerQuestion.answered_at).is_(None)
    )
    return list(session.exec(query.order_by(col(LedgerQuestion.answer_by), col(LedgerQuestion.id))))


def answered_questions(session: Session, estate_id: UUID, limit: int = 5) -> list[LedgerQuestion]:
    query = select(LedgerQuestion).where(
        LedgerQuestion.estate_id == estate_id, col(LedgerQuestion.answered_at).is_not(None)
    )
    return list(session.exec(query.order_by(col(LedgerQuestion.answered_at).desc()).limit(limit)))


def overdue_questions(session: Session, now: datetime) -> list[UUID]:
    """Questions past their time of which nobody was reminded."""
    return list(session.exec(select(col(LedgerQuestion.id)).where(_unreminded(), col(LedgerQuestion.answer_by) <= now)))


def next_overdue(session: Session, after: datetime) -> datetime | None:
    query = select(sa.func.min(LedgerQuestion.answer_by)).where(_unreminded(), col(LedgerQuestion.answer_by) > after)
    return session.exec(query).first()


def _unreminded() -> sa.ColumnElement[bool]:
    return sa.and_(col(LedgerQuestion.answered_at).is_(None), col(LedgerQuestion.reminded_at).is_(None))


def still_telling(session: Session, _now: datetime) -> list[UUID]:
    """Publications and withdrawals of which not everybody was told yet."""
    return list(session.exec(select(col(Statement.id)).where(col(Statement.telling))))
