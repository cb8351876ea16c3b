"""How roles are said."""

from __future__ import annotations

from datetime import datetime, timedelta

from config.law import rule
from config.values import Count, Day, Moment, Saying, Text, saying
from handlers.desk import Visit
from models.calendar import end_of, local_day
from models.people.roles import Role


def role_saying(role: Role) -> Saying:
    return saying(f"role-{role.value}")


def until_value(moment: datetime) -> Day | Moment:
    """The end of a day is said as that day."""
    last = local_day(moment - timedelta(seconds=1))
    return Day(last) if end_of(last) == moment else Moment(moment)


def give_code(visit: Visit, code: str, what: Saying) -> None:
    """A one-time code, to be passed on; a link that is forwarded carries nobody's identity."""
    visit.say("people-code", code=Text(code), what=what, days=Count(rule("privacy-invite-valid").number))
