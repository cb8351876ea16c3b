"""Finding notices, and how far one has come. Fetching one also checks whether this person may read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from config.channels import LOOKED_INTO
from models import doors
from models.doors import REACHED, Doors, Told
from models.letters.tables import Delivery, State
from models.notices.audience import is_for_committee, parts_from
from models.notices.reach import Audience, homes, people
from models.notices.rules import fits
from models.notices.tables import (
    Change,
    Going,
    Notice,
    NoticeCopy,
    NoticeRun,
    NoticeVersion,
    Standing,
)
from models.people.identity import home_estates
from models.people.roles import Role, roles_in
from models.people.tables import Account, Person
from models.refusals import Refusal

SENDERS = (Role.SECRETARY, Role.CHAIR, Role.COMMUNITY, Role.TOWNSHIP)
READERS = (*SENDERS, Role.MEMBER)
_LATEST = 60
_ON_THE_WAY = (State.QUEUED, State.SENDING)


def audience_of(notice: Notice, now: datetime) -> Audience:
    return Audience(notice.estate_id, parts_from(notice.parts), now)


def find_notice(session: Session, person_id: UUID, code: str, now: datetime) -> Notice:
    """The notice of this code, locked, for whoever may read it; refused in the same words as an unknown code."""
    notice = session.exec(select(Notice).where(Notice.code == code).with_for_update()).first()
    if notice is None or not may_read(session, notice, person_id, now):
        raise Refusal("notices-unknown")
    return notice


def public_notice(session: Session, code: str) -> Notice:
    """The notice of this code as it hangs on a board, for anybody; refused like an unknown one when it was not for all."""
    notice = session.exec(select(Notice).where(Notice.code == code)).first()
    if notice is None or notice.standing is Standing.CANCELLED or is_for_committee(parts_from(notice.parts)):
        raise Refusal("notices-unknown")
    return notice


def may_read(session: Session, notice: Notice, person_id: UUID, now: datetime) -> bool:
    """Notices are public in their estate, but those to the committee alone; a stopped one is for those who got it."""
    if roles_in(session, person_id, notice.estate_id, now) & set(READERS) or _has_copy(session, notice, person_id):
        return True
    if notice.standing is Standing.CANCELLED or is_for_committee(parts_from(notice.parts)):
        return False
    audience = audience_of(notice, now)
    accounts = select(Account.id).where(Account.person_id == person_id, Account.estate_id == notice.estate_id)
    if session.exec(accounts.limit(1)).first() is not None:
        return True
    return any(each.id == notice.estate_id for each in home_estates(session, person_id, audience.today))


def _has_copy(session: Session, notice: Notice, person_id: UUID) -> bool:
    query = (
        select(NoticeCopy.id)
        .join(NoticeVersion, col(NoticeVersion.id) == col(NoticeCopy.version_id))
        .where(
            NoticeVersion.notice_id == notice.id,
            NoticeCopy.person_id == person_id,
            col(NoticeCopy.delivery_id).is_not(None),
            ~col(NoticeCopy.dropped),
        )
    )
    return session.exec(query.limit(1)).first() is not None


@dataclass(frozen=True)
class Entry:
    """A notice with the text that holds (of a withdrawn one: the text that was withdrawn)."""

    notice: Notice
    words: str
    version: NoticeVersion


def latest(
    session: Session, estate_id: UUID, person_id: UUID, now: datetime, wanted: Sequence[str] = ()
) -> list[Entry]:
    """What this person may read of the estate's notices, newest first; of `wanted` words any must stand in it."""
    query = select(Notice).where(Notice.estate_id == estate_id).order_by(col(Notice.id).desc()).limit(_LATEST)
    found = [entry_of(session, notice) for notice in session.exec(query).all()]
    return [
        entry
        for entry in found
        if (not wanted or fits(entry.words, wanted)) and may_read(session, entry.notice, person_id, now)
    ][:9]


def entry_of(session: Session, notice: Notice) -> Entry:
    versions = versions_of(session, notice)
    spoken = next(each for each in reversed(versions) if each.change is not Change.WITHDRAWAL)
    return Entry(notice, spoken.words, spoken)


def versions_of(session: Session, notice: Notice) -> list[NoticeVersion]:
    """Oldest first."""
    query = select(NoticeVersion).where(NoticeVersion.notice_id == notice.id).order_by(col(NoticeVersion.number))
    return list(session.exec(query))


def run_of(session: Session, version: NoticeVersion, *, lock: bool = False) -> NoticeRun:
    query = select(NoticeRun).where(NoticeRun.version_id == version.id)
    return session.exec(query.with_for_update() if lock else query).one()


