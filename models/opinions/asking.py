"""Asking: opening a round, writing to everybody asked in chunks that can be resumed, changing or ending it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models import postings
from models.calendar import local_day
from models.calendar.quiet import after_quiet
from models.letters import boards, post
from models.letters.post import Draft
from models.letters.routes import best_accounts
from models.letters.tables import Kind
from models.opinions import rules, wording
from models.opinions.answering import FEATURE
from models.opinions.queries import ASK, ASKERS, answered, count_homes, locked, people_asked
from models.opinions.tables import Asking, Opinion, OpinionRound
from models.people.identity import next_number
from models.people.roles import Role, roles_in
from models.people.tables import Estate
from models.refusals import Refusal
from models.rooms import Audience, rooms_of

CHUNK = 500
"""Persons written to in one transaction."""


@dataclass(frozen=True)
class Wish:
    """What somebody wants to ask. `building` empty: the whole estate; `files` are ids of attachments."""

    question: str
    options: tuple[str, ...]
    days: int
    explanation: str = ""
    files: tuple[str, ...] = ()
    building: str = ""
    split_shown: bool = False


def round_as_wished(estate: Estate, wish: Wish, actor: UUID, now: datetime) -> OpinionRound:
    """The round as it would be opened now, without its code: also for the preview. Refuses a wrong number of days."""
    return OpinionRound(
        code="",
        estate_id=estate.id,
        question=wish.question,
        options=list(wish.options),
        explanation=wish.explanation,
        files=list(wish.files),
        building=wish.building,
        split_shown=wish.split_shown,
        opener_id=actor,
        opened_at=now,
        closes_at=rules.closing(local_day(now), wish.days),
    )


def open_round(session: Session, estate: Estate, wish: Wish, actor: UUID, now: datetime) -> OpinionRound:
    """Open it: boards in the owners' rooms at once, a letter to everybody asked (the first chunk now)."""
    if wish.building and not count_homes(session, estate, wish.building):
        raise Refusal("opinions-no-such-building", field="building")
    asked = round_as_wished(estate, wish, actor, now)
    asked.code = f"{estate.prefix}-{next_number(session, estate.prefix)}"
    session.add(asked)
    session.flush()
    for room in rooms_of(session, estate.id, Audience.OWNERS):
        boards.open_board(session, FEATURE, asked.code, room, now)
    _write_to_everybody(session, asked, estate, now)
    _publish(session, asked, actor, now)
    return asked


def _publish(session: Session, asked: OpinionRound, actor: UUID, now: datetime) -> None:
    what = postings.What(asked.code, FEATURE, asked.question, asked.edition, until=asked.closes_at)
    postings.publish(session, asked.estate_id, what, actor, now)


def _write_to_everybody(session: Session, asked: OpinionRound, estate: Estate, now: datetime) -> None:
    letter_id = post.write(session, wording.invitation(asked, estate), now)
    asking = Asking(round_id=asked.id, edition=asked.edition, letter_id=letter_id)
    session.add(asking)
    session.flush()
    write_to_more(session, asking.id, now)


def write_to_more(session: Session, asking_id: UUID, now: datetime, most: int = CHUNK) -> int:
    """The next chunk. The mark moves in the same transaction as the letters: nobody twice, nobody left out.

    Returns to how many persons was written.
    """
    asking = session.exec(select(Asking).where(Asking.id == asking_id).with_for_update()).one()
    asked, estate = _round_and_estate(session, asking.round_id)
    if asking.done_at is not None:
        return 0
    moved = asking.reminds is not None and asking.reminds != asked.closes_at
    if asking.edition != asked.edition or moved or not rules.is_open(asked, now):
        asking.done_at = now
        return 0
    who = people_asked(asked, local_day(now), unanswered=asking.reminds is not None)
    query = who.order_by("person_id").limit(most)
    if asking.reached is not None:
        query = query.where(sa.column("person_id", sa.Uuid) > asking.reached)
    persons = list(session.execute(query).scalars())
    draft = wording.invitation(asked, estate, not_before=after_quiet(now))
    post.send_more(session, asking.letter_id, draft, best_accounts(session, persons, now))
    asking.persons += len(persons)
    asking.reached = persons[-1] if persons else asking.reached
    if len(persons) < most:
        asking.done_at = now
    session.add(asking)
    return len(persons)


