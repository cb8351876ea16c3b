"""What came of a meeting: said in a sentence by secretary or chair, shown once more, then published."""

from __future__ import annotations

from config.values import Code, Count, Moment, Saying, saying
from handlers.desk import Form, Visit, ask, command
from handlers.meetings.calling import CALLERS, counted
from handlers.meetings.telling import asked_once_more
from models.meetings import rules
from models.meetings.actions import record_result
from models.meetings.letters import result_notice
from models.meetings.queries import find_meeting, quorum_of
from models.meetings.tables import Meeting, MeetingState
from models.refusals import Refusal


class MeetingResult(Form, name="meetings-result"):
    words: str = ask(
        "meetings-ask-result",
        drafting=True,
        params=lambda form, visit: {"code": Code(form.answers["code"]), "present": form.present(visit)},
        read=lambda _form, visit, _text: cut(visit.words),
    )
    sure: str = asked_once_more(
        "words", lambda form, visit: result_notice(form.found(visit), visit.place, form.words), "meetings-publish"
    )

    def found(self, visit: Visit) -> Meeting:
        return find_meeting(visit.session, self.answers["code"])

    def present(self, visit: Visit) -> Saying:
        """Whether there was a quorum: without one nothing can be decided."""
        quorum = quorum_of(visit.session, self.found(visit), visit.now)
        key = "meetings-was-lacking" if quorum.lacking else "meetings-was-quorum"
        return saying(
            key, present=Count(quorum.present), members=Count(quorum.members), needed=Count(quorum.needed),
            article=rules.law("committee-quorum"),
        )  # fmt: skip

    def done(self, visit: Visit) -> None:
        meeting = self.found(visit)
        again = meeting.result_at is not None
        told = record_result(visit.session, meeting, self.words, visit.now)
        key = "meetings-result-mended" if again else "meetings-result-noted"
        visit.reply(saying(key, code=Code(meeting.code), told=counted(told)))


def cut(words: str) -> str:
    return words.strip()[:1000]


@command("meetings-result", role=CALLERS)
def result(visit: Visit, meeting: Meeting, words: str) -> None:
    """`会议结果 SJ-7 同意更换门禁，5 人到会 4 人同意`"""
    if meeting.state is MeetingState.CANCELLED:
        raise Refusal("meetings-is-cancelled")
    if visit.now < meeting.starts_at:
        raise Refusal("meetings-not-begun", at=Moment(meeting.starts_at))
    MeetingResult.begin(visit, code=meeting.code, **({"words": cut(words)} if words else {}))
