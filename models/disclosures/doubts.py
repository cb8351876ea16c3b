"""我有疑问: a resident's question about the accounts, owed an answer by a day, answered for everybody to read.

Objections must be answered and explained (宁波 54 ¶2); within how many days is the house's own default.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from config.holidays import overrides
from config.law import rule
from config.values import Code, Count, Moment, Saying, Text, saying
from models.calendar import Spans, WorkCalendar, at, local_day
from models.database import new_id
from models.disclosures.tables import LedgerQuestion, Statement
from models.letters import post
from models.letters.post import Draft
from models.letters.shapes import Choice
from models.letters.tables import Kind
from models.people import office
from models.people.identity import next_number
from models.people.roles import Role, holders_of
from models.people.tables import Estate, Person
from models.refusals import Refusal

_LADDER = (Role.SECRETARY, Role.CHAIR, Role.COMMUNITY)
_LONGEST = 300
_DAYS = "disclosures-question-answer"


def days() -> Count:
    return Count(rule(_DAYS).number)


def due_of(estate: Estate, now: datetime) -> datetime:
    """The close of office on the last of the days."""
    calendar = WorkCalendar(Spans.parse(office.hours_of(estate)), overrides())
    last = calendar.after(local_day(now), rule(_DAYS))
    return at(last, rule("time-office-closes").clock)


def ask(
    session: Session, statement: Statement, subject: str, words: str, asker_id: UUID, now: datetime
) -> LedgerQuestion:
    """Write it down and put it to the secretary, or to whoever stands in her place."""
    estate = session.get(Estate, statement.estate_id)
    assert estate is not None
    question = LedgerQuestion(
        id=new_id(),
        code=f"{estate.prefix}-{next_number(session, estate.prefix)}",
        estate_id=estate.id,
        statement_id=statement.id,
        subject=subject[:40],
        words=words[:_LONGEST],
        asker_id=asker_id,
        asked_at=now,
        answer_by=due_of(estate, now),
    )
    session.add(question)
    session.flush()
    for person in holders(session, estate.id, now):
        post.tell(session, person.id, _draft(question, told(question, "disclosures-doubt-told"), "doubt"), now)
    return question


def holders(session: Session, estate_id: UUID, now: datetime) -> list[Person]:
    """Who answers questions here: the first step of the ladder that has anybody."""
    return next((found for role in _LADDER if (found := holders_of(session, estate_id, role, now))), [])


def told(question: LedgerQuestion, key: str) -> Saying:
    return saying(
        key, code=Code(question.code), subject=subject_of(question), words=Text(question.words),
        by=Moment(question.answer_by),
    )  # fmt: skip


def subject_of(question: LedgerQuestion) -> Saying:
    if question.subject:
        return saying("desk-own-words", words=Text(question.subject))
    return saying("disclosures-doubt-whole")


def _draft(question: LedgerQuestion, words: Saying, replaces: str) -> Draft:
    choices = (Choice(f"disclosures-explain {question.code}"),) if replaces == "doubt" else ()
    return Draft(Kind.ALERT, words, choices, about=question.code, replaces=replaces, estate_id=question.estate_id)


def answer(session: Session, question: LedgerQuestion, words: str, actor_id: UUID, now: datetime) -> bool:
    """Answered once, for everybody; the asker is told. Returns whether the asker has a route."""
    if question.answered_at is not None:
        raise Refusal("disclosures-explained-already")
    question.answer, question.answered_at, question.answered_by = words[:_LONGEST], now, actor_id
    post.withdraw(session, question.code, "doubt")
    heard = saying("disclosures-explained-told", code=Code(question.code), words=Text(question.answer))
    return bool(post.tell(session, question.asker_id, _draft(question, heard, "explained"), now))


def remind(session: Session, question_id: UUID, now: datetime) -> None:
    """Once, when its time is over: whoever should have answered, and the chair."""
    question = session.get(LedgerQuestion, question_id, with_for_update=True)
    if question is None or question.answered_at or question.reminded_at or question.answer_by > now:
        return
    question.reminded_at = now
    people = [*holders(session, question.estate_id, now), *holders_of(session, question.estate_id, Role.CHAIR, now)]
    for person_id in dict.fromkeys(person.id for person in people):
        post.tell(session, person_id, _draft(question, told(question, "disclosures-doubt-overdue"), "doubt"), now)
