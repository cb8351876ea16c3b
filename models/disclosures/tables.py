"""A statement of a year's accounts, its lines, what was frozen when it was published, and what residents asked about it.

One file brought in is one statement: read, drafted, confirmed by a second person, published. A correction is a new
statement; the old one stays readable and says what took its place.
"""

from datetime import date, datetime
from enum import Enum
from typing import Any, Optional
from uuid import UUID

import sqlalchemy as sa

from models.database import Row, choice_of, foreign, indexed, link, personal, plain, stored_json, written_once
from models.disclosures.ledgers.entries import Fund, Kind
from models.people.tables import Estate, Person


class State(Enum):
    """READING: its file is not read yet; UNREAD: it is no ledger; DROPPED: never to be published."""

    READING = "reading"
    UNREAD = "unread"
    DRAFT = "draft"
    REVIEW = "review"
    CHECKED = "checked"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"


PUBLIC = (State.PUBLISHED, State.CORRECTED, State.WITHDRAWN)
"""What residents may look at; only PUBLISHED holds."""
INSIDE = (State.READING, State.DRAFT, State.REVIEW, State.CHECKED)
"""What is still being worked on."""


class Statement(Row, table=True):
    """收支公布. `year` is 0 while nobody knows it. `rejoined`: the note on sums that do not agree, for everybody to read.

    `corrects` is the statement this one took the place of when it was published, `replaced_by` the other way round.
    """

    __tablename__ = "statements"
    __table_args__ = (
        indexed("estate_id", "state"),
        sa.CheckConstraint(
            "confirmed_by IS NULL OR (confirmed_by <> imported_by AND confirmed_by <> submitted_by)",
            name="statements_two_persons",
        ),
    )
    code: str = plain(unique=True, sa_type=sa.String(16))
    estate_id: UUID = foreign("estates.id", index=False)
    estate: Estate = link()
    year: int = 0
    version: int = 1
    state: State = choice_of(State, default=State.READING, index=True)
    title: str = plain(default="")
    file: str = plain(default="")
    """Id of the attachment it is read from; empty when it came from the terminal."""
    oddities: list[Any] = stored_json(default_factory=list)
    """What is odd about the file, a saying each."""
    unequal: int = 0
    """How many of them are sums that do not agree."""
    stated: list[Any] = stored_json(default_factory=list)
    """Totals and balances the file itself states."""
    rejoined: str = plain(default="")
    returned: str = plain(default="")
    """Why the second person sent it back, or why it was withdrawn."""
    imported_by: UUID | None = foreign("persons.id", default=None)
    importer: Optional["Person"] = link("Statement.imported_by")
    submitted_by: UUID | None = foreign("persons.id", default=None)
    submitter: Optional["Person"] = link("Statement.submitted_by")
    confirmed_by: UUID | None = foreign("persons.id", default=None)
    confirmer: Optional["Person"] = link("Statement.confirmed_by")
    published_by: UUID | None = foreign("persons.id", default=None)
    publisher: Optional["Person"] = link("Statement.published_by")
    imported_at: datetime
    confirmed_at: datetime | None = None
    published_at: datetime | None = None
    ended_at: datetime | None = None
    corrects: UUID | None = None
    replaced_by: UUID | None = None
    told_up_to: UUID | None = None
    """Everybody up to this person's id has been told of the publication."""
    telling: bool = False


class LedgerEntry(Row, table=True):
    """A line of a statement's accounts, money in fen. `number` counts from 1 in the order of the file."""

    __tablename__ = "ledger_entries"
    __table_args__ = (indexed("statement_id", "number", unique=True),)
    statement_id: UUID = foreign("statements.id", index=False)
    statement: Statement = link()
    number: int
    kind: Kind = choice_of(Kind)
    fund: Fund = choice_of(Fund)
    category: str = plain(sa_type=sa.String(32))
    item: str = plain()
    received: int | None = None
    due: int | None = None
    party: str = personal("name", "P10Y", default="")
    period_year: int | None = None
    period_month: int = 1
    period_months: int = 12
    day: date | None = None
    starts: date | None = None
    until: date | None = None
    note: str = personal("story", "P10Y", default="")
    vouchers: list[Any] = stored_json(kind="photo", keep="P10Y", default_factory=list)
    """Ids of attachments."""


class Snapshot(Row, table=True):
    """What was published, to the letter: the database refuses to change it. `digest` is of its canonical JSON."""

    __tablename__ = "statement_snapshots"
    __table_args__ = written_once()
    statement_id: UUID = foreign("statements.id", unique=True)
    statement: Statement = link()
    content: dict[str, Any] = stored_json()
    digest: str = plain(sa_type=sa.String(64))
    made_at: datetime


class StatementReader(Row, table=True):
    """Who was told of a statement or read an answer from it: they hear when it no longer holds."""

    __tablename__ = "statement_readers"
    __table_args__ = (indexed("statement_id", "person_id", unique=True),)
    statement_id: UUID = foreign("statements.id", index=False)
    statement: Statement = link()
    person_id: UUID = foreign("persons.id")
    person: Person = link()
    at: datetime


class LedgerQuestion(Row, table=True):
    """我有疑问. `subject` is the item it is about; everybody reads it with the answer, never the question or who asked."""

    __tablename__ = "ledger_questions"
    __table_args__ = (indexed("estate_id", "answered_at"),)
    code: str = plain(unique=True, sa_type=sa.String(16))
    estate_id: UUID = foreign("estates.id", index=False)
    estate: Estate = link()
    statement_id: UUID = foreign("statements.id")
    statement: Statement = link()
    subject: str = plain(default="")
    words: str = personal("story", "P3Y", default="")
    asker_id: UUID = foreign("persons.id")
    asker: Person = link("LedgerQuestion.asker_id")
    asked_at: datetime
    answer_by: datetime
    reminded_at: datetime | None = None
    answer: str = plain(default="")
    answered_at: datetime | None = None
    answered_by: UUID | None = foreign("persons.id", default=None)
    answerer: Optional["Person"] = link("LedgerQuestion.answered_by")
