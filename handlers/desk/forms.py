"""Forms: conversations of several questions. The answers are one row per account; nothing typed is lost to an error.

A form is a class, its fields are questions. Reading an answer and doing the work are apart: refused or failed work
leaves the form filled in and parked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar, Self

from config.law import rule
from config.values import Lines, Saying, Text, saying
from handlers.desk.attempt import attempt
from handlers.desk.choices import choice, option
from handlers.desk.questions import Option, Question, ask
from handlers.desk.visit import Visit
from models.letters.shapes import Choice
from models.people.tables import Estate
from models.refusals import Refusal

__all__ = ["FORMS", "Form", "Option", "Question", "UnreadableError", "ask"]

_BUTTONS = 5
"""With more choices than these, the way out included, they are the lines of a list."""


class Form:
    """Subclass with `name=`; fields are `ask(...)`; `done(visit)` does the work."""

    name: ClassVar[str] = ""
    keeps: ClassVar[bool] = True
    """Refused work leaves the form filled in and parked."""
    dropped: ClassVar[str] = "desk-cancelled"
    """What is said when the form is left."""
    questions: ClassVar[dict[str, Question]] = {}

    def __init__(self, answers: dict[str, Any]) -> None:
        self.answers = answers

    def __init_subclass__(cls, name: str, **more: Any) -> None:
        super().__init_subclass__(**more)
        cls.name = name
        cls.questions = {each: found for each, found in vars(cls).items() if isinstance(found, Question)}
        for each, question in cls.questions.items():
            question.name = each
        if FORMS.setdefault(name, cls) is not cls:
            raise ValueError(f"form declared twice: {name}")

    def done(self, visit: Visit) -> None:
        raise NotImplementedError

    def learned(self, visit: Visit, name: str) -> None:
        """After each typed answer: a form may conclude others from it."""

    def encloses(self, visit: Visit) -> bool:  # noqa: ARG002 (a form that can use files says so)
        """Keep a photo or file that came at another question; False when the form has no use for it."""
        return False

    def shown(self) -> Sequence[Saying | Text]:
        """What 看看 shows so far: the typed answers."""
        return [Text(str(self.answers[each])) for each in self.questions if self.answers.get(each) not in (None, "")]

    @classmethod
    def begin(cls, visit: Visit, **known: Any) -> None:
        """Open the form for this person, with what is known already, and ask the first question."""
        conversation = visit.conversation
        conversation.form, conversation.answers, conversation.parked = cls.name, dict(known), False
        conversation.estate_id = visit.estate.id if visit.estate else None
        conversation.expires_at = visit.now + timedelta(days=rule("time-form-expiry").number)
        advance(visit, cls(conversation.answers))

    @classmethod
    def of(cls, visit: Visit) -> Self | None:
        """The form, when it is the one open here."""
        form = open_form(visit)
        return form if isinstance(form, cls) else None


FORMS: dict[str, type[Form]] = {}


def open_form(visit: Visit) -> Form | None:
    """The form open in this chat; one past its time is closed."""
    conversation = visit.conversation
    if visit.room is not None or not conversation.form:
        return None
    if conversation.form not in FORMS or (conversation.expires_at is not None and conversation.expires_at <= visit.now):
        close(visit)
        return None
    if conversation.estate_id is not None and visit.estate is None:
        visit.estate = visit.session.get(Estate, conversation.estate_id)
    return FORMS[conversation.form](dict(conversation.answers))


def close(visit: Visit) -> None:
    conversation = visit.conversation
    conversation.form, conversation.answers, conversation.asked, conversation.parked = "", {}, [], False
    conversation.turn += 1


def advance(visit: Visit, form: Form) -> None:
    """Ask the next open question, or do the work."""
    question = next_question(visit, form)
    if question is not None:
        put(visit, form, question)
    else:
        finish(visit, form)


def next_question(visit: Visit, form: Form) -> Question | None:
    for each, question in form.questions.items():
        if each not in form.answers and (question.when is None or question.when(form, visit)):
            return question
    return None


def is_drafting(visit: Visit, form: Form) -> bool:
    """The open question asks for words that are written for others."""
    question = next_question(visit, form)
    return question is not None and question.drafting


def put(visit: Visit, form: Form, question: Question) -> None:
    """Ask it: every question gets a turn of its own, so that an old button changes nothing."""
    conversation = visit.conversation
    conversation.answers, conversation.parked = dict(form.answers), False
    conversation.turn += 1
    params = dict(question.params(form, visit)) if question.params else {}
    choices = offered(visit, form, question)
    visit.reply(saying(question.key, **params), choices=choices, listed=len(choices) > _BUTTONS)


def offered(visit: Visit, form: Form, question: Question) -> list[Choice]:
    """The options of the question now open, the way out last."""
    turn = visit.conversation.turn
    options = [option(turn, n, each.label) for n, each in enumerate(_options(visit, form, question), 1)]
    skip_it = [choice("desk-skip")] if question.optional else []
    choices = [*options, *skip_it, option(turn, 0, saying(question.out), out=True)]
    return [replace(each, numbered=each.out) for each in choices] if question.number else choices


def _options(visit: Visit, form: Form, question: Question) -> Sequence[Option]:
    return question.options(form, visit) if question.options else ()


def press_option(visit: Visit, turn: str, number: str) -> None:
    """`= turn n` came back: from a button, a number or a typed label."""
    form = open_form(visit)
    if form is None or turn != str(visit.conversation.turn) or not number.isdecimal():
        visit.toast("desk-turn-over")
        return
    if number == "0":
        cancel(visit, form)
        return
    question = next_question(visit, form)
    options = _options(visit, form, question) if question else ()
    if question is None or not 1 <= int(number) <= len(options):
        visit.toast("desk-turn-over")
        return
    picked = options[int(number) - 1]
    form.answers.update(picked.sets)
    if picked.again:
        for each in picked.again:
            form.answers.pop(each, None)
    else:
        form.answers[question.name] = picked.value
    advance(visit, form)


class UnreadableError(Exception):
    """The open question cannot read this as its answer; `no` says why."""

    def __init__(self, no: Refusal) -> None:
        super().__init__(str(no))
        self.no = no


def answer(visit: Visit, form: Form, text: str) -> bool:
    """Take what was typed or enclosed as the open question's answer. False when the question cannot mean it.

    Raises UnreadableError when it should have been one: perhaps something else was meant.
    """
    question = next_question(visit, form)
    if question is None:
        return False
    if visit.enclosed and not text and not question.files and form.encloses(visit):
        advance(visit, form)
        return True
    if question.options is not None and question.read is None:
        return False
    files = visit.keep_files("") if question.files else []
    if not text and not files:
        return False
    try:
        value = question.read(form, visit, text) if question.read else visit.words
    except Refusal as no:
        raise UnreadableError(no) from no
    form.answers[question.name] = value
    if files:
        form.answers["files"] = [*form.answers.get("files", []), *files]
    form.learned(visit, question.name)
    advance(visit, form)
    return True


def ask_again(visit: Visit, form: Form, why: Saying) -> None:
    """The open question stands, with its choices."""
    question = next_question(visit, form)
    choices = offered(visit, form, question) if question is not None else []
    visit.reply(why, choices=choices, listed=len(choices) > _BUTTONS)


def set_aside(visit: Visit) -> None:
    """Something else was said in the middle: what was filled in waits for 继续."""
    visit.conversation.parked = True


def release_files(visit: Visit, form: Form) -> None:
    """Photos sent before their words go with the deed that names its object (WeChat has no captions: 📷, then 12 好了)."""
    files = form.answers.get("files")
    if files and not any(value for name, value in form.answers.items() if name != "files"):
        visit.enclose(files)
        close(visit)


def join_album(visit: Visit, form: Form) -> bool:
    """A further picture of an album whose first one the form holds goes there too: it answers no question."""
    held = form.answers.get("files") or []
    before = next((each for each in visit.album_before if str(each.id) in held), None)
    if before is None:
        return False
    form.answers["files"] = [*held, *visit.keep_files(before.about)]
    visit.conversation.answers = form.answers
    return True


def finish(visit: Visit, form: Form) -> None:
    """All is answered: do the work. Refused work asks its question again, or parks the form as it is."""
    conversation = visit.conversation
    kept, estate_id = dict(form.answers), conversation.estate_id

    def work() -> None:
        close(visit)
        form.done(visit)

    refused = attempt(visit, work)
    if refused is None:
        return
    if not form.keeps:
        close(visit)
        visit.reply(refused.saying)
        return
    conversation.form, conversation.answers, conversation.estate_id = form.name, kept, estate_id
    conversation.expires_at = visit.now + timedelta(days=rule("time-form-expiry").number)
    conversation.turn += 1
    if refused.field:
        kept.pop(refused.field, None)
        visit.reply(refused.saying)
        advance(visit, form.__class__(kept))
        return
    conversation.parked = True
    visit.reply(refused.saying, choices=doors())


def doors() -> list[Choice]:
    """Out of a form whose work was refused."""
    return [choice("desk-retry"), choice("desk-mend"), choice("desk-cancel", out=True)]


def cancel(visit: Visit, form: Form) -> None:
    close(visit)
    visit.say(form.dropped)


def back(visit: Visit, form: Form) -> None:
    """Take the last answer back and ask it again."""
    given = [each for each in form.questions if each in form.answers]
    if given:
        form.answers.pop(given[-1])
    advance(visit, form)


def skip(visit: Visit, form: Form) -> None:
    question = next_question(visit, form)
    if question is None or not question.optional:
        raise Refusal("desk-cannot-skip")
    form.answers[question.name] = None
    advance(visit, form)


def show(visit: Visit, form: Form, choices: Sequence[Choice] = ()) -> None:
    given = form.shown()
    if given:
        visit.say("desk-so-far", lines=Lines(tuple(given)), choices=choices)
    else:
        visit.say("desk-nothing-yet", choices=choices)
