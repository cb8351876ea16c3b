"""Who sends faster than anybody can read is told so once, then waits; somebody in danger never waits."""

from __future__ import annotations

from handlers.desk import forms
from handlers.desk.choices import split
from handlers.desk.registry import PHRASES, VERBS
from handlers.desk.understanding import guesses
from handlers.desk.visit import Visit
from models.letters.numbers import FIRST, find_number
from models.letters.shapes import Choice, Told
from models.people.pace import Haste

_OF_AN_ALARM = 99
"""How sure a feature is of what belongs to an alarm, the author's own words while it lasts among it."""


def waits(visit: Visit) -> bool:
    """Whether this message is one too many: said once, and where others read it only as a toast."""
    if visit.haste is Haste.NONE or _is_urgent(visit):
        return False
    if visit.haste is Haste.FIRST and visit.room is None:
        visit.album_before = []  # said also to a picture of an album, which is otherwise taken silently
        visit.say("desk-too-fast")
    elif visit.haste is Haste.FIRST and visit.incoming.told is Told.PRESSED:
        visit.toast("desk-too-fast")
    return True


def _is_urgent(visit: Visit) -> bool:
    form = forms.open_form(visit)
    verbs = {split(line)[0] for line in _lines(visit)} | {PHRASES.get(visit.text.casefold(), "")}
    verbs |= {form.name} if form is not None else set()
    if any(VERBS[name].urgent for name in verbs if name in VERBS):
        return True
    return bool(visit.text) and any(guess.sure >= _OF_AN_ALARM for guess in guesses(visit, visit.text))


def _lines(visit: Visit) -> list[str]:
    """The choices this message may be taking: the one pressed, those last offered, the one its number stands for."""
    if visit.incoming.choice:
        return [visit.incoming.choice]
    lines = [Choice.from_json(each).line for each in visit.conversation.asked] if visit.room is None else []
    if visit.text.isascii() and visit.text.isdigit() and FIRST <= int(visit.text[:3]) <= 99:
        standing = find_number(visit.session, visit.account, int(visit.text[:3]))
        lines += [standing.choice] if standing is not None else []
    return lines
