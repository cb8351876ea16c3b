"""Running a verb: its objects fetched and checked, its estate found, its rights looked up - the same for a button, a
number and typed words.
"""

from __future__ import annotations

import re
from typing import Any

from config.values import Code, Count, Saying, Text, saying
from handlers.desk.choices import choice
from handlers.desk.forms import Form, Option, ask
from handlers.desk.registry import KIN, LOOKUPS, VERBS, Verb
from handlers.desk.visit import Visit
from handlers.desk.where import WhichEstate, find_place
from models.people.roles import roles_in
from models.people.tables import Estate
from models.refusals import Refusal

_SPOKEN = re.compile(r"(?:([A-Za-z]{2,4})-?)?(?:[Nn]o\.?\s*|#)?(\d{1,9})\s*号?")


def run_verb(visit: Visit, verb: Verb, arguments: list[str]) -> None:
    """Act. Refuses who may not, whatever the way the verb came; asks which, when several objects fit."""
    if visit.room is not None and not verb.in_room:
        _say_privately(visit, verb)
        return
    arguments = list(arguments)
    verb = _meant(visit, verb, arguments)
    given: dict[str, Any] = {}
    for name, kind in verb.takes:
        if kind in LOOKUPS:
            if arguments and not _are_words(verb, arguments):
                code: str | None = spoken_code(visit, verb, arguments.pop(0))
            else:
                code = _only_fitting(visit, verb, kind, " ".join(arguments))
            if code is None:
                return
            given[name] = LOOKUPS[kind].find(visit, code)
            visit.estate = visit.session.get(Estate, given[name].estate_id)
        elif kind is int:
            given[name] = _whole(arguments)
        elif name == "words":
            given[name] = " ".join(arguments)
            arguments = []
        else:
            given[name] = arguments.pop(0) if arguments else ""
    _check_rights(visit, verb)
    verb.act(visit, **given)


def _meant(visit: Visit, verb: Verb, arguments: list[str]) -> Verb:
    """撤回 SJ-5 is a complaint's phrase; when SJ-5 is a notice, the notice is meant. Without a code the first that fits."""
    kin = [VERBS[other] for other in KIN.get(verb.name, ())]
    if not kin:
        return verb
    if not arguments:
        fits = (each for each in (verb, *kin) if LOOKUPS[each.takes[0][1]].fitting(visit, each.name))
    else:
        code = spoken_code(visit, verb, arguments[0])
        fits = (each for each in (verb, *kin) if _is_of(visit, each.takes[0][1], code))
    return next(fits, verb)


def stands_for(visit: Visit, verb: Verb, kind: type, said: str) -> bool:
    """Whether the code that was said is an object of this kind that this person may see."""
    try:
        return _is_of(visit, kind, spoken_code(visit, verb, said))
    except (Refusal, WhichEstate):
        return False


def _is_of(visit: Visit, kind: type, code: str) -> bool:
    try:
        LOOKUPS[kind].find(visit, code)
    except Refusal:
        return False
    return True


def spoken_code(visit: Visit, verb: Verb, said: str) -> str:
    """`12`, `12号`, `sj-12`, `SJ12` -> `SJ-12`; a bare number is of the one estate that fits."""
    found = _SPOKEN.fullmatch(said)
    if found is None:
        return said[:32]
    prefix = found.group(1) or find_place(visit, verb.roles).prefix
    return f"{prefix.upper()}-{int(found.group(2))}"


def _are_words(verb: Verb, arguments: list[str]) -> bool:
    """会议意见 别涨价: no code was said, what follows are the words."""
    return verb.takes_words and not _SPOKEN.fullmatch(arguments[0])


def _only_fitting(visit: Visit, verb: Verb, kind: type, words: str = "") -> str | None:
    fitting = list(LOOKUPS[kind].fitting(visit, verb.name))
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise Refusal("desk-none-fits")
    if words:
        ChooseObject.begin(visit, verb=verb.name, codes=fitting[:9], words=words)
        return None
    named = LOOKUPS[kind].line or (lambda _visit, code: _named(code))
    visit.say(
        "desk-which-one",
        n=Count(len(fitting)),
        choices=[choice(verb.name, code, label=named(visit, code)) for code in fitting[:9]],
        listed=True,
    )
    return None


class ChooseObject(Form, name="desk-which"):
    """Which of several is meant by a verb that came with its words; they are kept meanwhile."""

    keeps = False
    code: str = ask(
        "desk-which-one",
        options=lambda form, visit: [Option(code, form.named(visit, code)) for code in form.answers["codes"]],
        params=lambda form, _visit: {"n": Count(len(form.answers["codes"]))},
    )

    def named(self, visit: Visit, code: str) -> Saying:
        kinds = (kind for _, kind in VERBS[self.answers["verb"]].takes if kind in LOOKUPS)
        line = LOOKUPS[next(kinds)].line
        return line(visit, code) if line else _named(code)

    def done(self, visit: Visit) -> None:
        run_verb(visit, VERBS[self.answers["verb"]], [self.code, self.answers["words"]])


def _named(code: str) -> Saying:
    return saying("desk-code", code=Code(code))


def _whole(arguments: list[str]) -> int:
    said = arguments.pop(0) if arguments else ""
    if not re.fullmatch(r"\d{1,9}", said):
        raise Refusal("desk-needs-number", said=Text(said[:20]))
    return int(said)


def _check_rights(visit: Visit, verb: Verb) -> None:
    if verb.needs_estate and visit.estate is None:
        visit.estate = find_place(visit, verb.roles)
    if not verb.roles:
        return
    held = roles_in(visit.session, visit.account.person_id, visit.place.id, visit.now)
    if not held & set(verb.roles):
        raise Refusal("desk-not-yours")


def _say_privately(visit: Visit, verb: Verb) -> None:
    """In a room the bot speaks less: this goes on in the private chat."""
    if not visit.whisper("desk-private-here", choices=[choice(verb.name)]):
        visit.toast("desk-private-first")
