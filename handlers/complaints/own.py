"""A resident's own complaints: how they stand, saying more, judging, withdrawing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from config.intents import hears
from config.values import Code, Count, Day, Lines, Moment, Saying, Text, saying
from handlers.complaints.filing import begin, holder_saying
from handlers.desk import Form, Guess, Visit, ask, choice, command, lookup, menu, recogniser
from handlers.desk.questions import Option
from models.calendar import local_day
from models.complaints.actions import confirm, return_case, withdraw_case
from models.complaints.adding import GATHERS, Addition, add
from models.complaints.letters import place_of, reporter_with_home
from models.complaints.queries import (
    DESK,
    STAFF,
    asked_of,
    called_to,
    cases_of,
    find_case,
    open_alarm,
    open_cases,
    timeline,
    unseen_alarms,
)
from models.complaints.rules import closes_silently_at, is_overdue, must_allow
from models.complaints.tables import OPEN, CaseEvent, CaseState, Complaint
from models.complaints.triage import triage
from models.people.roles import Role, scopes_of
from models.people.tables import Person
from models.refusals import Refusal

_JUDGES = {
    "complaints-done": (CaseState.DONE,),
    "complaints-confirm": (CaseState.DONE,),
    "complaints-return": (CaseState.DONE, CaseState.RESOLVED, CaseState.SILENT),
}
_STAFF_VERBS = {
    "complaints-done": (Role.COMPANY, Role.SECRETARY),
    "complaints-hand-back": (Role.COMPANY,),
    "complaints-take": (Role.SECRETARY,),
    "complaints-hand": (Role.SECRETARY,),
    "complaints-ask": (Role.SECRETARY,),
    "complaints-answer": (Role.SECRETARY, Role.COMPANY),
    "complaints-phoned": (Role.SECRETARY,),
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
        estates = scopes_of(visit.session, visit.account.person_id, _STAFF_VERBS[verb], visit.now)
        holders = (Role.COMPANY,) if verb in ("complaints-done", "complaints-hand-back") else ()
        return [case.code for case in open_cases(visit.session, [each.id for each in estates], holders)]
    cases = cases_of(visit.session, visit.account.person_id)
    if verb in _ALARM_VERBS:
        return [case.code for case in cases if case.emergency and case.state in OPEN]
    waiting = [case.code for case in cases if case.state is CaseState.DONE] if verb in _JUDGES else []
    return waiting or [case.code for case in cases if case.state in _JUDGES.get(verb, OPEN)]


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


def line_of(visit: Visit, case: Complaint) -> Saying:
    """12 号 电梯 · 3 幢：正在办（物业，今天 17:30 前答复）"""
    return saying(
        "complaints-line", code=Code(case.code), category=saying(f"category-{case.category}"), place=place_of(case),
        state=state_of(visit, case),
    )  # fmt: skip


def state_of(visit: Visit, case: Complaint) -> Saying:
    """In the resident's words; who has it now, and until when something is owed."""
    if is_overdue(case, visit.now):
        assert case.answer_by is not None
        return saying("complaints-state-overdue", by=Moment(case.answer_by))
    if case.state is CaseState.NEW and case.answer_by is not None:
        return saying("complaints-state-new-by", by=Moment(case.answer_by))
    if case.state is CaseState.WORKING:
        holder = visit.session.get(Person, case.holder_id) if case.holder_id else None
        return saying(
            "complaints-state-working-who", who=holder_saying(case.holder, holder.spoken_name if holder else "")
        )
    closes = closes_silently_at(case)
    if closes is not None and visit.account.person_id != case.author_id:
        return saying("complaints-state-done-theirs", until=Day(local_day(closes)))
    if closes is not None:
        return saying("complaints-state-done-until", until=Day(local_day(closes)))
    return saying(f"complaints-state-{case.state.value}")


