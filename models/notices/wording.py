"""How far a notice has come, as its senders read it: the counts, the homes without a way, the message that follows a
broadcast. Keys and typed values only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from config.values import Code, Count, Day, Lines, Saying, Text, Value, saying
from models.calendar import LOCAL, local_day
from models.doors import Doors
from models.notices.queries import Progress
from models.notices.tables import Going

_SHOWN = 3


def joined(key: str, told: Sequence[Saying]) -> Saying:
    """Several sentences in one, joined by the text `key` of $first and $rest."""
    whole = told[-1]
    for each in reversed(told[:-1]):
        whole = saying(key, first=each, rest=whole)
    return whole


def counts(progress: Progress) -> Saying:
    """Only what is not nought, but always what was delivered."""
    held = progress.going is Going.PAUSED or progress.from_ is not None
    found = {
        "delivered": progress.delivered,
        "held" if held else "waiting": progress.under_way,
        "looks": progress.looks,
        "unknown": progress.unknown,
        "blocked": progress.blocked,
        "failed": progress.failed,
        "dropped": progress.dropped,
        "no-route": progress.no_route,
    }
    told = [saying(f"notices-count-{key}", n=Count(n)) for key, n in found.items() if n or key == "delivered"]
    return joined("notices-and", told)


def missing(doors: Doors) -> Saying:
    """The homes that nobody of was told by any route, by building."""
    if not doors.unreached:
        return saying("notices-doors-all", homes=Count(doors.homes))
    by_building = Counter(building for building, _, _ in doors.unreached)
    told = [saying("notices-doors-of", building=Text(each), n=Count(n)) for each, n in by_building.items()]
    more = [saying("notices-doors-more", n=Count(len(told)))] if len(told) > _SHOWN else []
    where = joined("notices-and", [*told[:_SHOWN], *more])
    return saying("notices-doors-missing", homes=Count(doors.homes), n=Count(len(doors.unreached)), where=where)


def follows(code: str, title: str, progress: Progress) -> Saying:
    """What stands in the sender's chat while copies go out."""
    named: dict[str, Value] = {"code": Code(code), "title": Text(title)}
    done, whole = Count(progress.settled), Count(progress.settled + progress.waiting)
    if progress.going is Going.PAUSED:
        return saying("notices-live-paused", **named, done=done, all=whole)
    if progress.from_ is not None:
        return saying("notices-live-later", **named, **_when(progress.from_), done=done, all=whole)
    return saying("notices-live-going", **named, done=done, all=whole)


def _when(moment: datetime) -> dict[str, Value]:
    """The same on every day it is read: the message stays over midnight, 明天 would not."""
    local = moment.astimezone(LOCAL)
    return {"day": Day(local_day(moment)), "clock": Text(f"{local.hour}:{local.minute:02d}")}


def ended(code: str, title: str, progress: Progress, doors: Doors | None) -> Saying:
    """The report at the end: whom it reached, whom not and why, of whom nobody knows. `doors` where they still matter."""
    key = {Going.CANCELLED: "notices-live-cancelled", Going.STOPPED: "notices-live-stopped"}.get(
        progress.going, "notices-live-done"
    )
    lines = (counts(progress), *([missing(doors)] if doors is not None else []))
    return saying(key, code=Code(code), title=Text(title), lines=Lines(lines))
