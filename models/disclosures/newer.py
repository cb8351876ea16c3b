"""A newer file of the same year and funds takes the place of what is still worked on: never silently.

A draft goes as soon as the newer one is read. What somebody checks stays until the newer one is handed on, and the
newer one says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from config.values import Code, Saying, Text, saying
from models.disclosures.ledgers import Entry
from models.disclosures.letters import letter
from models.disclosures.queries import entries_of, inside, second_persons
from models.disclosures.rules import takes_place_of
from models.disclosures.tables import State, Statement
from models.letters import post
from models.letters.shapes import Choice
from models.people.roles import Role, holders_of

_CHECKED_BY_SOMEBODY = (State.REVIEW, State.CHECKED)
_LETTERS = ("draft", "review", "checked")


def older_like(session: Session, estate_id: UUID, year: int, entries: Sequence[Entry]) -> list[Statement]:
    """What is being worked on of the same year and funds, oldest first."""
    found = inside(session, [estate_id], State.DRAFT, *_CHECKED_BY_SOMEBODY)
    return [each for each in found if each.year in (0, year) and takes_place_of(entries, entries_of(session, each))]


def older_lines(code: str, older: Iterable[Statement]) -> list[Saying]:
    """SJ-20 代替 SJ-17, or what somebody is in the middle of; `code` is "" before there is one."""
    new = Code(code) if code else saying("disclosures-this-one")
    return [saying(f"disclosures-older-{each.state.value}", new=new, old=Code(each.code)) for each in older]


def replace_drafts(session: Session, statement: Statement, entries: Sequence[Entry], now: datetime) -> list[Saying]:
    """Older drafts are no longer wanted. Returns what the newer one has to say about all that is older."""
    older = [
        each for each in older_like(session, statement.estate_id, statement.year, entries) if each.id != statement.id
    ]
    lines = older_lines(statement.code, older)
    for each in older:
        if each.state is State.DRAFT:
            _drop(session, each, statement, makers_of(session, each, now), statement.imported_by, now)
    return lines


def replace_checked(session: Session, statement: Statement, actor_id: UUID, now: datetime) -> None:
    """The newer one is handed on: nobody need look at the older one any more, and all concerned hear of it."""
    for each in older_like(session, statement.estate_id, statement.year, entries_of(session, statement)):
        if each.id != statement.id and each.state in _CHECKED_BY_SOMEBODY:
            concerned = makers_of(session, each, now) + [one.id for one in second_persons(session, each, now)]
            _drop(session, each, statement, concerned, actor_id, now)


def makers_of(session: Session, statement: Statement, now: datetime) -> list[UUID]:
    """Whoever brought it in; when nobody here did, the estate's secretaries."""
    if statement.imported_by is not None:
        return [statement.imported_by]
    return [person.id for person in holders_of(session, statement.estate_id, Role.SECRETARY, now)]


def tell_makers(
    session: Session,
    statement: Statement,
    words: Saying,
    choices: tuple[Choice, ...],
    now: datetime,
    *,
    replaces: str = "draft",
) -> None:
    draft = letter(statement, words, replaces, choices)
    for person_id in makers_of(session, statement, now):
        post.tell(session, person_id, draft, now)


def _drop(
    session: Session,
    older: Statement,
    newer: Statement,
    concerned: Sequence[UUID],
    knows: UUID | None,
    now: datetime,
) -> None:
    """`knows`: whoever does it is told in another way."""
    older.state = State.DROPPED
    for replaces in _LETTERS:
        post.withdraw(session, older.code, replaces)
    words = saying("disclosures-replaced-told", old=Code(older.code), new=Code(newer.code), year=Text(str(newer.year)))
    told = letter(older, words, "replaced", (Choice(f"disclosures-show {newer.code}"),))
    for person_id in dict.fromkeys(concerned):
        if person_id != knows:
            post.tell(session, person_id, told, now)
