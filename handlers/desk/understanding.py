"""What is meant: a choice, a number, a phrase with a code, an answer, a command word, free text - in this order."""

from __future__ import annotations

import dataclasses
import re

from config.values import Text, saying
from config.words import phrases
from handlers.desk import forms
from handlers.desk.choices import split
from handlers.desk.forms import Form, Option, ask
from handlers.desk.registry import MENU, PHRASES, RECOGNISERS, VERBS, Guess
from handlers.desk.verbs import run_verb
from handlers.desk.visit import Visit
from handlers.desk.where import WhichEstate
from models.letters.handover import see_about
from models.letters.numbers import FIRST, find_number, question_numbers, spend
from models.letters.shapes import Choice, clean
from models.people.identity import find_estate
from models.refusals import Refusal

_NUMBER = re.compile(r"\d{1,2}")
_CODE = r"(?:[A-Za-z]{2,4}-?\d{1,9}|\d{1,9}\s*号|[Nn]o\.?\s*\d{1,9}|#?\d{1,9})"
_BREAKS = " ,，:：\n\t"
_CODE_BEHIND = re.compile(rf"\s*[:,，：]?\s*({_CODE})(?:[\s,，:：]+(.*))?", re.DOTALL)
_CODE_BEFORE = re.compile(rf"({_CODE})\s*[:,，：]?\s*")
_SURE_ENOUGH = 40
_ALARM = 100
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


def press(visit: Visit, line: str) -> None:
    """A choice, however it came."""
    verb, arguments = split(clean(line))
    if verb == "=":
        forms.press_option(visit, *(arguments if len(arguments) == 2 else ("", "")))
        return
    if verb not in VERBS:
        visit.toast("desk-turn-over")
        return
    repeats = VERBS[verb].repeats
    if arguments and not (repeats and visit.room):
        see_about(visit.session, visit.account.id, arguments[0], visit.now)
    if arguments and not repeats:
        spend(visit.session, visit.account, line, visit.now)
    run_verb(visit, VERBS[verb], arguments)


def said(visit: Visit) -> None:
    """Typed words, a photo, a voice."""
    text = visit.text
    form = forms.open_form(visit)
    if form is not None and _control(visit, text):
        return
    guesses = _alarms(visit, form, text)
    if guesses:
        guesses[0].act()
        return
    for step in (_as_number, _as_asked, _as_phrase_with_code):
        if text and step(visit, form, text):
            return
    if form is not None and not visit.conversation.parked and forms.answer(visit, form, text):
        return
    if text and _as_word(visit, text):
        return
    if form is not None and not visit.conversation.parked and _only_options(visit, form):
        visit.say("desk-choose", choices=_asked_again(visit, form))
        return
    _as_free_text(visit, text)


def _control(visit: Visit, text: str) -> bool:
    verb = PHRASES.get(text.casefold())
    if verb not in _CONTROLS:
        return False
    run_verb(visit, VERBS[verb], [])
    return True


def _alarms(visit: Visit, form: Form | None, text: str) -> list[Guess]:
    """Somebody in danger comes before any open question, but not inside words drafted for others."""
    question = forms.next_question(visit, form) if form is not None else None
    if not text or (question is not None and question.drafting) or PHRASES.get(text.casefold()):
        return []
    if _begins_draft(visit, text):
        return []
    return [guess for guess in _guesses(visit, text) if guess.sure >= _ALARM]


def _begins_draft(visit: Visit, text: str) -> bool:
    """发公告 水管爆了正在抢修: by somebody who may send it."""
    drafting = (VERBS[name] for phrase, name in PHRASES.items() if text.casefold().startswith(phrase))
    return any(verb.drafts and visit.roles() & set(verb.roles) for verb in drafting)


def _as_number(visit: Visit, form: Form | None, text: str) -> bool:
    """1-9 and 0 belong to the question last asked here, 11-99 to what came unasked."""
    if not _NUMBER.fullmatch(text):
        return False
    question = forms.next_question(visit, form) if form is not None and not visit.conversation.parked else None
    if question is not None and question.number:
        return False
    return _as_offered(visit, int(text)) if int(text) < FIRST else _as_standing(visit, int(text))


def _as_offered(visit: Visit, number: int) -> bool:
    asked = [Choice.from_json(each) for each in visit.conversation.asked]
    picked = next((each.choice for each in question_numbers(asked) if each.number == number), None)
    if picked is not None:
        press(visit, picked.line)
    elif asked:
        visit.say("desk-no-such-number")
    return bool(asked)


def _as_standing(visit: Visit, number: int) -> bool:
    standing = find_number(visit.session, visit.account, number)
    if standing is None:
        return False
    if standing.spent_at is not None or standing.expires_at <= visit.now:
        visit.say("desk-number-spent")
    else:
        press(visit, standing.choice)
    return True


