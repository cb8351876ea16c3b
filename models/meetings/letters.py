"""The letters of a meeting: who reads what of it, none at night, none after it has begun where that would be late."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from config.values import Code, Day, Moment, Saying, Text, Value, saying
from models.calendar import local_day
from models.calendar.quiet import after_quiet
from models.letters import post
from models.letters.post import Draft
from models.letters.shapes import Choice
from models.letters.tables import Kind
from models.meetings.tables import Meeting
from models.people.tables import Estate
from models.rooms import Room

_MARK = re.compile(r"^\s*(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.、．](?!\d)|[①-⑳])\s*")
_SIGNS = 20
CALL, REPORT, NOTICE, REMINDER, REMINDER_SURE = "call", "report", "notice", "reminder", "reminder-sure"


def words_of(meeting: Meeting, estate: Estate) -> dict[str, Value]:
    """What every sentence on a meeting may say."""
    return {
        "code": Code(meeting.code),
        "estate": Text(estate.name),
        "at": Moment(meeting.starts_at),
        "day": Day(local_day(meeting.starts_at)),
        "place": Text(meeting.place),
        "agenda": Text(agenda_in_one(meeting.agenda)),
        "reason": Text(meeting.reason),
        "result": Text(meeting.result),
    }


def agenda_in_one(agenda: str) -> str:
    """Its matters in one line: `① 维修方案；② 停车收费`, so that no number runs together with one of the matter (3 幢)."""
    matters = matters_of(agenda)
    if len(matters) < 2:
        return agenda.strip()
    return "；".join(f"{_sign(n)} {matter}" for n, matter in enumerate(matters, 1))


def _sign(number: int) -> str:
    return chr(ord("①") + number - 1) if number <= _SIGNS else f"({number})"


def matters_of(agenda: str) -> list[str]:
    """A matter a line, without the numbers somebody wrote before them."""
    stripped = (_MARK.sub("", line).strip() for line in agenda.splitlines())
    return [line for line in stripped if line]


def cancelled(meeting: Meeting, estate: Estate, reason: str, now: datetime) -> Saying:
    """It is off; from its hour on, it fell through."""
    key = "meetings-fell-through-letter" if meeting.starts_at <= now else "meetings-cancelled-letter"
    words = {**words_of(meeting, estate), "reason": Text(reason)}
    return saying(f"{key}-reason" if reason else key, **words)


def result_notice(meeting: Meeting, estate: Estate, result: str) -> Saying:
    """What came of it, as everybody reads it."""
    return saying("meetings-result-notice", **{**words_of(meeting, estate), "result": Text(result)})


def announce(
    session: Session, meeting: Meeting, people: Iterable[UUID], words: Saying, letter: str, now: datetime, *verbs: str
) -> int:
    """To these people, with the deeds that fit. Returns how many were promised it."""
    draft = Draft(
        Kind.ALERT,
        words,
        _choices(meeting, verbs),
        about=meeting.code,
        replaces=letter,
        estate_id=meeting.estate_id,
        not_before=_not_at_night(now),
        good_until=meeting.starts_at if verbs and letter in (CALL, REMINDER, REMINDER_SURE) else None,
    )
    return post.tell_together(session, people, draft, now)


def _choices(meeting: Meeting, verbs: Sequence[str]) -> tuple[Choice, ...]:
    """`verb=key` gives the choice another label."""
    parts = (verb.partition("=") for verb in verbs)
    return tuple(Choice(f"{verb} {meeting.code}", saying(key) if key else None) for verb, _, key in parts)


def publish(
    session: Session, meeting: Meeting, rooms: Sequence[Room], words: Saying, now: datetime, *verbs: str
) -> int:
    """One line in each of these rooms. Returns how many."""
    for room in rooms:
        draft = Draft(
            Kind.NOTICE,
            words,
            _choices(meeting, verbs),
            about=meeting.code,
            replaces=f"{NOTICE}-{room.id.hex[-12:]}",
            estate_id=meeting.estate_id,
            not_before=_not_at_night(now),
        )
        post.post(session, room, draft, now)
    return len(rooms)


def _not_at_night(now: datetime) -> datetime | None:
    waking = after_quiet(now)
    return waking if waking > now else None


def said(key: str, meeting: Meeting, estate: Estate, **more: Value) -> Saying:
    return saying(key, **words_of(meeting, estate), **more)
