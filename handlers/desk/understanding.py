"""What is meant: a choice, a number, a phrase with a code, an answer, a command word, free text - in this order."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial

from config.values import Text, saying
from handlers.desk import forms
from handlers.desk.attempt import attempt
from handlers.desk.forms import Form, Option, ask
from handlers.desk.offered import as_asked, as_code, as_number, as_unasked, press
from handlers.desk.phrases import BREAKS, after, match, match_several, said_in
from handlers.desk.registry import MENU, PHRASES, RECOGNISERS, VERBS, Guess
from handlers.desk.verbs import run_verb, spoken_code
from handlers.desk.visit import Visit
from handlers.desk.where import WhichEstate
from models.letters.shapes import Choice, clean
from models.people.identity import find_estate
from models.refusals import Refusal

_SURE_ENOUGH = 40
_SURE_OF_ANOTHER, _A_SENTENCE = 60, 6  # beside an open question it cannot answer: 晚上12点 complains of nothing
_ALARM = 100
_A_COMMAND = 3
_MOST_AT_ONCE = 9
_CONTROLS = ("desk-cancel", "desk-back", "desk-show", "desk-skip")


def understand(visit: Visit) -> None:
    """Let the right feature answer what was said or pressed here."""
    try:
        if visit.incoming.choice:
            press(visit, visit.incoming.choice)
        else:
            said(visit)
    except WhichEstate as several:
        ChooseEstate.offer(visit, several)


def said(visit: Visit) -> None:
    """Typed words, a photo, a voice."""
    text = visit.text
    form = forms.open_form(visit)
    if (form is not None and forms.join_album(visit, form)) or _first_of_all(visit, form, text):
        return
    alarms = _alarms(visit, form, text)
    if alarms:
        alarms[0].act()
        return
    for step in (as_number, as_asked, _as_phrase_with_codes, _as_phrase_with_code, _as_something_else, as_unasked):
        if text and step(visit, form, text):
            return
    if _as_answer(visit, form, text):
        return
    for step in (_as_word, as_code):
        if text and step(visit, form, text):
            return
    if form is not None and not visit.conversation.parked and _only_options(visit, form):
        forms.ask_again(visit, form, saying("desk-choose"))
        return
    _as_free_text(visit, text)


def _first_of_all(visit: Visit, form: Form | None, text: str) -> bool:
    """Stop, back, show, skip an open form; and what must be heard whatever was asked (有危险)."""
    verb = VERBS.get(PHRASES.get(text.casefold(), ""))
    if verb is None or not (verb.always or (form is not None and verb.name in _CONTROLS)):
        return False
    run_verb(visit, verb, [])
    return True


def _alarms(visit: Visit, form: Form | None, text: str) -> list[Guess]:
    """Somebody in danger comes before any open question, but not inside words drafted for others."""
    drafts = form is not None and not visit.conversation.parked and forms.is_drafting(visit, form)
    if not text or drafts or PHRASES.get(text.casefold()) or _begins_draft(visit, text):
        return []
    return [guess for guess in guesses(visit, text) if guess.sure >= _ALARM]


def _begins_draft(visit: Visit, text: str) -> bool:
    """发公告 水管爆了正在抢修: by somebody who may send it."""
    folded = text.casefold()
    drafting = (VERBS[name] for phrase, name in PHRASES.items() if folded.startswith(phrase))
    return any(verb.drafts and visit.roles() & set(verb.roles) for verb in drafting)


def _as_phrase_with_code(visit: Visit, form: Form | None, text: str) -> bool:
    """`受理 SJ-1`, `12 好了`, `打电话答复了 SJ-12 明早换门机`."""
    if not any(letter.isdigit() for letter in text):
        return False
    for phrase, name in said_in(text):
        verb = VERBS[name]
        found = match(phrase, text) if verb.takes_code else None
        if found is None or (found[1] and not verb.takes_words):
            continue
        if form is not None:
            forms.release_files(visit, form)
        run_verb(visit, verb, [found[0], *([found[1]] if found[1] else [])])
        return True
    return False


def _as_phrase_with_codes(visit: Visit, form: Form | None, text: str) -> bool:  # noqa: ARG001 (one shape for all steps)
    """`12 13 15 好了`: each by itself; what one of them refuses is said of it, the others are done.

    A picture that came along belongs to one matter only, so that nothing is done to several by it.
    """
    if not any(letter.isdigit() for letter in text) or visit.enclosed:
        return False
    several = ((name, match_several(phrase, text)) for phrase, name in said_in(text) if VERBS[name].bulk)
    name, codes = next(((name, codes) for name, codes in several if codes), ("", []))
    codes = [spoken_code(visit, VERBS[name], code) for code in codes]
    for code in codes[:_MOST_AT_ONCE]:
        refused = attempt(visit, partial(run_verb, visit, VERBS[name], [code]))
        if refused is not None:
            visit.say("desk-of-several", said=Text(code), why=refused.saying)
    if codes[_MOST_AT_ONCE:]:
        visit.say("desk-several-left", codes=Text(" ".join(codes[_MOST_AT_ONCE:])))
    return bool(codes)


def _as_something_else(visit: Visit, form: Form | None, text: str) -> bool:
    """A whole command word in the middle of a form: 进度, 公告, 看进展. The form waits.

    A short one that needs a code may as well be an answer (好了, 答复).
    """
    verb = VERBS.get(PHRASES.get(text.casefold(), ""))
    if form is None or visit.conversation.parked or verb is None or verb.name in (*_CONTROLS, form.name):
        return False
    if verb.takes_code and len(text) < _A_COMMAND:
        return False
    _aside(visit, lambda: run_verb(visit, verb, []))
    return True


def _aside(visit: Visit, act: Callable[[], None]) -> None:
    """Do it, and say so when the form that was open still waits."""
    forms.set_aside(visit)
    act()
    if visit.conversation.parked and visit.conversation.form:
        visit.say("desk-set-aside")


def _as_answer(visit: Visit, form: Form | None, text: str) -> bool:
    """The open question's answer. What it cannot read may be something else, surely enough understood."""
    if form is None or visit.conversation.parked:
        return False
    try:
        return forms.answer(visit, form, text)
    except forms.UnreadableError as unreadable:
        other = _best(visit)
        if other is None or other.sure < _SURE_OF_ANOTHER or len(text) < _A_SENTENCE:
            forms.ask_again(visit, form, unreadable.no.saying)
        else:
            _aside(visit, other.act)
        return True