@command("complaints-look")
def look(visit: Visit, case: Complaint) -> None:
    """One case: what was said, where it stands, what can be done."""
    mine_ = visit.account.person_id == case.author_id
    events = [each for each in timeline(visit.session, case, public_only=mine_) if each.deed not in ("filed", "taken")]
    who = [] if mine_ or not visit.roles() & set(DESK) else [reporter_with_home(visit.session, case, visit.today)]
    lines = [*who, *(_event_line(each) for each in _albums_once(events)[len(who) - 3 :])]
    choices = [choice(verb, case.code) for verb in verbs_for(visit, case)]
    visit.say(
        "complaints-look-head", line=line_of(visit, case), story=Text(case.story[:80]), n=Count(len(lines)),
        lines=Lines(tuple(lines)), choices=choices, about=case.code,
    )  # fmt: skip


def _albums_once(events: Sequence[CaseEvent]) -> list[CaseEvent]:
    """Pictures that came one by one within moments are one line."""
    shown: list[CaseEvent] = []
    for event in events:
        before = shown[-1] if shown else None
        if before is not None and _only_files(before) and _only_files(event) and event.at - before.at < GATHERS:
            shown.pop()
        shown.append(event)
    return shown


def _only_files(event: CaseEvent) -> bool:
    return event.deed == "added" and not event.words.strip()


def _event_line(event: CaseEvent) -> Saying:
    """A line without words of its own when only a photo was given."""
    bare = {"added": "added-files", "done": "done-bare"} if not event.words.strip() else {}
    key = f"complaints-event-{bare.get(event.deed, event.deed)}"
    return saying(key, at=Moment(event.at), words=Text(event.words))


def verbs_for(visit: Visit, case: Complaint) -> list[str]:
    if visit.account.person_id == case.author_id:
        if case.state is CaseState.DONE:
            return ["complaints-confirm", "complaints-return"]
        if case.state in OPEN:
            return ["complaints-add", "complaints-withdraw"]
        return ["complaints-return"] if case.state in (CaseState.RESOLVED, CaseState.SILENT) else []
    if case.state not in OPEN:
        return []
    if Role.COMPANY in visit.roles():
        return ["complaints-done", "complaints-hand-back"]
    return ["complaints-hand", "complaints-take", "complaints-ask", "complaints-answer"]


@command("complaints-confirm")
def confirm_solved(visit: Visit, case: Complaint) -> None:
    _must_be_author(visit, case)
    confirm(visit.session, case, visit.account.person_id, visit.now)
    visit.say("complaints-confirmed", code=Code(case.code))


@command("complaints-return")
def not_good(visit: Visit, case: Complaint) -> None:
    _must_be_author(visit, case)
    return_case(visit.session, case, visit.account.person_id, visit.now, visit.place)
    assert case.answer_by is not None
    AddToCase.begin(visit, code=case.code, times=case.returns, by=case.answer_by.isoformat())


@command("complaints-withdraw")
def withdraw(visit: Visit, case: Complaint) -> None:
    _must_be_author(visit, case)
    withdraw_case(visit.session, case, visit.account.person_id, visit.now)
    visit.say("complaints-withdrawn", code=Code(case.code))


def _must_be_author(visit: Visit, case: Complaint) -> None:
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
        if "times" not in self.answers:
            return saying("complaints-add-head", code=Code(self.answers["code"]))
        by = Moment(datetime.fromisoformat(self.answers["by"]))
        return saying("complaints-returned", code=Code(self.answers["code"]), times=Count(self.answers["times"]), by=by)

    def done(self, visit: Visit) -> None:
        case = _find(visit, self.answers["code"])
        files = tuple(self.answers.get("files", ()))
        add(visit.session, case, Addition(self.more, files, visit.album), visit.account.person_id, visit.now)
        visit.say("complaints-added", code=Code(case.code))


@command("complaints-add")
def say_more(visit: Visit, case: Complaint, words: str) -> None:
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
