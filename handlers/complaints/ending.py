"""不办了: staff end a case that is not theirs to solve, by one of three ways, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from config.responsibility import offices
from config.values import Code, Phone, Text, saying
from handlers.complaints.progress import offers
from handlers.desk import Form, Visit, ask, command
from handlers.desk.forms import Option
from models.complaints.ending import Ending, end
from models.complaints.queries import DESK, find_case
from models.complaints.rules import allows, must_allow
from models.complaints.tables import CaseState, Complaint

_WAYS = {
    CaseState.TRANSFERRED: "complaints-way-transferred",
    CaseState.INDOORS: "complaints-way-indoors",
    CaseState.DECLINED: "complaints-way-declined",
}
_MOST = 200


def _ways(_form: Form, _visit: Visit) -> Sequence[Option]:
    return [Option(state.value, saying(key)) for state, key in _WAYS.items()]


def _offices(_form: Form, _visit: Visit) -> Sequence[Option]:
    return [
        Option(["office", kind], saying(f"complaints-office-{kind}", phone=Phone(office.phone)))
        for kind, office in offices().items()
    ]


def _repairs(_form: Form, _visit: Visit) -> Sequence[Option]:
    return [Option(["key", key], saying(key)) for key in ("complaints-indoors-own", "complaints-indoors-paid")]


class EndCase(Form, name="complaints-end"):
    way: str = ask(
        "complaints-ask-way", options=_ways, params=lambda form, _visit: {"code": Code(form.answers["code"])}
    )
    office: str = ask(
        "complaints-ask-office", options=_offices, read=lambda _form, _visit, text: text[:_MOST], drafting=True,
        when=lambda form, _visit: form.answers["way"] == CaseState.TRANSFERRED.value,
    )  # fmt: skip
    repair: str = ask(
        "complaints-ask-repair", options=_repairs,
        when=lambda form, _visit: form.answers["way"] == CaseState.INDOORS.value,
    )  # fmt: skip
    reason: str = ask(
        "complaints-ask-why-not", drafting=True, read=lambda _form, _visit, text: text[:_MOST],
        when=lambda form, _visit: form.answers["way"] == CaseState.DECLINED.value,
    )  # fmt: skip

    def done(self, visit: Visit) -> None:
        person = visit.account.person_id
        case = find_case(visit.session, person, self.answers["code"], visit.now)
        words = _words(visit, self.office or self.repair or self.reason)
        reached = end(visit.session, case, Ending(CaseState(self.way), words), person, visit.now)
        key = "complaints-ended" if reached else "complaints-ended-nobody"
        visit.say(key, code=Code(case.code), words=Text(words), about=case.code)


def _words(visit: Visit, given: object) -> str:
    """Typed words, or ready ones in the words of their language."""
    if not isinstance(given, list):
        return str(given)
    what, name = given
    if what == "key":
        return visit.sentence(name)
    return visit.sentence(f"complaints-office-{name}", phone=Phone(offices()[name].phone))


@command("complaints-end", role=DESK)
def end_case(visit: Visit, case: Complaint) -> None:
    must_allow(case, "end")
    EndCase.begin(visit, code=case.code)


@offers(90)
def _ends(visit: Visit, case: Complaint) -> Sequence[str]:
    if visit.account.person_id == case.author_id:
        ended = (CaseState.DECLINED, CaseState.TRANSFERRED, CaseState.INDOORS)
        return ("complaints-dispute",) if case.state in ended else ()
    return ("complaints-end",) if visit.roles() & set(DESK) and allows(case, "end") else ()
