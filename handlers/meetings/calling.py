"""Calling a meeting, moving it, cancelling it: secretary or chair."""

from __future__ import annotations

from config.intents import hears
from config.values import Code, Count, Lines, Moment, Saying, Text, Value, saying
from handlers.desk import Form, Guess, Visit, ask, choice, command, menu, recogniser
from handlers.desk.forms import Option
from handlers.desk.where import find_place
from handlers.meetings import moments
from handlers.meetings.telling import asked_once_more
from models.calendar import local_day
from models.meetings import rules
from models.meetings.actions import Plan, Told, call_meeting, cancel_meeting, move_meeting, rooms_to_tell
from models.meetings.letters import agenda_in_one, cancelled, said
from models.meetings.queries import find_meeting, last_place, overlapping
from models.meetings.tables import Meeting
from models.people.roles import Role
from models.refusals import Refusal

CALLERS = (Role.SECRETARY, Role.CHAIR)


class CallMeeting(Form, name="meetings-call"):
    """定会议: when, where, on what; then everything is shown once and told to all."""

    when: object = moments.when("meetings-ask-when")
    clock: object = moments.clock()
    which: object = moments.which()
    place: str = ask(
        "meetings-ask-place",
        options=lambda form, visit: form.places(visit),
        read=lambda _form, _visit, text: text[:60],
    )
    agenda: str = ask("meetings-ask-agenda", drafting=True)
    sure: str = ask(
        "meetings-confirm",
        options=lambda form, _visit: form.ways(),
        params=lambda form, visit: form.preview(visit),
    )

    def places(self, visit: Visit) -> list[Option]:
        known = last_place(visit.session, visit.place.id)
        return [Option(known, saying("desk-own-words", words=Text(known)))] if known else []

    def ways(self) -> list[Option]:
        return [
            Option("yes", saying("meetings-send")),
            Option("", saying("meetings-other-time"), again=("when", "clock", "which")),
            Option("", saying("meetings-other-agenda"), again=("agenda",)),
        ]

    def preview(self, visit: Visit) -> dict[str, Value]:
        """Everything as it will be read, and what the guide would have liked."""
        starts_at = moments.of(self)
        lines: list[Saying] = [saying("meetings-line-agenda", agenda=Text(agenda_in_one(self.agenda)))]
        if rules.is_short_of_plan(starts_at, visit.now):
            days = (local_day(starts_at) - rules.notice_day(visit.now)).days
            lines.append(saying("meetings-short-of-plan", days=Count(days), article=rules.law("committee-notice-plan")))
        if overlapping(visit.session, visit.place.id, starts_at) is not None:
            lines.append(saying("meetings-same-day"))
        return {
            "estate": Text(visit.place.name),
            "at": Moment(starts_at),
            "place": Text(self.place),
            "lines": Lines(tuple(lines)),
            "rooms": Count(len(rooms_to_tell(visit.session, visit.place.id))),
        }

    def done(self, visit: Visit) -> None:
        plan = Plan(moments.of(self), self.place, self.agenda.strip()[:1000])
        meeting, told = call_meeting(visit.session, visit.place, plan, visit.person.id, visit.now)
        visit.reply(saying("meetings-called", code=Code(meeting.code), told=counted(told)), about=meeting.code)
        visit.reply(said("meetings-forward", meeting, visit.place))


def counted(told: Told) -> Saying:
    """正在通知 6 人、1 个群"""
    if not told.people:
        return saying("meetings-told-nobody", rooms=Count(told.rooms))
    return saying("meetings-told", people=Count(told.people), rooms=Count(told.rooms))


@command("meetings-call", role=CALLERS)
def call(visit: Visit, words: str) -> None:
    """`定会议 12月6日下午2点`"""
    known = {}
    if words:
        try:
            known = {"when": moments.read(words, visit)}
        except Refusal as no:
            visit.reply(no.saying)
    CallMeeting.begin(visit, **known)


@recogniser
def wants_to_call(visit: Visit, text: str) -> Guess | None:
    """A secretary or chair who says so in her own words."""
    sure = hears("meeting-calling", text) if visit.room is None and text else 0
    if not sure or not visit.roles() & set(CALLERS):
        return None
    return Guess(sure, lambda: _begin_from(visit, text))


def _begin_from(visit: Visit, text: str) -> None:
    visit.estate = find_place(visit, CALLERS)
    try:
        known = {"when": moments.read(text, visit)}
    except Refusal:
        known = {}
    CallMeeting.begin(visit, **known)


class MoveMeeting(Form, name="meetings-move"):
    when: object = moments.when("meetings-ask-new-time", suggests=False)
    clock: object = moments.clock()
    which: object = moments.which()

    def done(self, visit: Visit) -> None:
        meeting = find_meeting(visit.session, self.answers["code"])
        told = move_meeting(visit.session, meeting, moments.of(self), visit.person.id, visit.now)
        words = saying("meetings-moved", code=Code(meeting.code), at=Moment(meeting.starts_at), told=counted(told))
        visit.reply(words, about=meeting.code)


@command("meetings-move", role=CALLERS)
def move(visit: Visit, meeting: Meeting, words: str) -> None:
    """`改时间 SJ-7 12月8日 19:00`"""
    rules.must_be_planned(meeting)
    known = {"when": moments.read(words, visit, meeting.starts_at)} if words else {}
    MoveMeeting.begin(visit, code=meeting.code, was=meeting.starts_at.isoformat(), **known)


class CancelMeeting(Form, name="meetings-cancel"):
    reason: str = ask(
        "meetings-ask-reason-head",
        drafting=True,
        optional=True,
        params=lambda form, _visit: {"head": saying(form.answers["asks"], code=Code(form.answers["code"]))},
        read=lambda _form, visit, _text: visit.words[:200],
    )
    sure: str = asked_once_more(
        "reason", lambda form, visit: cancellation(visit, form.found(visit), form.reason or ""), "meetings-tell"
    )

    def found(self, visit: Visit) -> Meeting:
        return find_meeting(visit.session, self.answers["code"])

    def done(self, visit: Visit) -> None:
        meeting = self.found(visit)
        told = cancel_meeting(visit.session, meeting, self.reason or "", visit.person.id, visit.now)
        key = "meetings-fell-through-noted" if meeting.starts_at <= visit.now else "meetings-cancelled"
        visit.reply(saying(key, code=Code(meeting.code), told=counted(told)))


def cancellation(visit: Visit, meeting: Meeting, reason: str) -> Saying:
    """What everybody who was told of it would read."""
    return cancelled(meeting, visit.place, reason, visit.now)


@command("meetings-cancel", role=CALLERS)
def cancel(visit: Visit, meeting: Meeting, words: str) -> None:
    """`取消会议 SJ-7 主任住院`: everybody who was told is told."""
    rules.must_be_planned(meeting)
    CancelMeeting.begin(visit, code=meeting.code, asks="meetings-ask-reason", **_reason(words))


@command("meetings-fell-through", role=CALLERS)
def fell_through(visit: Visit, meeting: Meeting, words: str) -> None:
    """没开成: no result is owed; when nothing was said of why, it is asked."""
    if meeting.starts_at > visit.now:
        raise Refusal("meetings-not-begun", at=Moment(meeting.starts_at))
    CancelMeeting.begin(visit, code=meeting.code, asks="meetings-ask-reason-after", **_reason(words))


def _reason(words: str) -> dict[str, str]:
    return {"reason": words[:200]} if words else {}


menu(30, lambda: choice("meetings-call"), *CALLERS)
