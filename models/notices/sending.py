"""Making the copies of a notice, of its corrections and its withdrawal, 500 a transaction: killed between two chunks,
nobody is told twice and nobody is lost.

The run's mark is the last person who has a copy (or is known to have no route); copies and mark commit together, and a
copy is unique for a version and a person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from config.values import saying
from models.database import new_id
from models.letters import post
from models.letters.post import Draft
from models.letters.tables import Delivery, Kind, State
from models.notices.queries import audience_of
from models.notices.reach import people, ways_to
from models.notices.rules import CHUNK, not_before
from models.notices.tables import Change, Going, Notice, NoticeCopy, NoticeRun, NoticeVersion, Route
from models.people.tables import Account, Person

_NOT_TOLD = (State.BLOCKED, State.FAILED)
_TOLD = (State.SENT, State.UNKNOWN, State.SENDING)


def readers(session: Session, notice: Notice, version: NoticeVersion, now: datetime) -> sa.ColumnElement[bool]:
    """True for a Person this version's run comes to.

    A newer version comes to whoever was told of an older one or was still to be: whose copy still waited learns of it
    that it is void, whose was not begun is told of a correction. A withdrawal then tells only those who were told.
    """
    everybody = people(audience_of(notice, now))
    if version.change is Change.FIRST:
        return everybody
    state = col(Delivery.state)
    got = sa.exists().where(
        col(NoticeCopy.person_id) == col(Person.id),
        col(NoticeVersion.id) == col(NoticeCopy.version_id),
        col(NoticeVersion.notice_id) == notice.id,
        col(NoticeVersion.number) < version.number,
        col(Delivery.id) == col(NoticeCopy.delivery_id),
        ~col(NoticeCopy.dropped),
        state.not_in(_NOT_TOLD),
    )
    first = _first_run(session, notice)
    if version.change is Change.WITHDRAWAL or first.state is not Going.STOPPED:
        return got
    return sa.or_(got, everybody if first.mark is None else sa.and_(everybody, col(Person.id) > first.mark))


def _first_run(session: Session, notice: Notice) -> NoticeRun:
    query = select(NoticeRun).join(NoticeVersion, col(NoticeVersion.id) == col(NoticeRun.version_id))
    return session.exec(query.where(NoticeVersion.notice_id == notice.id, NoticeVersion.number == 1)).one()


def chunks_left(session: Session, now: datetime) -> list[UUID]:
    """Each version being sent, once for every chunk of it that is still to be made."""
    due: list[UUID] = []
    running = (
        select(NoticeRun, NoticeVersion, Notice)
        .join(NoticeVersion, col(NoticeVersion.id) == col(NoticeRun.version_id))
        .join(Notice, col(Notice.id) == col(NoticeVersion.notice_id))
        .where(NoticeRun.state == Going.SENDING)
    )
    for run, version, notice in session.exec(running.order_by(col(NoticeRun.id))).all():
        query = select(sa.func.count()).select_from(Person).where(readers(session, notice, version, now))
        left = session.exec(query if run.mark is None else query.where(col(Person.id) > run.mark)).one()
        due += [version.id] * (left // CHUNK + 1)
    return due


def is_running(session: Session) -> bool:
    return session.exec(select(NoticeRun.id).where(NoticeRun.state == Going.SENDING).limit(1)).first() is not None


def send_chunk(session: Session, version_id: UUID, now: datetime, most: int = CHUNK) -> int:
    """The next copies of this version. Returns how many people it came to; does nothing when paused or through."""
    version = session.get(NoticeVersion, version_id)
    run = session.exec(select(NoticeRun).where(NoticeRun.version_id == version_id).with_for_update()).first()
    if version is None or run is None or run.state is not Going.SENDING:
        return 0
    notice = session.get(Notice, version.notice_id)
    assert notice is not None
    query = select(col(Person.id)).where(readers(session, notice, version, now)).order_by(col(Person.id)).limit(most)
    persons = list(session.exec(query if run.mark is None else query.where(col(Person.id) > run.mark)))
    if persons:
        _tell(session, notice, version, persons, now)
        run.mark = persons[-1]
    if len(persons) < most:
        run.state, run.ended_at = Going.DONE, now
    session.add(run)
    return len(persons)


def _tell(session: Session, notice: Notice, version: NoticeVersion, persons: Sequence[UUID], now: datetime) -> None:
    """Each in the letter that is true for them: a correction corrects nothing for whoever heard of no version before."""
    if version.change is Change.FIRST:
        _copy(session, notice, version, persons, now)
        return
    _void_older(session, version, persons)
    told = _told_before(session, version, persons)
    _copy(session, notice, version, [each for each in persons if each in told], now)
    if version.plain_letter_id is not None:
        others = [each for each in persons if each not in told]
        _copy(session, notice, version, others, now, version.plain_letter_id)


def _void_older(session: Session, version: NoticeVersion, persons: Sequence[UUID]) -> None:
    """What still waits of older versions for them; whoever is handing one over just now has it locked and is waited for."""
    older = _older_copies(version, persons).with_only_columns(col(NoticeCopy.delivery_id))
    waits = (col(Delivery.id).in_(older), col(Delivery.state) == State.QUEUED)
    session.exec(sa.update(Delivery).where(*waits).values(state=State.VOID))


def _told_before(session: Session, version: NoticeVersion, persons: Sequence[UUID]) -> set[UUID]:
    """Whom of these an older version went out to, as far as anybody knows."""
    told = _older_copies(version, persons).join(Delivery, col(Delivery.id) == col(NoticeCopy.delivery_id))
    return set(session.execute(told.where(col(Delivery.state).in_(_TOLD))).scalars())


def _older_copies(version: NoticeVersion, persons: Sequence[UUID]) -> sa.Select[Any]:
    return (
        sa.select(col(NoticeCopy.person_id))
        .join(NoticeVersion, col(NoticeVersion.id) == col(NoticeCopy.version_id))
        .where(
            col(NoticeVersion.notice_id) == version.notice_id,
            col(NoticeVersion.number) < version.number,
            col(NoticeCopy.person_id).in_(persons),
        )
    )


def _copy(
    session: Session,
    notice: Notice,
    version: NoticeVersion,
    persons: Sequence[UUID],
    now: datetime,
    letter_id: UUID | None = None,
) -> None:
    """A delivery for everybody with a route, and a row for each person. The run's row is locked: nobody else does it."""
    have = select(NoticeCopy.person_id).where(
        NoticeCopy.version_id == version.id, col(NoticeCopy.person_id).in_(persons)
    )
    already = set(session.exec(have))
    new = [person_id for person_id in persons if person_id not in already]
    best = ways_to(session, new, now)
    sent: dict[UUID, UUID] = {}
    for route in (Route.PUSH, Route.MAILBOX):
        to = [account for account, way in best.values() if way is route]
        starts = not_before(now, urgent=notice.urgent, pushes=route is Route.PUSH)
        draft = Draft(Kind.NOTICE, saying("desk-unsayable"), about=notice.code, not_before=starts)
        made = post.send_more(session, letter_id or version.letter_id, draft, to)
        sent |= {account.person_id: delivery for account, delivery in zip(to, made, strict=True)}
    rows = [_row(version, person_id, best, sent) for person_id in new]
    if rows:
        session.exec(sa.insert(NoticeCopy), params=rows)


def _row(
    version: NoticeVersion,
    person_id: UUID,
    best: Mapping[UUID, tuple[Account, Route]],
    sent: Mapping[UUID, UUID],
) -> dict[str, Any]:
    account, route = best.get(person_id, (None, Route.NONE))
    return {
        "id": new_id(),
        "version_id": version.id,
        "person_id": person_id,
        "account_id": account.id if account else None,
        "delivery_id": sent.get(person_id),
        "route": route,
        "dropped": False,
    }
