"""Ending a round before its time: closed early with its result, or taken back without one. Always with a reason."""

from __future__ import annotations

from typing import Any

from config.values import Code, Count, Text, saying
from handlers.desk import Form, Visit, ask, command, said_as
from handlers.desk.forms import Option
from handlers.opinions.looking import find
from models.opinions import rules
from models.opinions.asking import end_early, must_be_its_own, withdraw
from models.opinions.queries import ASKERS
from models.opinions.tables import OpinionRound

_REASON = 100


def read_reason(_form: object, _visit: Visit, text: str) -> str:
    return " ".join(text.split())[:_REASON]


def asked_once_more(key: str, yes: str) -> Any:
    """Everybody will read the reason, and nothing can be undone: it is shown before it is done."""
    return ask(
        key,
        options=lambda _form, _visit: [
            Option("yes", saying(yes)), Option("", saying("opinions-change-reason"), again=("reason",)),
        ],
        params=lambda form, _visit: {"code": Code(form.answers["code"]), "reason": Text(form.reason)},
    )  # fmt: skip


class CloseEarly(Form, name="opinions-close"):
    reason: str = ask("opinions-ask-why-close", read=read_reason, drafting=True)
    sure: str = asked_once_more("opinions-close-preview", "opinions-close-now")

    def done(self, visit: Visit) -> None:
        asked = find(visit, self.answers["code"])
        end_early(visit.session, asked, self.reason, visit.account.person_id, visit.now)
        visit.say("opinions-closed-early", code=Code(asked.code), reason=Text(self.reason))


class TakeBack(Form, name="opinions-withdraw"):
    reason: str = ask("opinions-ask-why-withdraw", read=read_reason, drafting=True)
    sure: str = asked_once_more("opinions-withdraw-preview", "opinions-withdraw-now")

    def done(self, visit: Visit) -> None:
        asked = find(visit, self.answers["code"])
        told = withdraw(visit.session, asked, self.reason, visit.account.person_id, visit.now)
        visit.say("opinions-taken-back", code=Code(asked.code), n=Count(told))


@command("opinions-close", role=ASKERS)
def close(visit: Visit, asked: OpinionRound, words: str) -> None:
    _must_be_possible(visit, asked)
    CloseEarly.begin(visit, code=asked.code, **_said(words))


@command("opinions-withdraw", role=ASKERS)
def take_back(visit: Visit, asked: OpinionRound, words: str) -> None:
    _must_be_possible(visit, asked)
    TakeBack.begin(visit, code=asked.code, **_said(words))


def _must_be_possible(visit: Visit, asked: OpinionRound) -> None:
    must_be_its_own(visit.session, asked, visit.account.person_id, visit.now)
    rules.must_be_open(asked, visit.now)


def _said(words: str) -> dict[str, str]:
    return {"reason": words[:_REASON]} if words else {}


said_as("complaints-withdraw", "opinions-withdraw")
