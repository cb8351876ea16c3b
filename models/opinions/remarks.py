"""What people add in words: kept beside their answer, shown without their names; and suggestions outside any round."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from config.values import Text, saying
from models.calendar.quiet import after_quiet
from models.database import insert, new_id
from models.letters import post
from models.letters.post import Draft
from models.letters.tables import Kind
from models.opinions import rules
from models.opinions.queries import own_option
from models.opinions.tables import OpinionRound, Remark
from models.people.roles import Role, holders_of
from models.people.tables import Estate

LONGEST = 500


def add_remark(session: Session, asked: OpinionRound, person_id: UUID, words: str, now: datetime) -> int:
    """One remark a person and round, the last one stands; beside the answer as it is now. Returns that option (0: none).

    Refuses when the round is over.
    """
    rules.must_be_open(asked, now)
    option = own_option(session, asked, person_id)
    new = {"option": option, "words": words[:LONGEST], "at": now}
    session.exec(
        insert(session, Remark)
        .values(id=new_id(), estate_id=asked.estate_id, round_id=asked.id, person_id=person_id, **new)
        .on_conflict_do_update(
            index_elements=["round_id", "person_id"], index_where=sa.text("round_id IS NOT NULL"), set_=new
        )
    )
    return option


def suggest(session: Session, estate: Estate, person_id: UUID, words: str, now: datetime) -> int:
    """A suggestion of its own: the secretary reads it, the chair where there is none. Returns how many were told."""
    session.add(Remark(estate_id=estate.id, person_id=person_id, words=words[:LONGEST], at=now))
    draft = Draft(
        Kind.ALERT,
        saying("opinions-suggested-told", estate=Text(estate.name), words=Text(words[:120])),
        estate_id=estate.id,
        not_before=after_quiet(now),
    )
    for role in (Role.SECRETARY, Role.CHAIR, Role.MEMBER):
        holders = holders_of(session, estate.id, role, now)
        if holders:
            return sum(post.tell(session, person.id, draft, now) > 0 for person in holders)
    return 0


def count_remarks(session: Session, asked: OpinionRound) -> int:
    return int(session.execute(sa.select(sa.func.count()).where(col(Remark.round_id) == asked.id)).scalar_one())