def _as_asked(visit: Visit, form: Form | None, text: str) -> bool:  # noqa: ARG001 (one shape for all steps)
    """The label of one of the choices just offered."""
    folded = text.casefold()
    for each in visit.conversation.asked:
        offered = Choice.from_json(each)
        verb = split(offered.line)[0]
        spoken = [*visit.labels_of(offered), *(phrases(verb) if verb in VERBS else ())]
        if folded in {word.casefold() for word in spoken}:
            press(visit, offered.line)
            return True
    return False


def _as_phrase_with_code(visit: Visit, form: Form | None, text: str) -> bool:  # noqa: ARG001
    """`受理 SJ-1`, `12 好了`, `打电话答复了 SJ-12 明早换门机`."""
    if not any(letter.isdigit() for letter in text):
        return False
    for phrase, name in _said_in(text):
        verb = VERBS[name]
        found = _match(phrase, text) if verb.takes_code else None
        if found is None or (found[1] and not verb.takes_words):
            continue
        run_verb(visit, verb, [found[0], *([found[1]] if found[1] else [])])
        return True
    return False


def _said_in(text: str) -> list[tuple[str, str]]:
    """The phrases that occur in the text, longest first, with their verbs."""
    folded = text.casefold()
    return sorted(
        ((phrase, name) for phrase, name in PHRASES.items() if phrase in folded), key=lambda item: -len(item[0])
    )


def _match(phrase: str, text: str) -> tuple[str, str] | None:
    """The code and the words around the phrase; None when it is not said so."""
    behind = _after(phrase, text)
    if behind is not None:
        found = _CODE_BEHIND.fullmatch(behind)
        return (found.group(1), (found.group(2) or "").strip()) if found else None
    before = _CODE_BEFORE.match(text)
    rest = _after(phrase, text[before.end() :]) if before else None
    if before is None or rest is None or (rest and rest[0] not in _BREAKS):
        return None
    return before.group(1), rest.strip(_BREAKS)


def _after(phrase: str, text: str) -> str | None:
    """What follows the phrase at the beginning of the text; None when it does not begin so."""
    return text[len(phrase) :] if text[: len(phrase)].casefold() == phrase else None


def _as_word(visit: Visit, text: str) -> bool:
    """A command word alone, or with its words behind it."""
    name = PHRASES.get(text.casefold())
    if name is not None:
        run_verb(visit, VERBS[name], [])
        return True
    for phrase, each in _said_in(text):
        rest = _after(phrase, text) or ""
        if VERBS[each].takes_words and rest[:1] in _BREAKS and rest.strip(_BREAKS):
            run_verb(visit, VERBS[each], [rest.strip(_BREAKS)])
            return True
    return False


def _only_options(visit: Visit, form: Form) -> bool:
    question = forms.next_question(visit, form)
    return question is not None and question.options is not None and question.read is None and _best(visit) is None


def _asked_again(visit: Visit, form: Form) -> list[Choice]:
    question = forms.next_question(visit, form)
    assert question is not None
    return forms.offered(visit, form, question)


def _best(visit: Visit) -> Guess | None:
    guesses = _guesses(visit, visit.text)
    return guesses[0] if guesses and guesses[0].sure >= _SURE_ENOUGH else None


def _guesses(visit: Visit, text: str) -> list[Guess]:
    """What the features take the text for, surest first; asked once a message."""
    if text not in visit.guesses:
        visit.guesses[text] = _guess(visit, text)
    return visit.guesses[text]


def _guess(visit: Visit, text: str) -> list[Guess]:
    found = [guess for read in RECOGNISERS if (guess := read(visit, text)) is not None]
    return sorted(found, key=lambda guess: -guess.sure)


def _as_free_text(visit: Visit, text: str) -> None:
    guesses = _guesses(visit, text)
    if guesses and guesses[0].sure >= _SURE_ENOUGH:
        guesses[0].act()
        return
    if visit.room is None:
        visit.say("desk-not-understood", choices=short_menu(visit))
    elif (
        aside := visit.aside()
    ) is not None:  # what no feature answers among neighbours is answered to the one who asked
        aside.guesses = {}
        _as_free_text(aside, text)
    else:
        visit.toast("desk-private-first")


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
        cls.begin(visit, offered=offered, line=clean(visit.incoming.choice), text=visit.words)

    def done(self, visit: Visit) -> None:
        visit.estate = find_estate(visit.session, self.estate)
        visit.incoming = dataclasses.replace(visit.incoming, choice=self.answers["line"], text=self.answers["text"])
        visit.__dict__.pop("text", None)
        understand(visit)
