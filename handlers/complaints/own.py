"""A resident's own complaints: how they stand, saying more, judging, withdrawing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from config.intents import hears
from config.values import Code, Count, Moment, Saying, saying
from handlers.complaints.filing import begin
from handlers.complaints.progress import line_of
from handlers.desk import Form, Guess, Visit, ask, choice, command, lookup, menu, recogniser
from handlers.desk.questions import Option
from models.complaints.actions import confirm, return_case, withdraw_case
from models.complaints.adding import Addition, add
from models.complaints.queries import (
    DESK,
    STAFF,
    asked_of,
    called_to,
    cases_of,
    find_case,
    open_alarm,
    open_cases,
    unseen_alarms,
)
from models.complaints.rules import must_allow
from models.complaints.tables import OPEN, CaseState, Complaint
from models.complaints.triage import triage
from models.people.roles import Role, scopes_of
from models.people.tables import Estate
from models.refusals import Refusal

_JUDGES = {
    "complaints-done": (CaseState.DONE,),
    "complaints-confirm": (CaseState.DONE,),
    "complaints-return": (CaseState.DONE, CaseState.RESOLVED, CaseState.SILENT),
    "complaints-dispute": (
        CaseState.DONE, CaseState.WORKING, CaseState.WAITING,
        CaseState.DECLINED, CaseState.TRANSFERRED, CaseState.INDOORS,
    ),
    "complaints-no-wait": (CaseState.WAITING,),
}  # fmt: skip
_STAFF_VERBS = {
    "complaints-done": (Role.COMPANY, Role.SECRETARY),
    "complaints-hand-back": (Role.COMPANY,),
    "complaints-take": (Role.SECRETARY,),
    "complaints-hand": (Role.SECRETARY,),
    "complaints-ask": (Role.SECRETARY,),
    "complaints-answer": (Role.SECRETARY, Role.COMPANY),
    "complaints-phoned": (Role.SECRETARY,),
    "complaints-wait": (Role.SECRETARY, Role.COMPANY),
    "complaints-end": (Role.SECRETARY,),
}


_ANSWERS_WITHIN = timedelta(days=3)
_LIKELY, _SURER = 45, 99
_ALARM_VERBS = ("complaints-alarm-still", "complaints-alarm-safe", "complaints-alarm-mistake")
_OVER_VERBS = ("complaints-done", "complaints-alarm-false")
_UNSEEN_FIRST = ("complaints-alarm-seen", "complaints-alarm-false")
_DUTY_VERBS = (*_UNSEEN_FIRST, "complaints-alarm-there")
_ALARM_LASTS = timedelta(days=1)


def _find(visit: Visit, code: str) -> Complaint:
    return find_case(visit.session, visit.account.person_id, code, visit.now)


def _fitting(visit: Visit, verb: str) -> Sequence[str]:
    """The complaints a verb without a code may mean: one's own, or those one works on."""
    staff = [each.id for each in scopes_of(visit.session, visit.account.person_id, STAFF, visit.now)]
    alarm = open_alarm(visit.session, visit.account.person_id, visit.now - _ALARM_LASTS)
    if alarm is not None and (verb in _ALARM_VERBS or (verb in _OVER_VERBS and not staff)):
        return [alarm.code]
    if verb in (*_ALARM_VERBS, *_DUTY_VERBS) and staff:
        unseen = unseen_alarms(visit.session, staff) if verb in _UNSEEN_FIRST else []
        called = unseen or called_to(visit.session, visit.account.person_id, staff, visit.now - _ALARM_LASTS)
        return [case.code for case in called]
    if verb in _STAFF_VERBS and staff:
        return [case.code for case in _worked_on(visit, verb)]
    cases = cases_of(visit.session, visit.account.person_id)
    if verb in _ALARM_VERBS:
        return [case.code for case in cases if case.emergency and case.state in OPEN]
    fitting = _JUDGES.get(verb, OPEN)
    waiting = [case.code for case in cases if case.state is CaseState.DONE] if verb in _JUDGES else []
    return (CaseState.DONE in fitting and waiting) or [case.code for case in cases if case.state in fitting]


def _worked_on(visit: Visit, verb: str) -> list[Complaint]:
    """The company's are those it has in hand; at the desk only what it has in hand is said to be done."""
    session, person, roles = visit.session, visit.account.person_id, _STAFF_VERBS[verb]
    desk = [each.id for each in scopes_of(session, person, [role for role in roles if role in DESK], visit.now)]
    company = [] if Role.COMPANY not in roles else scopes_of(session, person, (Role.COMPANY,), visit.now)
    found = open_cases(session, desk, (Role.COMPANY,) if verb == "complaints-done" else ())
    return [*found, *open_cases(session, [each.id for each in company if each.id not in desk], (Role.COMPANY,))]


lookup(Complaint, _find, _fitting, look="complaints-look", line=lambda visit, code: line_of(visit, _find(visit, code)))


@command("complaints-mine")
def mine(visit: Visit) -> None:
    """进度: every own case in one line, a number each."""
    cases = cases_of(visit.session, visit.account.person_id)
    if not cases:
        visit.say("complaints-none-yet", choices=[choice("complaints-file")])
        return
    lines = [choice("complaints-look", case.code, label=line_of(visit, case)) for case in cases]
    still = sum(case.state in OPEN for case in cases)
    over = sum(case.state not in (*OPEN, CaseState.WITHDRAWN) for case in cases)
    visit.say("complaints-mine-head", n=Count(still), over=Count(over), choices=lines, listed=True)


