"""What is done with a notice: published, paused, corrected, withdrawn; its copies are made in chunks (see sending)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from config.channels import MAILBOXES
from config.values import Code, Day, Saying, Text, saying
from models import postings
from models.calendar import local_day
from models.letters import post
from models.letters.post import Draft
from models.letters.shapes import Paper
from models.letters.tables import Delivery, Kind, State
from models.notices import rules
from models.notices.audience import Part, is_for_committee, is_whole, parts_from
from models.notices.following import changed
from models.notices.queries import entry_of, run_of, versions_of
from models.notices.sending import send_chunk
from models.notices.tables import (
    Change,
    Going,
    Notice,
    NoticeCopy,
    NoticeEvent,
    NoticeRun,
    NoticeVersion,
    Standing,
)
from models.people.identity import next_number
from models.people.roles import Role, roles_in
from models.people.tables import Estate
from models.rooms import Audience as RoomAudience
from models.rooms import rooms_of

_LETTER = "notice"


@dataclass(frozen=True)
class Writing:
    """What a secretary wrote and to whom; `urgent` goes out at night too, and is logged as such."""

    words: str
    parts: tuple[Part, ...]
    files: tuple[str, ...] = ()
    urgent: bool = False


def publish(session: Session, estate: Estate, writing: Writing, actor_id: UUID, now: datetime) -> Notice:
    """Confirmed: written down as being sent. Its copies follow in chunks; rooms of owners hear of it at once."""
    notice = Notice(
        code=f"{estate.prefix}-{next_number(session, estate.prefix)}",
        estate_id=estate.id,
        author_id=actor_id,
        parts=[part.to_json() for part in writing.parts],
        urgent=writing.urgent,
        created_at=now,
    )
    session.add(notice)
    session.flush()
    _issue(session, notice, Change.FIRST, writing, actor_id, now)
    record(session, notice, "urgent" if writing.urgent else "published", actor_id, now)
    return notice


def correct(session: Session, notice: Notice, writing: Writing, actor_id: UUID, now: datetime) -> None:
    """A new version. Whoever got or was to get the old one is told once, as of a correction only who got one before."""
    rules.must_be_live(notice)
    _stop(session, notice, now)
    notice.version, notice.urgent = notice.version + 1, writing.urgent
    _issue(session, notice, Change.CORRECTION, writing, actor_id, now)
    record(session, notice, "corrected-urgent" if writing.urgent else "corrected", actor_id, now)


def withdraw(session: Session, notice: Notice, reason: str, actor_id: UUID, now: datetime) -> None:
    """It no longer holds and stays visible as withdrawn. Only those who got it are told, once."""
    rules.must_be_live(notice)
    _stop(session, notice, now)
    notice.version += 1
    notice.standing = Standing.WITHDRAWN
    postings.end(session, notice.code, now)
    writing = Writing(reason, parts_from(notice.parts), urgent=notice.urgent)
    _issue(session, notice, Change.WITHDRAWAL, writing, actor_id, now)
    record(session, notice, "withdrawn", actor_id, now, reason)


def _issue(
    session: Session, notice: Notice, change: Change, writing: Writing, actor_id: UUID, now: datetime
) -> NoticeVersion:
    """The version with its letter, and at once its first chunk: a small estate is told in the same transaction."""
    voice = rules.voice_of(roles_in(session, actor_id, notice.estate_id, now))
    letter = _draft(session, notice, change, writing, voice, now)
    plain = _draft(session, notice, Change.FIRST, writing, voice, now) if change is Change.CORRECTION else None
    version = NoticeVersion(
        notice_id=notice.id,
        number=notice.version,
        change=change,
        words=writing.words,
        files=list(writing.files),
        letter_id=post.write(session, letter, now),
        plain_letter_id=post.write(session, plain, now) if plain else None,
        voice=voice,
        made_by=actor_id,
        made_at=now,
    )
    session.add(version)
    session.flush()
    session.add(NoticeRun(version_id=version.id))
    session.flush()
    if change is not Change.WITHDRAWAL:
        title, public = rules.title_of(writing.words), not is_for_committee(writing.parts)
        what = postings.What(notice.code, "notices", title, notice.version, public=public)
        postings.publish(session, notice.estate_id, what, actor_id, now)
    if is_whole(writing.parts):
        _post_into_rooms(session, notice, letter, now)
    send_chunk(session, version.id, now)
    return version


def _draft(session: Session, notice: Notice, change: Change, writing: Writing, voice: Role, now: datetime) -> Draft:
    """The letter of a version, one for many readers: as what it is (`change`) or, for whoever heard of none, as a first."""
    estate = session.get(Estate, notice.estate_id)
    assert estate is not None
    words, reason = writing.words, {}
    if change is Change.WITHDRAWAL:
        words, reason = rules.title_of(entry_of(session, notice).words), {"reason": Text(writing.words)}
    told = saying(
        f"notices-letter-{change.value}",
        words=Text(words),
        code=Code(notice.code),
        by=signature(estate, voice),
        day=Day(local_day(now)),
        **reason,
    )
    papers = tuple(Paper(file=each) for each in writing.files)
    return Draft(
        Kind.NOTICE, told, papers=papers, about=notice.code, replaces=_LETTER, estate_id=estate.id,
        at_once=writing.urgent,
    )  # fmt: skip


def signature(estate: Estate, voice: Role) -> Saying:
    """Who speaks: the community or township, else the committee or whoever stands in its place."""
    if voice is Role.COMMUNITY:
        return saying("desk-own-words", words=Text(estate.community))
    if voice is Role.TOWNSHIP:
        return saying("desk-own-words", words=Text(estate.township))
    return saying(f"notices-by-{estate.governing.value}", estate=Text(estate.name))


def _post_into_rooms(session: Session, notice: Notice, letter: Draft, now: datetime) -> None:
    """A post of its own in every bound room of owners, in the same quiet hours."""
    for room in rooms_of(session, notice.estate_id, RoomAudience.OWNERS):
        starts = rules.not_before(now, urgent=notice.urgent, pushes=room.channel not in MAILBOXES)
        post.post(session, room, replace(letter, replaces=f"room-{room.id}", not_before=starts), now)


def _stop(session: Session, notice: Notice, now: datetime) -> None:
    """A newer version takes over: what of the present one still waits is not sent any more. Its chunks void the copies."""
    run = run_of(session, versions_of(session, notice)[-1], lock=True)
    if run.state in (Going.SENDING, Going.PAUSED):
        run.state = Going.STOPPED
    changed(session, notice, now)
    post.expire(session, notice.code, _LETTER)
    for room in rooms_of(session, notice.estate_id, RoomAudience.OWNERS):
        post.withdraw(session, notice.code, f"room-{room.id}")


def pause(session: Session, notice: Notice, actor_id: UUID, now: datetime) -> None:
    """Nothing more goes out until it is resumed."""
    version, run = _present(session, notice)
    waiting = run.state is Going.DONE and _waits(session, version)
    if not waiting:
        rules.must_be(run.state, Going.SENDING)
    run.state = Going.PAUSED
    post.hold(session, version.letter_ids, held=True)
    changed(session, notice, now)
    record(session, notice, "paused", actor_id, now)


def resume(session: Session, notice: Notice, actor_id: UUID, now: datetime) -> None:
    """Go on where it stopped; in quiet hours with the morning."""
    version, run = _present(session, notice)
    rules.must_be(run.state, Going.PAUSED)
    run.state = Going.SENDING
    post.hold(session, version.letter_ids, held=False)
    changed(session, notice, now)
    record(session, notice, "resumed", actor_id, now)


def cancel_rest(session: Session, notice: Notice, actor_id: UUID, now: datetime) -> int:
    """What has not gone out will not. Returns how many copies that were made are dropped."""
    version, run = _present(session, notice)
    waiting = run.state is Going.DONE and _waits(session, version)
    if not waiting:
        rules.must_be(run.state, Going.SENDING, Going.PAUSED)
    queued = sa.select(col(Delivery.id)).where(
        col(Delivery.letter_id).in_(version.letter_ids), col(Delivery.state) == State.QUEUED
    )
    drop = sa.update(NoticeCopy).where(col(NoticeCopy.delivery_id).in_(queued)).values(dropped=True)
    dropped = int(session.exec(drop).rowcount)
    post.withdraw(session, notice.code, _LETTER)
    for room in rooms_of(session, notice.estate_id, RoomAudience.OWNERS):
        post.withdraw(session, notice.code, f"room-{room.id}")
    run.state, run.ended_at, notice.standing = Going.CANCELLED, now, Standing.CANCELLED
    postings.end(session, notice.code, now)
    changed(session, notice, now)
    record(session, notice, "cancelled", actor_id, now)
    return dropped


def _present(session: Session, notice: Notice) -> tuple[NoticeVersion, NoticeRun]:
    version = versions_of(session, notice)[-1]
    return version, run_of(session, version, lock=True)


def _waits(session: Session, version: NoticeVersion) -> bool:
    """Its copies are all made, but some wait (for the morning, or in the sender's queue)."""
    query = select(Delivery.id).where(col(Delivery.letter_id).in_(version.letter_ids), Delivery.state == State.QUEUED)
    return session.exec(query.limit(1)).first() is not None


def record(session: Session, notice: Notice, deed: str, actor_id: UUID, now: datetime, words: str = "") -> None:
    """One more line of the notice's timeline."""
    session.add(NoticeEvent(notice_id=notice.id, at=now, actor_id=actor_id, deed=deed, words=words))
