"""One case on one screen: how it stands, who has it, what was said, what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from config.values import Code, Count, Day, Lines, Moment, Saying, Text, saying
from handlers.desk import Visit, choice, command
from models.calendar import local_day
from models.complaints.adding import GATHERS
from models.complaints.climbing import next_step
from models.complaints.clocks import climbs_at, owed
from models.complaints.letters import place_of, reporter_with_home
from models.complaints.queries import DESK, calendar_of, is_companys, timeline
from models.complaints.rules import allows, closes_silently_at, is_overdue
from models.complaints.tables import CaseEvent, CaseState, Complaint
from models.people.roles import Role
from models.people.tables import Person

_MOST_LINES = 3
_MOST_VERBS = 5
_TAKES = ("filed", "taken", "handed", "handed-back", "alarm-seen")
"""Deeds by which somebody has it."""
_INSIDE = {*DESK, Role.MEMBER}
"""Who reads the lines that are not for the author."""
_DESK_VERBS = ("complaints-hand", "complaints-take", "complaints-ask", "complaints-answer")
_COMPANY_VERBS = ("complaints-done", "complaints-hand-back")

Offer = Callable[[Visit, Complaint], Sequence[str]]
_OFFERS: list[tuple[int, Offer]] = []


def offers(order: int) -> Callable[[Offer], Offer]:
    """Declares more that can be done with a case: the verbs for this person and state, in this place of the row."""

    def declare(offer: Offer) -> Offer:
        _OFFERS.append((order, offer))
        _OFFERS.sort(key=lambda each: each[0])
        return offer

    return declare


def verbs_for(visit: Visit, case: Complaint) -> list[str]:
    """What this person can do with the case as it stands."""
    return [verb for _, offer in _OFFERS for verb in offer(visit, case)]


@offers(10)
def _by_role(visit: Visit, case: Complaint) -> Sequence[str]:
    if visit.account.person_id == case.author_id:
        if case.state is CaseState.DONE:
            return ("complaints-confirm", "complaints-return")
        good = ("complaints-return",) if case.state in (CaseState.RESOLVED, CaseState.SILENT) else ()
        return [each for each in ("complaints-add", "complaints-withdraw", *good) if _allows(case, each)]
    roles = visit.roles()
    if roles & set(DESK):
        return [each for each in _DESK_VERBS if _allows(case, each)]
    if Role.COMPANY in roles and is_companys(case):
        return [each for each in _COMPANY_VERBS if allows(case, "done")]
    return ()


def _allows(case: Complaint, verb: str) -> bool:
    return allows(case, verb.removeprefix("complaints-"))


def holder_saying(role: Role, name: str) -> Saying:
    words = saying(f"role-{role.value}")
    return saying("complaints-holder-named", role=words, name=Text(name)) if name else words


def line_of(visit: Visit, case: Complaint) -> Saying:
    """12 号 电梯 · 3 幢：正在办（物业，今天 17:30 前答复）"""
    return _line(case, state_of(visit, case))


def _line(case: Complaint, state: Saying) -> Saying:
    category = saying(f"category-{case.category}")
    return saying("complaints-line", code=Code(case.code), category=category, place=place_of(case), state=state)


def state_of(visit: Visit, case: Complaint) -> Saying:
    """In the resident's words; who has it now, and until when something is owed."""
    if is_overdue(case, visit.now):
        assert case.answer_by is not None
        return saying("complaints-state-overdue", by=Moment(case.answer_by))
    if case.state is CaseState.NEW and case.answer_by is not None:
        return saying("complaints-state-new-by", by=Moment(case.answer_by))
    if case.state is CaseState.WORKING:
        return saying("complaints-state-working-who", who=_holder(visit, case))
    if case.state is CaseState.WAITING and case.waits_until is not None:
        until = Day(local_day(case.waits_until))
        return saying("complaints-state-waiting-until", whom=Text(case.waits_for), until=until)
    closes = closes_silently_at(case)
    if closes is not None:
        theirs = visit.account.person_id != case.author_id
        key = "complaints-state-done-theirs" if theirs else "complaints-state-done-until"
        return saying(key, until=Day(local_day(closes)))
    return saying(f"complaints-state-{case.state.value}")


def _holder(visit: Visit, case: Complaint) -> Saying:
    holder = visit.session.get(Person, case.holder_id) if case.holder_id else None
    return holder_saying(case.holder, holder.spoken_name if holder else "")


def _now(visit: Visit, case: Complaint, events: Sequence[CaseEvent]) -> Saying | None:
    """现在谁在办: who has it, since when, what is owed next, and to whom it goes when that is not kept."""
    calendar, owes = calendar_of(visit.session, case), owed(case)
    waits = case.state is CaseState.WAITING and case.waits_until is not None
    if owes is None and not waits:
        return None
    since = [each.at for each in events if each.deed in _TAKES] or [case.created_at]
    step = next_step(visit.session, case, visit.now)
    role = saying(f"role-{step.value}") if step else Text("")
    n = Count(1 if step else 0)
    if owes is None:
        assert case.waits_until is not None
        following = saying("complaints-next-waiting", until=Day(local_day(case.waits_until)))
    elif owes.by > visit.now:
        by = saying(
            "complaints-by-provisional" if calendar.is_provisional(owes.by) else "complaints-by", by=Moment(owes.by)
        )
        following = saying(f"complaints-next-{owes.what}", by=by, role=role, n=n)
    else:
        following = saying("complaints-next-overdue", at=Moment(climbs_at(case, owes)), role=role, n=n)
    return saying("complaints-now", who=_holder(visit, case), since=Moment(since[-1]), following=following)


@command("complaints-look")
def look(visit: Visit, case: Complaint) -> None:
    """One case: what was said, where it stands, what can be done."""
    roles = visit.roles() if visit.account.person_id != case.author_id else set()
    all_events = timeline(visit.session, case, public_only=False)
    events = [
        each
        for each in all_events
        if (each.public or roles & _INSIDE) and each.deed not in ("filed", "taken", "climbed")
    ]
    who = [reporter_with_home(visit.session, case, visit.today)] if roles & set(DESK) else []
    lines = [*who, *(_event_line(each) for each in _albums_once(events)[len(who) - _MOST_LINES :])]
    verbs = verbs_for(visit, case)
    shown = verbs if len(verbs) <= _MOST_VERBS else [*verbs[: _MOST_VERBS - 1], "complaints-more"]
    choices = [choice(verb, case.code) for verb in shown]
    line, now = line_of(visit, case), _now(visit, case, all_events)
    if now is not None:
        waits = case.state is CaseState.WAITING
        state = state_of(visit, case) if waits else saying(f"complaints-state-{case.state.value}")
        line = saying("complaints-line-now", line=_line(case, state), now=now)
    visit.say(
        "complaints-look-head", line=line, story=Text(case.story[:80]), n=Count(len(lines)),
        lines=Lines(tuple(lines)), choices=choices, about=case.code,
    )  # fmt: skip


@command("complaints-more")
def more(visit: Visit, case: Complaint) -> None:
    """What did not fit beside the case: the rest of what can be done with it."""
    rest = verbs_for(visit, case)[_MOST_VERBS - 1 :]
    choices = [choice(verb, case.code) for verb in rest]
    visit.say("complaints-more-head", line=line_of(visit, case), choices=choices, about=case.code)


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
