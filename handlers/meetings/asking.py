"""Asking about meetings: the next one or the last result for residents, a list and a card for those who run them."""

from __future__ import annotations

from collections.abc import Sequence

from config.intents import hears
from config.values import Code, Count, Lines, Moment, Saying, Text, saying
from handlers.desk import Guess, Visit, choice, command, lookup, recogniser
from handlers.desk.where import find_place
from handlers.meetings.attending import CALLED
from handlers.meetings.calling import CALLERS
from models.letters.shapes import Choice
from models.meetings import rules
from models.meetings.letters import said
from models.meetings.queries import (
    answers_to,
    called_off,
    find_meeting,
    last_result,
    opinions_on,
    quorum_of,
    recent,
    upcoming,
    without_result,
)
from models.meetings.tables import Meeting, MeetingState
from models.people.roles import COMMITTEE, Role, roles_in, scopes_of
from models.people.tables import Estate
from models.refusals import Refusal

RUNNING = (*COMMITTEE, Role.SECRETARY, Role.COMMUNITY, Role.TOWNSHIP)
_ROLES: dict[str, tuple[Role, ...]] = {
    **dict.fromkeys(("meetings-come", "meetings-decline", "meetings-sign"), CALLED),
    **dict.fromkeys(("meetings-move", "meetings-cancel", "meetings-result", "meetings-fell-through"), CALLERS),
    "meetings-received": (Role.COMMUNITY,),
}
_AFTER = ("meetings-result", "meetings-fell-through")
_MOST = 9


def _find(visit: Visit, code: str) -> Meeting:
    return find_meeting(visit.session, code)


def _fitting(visit: Visit, verb: str) -> Sequence[str]:
    """The meetings a verb without a code may mean."""
    if verb in _ROLES:
        estates = [each.id for each in scopes_of(visit.session, visit.person.id, _ROLES[verb], visit.now)]
    else:
        estates = [find_place(visit).id]
    if verb in _AFTER:
        return [meeting.code for meeting in without_result(visit.session, estates, visit.now)]
    found = upcoming(visit.session, estates, visit.now)
    if verb == "meetings-sign":
        found = [each for each in found if rules.sign_in_opens(each.starts_at) <= visit.now] or found[:1]
    return [meeting.code for meeting in found]


lookup(Meeting, _find, _fitting)


@command("meetings-list", in_room=True)
def listed(visit: Visit) -> None:
    """会议: for those who run them every coming and recent one, a number each; for residents the next in one line."""
    estates = scopes_of(visit.session, visit.person.id, RUNNING, visit.now) if visit.room is None else []
    if not estates:
        answer_next(visit)
        return
    ids = [each.id for each in estates]
    found = [*upcoming(visit.session, ids, visit.now), *without_result(visit.session, ids, visit.now)]
    found = list({each.id: each for each in [*found, *recent(visit.session, ids, 3)]}.values())[:_MOST]
    names = {each.id: each.name for each in estates}
    lines = [choice("meetings-look", each.code, label=line_of(visit, each, names[each.estate_id])) for each in found]
    if lines:
        visit.say("meetings-head", n=Count(len(lines)), choices=lines, listed=True)
    else:
        visit.say("meetings-none-staff", choices=[choice("meetings-call")] if visit.roles() & set(CALLERS) else [])


def line_of(visit: Visit, meeting: Meeting, estate: str) -> Saying:
    """SJ-7 11月30日（周一）19:00 社区二楼：能来 3 人（四季家园）"""
    return saying(
        "meetings-line", code=Code(meeting.code), at=Moment(meeting.starts_at), place=Text(meeting.place),
        state=state_of(visit, meeting), estate=Text(estate),
    )  # fmt: skip


def state_of(visit: Visit, meeting: Meeting) -> Saying:
    if meeting.state is MeetingState.CANCELLED:
        return saying("meetings-state-cancelled")
    if meeting.result_at is not None:
        return saying("meetings-state-result")
    if meeting.starts_at <= visit.now:
        quorum = quorum_of(visit.session, meeting, visit.now)
        return saying("meetings-state-present", present=Count(quorum.present), members=Count(quorum.members))
    answers = answers_to(visit.session, meeting, visit.now)
    return saying(
        "meetings-state-planned", coming=Count(answers.coming), declined=Count(answers.declined),
        silent=Count(answers.silent),
    )  # fmt: skip


@command("meetings-look")
def look(visit: Visit, meeting: Meeting) -> None:
    """One meeting: for residents its line; for those who run it who answered, what was said, what can be done."""
    held = roles_in(visit.session, visit.person.id, meeting.estate_id, visit.now)
    if not held & set(RUNNING):
        say_one(visit, meeting, visit.place)
        return
    visit.say(
        "meetings-card", line=line_of(visit, meeting, visit.place.name), agenda=said("meetings-agenda-of", meeting, visit.place),
        community=_community(meeting), opinions=_opinions(visit, meeting),
        choices=[choice(verb, meeting.code) for verb in verbs_for(visit, meeting, held)], about=meeting.code,
    )  # fmt: skip


