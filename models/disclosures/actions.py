"""From a file to accounts that two persons have seen: brought in, read, handed on, confirmed or sent back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from config.values import Code, Count, Lines, Saying, Text, encode, saying
from models.calendar import local_day
from models.database import new_id
from models.disclosures.combining import Reading
from models.disclosures.ledgers import Entry
from models.disclosures.letters import letter, oddities_of, stated_of, sums_of
from models.disclosures.newer import replace_checked, replace_drafts, tell_makers
from models.disclosures.queries import entries_of, published_like, second_persons
from models.disclosures.rules import lost_funds, must_allow, must_be_second, takes_place_of
from models.disclosures.snapshot import stated_to_json
from models.disclosures.tables import LedgerEntry, State, Statement
from models.letters import post
from models.letters.shapes import Choice
from models.people.identity import next_number
from models.people.tables import Estate, Person
from models.refusals import Refusal

CHUNK = 500
LINES = 5
"""Of a letter: what is odd is told as far as there is room, the rest on asking."""


def begin_import(
    session: Session, estate: Estate, now: datetime, actor_id: UUID | None, *, file: str = "", year: int = 0
) -> Statement:
    """A statement whose file is still to be read. `file` is an attachment's id, "" from the terminal."""
    made = Statement(
        code=f"{estate.prefix}-{next_number(session, estate.prefix)}",
        estate_id=estate.id,
        year=year,
        file=file,
        imported_by=actor_id,
        imported_at=now,
    )
    session.add(made)
    session.flush()
    return made


def store_entries(session: Session, statement_id: UUID, entries: Sequence[Entry]) -> None:
    """Lines of a statement being read. Number 1 clears what a broken reading left behind, each line what another
    process that reads the same file has stored of it.
    """
    statement = session.get(Statement, statement_id, with_for_update=True)
    if statement is None or statement.state is not State.READING:
        return
    numbers = [entry.row for entry in entries]
    stale = sa.delete(LedgerEntry).where(col(LedgerEntry.statement_id) == statement_id)
    session.exec(stale if 1 in numbers else stale.where(col(LedgerEntry.number).in_(numbers)))
    if entries:
        session.exec(sa.insert(LedgerEntry), params=[_line(statement_id, entry) for entry in entries])


def _line(statement_id: UUID, entry: Entry) -> dict[str, object]:
    return {
        "id": new_id(),
        "statement_id": statement_id,
        "number": entry.row,
        "kind": entry.kind,
        "fund": entry.fund,
        "category": entry.category,
        "item": entry.item,
        "received": entry.received,
        "due": entry.due,
        "party": entry.party,
        "period_year": entry.period.year if entry.period else None,
        "period_month": entry.period.month if entry.period else 1,
        "period_months": entry.period.months if entry.period else 12,
        "day": entry.day,
        "starts": entry.start,
        "until": entry.until,
        "note": entry.note,
        "vouchers": [],
    }


def finish_reading(session: Session, statement_id: UUID, reading: Reading, now: datetime) -> None:
    """The file is understood: the draft is told to whoever brought it, with what is odd about it. Where another process
    has just begun it anew, lines are missing: then it is left to that one, or read once more.
    """
    statement = session.get(Statement, statement_id, with_for_update=True)
    if statement is None or statement.state is not State.READING:
        return
    entries = reading.ledger.entries
    if len(entries_of(session, statement)) != len(entries):
        return
    odd = [*_lost(session, statement, reading), *reading.oddities]
    statement.year, statement.title = reading.year, reading.ledger.title
    statement.oddities = [encode(each) for each in odd]
    statement.unequal = reading.unequal + len(odd) - len(reading.oddities)
    statement.stated = [stated_to_json(one) for one in reading.ledger.stated]
    statement.state = State.DRAFT
    older = replace_drafts(session, statement, entries, now)
    if not statement.year:
        tell_makers(
            session, statement, saying("disclosures-which-year", code=Code(statement.code)), _years(statement, now), now
        )
        return
    words = draft_words(statement, entries, reading.other_years, older)
    tell_makers(session, statement, words, draft_choices(statement), now)


