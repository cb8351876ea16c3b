"""A resident's own complaints: how they stand, saying more, judging, withdrawing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from config.intents import hears
from config.values import Code, Count, Day, Lines, Moment, Saying, Text, saying
from handlers.complaints.filing import holder_saying
from handlers.desk import Form, Guess, Visit, ask, choice, command, lookup, menu, recogniser
from models.calendar import local_day
from models.complaints.actions import add_words, close, confirm, place_of, return_case
from models.complaints.queries import STAFF, cases_of, find_case, open_cases, timeline
from models.complaints.rules import closes_silently_at
from models.complaints.tables import OPEN, CaseEvent, CaseState, Complaint
from models.people.roles import Role, scopes_of
from models.people.tables import Person
from models.refusals import Refusal

_JUDGES = {
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


def _find(visit: Visit, code: str) -> Complaint:
    return find_case(visit.session, visit.account.person_id, code, visit.now)


def _fitting(visit: Visit, verb: str) -> Sequence[str]:
    """The complaints a verb without a code may mean: one's own, or those one works on."""
    staff = [each.id for each in scopes_of(visit.session, visit.account.person_id, STAFF, visit.now)]
    if verb in _STAFF_VERBS and staff:
        estates = scopes_of(visit.session, visit.account.person_id, _STAFF_VERBS[verb], visit.now)
        holders = (Role.COMPANY,) if verb in ("complaints-done", "complaints-hand-back") else ()
        return [case.code for case in open_cases(visit.session, [each.id for each in estates], holders)]
    states = _JUDGES.get(verb, OPEN)
    return [case.code for case in cases_of(visit.session, visit.account.person_id) if case.state in states]


lookup(Complaint, _find, _fitting)


@command("complaints-mine")
def mine(visit: Visit) -> None:
    """进度: every own case in one line, a number each."""
    cases = cases_of(visit.session, visit.account.person_id)
    if not cases:
        visit.say("complaints-none-yet", choices=[choice("complaints-file")])
        return
    lines = [choice("complaints-look", case.code, label=line_of(visit, case)) for case in cases]
    visit.say("complaints-mine-head", n=Count(sum(case.state in OPEN for case in cases)), choices=lines, listed=True)


def line_of(visit: Visit, case: Complaint) -> Saying:
    """12 号 电梯 · 3 幢：正在办（物业，今天 17:30 前答复）"""
    return saying(
        "complaints-line", code=Code(case.code), category=saying(f"category-{case.category}"), place=place_of(case),
        state=state_of(visit, case),
    )  # fmt: skip


def state_of(visit: Visit, case: Complaint) -> Saying:
    """In the resident's words; who has it now, and until when something is owed."""
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
    lines = [_event_line(each) for each in events[-3:]]
    choices = [choice(verb, case.code) for verb in verbs_for(visit, case)]
    visit.say(
        "complaints-look-head", line=line_of(visit, case), story=Text(case.story[:80]), n=Count(len(lines)),
        lines=Lines(tuple(lines)), choices=choices, about=case.code,
    )  # fmt: skip


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
    close(visit.session, case, CaseState.WITHDRAWN, "", visit.account.person_id, visit.now)
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
        add_words(visit.session, case, self.more, files, visit.account.person_id, visit.now)
        visit.say("complaints-added", code=Code(case.code))


@command("complaints-add")
def add(visit: Visit, case: Complaint, words: str) -> None:
    if words:
        add_words(visit.session, case, words, (), visit.account.person_id, visit.now)
        visit.say("complaints-added", code=Code(case.code))
    else:
        AddToCase.begin(visit, code=case.code)


@recogniser
def asks_progress(visit: Visit, text: str) -> Guess | None:
    if visit.room is not None:
        return None
    sure = hears("progress", text)
    return Guess(sure, lambda: mine(visit)) if sure else None


menu(50, lambda: choice("complaints-mine"))
