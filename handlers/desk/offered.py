"""What was offered, or stands by itself: a tap, a number, the words on a button, a code."""

from __future__ import annotations

import re

from config.values import Text
from config.words import phrases
from handlers.desk import forms
from handlers.desk.choices import split
from handlers.desk.forms import Form
from handlers.desk.phrases import A_CODE
from handlers.desk.registry import LOOKUPS, PHRASES, VERBS
from handlers.desk.verbs import run_verb, stands_for
from handlers.desk.visit import Visit
from models.letters.numbers import FIRST, find_number, question_numbers, spend, standing_lines
from models.letters.seen import see_about
from models.letters.shapes import Choice, clean

_NUMBER = re.compile(r"\d{1,2}")


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


def as_number(visit: Visit, form: Form | None, text: str) -> bool:
    """1-9 and 0 belong to the question last asked here, 11-99 to what came unasked."""
    if not _NUMBER.fullmatch(text):
        return False
    question = forms.next_question(visit, form) if form is not None and not visit.conversation.parked else None
    if question is not None and question.number and int(text) != 0:
        return False
    return _as_offered(visit, int(text)) if int(text) < FIRST else _as_standing(visit, int(text))


def _as_offered(visit: Visit, number: int) -> bool:
    """0 is always the way out, also where none was offered."""
    asked = [Choice.from_json(each) for each in visit.conversation.asked]
    picked = next((each.choice for each in question_numbers(asked) if each.number == number), None)
    if picked is not None:
        press(visit, picked.line)
    elif number == 0:
        visit.conversation.asked = []
        visit.say("desk-left")
    elif asked:
        visit.say("desk-no-such-number")
    return bool(asked) or number == 0


def _as_standing(visit: Visit, number: int) -> bool:
    standing = find_number(visit.session, visit.account, number)
    if standing is None:
        return False
    if standing.spent_at is None and standing.expires_at > visit.now:
        press(visit, standing.choice)
    elif not as_code(visit, None, f"{number}号", says=False):
        visit.say("desk-number-spent")
    return True


def as_asked(visit: Visit, form: Form | None, text: str) -> bool:  # noqa: ARG001 (one shape for all steps)
    """The label of one of the choices just offered, with its code or without, or a phrase of its verb. What fits several
    picks none.
    """
    folded = text.casefold()
    found = []
    for each in visit.conversation.asked:
        offered = Choice.from_json(each)
        verb, arguments = split(offered.line)
        spoken = [*visit.labels_of(offered), *(phrases(verb) if verb in VERBS else ())]
        spoken += [f"{each} {arguments[0]}" for each in spoken if arguments]
        found += [offered.line] if folded in {word.casefold() for word in spoken} else []
    if len(found) == 1:
        press(visit, found[0])
    return len(found) == 1


def as_unasked(visit: Visit, form: Form | None, text: str) -> bool:
    """The label of a choice that came unasked and still stands: 公布, 确认, 有意见. Of several objects the verb asks which.

    Not in a room, not where words are drafted, and not of what is a command word anyhow.
    """
    if visit.room is not None or PHRASES.get(text.casefold()) or (form is not None and not visit.conversation.parked):
        return False
    lines = standing_lines(visit.session, visit.account, visit.now)
    found = [line for line in lines if text.casefold() in {word.casefold() for word in visit.labels_of(Choice(line))}]
    verbs = dict.fromkeys(split(line)[0] for line in found)
    if len(found) == 1:
        press(visit, found[0])
    elif verbs:
        run_verb(visit, VERBS[next(iter(verbs))], [])
    return bool(found)


def as_code(visit: Visit, form: Form | None, text: str, *, says: bool = True) -> bool:
    """12号, SJ-12: the thing itself, whatever it is."""
    if not A_CODE.fullmatch(text):
        return False
    for kind, found in LOOKUPS.items():
        verb = VERBS.get(found.look)
        if verb is not None and stands_for(visit, verb, kind, text):
            run_verb(visit, verb, [text])
            return True
    if form is None and says:
        visit.say("desk-no-such-code", said=Text(text))
    return form is None and says