def _community(meeting: Meeting) -> Saying:
    if meeting.community_seen_at is None:
        return saying("meetings-community-silent")
    return saying("meetings-community-seen", at=Moment(meeting.community_seen_at))


def _opinions(visit: Visit, meeting: Meeting) -> Saying:
    """How many, owners and tenants apart, and the latest words."""
    found = opinions_on(visit.session, meeting)
    if not found:
        return saying("meetings-opinions-none")
    tenants = sum(each.standing == "tenant" for each in found)
    return saying("meetings-opinions", n=Count(len(found)), tenants=Count(tenants), words=Text(found[0].words[:60]))


def verbs_for(visit: Visit, meeting: Meeting, held: set[Role]) -> list[str]:
    """At most four, the likelier first."""
    if meeting.state is MeetingState.CANCELLED:
        return []
    begun = meeting.starts_at <= visit.now
    verbs = []
    if (
        meeting.state is MeetingState.PLANNED
        and held & set(CALLED)
        and visit.now >= rules.sign_in_opens(meeting.starts_at)
    ):
        verbs.append("meetings-sign")
    if begun and held & set(CALLERS) and meeting.result_at is None:
        verbs += ["meetings-result", "meetings-fell-through"]
    if not begun and held & set(COMMITTEE):
        verbs += ["meetings-come", "meetings-decline"] if not verbs else ["meetings-decline"]
    if not begun and held & set(CALLERS):
        verbs += ["meetings-move", "meetings-cancel"]
    if Role.COMMUNITY in held and meeting.community_seen_at is None:
        verbs.append("meetings-received")
    if opinions_on(visit.session, meeting):
        verbs.append("meetings-opinions-list")
    return verbs[:4]


@command("meetings-opinions-list", role=RUNNING)
def opinions(visit: Visit, meeting: Meeting) -> None:
    """What residents want the meeting to know, without their names, the latest nine."""
    found = opinions_on(visit.session, meeting)
    if not found:
        raise Refusal("meetings-opinions-none")
    lines = [
        saying(
            "meetings-opinion-line", standing=saying(f"meetings-standing-{each.standing}"), words=Text(each.words[:80])
        )
        for each in found[:_MOST]
    ]
    visit.say(
        "meetings-opinions-head", code=Code(meeting.code), n=Count(len(found)),
        tenants=Count(sum(each.standing == "tenant" for each in found)), lines=Lines(tuple(lines)),
    )  # fmt: skip


@recogniser
def asks_meeting(visit: Visit, text: str) -> Guess | None:
    """什么时候开会, 上次会开了什么."""
    if not text:
        return None
    past, coming = hears("meeting-past", text), max(hears("meeting", text), hears("meeting-assembly", text))
    if past:
        return Guess(past, lambda: answer_last(visit))
    return Guess(coming, lambda: answer_next(visit, text)) if coming else None


def answer_next(visit: Visit, text: str = "") -> None:
    """The next meeting, else the last result, in one line."""
    estate = _here(visit)
    found = upcoming(visit.session, [estate.id], visit.now)
    if hears("meeting-assembly", text):
        visit.say("meetings-no-assembly", choices=[choice("meetings-look", found[0].code)] if found else [])
    elif found:
        say_one(visit, found[0], estate)
    elif (off := called_off(visit.session, estate.id, visit.now)) is not None:
        say_one(visit, off, estate)
    else:
        answer_last(visit)


def answer_last(visit: Visit) -> None:
    """The last meeting: its result, or that it is still to be published; else the next one."""
    estate = _here(visit)
    last = last_result(visit.session, estate.id)
    open_ = without_result(visit.session, [estate.id], visit.now)
    coming = upcoming(visit.session, [estate.id], visit.now)
    if open_ and (last is None or open_[-1].starts_at > last.starts_at):
        visit.reply(said("meetings-was-held", open_[-1], estate))
    elif last is not None:
        visit.reply(said("meetings-last", last, estate))
    elif coming:
        say_one(visit, coming[0], estate)
    else:
        visit.say("meetings-none")


def say_one(visit: Visit, meeting: Meeting, estate: Estate) -> None:
    """What a resident reads of one meeting."""
    if meeting.result_at is not None:
        visit.reply(said("meetings-last", meeting, estate))
        return
    planned = meeting.state is MeetingState.PLANNED
    choices: list[Choice] = []
    if planned and meeting.starts_at > visit.now and visit.room is None:
        choices = [choice("meetings-opinion", meeting.code)]
    key = "meetings-next" if planned else f"meetings-was-{meeting.state.value}"
    visit.reply(said(key, meeting, estate), choices=choices, about=meeting.code)


def _here(visit: Visit) -> Estate:
    """The estate asked about: the resident's own, or the only one where the person works."""
    if visit.room is None and scopes_of(visit.session, visit.person.id, RUNNING, visit.now) and not visit.ties:
        visit.estate = find_place(visit, RUNNING)
    else:
        visit.estate = find_place(visit)
    return visit.place