def _as_word(visit: Visit, form: Form | None, text: str) -> bool:  # noqa: ARG001
    """A command word alone, or with its words behind it."""
    name = PHRASES.get(text.casefold())
    if name is not None:
        run_verb(visit, VERBS[name], [])
        return True
    for phrase, each in said_in(text):
        rest = after(phrase, text) or ""
        if VERBS[each].takes_words and rest[:1] in BREAKS and rest.strip(BREAKS):
            run_verb(visit, VERBS[each], [rest.strip(BREAKS)])
            return True
    return False


def _only_options(visit: Visit, form: Form) -> bool:
    question = forms.next_question(visit, form)
    return question is not None and question.options is not None and question.read is None and _best(visit) is None


def _best(visit: Visit) -> Guess | None:
    taken = guesses(visit, visit.text)
    return taken[0] if taken and taken[0].sure >= _SURE_ENOUGH else None


def guesses(visit: Visit, text: str) -> list[Guess]:
    """What the features take the text for, surest first; asked once a message."""
    if text not in visit.guesses:
        visit.guesses[text] = _guess(visit, text)
    return visit.guesses[text]


def _guess(visit: Visit, text: str) -> list[Guess]:
    found = [guess for read in RECOGNISERS if (guess := read(visit, text)) is not None]
    return sorted(found, key=lambda guess: -guess.sure)


def _as_free_text(visit: Visit, text: str) -> None:
    taken = guesses(visit, text)
    if taken and taken[0].sure >= _SURE_ENOUGH:
        taken[0].act()
        return
    if visit.room is None:
        visit.say("desk-not-understood", choices=short_menu(visit))
        visit.leave_unplaced()
        return
    aside = visit.aside()
    if aside is None:
        visit.say("desk-private-first")
    else:  # what no feature answers among neighbours is answered to who asked
        aside.guesses = {}
        _as_free_text(aside, text)


def short_menu(visit: Visit, most: int = 4) -> list[Choice]:
    """The first lines of what this person can do."""
    roles = visit.roles()
    lines = [line for line in MENU if not line.roles or roles & set(line.roles)]
    own = [line for line in lines if line.roles] or lines
    return [line.choice() for line in own[:most]]


class ChooseEstate(Form, name="desk-estate"):
    """Which estate is meant; then the same words are understood again, in it."""

    keeps = False
    estate: str = ask(
        "desk-which-estate",
        options=lambda form, _visit: [
            Option(prefix, saying("desk-own-words", words=Text(name))) for prefix, name in form.answers["offered"]
        ],
    )

    @classmethod
    def offer(cls, visit: Visit, several: WhichEstate) -> None:
        if len(several.estates) > 9:
            raise Refusal("desk-estate-too-many")
        offered = [[each.prefix, each.name] for each in several.estates]
        files = visit.keep_files("")
        cls.begin(visit, offered=offered, line=clean(visit.incoming.choice), text=visit.words, files=files)

    def done(self, visit: Visit) -> None:
        visit.estate = find_estate(visit.session, self.estate)
        visit.incoming = dataclasses.replace(visit.incoming, choice=self.answers["line"], text=self.answers["text"])
        visit.__dict__.pop("text", None)
        visit.enclose(self.answers.get("files", ()))
        understand(visit)