@command("complaints-confirm")
def confirm_solved(visit: Visit, case: Complaint) -> None:
    must_be_author(visit, case)
    confirm(visit.session, case, visit.account.person_id, visit.now)
    visit.say("complaints-confirmed", code=Code(case.code))


@command("complaints-return")
def not_good(visit: Visit, case: Complaint) -> None:
    must_be_author(visit, case)
    visit.estate = visit.session.get(Estate, case.estate_id)
    return_case(visit.session, case, visit.account.person_id, visit.now, visit.place)
    AddToCase.after(visit, case, "complaints-returned")


@command("complaints-withdraw")
def withdraw(visit: Visit, case: Complaint) -> None:
    must_be_author(visit, case)
    withdraw_case(visit.session, case, visit.account.person_id, visit.now)
    visit.say("complaints-withdrawn", code=Code(case.code))


def must_be_author(visit: Visit, case: Complaint) -> None:
    if visit.account.person_id != case.author_id:
        raise Refusal("complaints-only-author")


class AddToCase(Form, name="complaints-add"):
    """One sentence or photo more; saying nothing is fine."""

    dropped = "complaints-nothing-added"

    more: str = ask(
        "complaints-ask-more",
        files=True,
        out="complaints-nothing-more",
        params=lambda form, _visit: {"head": form.head()},
    )

    def head(self) -> Saying:
        code, times = Code(self.answers["code"]), Count(self.answers.get("times", 0))
        if "by" not in self.answers:
            return saying("complaints-add-head", code=code)
        by = Moment(datetime.fromisoformat(self.answers["by"]))
        return saying(self.answers["key"], code=code, times=times, by=by)

    @classmethod
    def after(cls, visit: Visit, case: Complaint, key: str) -> None:
        """What is not good may be said; an answer is owed anyway."""
        assert case.answer_by is not None
        cls.begin(visit, code=case.code, key=key, times=case.returns, by=case.answer_by.isoformat())

    def done(self, visit: Visit) -> None:
        case = _find(visit, self.answers["code"])
        files = tuple(self.answers.get("files", ()))
        add(visit.session, case, Addition(self.more, files, visit.album), visit.account.person_id, visit.now)
        visit.say("complaints-added", code=Code(case.code))


@command("complaints-add")
def say_more(visit: Visit, case: Complaint, words: str) -> None:
    if visit.account.person_id != case.typed_by:
        must_be_author(visit, case)
    must_allow(case, "add")
    if words:
        add(visit.session, case, Addition(words), visit.account.person_id, visit.now)
        visit.say("complaints-added", code=Code(case.code))
    else:
        AddToCase.begin(visit, code=case.code)


class AnswerStaff(Form, name="complaints-reply"):
    """Staff asked something, and what came reads like a new matter: one tap tells which."""

    keeps = False
    which: str = ask(
        "complaints-is-it-the-answer",
        options=lambda _form, _visit: [
            Option("answer", saying("complaints-it-is-the-answer")),
            Option("new", saying("complaints-it-is-new")),
        ],
        read=lambda form, visit, _text: [form.answers["words"], visit.words],
        params=lambda form, _visit: {"code": Code(form.answers["code"])},
    )

    def learned(self, visit: Visit, name: str) -> None:  # noqa: ARG002 (there is one question)
        """More was said instead of a tap: it belongs to the same words."""
        self.answers["words"] = "\n".join(self.answers.pop(name))

    def done(self, visit: Visit) -> None:
        if self.which == "new":
            begin(visit, self.answers["words"], self.answers["words"])
        else:
            _reply(visit, _find(visit, self.answers["code"]), self.answers["words"])


@recogniser
def answers_staff(visit: Visit, text: str) -> Guess | None:
    """What the author of a case says after staff asked something in it."""
    if visit.room is not None or not text or (visit.conversation.form and not visit.conversation.parked):
        return None
    asked = asked_of(visit.session, visit.account.person_id, visit.now - _ANSWERS_WITHIN)
    if asked is None:
        return None
    if triage(text).is_complaint:
        return Guess(_SURER, lambda: AnswerStaff.begin(visit, code=asked.code, words=visit.words))
    return Guess(_LIKELY, lambda: _reply(visit, asked, visit.words))


def _reply(visit: Visit, case: Complaint, words: str) -> None:
    more = Addition(words, tuple(visit.keep_files(case.code)), visit.album)
    add(visit.session, case, more, visit.account.person_id, visit.now)
    visit.say("complaints-added", code=Code(case.code))


@recogniser
def asks_progress(visit: Visit, text: str) -> Guess | None:
    if visit.room is not None:
        return None
    sure, of_theirs, of_open = (hears(intent, text) for intent in ("progress", "when-mended", "still-waiting"))
    if of_theirs or of_open:  # 电梯啥时候修好: of somebody who never spoke of it, it is a complaint
        cases = cases_of(visit.session, visit.account.person_id)
        sure = sure or (of_theirs if cases else 0)
        sure = max(sure, of_open if any(case.state in OPEN for case in cases) else 0)
    return Guess(sure, lambda: mine(visit)) if sure else None


menu(50, lambda: choice("complaints-mine"))
