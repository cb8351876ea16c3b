"""One case on one screen: how it stands, who has it, what was said, what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from config.values import Code, Count, Day, Lines, Moment, Saying, Text, saying
from handlers.desk import Visit, choice, command
from models.calendar import local_day
from models.complaints.adding import GATHERS
from models.complaints.letters import place_of, reporter_with_home
from models.complaints.queries import DESK, is_companys, timeline
from models.complaints.rules import allows, closes_silently_at, is_overdue
from models.complaints.tables import CaseEvent, CaseState, Complaint
from models.people.roles import Role
from models.people.tables import Person

_MOST_LINES = 3
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
        return [each for each in ("complaints-add", "complaints-withdraw", "complaints-return") if _allows(case, each)]
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
    roles = visit.roles() if visit.account.person_id != case.author_id else set()
    lines_of = timeline(visit.session, case, public_only=not roles & _INSIDE)
    events = [each for each in lines_of if each.deed not in ("filed", "taken")]
    who = [reporter_with_home(visit.session, case, visit.today)] if roles & set(DESK) else []
    lines = [*who, *(_event_line(each) for each in _albums_once(events)[len(who) - _MOST_LINES :])]
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
