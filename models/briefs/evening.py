"""今日已办: one line in the evening, to who did something that day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from config.values import Count, Saying, saying
from models.briefs.morning import clock_of, once, readers, untold, wrote
from models.briefs.tables import BriefKind
from models.calendar import at, end_of, local_day
from models.complaints.queue import answering_desk, how_many
from models.complaints.tables import CaseEvent
from models.database import RowSession
from models.letters import post
from models.letters.post import Draft
from models.letters.shapes import Choice
from models.letters.tables import Kind

_DEEDS = {"answered": "answered", "phoned": "answered", "handed": "handed", "asked": "asked", "done": "done"}
"""What counts as done, by what it is called in the evening."""


def due(session: RowSession, now: datetime) -> Sequence[UUID]:
    """Any day of the week: what was done was done."""
    return untold(session, BriefKind.EVENING, now) if now >= at(local_day(now), clock_of(BriefKind.EVENING)) else []


def next_evening(session: RowSession, after: datetime) -> datetime | None:
    """The hour of this day, once somebody did something."""
    hour = at(local_day(after), clock_of(BriefKind.EVENING))
    return hour if hour > after and any(_did(session, each, after) for each in readers(session, after)) else None


def tell(session: RowSession, person_id: UUID, now: datetime) -> None:
    """Once a person and day; silent when nothing was done."""
    if not once(session, person_id, BriefKind.EVENING, now):
        return
    did = _did(session, person_id, now)
    if not did:
        return
    desk = answering_desk(session, person_id, now)
    words = saying(
        "briefs-evening", n=Count(sum(did.values())), what=_joined(did),
        rest=Count(0 if desk.is_none else how_many(session, desk, now)),
    )  # fmt: skip
    draft = Draft(
        Kind.ALERT, words, (Choice("complaints-queue"),), about="briefs", replaces="evening",
        good_until=end_of(local_day(now)),
    )  # fmt: skip
    post.tell(session, person_id, draft, now)
    wrote(session, person_id, BriefKind.EVENING, sum(did.values()), now)


def _did(session: RowSession, person_id: UUID, now: datetime) -> dict[str, int]:
    """What of each kind this person did since midnight, most first."""
    query = select(col(CaseEvent.deed), sa.func.count()).where(
        CaseEvent.actor_id == person_id, CaseEvent.at >= at(local_day(now), time.min), CaseEvent.at <= now,
        col(CaseEvent.deed).in_(_DEEDS),
    )  # fmt: skip
    found: dict[str, int] = {}
    for deed, n in session.exec(query.group_by(col(CaseEvent.deed))):
        found[_DEEDS[deed]] = found.get(_DEEDS[deed], 0) + n
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _joined(did: dict[str, int]) -> Saying:
    parts = [saying(f"briefs-did-{deed}", n=Count(n)) for deed, n in did.items()]
    whole = parts[0]
    for part in parts[1:]:
        whole = saying("briefs-did-and", first=whole, then=part)
    return whole
