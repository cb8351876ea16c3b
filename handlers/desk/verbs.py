"""Running a verb: its objects fetched and checked, its estate found, its rights looked up - the same for a button, a
number and typed words.
"""

from __future__ import annotations

import re
from typing import Any

from config.values import Code, Count, Saying, Text, saying
from handlers.desk.choices import choice
from handlers.desk.registry import LOOKUPS, Verb
from handlers.desk.visit import Visit
from handlers.desk.where import find_place
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
    given: dict[str, Any] = {}
    for name, kind in verb.takes:
        if kind in LOOKUPS:
            code = spoken_code(visit, verb, arguments.pop(0)) if arguments else _only_fitting(visit, verb, kind)
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


def spoken_code(visit: Visit, verb: Verb, said: str) -> str:
    """`12`, `12号`, `sj-12`, `SJ12` -> `SJ-12`; a bare number is of the one estate that fits."""
    found = _SPOKEN.fullmatch(said)
    if found is None:
        return said[:32]
    prefix = found.group(1) or find_place(visit, verb.roles).prefix
    return f"{prefix.upper()}-{int(found.group(2))}"


def _only_fitting(visit: Visit, verb: Verb, kind: type) -> str | None:
    fitting = list(LOOKUPS[kind].fitting(visit, verb.name))
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise Refusal("desk-none-fits")
    visit.say(
        "desk-which-one",
        n=Count(len(fitting)),
        choices=[choice(verb.name, code, label=_named(code)) for code in fitting[:9]],
        listed=True,
    )
    return None


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
