"""How early a meeting is told, when it is reminded of, when one signs in, what a quorum is. Pure: moments come in."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from config.law import rule
from config.values import Day, Moment, Saying, saying
from models.calendar import Overrides, at, days_after, end_of, local_day
from models.calendar.quiet import after_quiet, before_quiet
from models.meetings.tables import Meeting, MeetingState
from models.refusals import Refusal


def notice_day(now: datetime) -> date:
    """The day a notice given now is read: at night nobody is told anything."""
    return local_day(after_quiet(now))


def earliest_day(now: datetime) -> date:
    """The first day a meeting told of now may be held; the day of the notice is not counted (民法典 201)."""
    return notice_day(now) + timedelta(days=rule("committee-notice").number)


def must_be_in_time(starts_at: datetime, now: datetime, was: datetime | None = None) -> None:
    """Refuses a meeting told of too late (宁波条例 33), with the first day that is possible.

    Put off to a later moment than `was` its matters have been published long enough; only the past is refused then.
    """
    if starts_at <= now:
        raise Refusal("meetings-when-past")
    later = was is not None and starts_at >= was
    if not later and local_day(starts_at) < earliest_day(now):
        raise Refusal("meetings-too-soon", article=law("committee-notice"), earliest=Day(earliest_day(now)))


def is_short_of_plan(starts_at: datetime, now: datetime) -> bool:
    """Within the law, but nearer than the guide's seven days: a warning, never a refusal."""
    return local_day(starts_at) < notice_day(now) + timedelta(days=rule("committee-notice-plan").number)


def law(key: str) -> Saying:
    """The article of a rule in the reader's language."""
    return saying(f"meetings-{key}")


@dataclass(frozen=True)
class Stage:
    name: str
    at: datetime


def stages(starts_at: datetime) -> tuple[Stage, ...]:
    """The reminders of a meeting, rising, all before it begins and none at night."""
    before = {
        "week": timedelta(days=rule("committee-reminder-week").number),
        "day": timedelta(days=rule("committee-reminder-day").number),
        "hours": timedelta(hours=rule("committee-reminder-hours").number),
    }
    return tuple(Stage(name, _waking(starts_at - span, starts_at)) for name, span in before.items())


def _waking(moment: datetime, starts_at: datetime) -> datetime:
    later = after_quiet(moment)
    return later if later < starts_at else before_quiet(moment)


def stage_now(starts_at: datetime, told_at: datetime, now: datetime) -> Stage | None:
    """The one reminder that counts now: those missed before it are not made up for, and none repeats the notice."""
    if now >= starts_at:
        return None
    past = [stage for stage in stages(starts_at) if told_at < stage.at <= now]
    return past[-1] if past else None


def next_stage(starts_at: datetime, told_at: datetime, after: datetime) -> datetime | None:
    return min((stage.at for stage in stages(starts_at) if stage.at > max(told_at, after)), default=None)


def sign_in_opens(starts_at: datetime) -> datetime:
    return starts_at - timedelta(minutes=rule("committee-sign-in-opens").number)


def must_be_open_for_sign_in(meeting: Meeting, now: datetime) -> None:
    """From half an hour before until the end of the day."""
    if meeting.state is MeetingState.CANCELLED:
        raise Refusal("meetings-is-cancelled")
    if now < sign_in_opens(meeting.starts_at):
        raise Refusal("meetings-sign-early", opens=Moment(sign_in_opens(meeting.starts_at)))
    if now >= end_of(local_day(meeting.starts_at)):
        raise Refusal("meetings-sign-late")


@dataclass(frozen=True)
class Quorum:
    """Members present in person, of all members; `lacking` of more than half (no proxies: 宁波条例 33)."""

    present: int
    members: int

    @property
    def needed(self) -> int:
        reached = rule("committee-quorum").is_reached
        return next((n for n in range(self.members + 1) if reached(n, self.members)), 1)

    @property
    def lacking(self) -> int:
        return max(0, self.needed - self.present)


def settled_at(starts_at: datetime) -> datetime:
    """The morning after, when a planned meeting counts as held and its result is asked for."""
    return at(local_day(starts_at) + timedelta(days=1), rule("time-brief-at").clock)


def result_due(starts_at: datetime, overrides: Overrides) -> date:
    """The last day to publish the result: three days after the meeting ends, moved by rest days."""
    return days_after(local_day(starts_at), rule("committee-result").number, overrides)


def must_be_planned(meeting: Meeting) -> None:
    if meeting.state is MeetingState.CANCELLED:
        raise Refusal("meetings-is-cancelled")
    if meeting.state is not MeetingState.PLANNED:
        raise Refusal("meetings-is-held")
