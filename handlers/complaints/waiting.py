"""等…: a case that waits, for whom and until when, with its author's leave; and the author's 不用等 and 不对."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from config.values import Code, Day, Text, saying
from handlers.complaints.orders import is_in_hand, must_be_in_hand
from handlers.complaints.own import AddToCase, must_be_author, not_good
from handlers.complaints.progress import offers
from handlers.desk import Form, Visit, ask, command
from handlers.desk.forms import Option
from models.calendar import local_day
from models.calendar.spoken import read_moment
from models.complaints.queries import DESK, find_case
from models.complaints.rules import allows, must_allow
from models.complaints.tables import CaseState, Complaint
from models.complaints.waiting import Wait, contradict, dispute_wait, must_be_a_day_to_wait_for, wait
from models.people.roles import Role
from models.refusals import Refusal

_WHOM = ("complaints-whom-parts", "complaints-whom-maintainer", "complaints-whom-builder", "complaints-whom-author")
_WHY = ("complaints-why-ordered", "complaints-why-date", "complaints-why-quote")
_DAYS = (1, 3, 7)
_MOST = 40


def _ready(keys: Sequence[str]) -> Callable[[Form, Visit], Sequence[Option]]:
    return lambda _form, _visit: [Option(["key", key], saying(key)) for key in keys]


def _said(visit: Visit, given: object) -> str:
    """Typed words, or ready ones in the words of their language."""
    return visit.sentence(str(given[1])) if isinstance(given, list) else str(given or "")


def _read_day(_form: Form, visit: Visit, text: str) -> str:
    heard = read_moment(text, visit.now)
    day = heard.day or (local_day(heard.moments[0]) if heard.moments else None)
    if day is None:
        raise Refusal("complaints-wait-day-unclear")
    must_be_a_day_to_wait_for(day, visit.today)
    return day.isoformat()


def _days(_form: Form, visit: Visit) -> Sequence[Option]:
    days = [visit.today + timedelta(days=each) for each in _DAYS]
    return [Option(day.isoformat(), saying("complaints-wait-day", day=Day(day))) for day in days]


class WaitCase(Form, name="complaints-wait"):
    whom: str = ask(
        "complaints-ask-whom", options=_ready(_WHOM), read=lambda _form, _visit, text: text[:_MOST], drafting=True,
        params=lambda form, _visit: {"code": Code(form.answers["code"])},
    )  # fmt: skip
    until: str = ask("complaints-ask-until", options=_days, read=_read_day)
    why: str = ask(
        "complaints-ask-why", options=_ready(_WHY), read=lambda _form, _visit, text: text[:_MOST], drafting=True
    )

    def done(self, visit: Visit) -> None:
        person = visit.account.person_id
        case = find_case(visit.session, person, self.answers["code"], visit.now)
        must_be_in_hand(visit, case)
        whom, why = _said(visit, self.whom), _said(visit, self.why)
        until = date.fromisoformat(self.until)
        reached = wait(visit.session, case, Wait(whom, until, why), person, visit.now)
        visit.say(
            "complaints-waits-noted" if reached else "complaints-waits-noted-nobody",
            code=Code(case.code), whom=Text(whom), until=Day(until), about=case.code,
        )  # fmt: skip


@command("complaints-wait", role=(*DESK, Role.COMPANY), drafts=True)
def wait_for(visit: Visit, case: Complaint, words: str) -> None:
    must_be_in_hand(visit, case)
    must_allow(case, "wait")
    WaitCase.begin(visit, code=case.code, **({"whom": words[:_MOST]} if words else {}))


@command("complaints-no-wait")
def no_wait(visit: Visit, case: Complaint) -> None:
    """Its author sees nothing to wait for."""
    must_be_author(visit, case)
    dispute_wait(visit.session, case, visit.account.person_id, visit.now)
    AddToCase.after(visit, case, "complaints-no-wait-noted")


@command("complaints-dispute")
def dispute(visit: Visit, case: Complaint) -> None:
    """不对: of an ending or of work said to be done it is a return; of a wait, that there is none; else of what was said."""
    must_be_author(visit, case)
    if allows(case, "return"):
        not_good(visit, case)
    elif case.state is CaseState.WAITING:
        no_wait(visit, case)
    else:
        contradict(visit.session, case, visit.account.person_id, visit.now)
        AddToCase.after(visit, case, "complaints-contradicted-noted")


@offers(20)
def _waits(visit: Visit, case: Complaint) -> Sequence[str]:
    if visit.account.person_id == case.author_id:
        return ("complaints-no-wait",) if allows(case, "dispute-wait") else ()
    return ("complaints-wait",) if allows(case, "wait") and is_in_hand(visit, case) else ()
