"""我有疑问: one sentence of a resident becomes a question with a code and a day; the answer is for everybody."""

from __future__ import annotations

from config.values import Code, Lines, Moment, Saying, Text, saying
from handlers.desk import Form, Visit, ask, choice, command
from handlers.desk.forms import Option
from handlers.desk.where import find_place
from handlers.disclosures.finding import find
from handlers.disclosures.telling import asked_once_more
from models.disclosures import doubts
from models.disclosures.ledgers.summary import item_name
from models.disclosures.queries import answered_questions, find_question, said_by
from models.disclosures.rules import INSIDERS
from models.disclosures.tables import PUBLIC, LedgerQuestion, Statement
from models.people.tables import Estate
from models.refusals import Refusal


class AskDoubt(Form, name="disclosures-doubt"):
    words: str = ask(
        "disclosures-ask-doubt",
        params=lambda form, _visit: {"what": form.what()},
        read=lambda _form, _visit, text: text[:300],
    )
    sure: str = ask(
        "disclosures-doubt-offered",
        options=lambda _form, _visit: [
            Option("yes", saying("disclosures-ask-human")),
            Option("", saying("disclosures-change-words"), again=("words",)),
        ],
        params=lambda form, _visit: {"what": form.what(), "words": Text(form.words)},
        when=lambda form, _visit: bool(form.answers.get("overheard")),
    )

    def what(self) -> Saying:
        subject = self.answers["subject"]
        if subject:
            return saying("disclosures-about-item", year=Text(self.answers["year"]), what=Text(subject))
        return saying("disclosures-about-year", year=Text(self.answers["year"]))

    def done(self, visit: Visit) -> None:
        statement = find(visit, self.answers["code"])
        made = doubts.ask(
            visit.session, statement, self.answers["subject"], self.words, visit.account.person_id, visit.now
        )
        key = (
            "disclosures-asked"
            if doubts.holders(visit.session, made.estate_id, visit.now)
            else "disclosures-asked-nobody"
        )
        visit.say(key, code=Code(made.code), by=Moment(made.answer_by), days=doubts.days(), about=made.code)


@command("disclosures-doubt")
def doubt(visit: Visit, statement: Statement, words: str) -> None:
    """`words` begins with the number of the line it is about, when it is about one."""
    number, _, rest = words.partition(" ")
    if number.isdecimal():
        _begin(visit, statement, number, rest)
    else:
        _begin(visit, statement, "", words)


def offer_doubt(visit: Visit, about: list[str], words: str) -> None:
    """What was said without asking for it is put to the secretary only when it is wanted. `about`: code and line."""
    statement = find(visit, about[0])
    visit.estate = visit.session.get(Estate, statement.estate_id)
    _begin(visit, statement, about[1] if len(about) > 1 else "", words, overheard=True)


def _begin(visit: Visit, statement: Statement, number: str, words: str, *, overheard: bool = False) -> None:
    if statement.state not in PUBLIC:
        raise Refusal("disclosures-unknown")
    subject = ""
    if number.isdecimal():
        entries = said_by(visit.session, statement).entries
        subject = next((item_name(one.item) for one in entries if one.row == int(number[:6])), "")
    known = {"words": words.strip()[:300]} if words.strip() else {}
    AskDoubt.begin(
        visit, code=statement.code, year=str(statement.year), subject=subject[:20], overheard=overheard, **known
    )


class Explain(Form, name="disclosures-explain"):
    words: str = ask(
        "disclosures-ask-explain",
        params=lambda form, visit: form.question(visit),
        read=lambda _form, _visit, text: text[:300],
        drafting=True,
    )
    sure: str = asked_once_more("disclosures-explain-preview", "words", "disclosures-explain-now")

    def question(self, visit: Visit) -> dict[str, Code | Text]:
        found = find_question(visit.session, visit.account.person_id, self.answers["code"], visit.now)
        return {"code": Code(found.code), "words": Text(found.words[:80])}

    def done(self, visit: Visit) -> None:
        found = find_question(visit.session, visit.account.person_id, self.answers["code"], visit.now)
        reached = doubts.answer(visit.session, found, self.words, visit.account.person_id, visit.now)
        visit.say("disclosures-explained" if reached else "disclosures-explained-alone", code=Code(found.code))


@command("disclosures-explain", role=INSIDERS)
def explain(visit: Visit, question: LedgerQuestion, words: str) -> None:
    if question.answered_at is not None:
        raise Refusal("disclosures-explained-already")
    Explain.begin(visit, code=question.code, **({"words": words} if words else {}))


@command("disclosures-doubts")
def asked_and_answered(visit: Visit) -> None:
    """大家的疑问: what was asked about and what was answered; never who asked."""
    visit.estate = find_place(visit)
    found = answered_questions(visit.session, visit.place.id)
    if not found:
        visit.say("disclosures-doubts-none", choices=[choice("disclosures-accounts")])
        return
    lines = tuple(
        saying("disclosures-doubts-line", what=doubts.subject_of(each), answer=Text(each.answer)) for each in found
    )
    visit.say("disclosures-doubts-head", lines=Lines(lines))
