"""Finding rounds, who is asked, how many answered; the split only through the one gate of rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models import doors
from models.doors import Doors, told_by_letter
from models.opinions import rules
from models.opinions.rules import Given, Tally
from models.opinions.tables import Opinion, OpinionRound, Remark, Standing
from models.people.identity import home_estates
from models.people.roles import Role, roles_in, scopes_of
from models.people.tables import WEIGHING, Account, Estate, Tie, TieKind, Unit
from models.refusals import Refusal

ASKERS = (Role.SECRETARY, Role.CHAIR, Role.MEMBER)
READERS = (*ASKERS, Role.COMMUNITY, Role.TOWNSHIP)
ASK = "opinions-ask"
"""What a newer invitation to the same round replaces, and so does its reminder."""
STANDINGS = {TieKind.OWNER: Standing.OWNER, TieKind.TENANT: Standing.TENANT}


@dataclass(frozen=True)
class Turnout:
    """Homes that answered, of how many asked (0 while nobody knows), and tenants' homes."""

    homes: int
    asked: int
    tenants: int


def round_of(session: Session, code: str) -> OpinionRound | None:
    """By its code alone: for posters and boards, which are public."""
    return session.exec(select(OpinionRound).where(OpinionRound.code == code)).first()


def find_round(session: Session, account: Account, code: str, now: datetime, today: date) -> OpinionRound:
    """The round of this code for somebody of its estate. Refuses everybody else like an unknown code.

    Not locked: whoever changes it takes `locked`, so that a look never waits for an answer.
    """
    asked = round_of(session, code)
    if asked is None or not _belongs(session, account, asked.estate_id, now, today):
        raise Refusal("opinions-unknown")
    return asked


def _belongs(session: Session, account: Account, estate_id: UUID, now: datetime, today: date) -> bool:
    if account.estate_id == estate_id or roles_in(session, account.person_id, estate_id, now) & set(READERS):
        return True
    return any(estate.id == estate_id for estate in home_estates(session, account.person_id, today))


def locked(session: Session, asked: OpinionRound) -> OpinionRound:
    """The same round, locked until the commit, as it is now: answers being written down are waited for."""
    query = select(OpinionRound).where(OpinionRound.id == asked.id).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).one()


def open_rounds(session: Session, estates: Sequence[UUID], now: datetime) -> list[OpinionRound]:
    """Open rounds of these estates, the one that closes first before the others."""
    query = select(OpinionRound).where(
        col(OpinionRound.estate_id).in_(estates),
        col(OpinionRound.closes_at) > now,
        col(OpinionRound.withdrawn_at).is_(None),
    )
    return list(session.exec(query.order_by(col(OpinionRound.closes_at), col(OpinionRound.id))))


def rounds_for(session: Session, account: Account, now: datetime, today: date) -> list[OpinionRound]:
    """The open rounds of the person's estates: of a home, of a role, or the one chosen."""
    estates = {estate.id for estate in home_estates(session, account.person_id, today)}
    estates |= {estate.id for estate in scopes_of(session, account.person_id, READERS, now)}
    if account.estate_id is not None:
        estates.add(account.estate_id)
    return open_rounds(session, sorted(estates), now)


def recent_rounds(session: Session, estates: Sequence[UUID], limit: int = 9) -> list[OpinionRound]:
    """The newest rounds, whatever became of them."""
    query = select(OpinionRound).where(col(OpinionRound.estate_id).in_(estates))
    return list(session.exec(query.order_by(col(OpinionRound.id).desc()).limit(limit)))


def homes_asked(asked: OpinionRound) -> sa.ColumnElement[bool]:
    """Which units a round asks: homes and shops of its estate, or of its building. Parking and storage never weigh."""
    return homes_in(asked.estate_id, asked.building)


def homes_in(estate_id: UUID, building: str) -> sa.ColumnElement[bool]:
    which = [col(Unit.estate_id) == estate_id, col(Unit.kind).in_(WEIGHING), col(Unit.retired_on).is_(None)]
    return sa.and_(*which, col(Unit.building) == building) if building else sa.and_(*which)


def count_homes(session: Session, estate: Estate, building: str = "") -> int:
    """Homes in the roster; while there is none, the household count of the bureau's register."""
    known = session.exec(select(sa.func.count()).select_from(Unit).where(homes_in(estate.id, building))).one()
    return known if known or building else estate.household_count


