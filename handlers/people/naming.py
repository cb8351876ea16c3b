"""我叫 李梅: what residents read of those who answer them, and staff of those who ask."""

from __future__ import annotations

import re

from config.values import Text
from handlers.desk import Form, Guess, Visit, ask, command, recogniser
from models.people.identity import call_person
from models.refusals import Refusal

_NAME = re.compile(r"[\u3400-\u9fff]{2,4}(?:·[\u3400-\u9fff]{1,6})?|[A-Za-z][A-Za-z .'-]{1,30}")
_SAID = re.compile(rf"(?:我叫|我的名字是|my name is)\s*[:：]?\s*({_NAME.pattern})", re.IGNORECASE)


def read_name(text: str) -> str:
    """A person's name, without the words around it. Refuses what is none."""
    said = _SAID.fullmatch(text.strip())
    name = said.group(1) if said else text.strip()
    if not _NAME.fullmatch(name):
        raise Refusal("people-no-name", said=Text(text[:12]))
    return name


class GiveName(Form, name="people-name"):
    name_: str = ask("people-ask-name", read=lambda _form, _visit, text: read_name(text))

    def done(self, visit: Visit) -> None:
        call_person(visit.person, self.name_)
        visit.say("people-name-noted", name=Text(self.name_))


@command("people-name")
def give_name(visit: Visit, words: str) -> None:
    if words:
        GiveName.begin(visit, name_=read_name(words))
    else:
        GiveName.begin(visit)


@recogniser
def hears_name(visit: Visit, text: str) -> Guess | None:
    said = _SAID.fullmatch(text) if visit.room is None else None
    return Guess(90, lambda: give_name(visit, text)) if said else None


def say_how_named(visit: Visit) -> None:
    """Whoever begins to work for an estate is read by name: the one the chat shows, where it looks like one."""
    shown = visit.account.shown_name
    if not visit.person.spoken_name and _NAME.fullmatch(shown):
        call_person(visit.person, shown)
    if visit.person.spoken_name:
        visit.say("people-name-shown", name=Text(visit.person.spoken_name))
    else:
        visit.say("people-name-missing")