def _lost(session: Session, statement: Statement, reading: Reading) -> list[Saying]:
    """Funds that the publication to be replaced spoke of and this one would silently drop."""
    probe = Statement(code="", estate_id=statement.estate_id, year=reading.year, imported_at=statement.imported_at)
    old = [
        entry
        for each in published_like(session, probe)
        if each.state is State.PUBLISHED and takes_place_of(reading.ledger.entries, entries_of(session, each))
        for entry in entries_of(session, each)
    ]
    return [
        saying("disclosures-odd-fund-lost", fund=saying(f"ledger-fund-name-{fund}"))
        for fund in lost_funds(reading.ledger.entries, old)
    ]


def draft_words(
    statement: Statement, entries: Sequence[Entry], others: Sequence[int] = (), older: Sequence[Saying] = ()
) -> Saying:
    """What was understood, what becomes of older ones, and the first of what is odd."""
    odd, stated = oddities_of(statement), stated_of(statement)
    n, unequal = Count(len(odd)), Count(statement.unequal)
    head = saying(
        "disclosures-read", code=Code(statement.code), year=Text(str(statement.year)), n=Count(len(entries)),
        odd=saying("disclosures-odd-count", n=n, unequal=unequal),
    )  # fmt: skip
    lines: list[Saying | Text] = [head, *older, *sums_of(entries, statement.year, stated)]
    if others:
        years, last = Text("、".join(map(str, others))), Text(str(others[-1]))
        lines.append(saying("disclosures-other-years", years=years, last=last))
    shown = max(1, LINES - len(lines))
    return saying("disclosures-lines", lines=Lines((*lines, *odd[:shown])))


def draft_choices(statement: Statement) -> tuple[Choice, ...]:
    submit = "disclosures-submit-anyway" if statement.unequal else "disclosures-submit"
    more = [Choice(f"disclosures-odd {statement.code} 0")] if len(statement.oddities) > 1 else []
    return (
        Choice(f"{submit} {statement.code}"),
        *more,
        Choice(f"disclosures-import-again {statement.code}"),
        Choice(f"disclosures-drop {statement.code}"),
    )


def _years(statement: Statement, now: datetime) -> tuple[Choice, ...]:
    this_year = local_day(now).year
    return tuple(
        Choice(f"disclosures-year {statement.code} {year}", saying("disclosures-year-label", year=Text(str(year))))
        for year in (this_year - 1, this_year, this_year - 2)
    )


def fail_reading(session: Session, statement_id: UUID, why: Saying, now: datetime) -> None:
    """It is no ledger: nothing was booked, and whoever sent it hears why."""
    statement = session.get(Statement, statement_id, with_for_update=True)
    if statement is None or statement.state is not State.READING:
        return
    statement.state = State.UNREAD
    again = (*_other_year(statement, why), Choice(f"disclosures-import-again {statement.code}"))
    words = saying("disclosures-not-read", code=Code(statement.code), why=why)
    tell_makers(session, statement, words, again, now)


def _other_year(statement: Statement, why: Saying) -> tuple[Choice, ...]:
    """The year the file does speak of."""
    found = why.params.get("found")
    if not isinstance(found, Text):
        return ()
    return (Choice(f"disclosures-year {statement.code} {found.value}", saying("disclosures-year-label", year=found)),)


def draft_statement(
    session: Session, estate: Estate, reading: Reading, now: datetime, actor_id: UUID | None = None
) -> Statement:
    """Accounts read elsewhere (the terminal): the estate's secretaries hear of the draft as if they had sent the file."""
    statement = begin_import(session, estate, now, actor_id, year=reading.year)
    for start in range(0, len(reading.ledger.entries), CHUNK):
        store_entries(session, statement.id, reading.ledger.entries[start : start + CHUNK])
    finish_reading(session, statement.id, reading, now)
    return statement