def people_asked(asked: OpinionRound, today: date, *, unanswered: bool = False) -> sa.Select[UUID]:
    """The persons with a live tie, as owner or tenant, to a home that is asked; with `unanswered`, to one for which
    nobody has answered in that right.
    """
    query = (
        sa.select(col(Tie.person_id))
        .join(Unit, col(Unit.id) == col(Tie.unit_id))
        .where(
            homes_asked(asked),
            col(Tie.kind).in_(STANDINGS),
            col(Tie.ended_at).is_(None),
            sa.or_(col(Tie.until).is_(None), col(Tie.until) >= today),
        )
        .distinct()
    )
    return query.where(~_answered_for(asked)) if unanswered else query


def _answered_for(asked: OpinionRound) -> sa.ColumnElement[bool]:
    """True for a tie whose home somebody has spoken for in its right."""
    right = sa.or_(
        *(sa.and_(col(Tie.kind) == kind, col(Opinion.standing) == standing) for kind, standing in STANDINGS.items())
    )
    return sa.exists().where(col(Opinion.round_id) == asked.id, col(Opinion.unit_id) == col(Tie.unit_id), right)


def count_people(session: Session, asked: OpinionRound, today: date) -> int:
    """How many persons known here are asked."""
    return int(
        session.execute(sa.select(sa.func.count()).select_from(people_asked(asked, today).subquery())).scalar_one()
    )


def turnout(session: Session, asked: OpinionRound) -> Turnout:
    """How many have answered: never what."""
    counted = sa.select(col(Opinion.standing), sa.func.count()).where(col(Opinion.round_id) == asked.id)
    by_standing = {standing: int(n) for standing, n in session.execute(counted.group_by(col(Opinion.standing)))}
    estate = session.get(Estate, asked.estate_id)
    assert estate is not None
    homes = count_homes(session, estate, asked.building)
    return Turnout(by_standing.get(Standing.OWNER, 0), homes, by_standing.get(Standing.TENANT, 0))


def answered(session: Session, asked: OpinionRound) -> int:
    return session.exec(select(sa.func.count()).select_from(Opinion).where(Opinion.round_id == asked.id)).one()


def given(session: Session, asked: OpinionRound, now: datetime) -> list[Given]:
    """The standing answers without their persons. Refuses while the split is hidden (`must_see_results`)."""
    rules.must_see_results(asked, now)
    query = (
        sa.select(col(Opinion.standing), col(Unit.building), col(Opinion.option))
        .join(Unit, col(Unit.id) == col(Opinion.unit_id))
        .where(col(Opinion.round_id) == asked.id)
    )
    return [Given(*row) for row in session.execute(query)]


def tally_of(session: Session, asked: OpinionRound, now: datetime) -> Tally:
    """Refuses while the split is hidden."""
    return rules.tally(given(session, asked, now), len(asked.options))


def remarks_of(session: Session, asked: OpinionRound, now: datetime) -> list[tuple[int, str]]:
    """What was added in words, each with the option it was said for while its author still holds it (else 0).

    Ordered by option and then by the words, so that not even the order tells who said it. Refuses like the split.
    """
    rules.must_see_results(asked, now)
    stands = (
        sa.select(sa.func.max(col(Opinion.option)))
        .where(col(Opinion.round_id) == asked.id, col(Opinion.person_id) == col(Remark.person_id))
        .scalar_subquery()
    )
    query = sa.select(col(Remark.option), stands, col(Remark.words)).where(col(Remark.round_id) == asked.id)
    rows = [(option if option == standing else 0, words) for option, standing, words in session.execute(query)]
    return sorted(rows, key=lambda row: (row[0] == 0, *row))


def own_option(session: Session, asked: OpinionRound, person_id: UUID) -> int:
    """What this person last answered that still stands; 0 for nothing."""
    query = select(col(Opinion.option)).where(Opinion.round_id == asked.id, Opinion.person_id == person_id)
    return session.exec(query.order_by(col(Opinion.at).desc()).limit(1)).first() or 0


def doors_of(session: Session, asked: OpinionRound, today: date) -> Doors:
    """The homes for which nobody has answered in whatever right: told by no way, or told and silent."""
    spoken = sa.select(col(Opinion.unit_id)).where(col(Opinion.round_id) == asked.id)
    told = told_by_letter(session, asked.code, ASK)
    return doors.doors_of(session, asked.estate_id, homes_asked(asked), told, today, spoken)
