"""Making the copies of a notice, 500 a transaction: killed between two chunks, nobody is told twice and nobody is lost.

The run's mark is the last person who has a copy (or is known to have no route); copies and mark commit together, and a
copy is unique for a version and a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from config.values import saying
from models.database import insert, new_id
from models.letters import post
from models.letters.post import Draft
from models.letters.tables import Delivery, Kind, State
from models.notices.queries import audience_of
from models.notices.reach import best_accounts, people
from models.notices.rules import CHUNK, not_before
from models.notices.tables import Change, Going, Notice, NoticeCopy, NoticeRun, NoticeVersion, Route
from models.people.tables import Account, Person

_NOT_TOLD = (State.BLOCKED, State.FAILED)
_TOLD = (State.SENT, State.UNKNOWN, State.SENDING)


def readers(session: Session, notice: Notice, version: NoticeVersion, now: datetime) -> sa.ColumnElement[bool]:
    """True for a Person this version is for.

    A correction is for whoever was told of an older version or was still to be; a withdrawal for those who were told.
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
        state.in_(_TOLD) if version.change is Change.WITHDRAWAL else state.not_in(_NOT_TOLD),
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
        _copy(session, notice, version, persons, now)
        run.mark = persons[-1]
    if len(persons) < most:
        run.state, run.ended_at = Going.DONE, now
    session.add(run)
    return len(persons)


def _copy(session: Session, notice: Notice, version: NoticeVersion, persons: Sequence[UUID], now: datetime) -> None:
    """A row for each person, who then gets a delivery where there is a route."""
    best = best_accounts(session, persons)
    rows = [
        {
            "id": new_id(),
            "version_id": version.id,
            "person_id": person_id,
            "account_id": best[person_id][0].id if person_id in best else None,
            "delivery_id": None,
            "route": best[person_id][1] if person_id in best else Route.NONE,
            "dropped": False,
        }
        for person_id in persons
    ]
    made = session.exec(
        insert(session, NoticeCopy)
        .on_conflict_do_nothing(index_elements=["version_id", "person_id"])
        .returning(col(NoticeCopy.person_id)),
        params=rows,
    )
    new = {row[0] for row in made}
    for route in (Route.PUSH, Route.MAILBOX):
        accounts = [account for person_id, (account, way) in best.items() if way is route and person_id in new]
        _deliver(session, notice, version, accounts, not_before(now, urgent=notice.urgent, pushes=route is Route.PUSH))


def _deliver(
    session: Session, notice: Notice, version: NoticeVersion, accounts: Sequence[Account], starts: datetime | None
) -> None:
    draft = Draft(Kind.NOTICE, saying("desk-unsayable"), about=notice.code, not_before=starts)
    deliveries = post.send_more(session, version.letter_id, draft, accounts)
    if deliveries:
        session.connection().execute(
            sa.update(NoticeCopy)
            .where(col(NoticeCopy.version_id) == version.id, col(NoticeCopy.account_id) == sa.bindparam("to"))
            .values(delivery_id=sa.bindparam("copy")),
            [{"to": account.id, "copy": delivery} for account, delivery in zip(accounts, deliveries, strict=True)],
        )
