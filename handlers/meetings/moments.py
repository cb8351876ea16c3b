"""The questions that lead to one moment: what was typed may lack the time of day, or mean two moments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from config.values import Day, Moment, Text, saying
from handlers.desk import Visit
from handlers.desk.forms import Form, Option, ask
from models.calendar import at
from models.calendar.spoken import Lack, read_moment
from models.meetings import rules
from models.refusals import Refusal

USUAL = (time(9), time(14, 30), time(19))
"""Times of day that are offered; another one can be typed."""

Said = dict[str, Any]


def read(text: str, visit: Visit, was: datetime | None = None) -> Said:
    """What was typed: `moments` (ISO, one when it is sure), or the `day` when the time of day lacks.

    Refuses what is not understood, past, or too soon.
    """
    heard = read_moment(text, visit.now)
    match heard.lacks:
        case Lack.DAY:
            raise Refusal("meetings-when-unclear")
        case Lack.PAST:
            raise Refusal("meetings-when-past")
        case Lack.HOUR:
            assert heard.day is not None
            raise Refusal("meetings-hour-unclear", day=Day(heard.day))
        case Lack.CLOCK:
            assert heard.day is not None
            rules.must_be_in_time(at(heard.day, time(23, 59)), visit.now, was)
            return {"day": heard.day.isoformat()}
    for moment in heard.moments:
        rules.must_be_in_time(moment, visit.now, was)
    return {"moments": [moment.isoformat() for moment in heard.moments], "sure": heard.sure}


def of(form: Form) -> datetime:
    """The moment the three answers give together."""
    given = form.answers.get("which") or form.answers.get("clock") or form.answers["when"]
    return datetime.fromisoformat(given["moments"][0])


def when(key: str, *, suggests: bool = True) -> Any:
    return ask(
        key,
        options=(lambda _form, visit: suggestions(visit)) if suggests else None,
        read=lambda form, visit, text: read(text, visit, _was(form)),
    )


def _read_clock(form: Form, visit: Visit, text: str) -> Said:
    """The time of day alone; the day stands. Refuses words without one."""
    said = read(f"{form.answers['when']['day']} {text}", visit, _was(form))
    if "moments" not in said:
        raise Refusal("meetings-hour-unclear", day=Day(_day(form)))
    return said


def clock() -> Any:
    """Asked when only the day was said."""
    return ask(
        "meetings-ask-clock",
        options=_clocks,
        read=_read_clock,
        params=lambda form, _visit: {"day": Day(_day(form))},
        when=lambda form, _visit: "day" in form.answers["when"],
    )


def which() -> Any:
    """Asked when what was said can mean two moments, or rests on a guess."""
    return ask(
        "meetings-which-moment",
        options=lambda form, _visit: candidates(form),
        when=lambda form, _visit: _unsure(form),
    )


def suggestions(visit: Visit) -> Sequence[Option]:
    """The evening after the planned notice: the likeliest answer."""
    day = rules.notice_day(visit.now) + timedelta(days=7)
    return [_option(at(day, USUAL[-1]))]


def _clocks(form: Form, visit: Visit) -> Sequence[Option]:
    return [
        Option(_sure(at(_day(form), each)), saying("desk-own-words", words=Text(f"{each.hour}:{each.minute:02d}")))
        for each in USUAL
        if at(_day(form), each) > visit.now
    ]


def candidates(form: Form) -> Sequence[Option]:
    said = form.answers.get("clock") or form.answers["when"]
    found = [_option(datetime.fromisoformat(each)) for each in said["moments"][:2]]
    return [*found, Option(None, saying("meetings-other-time"), again=("when", "clock"))]


def _option(moment: datetime) -> Option:
    return Option(_sure(moment), saying("meetings-on", at=Moment(moment)))


def _sure(moment: datetime) -> Said:
    return {"moments": [moment.isoformat()], "sure": True}


def _unsure(form: Form) -> bool:
    said = form.answers.get("clock") or form.answers["when"]
    return not said.get("sure", True)


def _day(form: Form) -> date:
    return date.fromisoformat(form.answers["when"]["day"])


def _was(form: Form) -> datetime | None:
    was = form.answers.get("was")
    return datetime.fromisoformat(was) if was else None