def _round_and_estate(session: Session, round_id: UUID) -> tuple[OpinionRound, Estate]:
    asked = session.get_one(OpinionRound, round_id)
    return asked, session.get_one(Estate, asked.estate_id)


def written_to(session: Session, asked: OpinionRound) -> int:
    """How many people the wording that holds was sent to."""
    query = select(Asking.persons).where(Asking.round_id == asked.id, Asking.edition == asked.edition)
    query = query.where(col(Asking.reminds).is_(None))
    return session.exec(query).first() or 0


def count_boards(session: Session, asked: OpinionRound) -> int:
    """In how many rooms the round is shown."""
    return sum(room.live for room in rooms_of(session, asked.estate_id, Audience.OWNERS))


def count_doubtful_boards(session: Session, asked: OpinionRound, now: datetime) -> int:
    """In how many rooms nobody knows whether it is shown."""
    return boards.count_doubtful(session, FEATURE, asked.code, now)


def unfinished(session: Session, now: datetime) -> list[UUID]:  # noqa: ARG001 (every job is asked with its moment)
    """Askings with somebody left to write to."""
    return list(session.exec(select(Asking.id).where(col(Asking.done_at).is_(None))))


def must_be_its_own(session: Session, asked: OpinionRound, actor: UUID, now: datetime) -> None:
    """Only the opener ends or rewords a round; the chair, when the opener no longer works here."""
    if actor == asked.opener_id:
        return
    gone = not roles_in(session, asked.opener_id, asked.estate_id, now) & set(ASKERS)
    if not gone or Role.CHAIR not in roles_in(session, actor, asked.estate_id, now):
        raise Refusal("opinions-only-opener")


def reword(
    session: Session, asked: OpinionRound, question: str, options: Iterable[str], actor: UUID, now: datetime
) -> OpinionRound:
    """Another wording, while nobody has answered: everybody is written to again, old buttons answer nothing."""
    asked = must_be_rewordable(session, asked, actor, now)
    asked.question, asked.options, asked.edition = question, list(options), asked.edition + 1
    session.add(asked)
    session.flush()
    boards.mark_dirty(session, FEATURE, asked.code, now)
    _write_to_everybody(session, asked, session.get_one(Estate, asked.estate_id), now)
    _publish(session, asked, actor, now)
    return asked


def must_be_rewordable(session: Session, asked: OpinionRound, actor: UUID, now: datetime) -> OpinionRound:
    """The round, locked. Refuses one that is over, somebody else's, or answered already."""
    asked = locked(session, asked)
    must_be_its_own(session, asked, actor, now)
    rules.must_be_open(asked, now)
    rules.must_be_unanswered(answered(session, asked))
    return asked


def end_early(session: Session, asked: OpinionRound, reason: str, actor: UUID, now: datetime) -> None:
    """Close it now, with a result: what was answered so far counts. Everybody reads the reason beside it."""
    asked = locked(session, asked)
    must_be_its_own(session, asked, actor, now)
    rules.must_be_open(asked, now)
    asked.closes_at, asked.ended_early, asked.reason = now, True, reason
    session.add(asked)
    post.withdraw(session, asked.code, ASK)
    postings.end(session, asked.code, now)


def withdraw(session: Session, asked: OpinionRound, reason: str, actor: UUID, now: datetime) -> int:
    """Take it back: no result will be shown. Whoever answered is told why. Returns how many were told."""
    asked = locked(session, asked)
    must_be_its_own(session, asked, actor, now)
    rules.must_be_open(asked, now)
    asked.withdrawn_at, asked.reason = now, reason
    session.add(asked)
    post.withdraw(session, asked.code, ASK)
    postings.end(session, asked.code, now)
    boards.mark_dirty(session, FEATURE, asked.code, now)
    who = sa.select(col(Opinion.person_id)).where(col(Opinion.round_id) == asked.id).distinct()
    persons = list(session.execute(who).scalars())
    draft = Draft(Kind.NOTICE, wording.withdrawn(asked), about=asked.code, estate_id=asked.estate_id)
    return post.send(session, draft, best_accounts(session, persons, now), now)
