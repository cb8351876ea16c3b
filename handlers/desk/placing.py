"""Somebody of whom no estate is known is asked for it once; then what they had said is understood again, in it."""

from __future__ import annotations

import dataclasses
from typing import Any

from config.values import Text, saying
from config.words import phrases
from handlers.desk.forms import Form, Option, ask, close
from handlers.desk.phrases import BREAKS, after
from handlers.desk.registry import VERBS
from handlers.desk.understanding import understand
from handlers.desk.verbs import run_verb
from handlers.desk.visit import Visit
from models.letters.shapes import Told, clean
from models.people.identity import estates_when_few, find_estate, find_estate_by_name
from models.people.tables import Estate
from models.refusals import Refusal

_FEW = 8
"""With more estates than these nobody wants a list: the name is typed, or the code scanned."""


def _named(_form: Form, visit: Visit, text: str) -> str:
    """兰苑, LY, or 换小区 兰苑."""
    behind = (after(phrase, text) for phrase in phrases("home-estate"))
    name = next((rest.strip(BREAKS) for rest in behind if rest and rest.strip(BREAKS)), text)
    estate = find_estate(visit.session, name) or find_estate_by_name(visit.session, name)
    if estate is None:
        raise Refusal("home-estate-unknown", name=Text(name[:30]))
    return estate.prefix


class NameEstate(Form, name="desk-name-estate"):
    """`line`, `text` and `files` are what was pressed, said or sent before; all empty when only the estate was to be chosen."""

    keeps = False
    estate: str = ask(
        "desk-name-estate",
        params=lambda form, _visit: {"head": saying(form.answers.get("head", "desk-no-estate"))},
        read=_named,
        options=lambda _form, visit: [
            Option(each.prefix, saying("desk-own-words", words=Text(each.name)))
            for each in estates_when_few(visit.session, _FEW)
        ],
    )

    @classmethod
    def ask_for(cls, visit: Visit) -> None:
        cls.begin(visit, line=clean(visit.incoming.choice), text=visit.words, files=visit.keep_files(""))

    def done(self, visit: Visit) -> None:
        estate = find_estate(visit.session, self.estate)
        assert estate is not None
        if not _held(self.answers):
            run_verb(visit, VERBS["home-estate"], [estate.prefix])
            return
        _go_on(visit, estate, self.answers)


def goes_on(visit: Visit, estate: Estate) -> bool:
    """The code of the estate was scanned while it was asked for. False when there is nothing to go on with."""
    form = NameEstate.of(visit)
    if form is None or not _held(form.answers):
        return False
    close(visit)
    _go_on(visit, estate, form.answers)
    return True


def _held(answers: dict[str, Any]) -> bool:
    return any(answers.get(each) for each in ("line", "text", "files"))


def _go_on(visit: Visit, estate: Estate, held: dict[str, Any]) -> None:
    visit.account.estate_id, visit.estate = estate.id, estate
    told = Told.PRESSED if held["line"] else Told.SAID
    visit.incoming = dataclasses.replace(visit.incoming, told=told, choice=held["line"], text=held["text"])
    visit.__dict__.pop("text", None)
    visit.enclose(held.get("files", ()))
    understand(visit)
