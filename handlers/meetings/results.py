"""What came of a meeting: said in a sentence by secretary or chair, published at once."""

from __future__ import annotations

from config.values import Code, Count, Moment, Saying, saying
from handlers.desk import Form, Visit, ask, command
from handlers.meetings.calling import CALLERS, counted
from models.meetings import rules
from models.meetings.actions import record_result
from models.meetings.queries import find_meeting, quorum_of
from models.meetings.tables import Meeting, MeetingState
from models.refusals import Refusal


class MeetingResult(Form, name="meetings-result"):
    words: str = ask(
        "meetings-ask-result",
        drafting=True,
        params=lambda form, visit: {"code": Code(form.answers["code"]), "present": form.present(visit)},
    )

    def present(self, visit: Visit) -> Saying:
        """Whether there was a quorum: without one nothing can be decided."""
        quorum = quorum_of(visit.session, find_meeting(visit.session, self.answers["code"]), visit.now)
        key = "meetings-was-lacking" if quorum.lacking else "meetings-was-quorum"
        return saying(
            key, present=Count(quorum.present), members=Count(quorum.members), needed=Count(quorum.needed),
            article=rules.law("committee-quorum"),
        )  # fmt: skip

    def done(self, visit: Visit) -> None:
        publish(visit, find_meeting(visit.session, self.answers["code"]), self.words)


@command("meetings-result", role=CALLERS)
def result(visit: Visit, meeting: Meeting, words: str) -> None:
    """`会议结果 SJ-7 同意更换门禁，5 人到会 4 人同意`"""
    if meeting.state is MeetingState.CANCELLED:
        raise Refusal("meetings-is-cancelled")
    if visit.now < meeting.starts_at:
        raise Refusal("meetings-not-begun", at=Moment(meeting.starts_at))
    if words:
        publish(visit, meeting, words)
    else:
        MeetingResult.begin(visit, code=meeting.code)


def publish(visit: Visit, meeting: Meeting, words: str) -> None:
    again = meeting.result_at is not None
    told = record_result(visit.session, meeting, words.strip()[:1000], visit.now)
    key = "meetings-result-mended" if again else "meetings-result-noted"
    visit.reply(saying(key, code=Code(meeting.code), told=counted(told)))
