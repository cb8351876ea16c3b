"""The morning brief: at most seven things to be done today over all estates, each a number. Nothing to do, nothing said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from config.holidays import overrides
from config.law import rule
from config.values import Code, Count, Moment, Saying, Text, saying
from models.briefs.lines import lines_for
from models.briefs.tables import Brief, BriefKind
from models.calendar import at, end_of, is_working_day, local_day
from models.calendar.days import next_working_day
from models.complaints import clocks
from models.complaints.letters import place_of
from models.complaints.queue import THEIRS, UNANSWERED, Waiting, answering_desk, how_many, is_today, waiting
from models.complaints.tables import CaseState, Complaint
from models.database import RowSession, insert, new_id
from models.letters import post
from models.letters.post import Draft
from models.letters.shapes import Choice
from models.letters.tables import Kind
from models.people.roles import Role, holders_anywhere
from models.people.tables import Estate

MOST = 7
_READERS = (Role.SECRETARY, Role.CHAIR)


def clock_of(kind: BriefKind) -> time:
    return rule("time-brief-at" if kind is BriefKind.MORNING else "time-evening-at").clock


def due(session: RowSession, now: datetime) -> Sequence[UUID]:
    """Who is to have the morning's brief and has not: on a working day, until the evening's is due."""
    today = local_day(now)
    begins, ends = at(today, clock_of(BriefKind.MORNING)), at(today, clock_of(BriefKind.EVENING))
    if not begins <= now < ends or not is_working_day(today, overrides()).working:
        return []
    return untold(session, BriefKind.MORNING, now)


def untold(session: RowSession, kind: BriefKind, now: datetime) -> list[UUID]:
    """Secretaries and chairs whose row of this day and kind is not written."""
    query = select(col(Brief.person_id)).where(Brief.day == local_day(now), col(Brief.kind) == kind)
    told = set(session.exec(query))
    return [each for each in readers(session, now) if each not in told]


def next_morning(session: RowSession, after: datetime) -> datetime | None:
    """The next working day's hour, while there is anything that might have to be said then."""
    today = local_day(after)
    first = at(today, clock_of(BriefKind.MORNING))
    if first <= after or not is_working_day(today, overrides()).working:
        first = at(next_working_day(today, overrides()), clock_of(BriefKind.MORNING))
    return first if any(_has_work(session, each, first) for each in readers(session, first)) else None


def _has_work(session: RowSession, person_id: UUID, now: datetime) -> bool:
    desk = answering_desk(session, person_id, now)
    ours = col(Complaint.state).not_in(THEIRS)
    return not desk.is_none and bool(how_many(session, desk, now, ours) or lines_for(session, person_id, now))


def readers(session: RowSession, now: datetime) -> list[UUID]:
    return list(dict.fromkeys(each for role in _READERS for each in holders_anywhere(session, role, now)))


def once(session: RowSession, person_id: UUID, kind: BriefKind, now: datetime) -> bool:
    """True for the one who writes this person's day first: of two clocks the other waits for its commit, and stays silent."""
    row = {"id": new_id(), "person_id": person_id, "day": local_day(now), "kind": kind, "lines": 0, "at": now}
    made = session.exec(
        insert(session, Brief).values(**row).on_conflict_do_nothing(index_elements=["person_id", "day", "kind"])
    )
    return bool(made.rowcount)


def wrote(session: RowSession, person_id: UUID, kind: BriefKind, lines: int, now: datetime) -> None:
    mine = sa.update(Brief).where(
        col(Brief.person_id) == person_id, col(Brief.day) == local_day(now), col(Brief.kind) == kind
    )
    session.exec(mine.values(lines=lines))


def tell(session: RowSession, person_id: UUID, now: datetime) -> None:
    """Once a person and day: what is owed today, then what other features declare, then cases nobody answered yet."""
    if not once(session, person_id, BriefKind.MORNING, now):
        return
    desk = answering_desk(session, person_id, now)
    if desk.is_none:
        return
    others = lines_for(session, person_id, now)
    to_do = sa.or_(is_today(now), col(Complaint.state).in_(UNANSWERED))
    today = how_many(session, desk, now, is_today(now))
    n = how_many(session, desk, now, to_do) + len(others)
    if not n:
        return
    several = len(desk.estates) > 1
    cases = [_line(session, each, now, several=several) for each in waiting(session, desk, now, to_do, most=MOST)]
    lines = [*cases[:today], *others, *cases[today:]][:MOST]
    more = (Choice("complaints-queue"),) if n > MOST else ()
    words = saying("briefs-morning" if n <= MOST else "briefs-morning-more", n=Count(n))
    draft = Draft(
        Kind.ALERT, words, (*lines, *more), about="briefs", replaces="morning", listed=True,
        good_until=end_of(local_day(now)),
    )  # fmt: skip
    post.tell(session, person_id, draft, now)
    wrote(session, person_id, BriefKind.MORNING, n, now)


def _line(session: Session, each: Waiting, now: datetime, *, several: bool) -> Choice:
    """SJ-12 电梯 · 3 幢：第 2 次退回，12:00 前答复（四季家园）"""
    case = each.case
    line = saying(
        "briefs-case", code=Code(case.code), category=saying(f"category-{case.category}"), place=place_of(case),
        why=_why(each, now),
    )  # fmt: skip
    if each.alike > 1:
        line = saying("complaints-line-alike", line=line, n=Count(each.alike))
    if several:
        estate = session.get(Estate, case.estate_id)
        assert estate is not None
        line = saying("briefs-in-estate", line=line, estate=Text(estate.name))
    return Choice(f"complaints-look {case.code}", line)


def _why(each: Waiting, now: datetime) -> Saying:
    """Why it stands here: what a secretary would ask first."""
    case = each.case
    owes = clocks.owed(case)
    if case.emergency and case.state is CaseState.NEW:
        return saying("briefs-why-alarm")
    if owes is None:
        return saying("briefs-why-waits", n=Count((local_day(now) - local_day(case.created_at)).days))
    by, what = Moment(owes.by), saying(f"briefs-what-{owes.what}")
    if owes.by < now:
        return saying("briefs-why-late", by=by, what=what)
    if case.returns:
        return saying("briefs-why-returned", times=Count(case.returns), by=by, what=what)
    return saying("briefs-why-owed", by=by, what=what)
