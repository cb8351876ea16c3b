"""A statement as a whole: the summary anybody may see, the picture, older versions; and the list of who works on it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from config.values import Code, Count, Day, Lines, Saying, Text, saying
from handlers.desk import Visit, choice, command
from handlers.disclosures.finding import named
from handlers.disclosures.review import inside_view
from models.briefs.lines import queue_lines
from models.calendar import local_day
from models.database import RowSession
from models.disclosures import doubts
from models.disclosures.ledgers import summarise
from models.disclosures.letters import funds_of, sum_line
from models.disclosures.publishing import mark_read
from models.disclosures.queries import inside, latest_published, open_questions, said_by
from models.disclosures.rules import INSIDERS, MAKERS
from models.disclosures.tables import PUBLIC, LedgerQuestion, State, Statement
from models.disclosures.telling import all_papers, pictures
from models.letters.shapes import Choice
from models.people.roles import roles_in, scopes_of
from models.postings import POSTERS, media_words, publication_of
from models.refusals import Refusal

_MOST = 8


@command("disclosures-show")
def show(visit: Visit, statement: Statement) -> None:
    """看汇总: published for anyone, before that for those who work on it."""
    if statement.state in PUBLIC:
        show_statement(visit, statement)
    else:
        inside_view(visit, statement)


def show_statement(visit: Visit, statement: Statement) -> None:
    """The sums as published; a version that no longer holds says so first."""
    mark_read(visit.session, statement, visit.account.person_id, visit.now)
    said = said_by(visit.session, statement)
    assert statement.published_at is not None
    head = saying(
        "disclosures-head", year=Text(str(statement.year)), version=Text(str(statement.version)),
        code=Code(statement.code), day=Day(local_day(statement.published_at)),
    )  # fmt: skip
    sums = [sum_line(summarise(said.entries, said.year, fund, said.stated)) for fund in funds_of(said.entries)]
    note = [saying("disclosures-note", note=Text(said.note))] if said.note else []
    lines = [*_no_longer(visit, statement), head, *sums, *note, *_media(visit, statement)]
    words = saying("disclosures-lines", lines=Lines(tuple(lines)))
    visit.reply(words, choices=_choices(visit, statement), about=statement.code)


def _media(visit: Visit, statement: Statement) -> list[Saying]:
    """For those who publish: on which media it stands."""
    published = publication_of(visit.session, statement.code)
    works_here = roles_in(visit.session, visit.account.person_id, statement.estate_id, visit.now) & set(POSTERS)
    if published is None or not works_here or statement.state is not State.PUBLISHED:
        return []
    told = statement.told_up_to is not None or not statement.telling
    return [media_words(visit.session, published, told=told)]


def _no_longer(visit: Visit, statement: Statement) -> list[Saying]:
    day = Day(local_day(statement.ended_at or visit.now))
    if statement.state is State.WITHDRAWN:
        return [saying("disclosures-is-gone", day=day, reason=Text(statement.returned))]
    newer = visit.session.get(Statement, statement.replaced_by) if statement.replaced_by else None
    return [saying("disclosures-is-replaced", day=day, newer=Code(newer.code))] if newer else []


def _choices(visit: Visit, statement: Statement) -> list[Choice]:
    if statement.state is State.PUBLISHED:
        return [choice(f"disclosures-{verb}", statement.code) for verb in ("income", "spending", "chart", "doubt")]
    newer = visit.session.get(Statement, statement.replaced_by) if statement.replaced_by else None
    return [choice("disclosures-show", newer.code, label="disclosures-newer")] if newer else []


@command("disclosures-chart")
def chart(visit: Visit, statement: Statement) -> None:
    """看图: the picture; the page for the board is in the pack."""
    if statement.state not in PUBLIC:
        raise Refusal("disclosures-not-current")
    mark_read(visit.session, statement, visit.account.person_id, visit.now)
    visit.say(
        "disclosures-picture", year=Text(str(statement.year)), papers=pictures(visit.session, statement),
        choices=[choice("disclosures-paper", statement.code), choice("disclosures-doubt", statement.code)],
        about=statement.code,
    )  # fmt: skip


@command("disclosures-paper")
def paper(visit: Visit, statement: Statement) -> None:
    """The A4 pages."""
    if statement.state not in PUBLIC:
        raise Refusal("disclosures-not-current")
    papers = [each for each in all_papers(visit.session, statement) if each.name == "disclosure-statement"]
    visit.say("disclosures-page", year=Text(str(statement.year)), papers=papers, about=statement.code)


def _question_line(question: LedgerQuestion) -> Choice:
    """SJ-2 住户有疑问，2月10日前答复"""
    label = saying("disclosures-line-doubt", code=Code(question.code), by=Day(local_day(question.answer_by)))
    return choice("disclosures-explain", question.code, label=label)


@queue_lines
def waiting(session: RowSession, person_id: UUID, now: datetime) -> list[Choice]:
    """Questions about the accounts that this person is to answer."""
    estates = [
        each.id
        for each in scopes_of(session, person_id, INSIDERS, now)
        if person_id in {holder.id for holder in doubts.holders(session, each.id, now)}
    ]
    return [_question_line(each) for each in open_questions(session, estates)]


def staff_list(visit: Visit) -> None:
    """What is in hand over all estates the person brings accounts in for, then what is published; each line a number."""
    estates = [each.id for each in scopes_of(visit.session, visit.account.person_id, MAKERS, visit.now)]
    asked = open_questions(visit.session, estates)
    work = [
        choice("disclosures-show", each.code, label=saying(f"disclosures-line-{each.state.value}", what=named(each)))
        for each in [*inside(visit.session, estates), *latest_published(visit.session, estates)]
    ]
    lines = [*map(_question_line, asked), *work][:_MOST]
    key = "disclosures-work" if lines else "disclosures-work-none"
    visit.say(key, n=Count(len(lines)), choices=[*lines, choice("disclosures-import")], listed=True)