def sent_by(session: Session, estates: Sequence[UUID]) -> list[Notice]:
    """The notices of these estates that still hold, newest first."""
    query = select(Notice).where(col(Notice.estate_id).in_(estates), Notice.standing == Standing.LIVE)
    return list(session.exec(query.order_by(col(Notice.id).desc()).limit(9)))


@dataclass(frozen=True)
class Progress:
    """Of one version, in people, everybody once: `waiting` on the way or not begun, `looks` of them in a mailbox or for a
    page that is not open; `blocked` turned us off, `failed` was not taken, `dropped` is not sent any more. What waits
    for the morning goes from `from_`.
    """

    going: Going
    delivered: int
    unknown: int
    waiting: int
    looks: int
    blocked: int
    failed: int
    dropped: int
    no_route: int
    from_: datetime | None

    @property
    def under_way(self) -> int:
        """What goes by itself, whether or not anybody looks."""
        return self.waiting - self.looks

    @property
    def settled(self) -> int:
        """What has gone, whatever became of it."""
        return self.delivered + self.unknown + self.blocked + self.failed

    @property
    def people(self) -> int:
        return self.settled + self.waiting + self.dropped + self.no_route

    @property
    def is_over(self) -> bool:
        """Nothing of it goes by itself any more."""
        return self.going in (Going.DONE, Going.CANCELLED, Going.STOPPED) and not self.under_way


def progress_of(session: Session, notice: Notice, version: NoticeVersion, now: datetime) -> Progress:
    run = run_of(session, version)
    begun = sa.or_(col(Delivery.not_before).is_(None), col(Delivery.not_before) <= now)
    looked_for = sa.and_(col(Delivery.state) == State.QUEUED, col(Delivery.channel).in_(LOOKED_INTO), begun)
    rows = session.execute(
        sa.select(
            col(Delivery.state), col(NoticeCopy.dropped), sa.func.coalesce(looked_for, sa.false()), sa.func.count(),
            sa.func.min(col(Delivery.not_before)),
        )
        .select_from(NoticeCopy)
        .outerjoin(Delivery, col(Delivery.id) == col(NoticeCopy.delivery_id))
        .where(col(NoticeCopy.version_id) == version.id)
        .group_by(sa.text("1"), sa.text("2"), sa.text("3"))
    ).all()  # fmt: skip
    counts: Counter[tuple[State | None, bool]] = Counter()
    for state, dropped, _, n, _ in rows:
        counts[state, bool(dropped) or state is State.VOID] += n
    later = [row[4] for row in rows if row[0] is State.QUEUED and row[4] is not None]

    def live(*states: State | None) -> int:
        return sum(counts[state, False] for state in states)

    unbegun = uncopied(session, notice, run, now) if run.state in (Going.SENDING, Going.PAUSED) else 0
    return Progress(
        going=run.state,
        delivered=live(State.SENT),
        unknown=live(State.UNKNOWN),
        waiting=live(*_ON_THE_WAY) + unbegun,
        looks=sum(row[3] for row in rows if row[2] and not row[1]),
        blocked=live(State.BLOCKED),
        failed=live(State.FAILED),
        dropped=sum(n for (_, dropped), n in counts.items() if dropped),
        no_route=live(None),
        from_=min(later) if later and run.state is not Going.PAUSED and min(later) > now else None,
    )


def uncopied(session: Session, notice: Notice, run: NoticeRun, now: datetime) -> int:
    """How many of the first version's audience the run has not come to yet."""
    query = select(sa.func.count()).select_from(Person).where(people(audience_of(notice, now)))
    return session.exec(query if run.mark is None else query.where(col(Person.id) > run.mark)).one()


def doors_of(session: Session, notice: Notice, now: datetime) -> Doors:
    """The homes of its audience that nobody of was told by any route, of whatever version."""
    audience = audience_of(notice, now)
    copies = (
        sa.select(col(NoticeCopy.person_id))
        .join(NoticeVersion, col(NoticeVersion.id) == col(NoticeCopy.version_id))
        .join(Delivery, col(Delivery.id) == col(NoticeCopy.delivery_id))
    )
    reached = copies.where(col(NoticeVersion.notice_id) == notice.id, col(Delivery.state).in_(REACHED))
    doubted = copies.where(
        col(NoticeCopy.version_id) == versions_of(session, notice)[-1].id,
        col(Delivery.state) == State.UNKNOWN,
        ~col(NoticeCopy.dropped),
    ).order_by(col(NoticeCopy.id))
    told = Told(reached, list(session.execute(doubted).scalars()))
    return doors.doors_of(session, notice.estate_id, homes(audience), told, audience.today)
