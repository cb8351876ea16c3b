"""When a notice may be pushed, what it is called, and what its state allows. Pure: time comes in."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import datetime, time, timedelta

from config.law import rule
from config.notices import notice_words
from config.words import LOCAL
from models.calendar import at, local_day
from models.notices.tables import Going, Notice, Standing
from models.people.roles import Role
from models.refusals import Refusal

CHUNK = 500
"""Recipients of one transaction."""
_SOON = timedelta(seconds=5)
_TITLE = 24
_STOP = re.compile(r"[。！？!?;；\n]")
_HEADED = re.compile(r"\s*([^，。：:;；\n\d]{2,16})[：:]\s*(?=\S)")


def quiet_until(now: datetime, begins: time | None = None, ends: time | None = None) -> datetime | None:
    """The end of the quiet hours that `now` falls into; None when it is day. The house default unless given."""
    begins = begins or rule("time-quiet-from").clock
    ends = ends or rule("time-quiet-until").clock
    day, clock = local_day(now), now.astimezone(LOCAL).time()
    if begins <= ends:
        return at(day, ends) if begins <= clock < ends else None
    if clock >= begins:
        return at(day + timedelta(days=1), ends)
    return at(day, ends) if clock < ends else None


def not_before(now: datetime, *, urgent: bool, pushes: bool) -> datetime | None:
    """When a copy may go: emergencies and mailboxes at once (nobody is woken), the rest after the quiet hours."""
    return None if urgent or not pushes else quiet_until(now)


def next_look(going: Going, begins: datetime | None, made_at: datetime, now: datetime) -> datetime | None:
    """When whoever follows a broadcast is shown it anew, if nobody does anything: in the morning it waits for, else soon,
    and the less often the longer it takes.
    """
    if going is Going.PAUSED:
        return None
    return begins or now + max(_SOON, (now - made_at) / 60)


def title_of(words: str) -> str:
    """How a list calls it: its heading, else its first sentence, cut."""
    headed = _HEADED.match(words)
    if headed is not None:
        return headed.group(1)
    first = next((part.strip() for part in _STOP.split(words) if part.strip()), "")
    return _cut(first)


def _cut(line: str) -> str:
    """To the width of 24 Chinese signs; a Latin letter is half as wide."""
    widths = [2 if ord(char) > 0x2E7F else 1 for char in line]
    if sum(widths) <= 2 * _TITLE:
        return line
    kept = next(n for n in range(len(line)) if sum(widths[: n + 1]) > 2 * _TITLE - 2)
    return line[:kept].rstrip() + "…"


def heading_and_lines(words: str) -> tuple[str, tuple[str, ...]]:
    """A short first line, or words before a colon, are the heading; otherwise "" (a paper then has its own)."""
    headed = _HEADED.match(words)
    lines = tuple(line.strip() for line in words.splitlines() if line.strip())
    if headed is not None:
        rest = words[headed.end() :]
        return headed.group(1), tuple(line.strip() for line in rest.splitlines() if line.strip())
    if len(lines) > 1 and len(lines[0]) <= _TITLE:
        return lines[0].rstrip("：:"), lines[1:]
    return "", lines


def voice_of(roles: Collection[Role]) -> Role:
    """In whose name somebody with these roles speaks; the estate's own house first."""
    if Role.COMMUNITY in roles and not {Role.SECRETARY, Role.CHAIR} & set(roles):
        return Role.COMMUNITY
    return Role.SECRETARY if {Role.SECRETARY, Role.CHAIR} & set(roles) else Role.TOWNSHIP


def must_be_live(notice: Notice) -> None:
    if notice.standing is Standing.WITHDRAWN:
        raise Refusal("notices-is-withdrawn")


def must_be(going: Going, *allowed: Going) -> None:
    """Refuses to pause what is through, to go on with what was not paused."""
    if going not in allowed:
        raise Refusal(f"notices-is-{going.value}")


def search_words(question: str) -> tuple[str, ...]:
    """What of a question a notice is searched for: the words of its topics, in any writing; () when it names none."""
    shown = question.casefold()
    found = [words for words in notice_words().topics.values() if any(word in shown for word in words)]
    return tuple(dict.fromkeys(word for words in found for word in words))


def fits(words: str, wanted: Sequence[str]) -> bool:
    shown = words.casefold()
    return any(word in shown for word in wanted)