def set_year(session: Session, statement: Statement, year: int, now: datetime) -> None:
    """Somebody says which year it is: the file is read again with it, or the undated lines take it."""
    must_allow(statement, "year")
    if not 1990 <= year <= local_day(now).year:
        raise Refusal("disclosures-wrong-year", year=Text(str(year)))
    statement.year = year
    if statement.file:
        statement.state = State.READING
        return
    session.exec(
        sa.update(LedgerEntry)
        .where(col(LedgerEntry.statement_id) == statement.id, col(LedgerEntry.period_year).is_(None))
        .values(period_year=year)
    )


def submit(session: Session, statement: Statement, note: str, actor_id: UUID, now: datetime) -> list[Person]:
    """Hand on to a second person. Sums that do not agree need a note everybody will read. Returns who was told."""
    must_allow(statement, "submit")
    if statement.unequal and not note.strip():
        raise Refusal("disclosures-needs-note", n=Count(statement.unequal))
    statement.submitted_by = actor_id
    people = second_persons(session, statement, now)
    if not people:
        raise Refusal("disclosures-no-second")
    replace_checked(session, statement, actor_id, now)
    statement.state, statement.rejoined = State.REVIEW, note.strip()
    post.withdraw(session, statement.code, "draft")
    session.flush()
    words = review_words(statement, entries_of(session, statement))
    verbs = ("show", "confirm", "return")
    choices = tuple(Choice(f"disclosures-{verb} {statement.code}") for verb in verbs)
    for person in people:
        post.tell(session, person.id, letter(statement, words, "review", choices), now)
    return people


def review_words(statement: Statement, entries: Sequence[Entry]) -> Saying:
    lines: list[Saying | Text] = [
        saying(
            "disclosures-to-check", code=Code(statement.code), year=Text(str(statement.year)), n=Count(len(entries))
        ),
        *sums_of(entries, statement.year, stated_of(statement)),
    ]
    if statement.unequal:
        n, note = Count(statement.unequal), Text(statement.rejoined)
        lines.append(saying("disclosures-unequal-note", n=n, note=note))
    return saying("disclosures-lines", lines=Lines(tuple(lines)))


def drop(session: Session, statement: Statement) -> None:
    must_allow(statement, "drop")
    statement.state = State.DROPPED
    for replaces in ("draft", "review", "checked"):
        post.withdraw(session, statement.code, replaces)


def confirm(session: Session, statement: Statement, actor_id: UUID, now: datetime) -> None:
    """The second person has looked: it may be published. Refuses whoever had it in hand before."""
    must_allow(statement, "confirm")
    must_be_second(statement, actor_id)
    statement.state, statement.confirmed_by, statement.confirmed_at = State.CHECKED, actor_id, now
    post.withdraw(session, statement.code, "review")
    words = saying("disclosures-checked-told", code=Code(statement.code), year=Text(str(statement.year)))
    choices = (Choice(f"disclosures-publish {statement.code}"), Choice(f"disclosures-show {statement.code}"))
    tell_makers(session, statement, words, choices, now, replaces="checked")


def send_back(session: Session, statement: Statement, reason: str, actor_id: UUID, now: datetime) -> None:
    """Not confirmed, and why. The draft stands open again; whoever confirmed before has to look anew."""
    must_allow(statement, "return")
    must_be_second(statement, actor_id)
    statement.state, statement.returned = State.DRAFT, reason.strip()
    statement.confirmed_by = statement.confirmed_at = None
    for replaces in ("review", "checked"):
        post.withdraw(session, statement.code, replaces)
    words = saying("disclosures-returned-told", code=Code(statement.code), reason=Text(statement.returned))
    tell_makers(session, statement, words, draft_choices(statement), now)


def keep_vouchers(line: LedgerEntry, files: Sequence[str]) -> None:
    """More vouchers for a line; what is published of it does not change."""
    line.vouchers = [*line.vouchers, *files]
