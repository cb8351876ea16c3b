"""Answering the call, signing in, the community's receipt, and what a resident wants a meeting to know."""

from __future__ import annotations

from config.values import Code, Count, Moment, Saying, Value, saying
from handlers.desk import Form, Visit, ask, choice, command
from models.meetings import rules
from models.meetings.actions import answer_call, give_opinion, receive_report, sign_in
from models.meetings.queries import answers_to, find_meeting, quorum_of
from models.meetings.rules import Quorum
from models.meetings.tables import Meeting
from models.people.identity import home_units, is_owner
from models.people.roles import COMMITTEE, Role

CALLED = (*COMMITTEE, Role.SECRETARY)


@command("meetings-come", role=CALLED)
def come(visit: Visit, meeting: Meeting) -> None:
    answer_call(visit.session, meeting, visit.person.id, visit.now, coming=True)
    visit.say(
        "meetings-coming-noted", code=Code(meeting.code), at=Moment(meeting.starts_at), so_far=so_far(visit, meeting)
    )


@command("meetings-decline", role=CALLED)
def decline(visit: Visit, meeting: Meeting) -> None:
    """来不了: no proxy can take the place."""
    answer_call(visit.session, meeting, visit.person.id, visit.now, coming=False)
    visit.say(
        "meetings-declined-noted", code=Code(meeting.code), so_far=so_far(visit, meeting),
        choices=[choice("meetings-come", meeting.code, label="meetings-come-after-all")],
    )  # fmt: skip


def so_far(visit: Visit, meeting: Meeting) -> Saying:
    """能来 3 人，过半要 3 人"""
    answers = answers_to(visit.session, meeting, visit.now)
    needed = Quorum(answers.coming, answers.members).needed
    return saying("meetings-so-far", coming=Count(answers.coming), members=Count(answers.members), needed=Count(needed))


@command("meetings-sign", role=CALLED, in_room=True)
def sign(visit: Visit, meeting: Meeting) -> None:
    """签到: a quorum or how many lack; in a room numbers only."""
    sign_in(visit.session, meeting, visit.person.id, visit.now)
    quorum = quorum_of(visit.session, meeting, visit.now)
    key = "meetings-signed-lacking" if quorum.lacking else "meetings-signed-quorum"
    params: dict[str, Value] = {
        "code": Code(meeting.code), "present": Count(quorum.present), "members": Count(quorum.members),
        "lacking": Count(quorum.lacking),
    }  # fmt: skip
    if visit.room is None:
        visit.reply(saying(key, **params))
    else:
        visit.toast(key, **params)


@command("meetings-received", role=Role.COMMUNITY)
def received(visit: Visit, meeting: Meeting) -> None:
    """已收悉: noted with its time; it is not an approval."""
    at = receive_report(visit.session, meeting, visit.person.id, visit.now)
    visit.say("meetings-received-noted", code=Code(meeting.code), at=Moment(at))


class MeetingOpinions(Form, name="meetings-opinion"):
    words: str = ask(
        "meetings-ask-opinion", drafting=True, params=lambda form, _visit: {"code": Code(form.answers["code"])}
    )

    def done(self, visit: Visit) -> None:
        tell(visit, find_meeting(visit.session, self.answers["code"]), self.words)


@command("meetings-opinion")
def opinion(visit: Visit, meeting: Meeting, words: str) -> None:
    """Anybody of the estate, tenants too, may say what the meeting should know."""
    rules.must_be_planned(meeting)
    if words:
        tell(visit, meeting, words)
    else:
        MeetingOpinions.begin(visit, code=meeting.code)


def tell(visit: Visit, meeting: Meeting, words: str) -> None:
    give_opinion(visit.session, meeting, visit.person.id, standing_of(visit, meeting), words, visit.now)
    visit.say("meetings-opinion-noted", code=Code(meeting.code), at=Moment(meeting.starts_at))


def standing_of(visit: Visit, meeting: Meeting) -> str:
    """Owners and tenants are counted apart; who has named no home is a guest. The community speaks as such."""
    if Role.COMMUNITY in visit.roles():
        receive_report(visit.session, meeting, visit.person.id, visit.now)
        return "community"
    homes = {unit.id for unit in home_units(visit.session, visit.person.id, meeting.estate_id, visit.today)}
    ties = [tie for tie in visit.ties if tie.unit_id in homes]
    return ("owner" if is_owner(ties) else "tenant") if ties else "guest"
