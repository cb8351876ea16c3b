"""Bringing accounts in: the file, which year, what is odd, handing on to the second person."""

from __future__ import annotations

import re

from config.intents import hears
from config.values import Code, Count, Lines, Text, saying
from config.words import phrases
from handlers.desk import Form, Guess, Visit, ask, choice, command, recogniser
from handlers.desk.where import find_place
from handlers.disclosures.finding import find, named
from handlers.disclosures.telling import asked_once_more
from models.disclosures.actions import begin_import, draft_choices, draft_words, drop, set_year, submit
from models.disclosures.letters import oddities_of
from models.disclosures.queries import entries_of
from models.disclosures.rules import INSIDERS, MAKERS, PAGE, must_allow
from models.disclosures.tables import State, Statement
from models.letters.tables import Attachment, FileKind
from models.refusals import Refusal

_YEAR = re.compile(r"(?<!\d)(19[89]\d|20\d\d)(?!\d)")
_SHORTEST = 4
_TABLE = re.compile(r"\.(xlsx|xls|csv|txt)$", re.IGNORECASE)


def _tables(visit: Visit) -> list[Attachment]:
    return [each for each in visit.enclosed if each.kind is FileKind.FILE]


class ImportLedger(Form, name="disclosures-import"):
    """The file that comes is the answer; it is read after the commit, and what was understood follows."""

    file: str = ask("disclosures-ask-file", files=True, read=lambda _form, visit, _text: read_file(visit))

    def done(self, visit: Visit) -> None:
        start(visit, self.answers["files"][0], self.answers.get("year", 0))


def read_file(visit: Visit) -> str:
    """Refuses words and photos: a table is needed."""
    tables = _tables(visit)
    if not tables or not _TABLE.search(tables[0].name):
        raise Refusal("disclosures-needs-table")
    return tables[0].name


def start(visit: Visit, file: str, year: int) -> None:
    statement = begin_import(visit.session, visit.place, visit.now, visit.account.person_id, file=file, year=year)
    visit.say("disclosures-reading", code=Code(statement.code))


@command("disclosures-import", role=MAKERS)
def bring_in(visit: Visit, words: str) -> None:
    """导入账目, 导入账目 2024; the file may come along."""
    year = _YEAR.search(words)
    known = {"year": int(year.group())} if year else {}
    if _tables(visit):
        read_file(visit)
        start(visit, visit.keep_files("")[0], known.get("year", 0))
        return
    ImportLedger.begin(visit, **known)


@command("disclosures-import-again", role=MAKERS)
def again(visit: Visit, statement: Statement) -> None:
    """Another file in place of this one."""
    if statement.state in (State.DRAFT, State.UNREAD, State.REVIEW):
        drop(visit.session, statement)
    ImportLedger.begin(visit)


@recogniser
def sends_ledger(visit: Visit, text: str) -> Guess | None:
    """A table named like accounts, from somebody who may bring them in."""
    tables = _tables(visit)
    if not tables or not _TABLE.search(tables[0].name) or not visit.roles() & set(MAKERS):
        return None
    sure = hears("accounts-file", f"{tables[0].name} {text}")
    return Guess(sure, lambda: _take(visit)) if sure else None


def _take(visit: Visit) -> None:
    visit.estate = find_place(visit, MAKERS)
    start(visit, visit.keep_files("")[0], 0)


@command("disclosures-year", role=MAKERS)
def say_year(visit: Visit, statement: Statement, year: int) -> None:
    set_year(visit.session, statement, year, visit.now)
    if statement.state is State.READING:
        visit.say("disclosures-reading", code=Code(statement.code))
    else:
        show_draft(visit, statement)


def show_draft(visit: Visit, statement: Statement) -> None:
    """What was understood, again."""
    entries = entries_of(visit.session, statement)
    visit.reply(draft_words(statement, entries), choices=draft_choices(statement), about=statement.code)


@command("disclosures-odd", role=INSIDERS)
def show_odd(visit: Visit, statement: Statement, first: int) -> None:
    """Every line that is odd, a page at a time."""
    odd = oddities_of(statement)
    page = odd[first : first + PAGE]
    more = [choice("disclosures-odd", statement.code, first + PAGE)] if len(odd) > first + PAGE else []
    if statement.state is State.DRAFT:
        more += draft_choices(statement)[:1]
    visit.say(
        "disclosures-odd-page", code=Code(statement.code), n=Count(len(odd)),
        lines=Lines(tuple(page) or (saying("disclosures-odd-none"),)), choices=more, about=statement.code,
    )  # fmt: skip


def read_note(text: str) -> str:
    """A reason, and not the command once more."""
    if len(text) < _SHORTEST or text.casefold() in {each.casefold() for each in phrases("disclosures-submit-anyway")}:
        raise Refusal("disclosures-note-short")
    return text[:200]


class NoteUnequal(Form, name="disclosures-submit-anyway"):
    """Sums that do not agree go on only with a sentence everybody will read."""

    note: str = ask(
        "disclosures-ask-note",
        params=lambda form, _visit: {"code": Code(form.answers["code"]), "n": Count(form.answers["n"])},
        read=lambda _form, _visit, text: read_note(text),
        drafting=True,
    )
    sure: str = asked_once_more("disclosures-note-preview", "note", "disclosures-note-submit")

    def done(self, visit: Visit) -> None:
        hand_on(visit, find(visit, self.answers["code"]), self.note)


@command("disclosures-submit-anyway", role=MAKERS)
def submit_anyway(visit: Visit, statement: Statement) -> None:
    must_allow(statement, "submit")
    NoteUnequal.begin(visit, code=statement.code, n=statement.unequal)


@command("disclosures-submit", role=MAKERS)
def submit_statement(visit: Visit, statement: Statement) -> None:
    hand_on(visit, statement, "")


def hand_on(visit: Visit, statement: Statement, note: str) -> None:
    people = submit(visit.session, statement, note, visit.account.person_id, visit.now)
    names = "、".join(person.spoken_name for person in people if person.spoken_name)
    visit.say(
        "disclosures-submitted" if names else "disclosures-submitted-unnamed", code=Code(statement.code),
        names=Text(names), n=Count(len(people)),
    )  # fmt: skip


@command("disclosures-drop", role=MAKERS)
def drop_it(visit: Visit, statement: Statement) -> None:
    drop(visit.session, statement)
    visit.reply(saying("disclosures-dropped", what=named(statement)))
