"""From a chat account to a person, and what a person is called.

The account row is the lock of a person's channel: whoever serves a message of it holds it until the commit.
"""

import re
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.database import insert, new_id, prepared
from models.people.pace import Paced
from models.people.tables import Account, Counter, Estate, Owner, Ownership, Person, Tie, TieKind, Unit


def lock_account(session: Session, channel: str, external: str, now: datetime, *, lang: str = "zh-CN") -> Account:
    """The account of this channel identity, locked until the commit; made with a person of its own when new."""
    found = _locked(session, channel, external)
    if found is not None:
        return found
    person_id = new_id()
    session.add(Person(id=person_id, lang=lang, created_at=now))
    session.flush()
    made = session.exec(
        insert(session, Account)
        .values(id=new_id(), channel=channel, external=external, person_id=person_id, shown_name="", last_seen=None)
        .on_conflict_do_nothing(index_elements=["channel", "external"])
    )
    if made.rowcount == 0:  # another process met the same person first
        session.exec(sa.delete(Person).where(col(Person.id) == person_id))
    account = _locked(session, channel, external)
    assert account is not None
    return account


_ACCOUNT = (
    select(Account)
    .join(Person, col(Person.id) == col(Account.person_id))
    .options(contains_eager(Account.person))  # type: ignore[arg-type]
    .where(col(Account.channel) == sa.bindparam("channel"), col(Account.external) == sa.bindparam("external"))
    .with_for_update(of=Account)
    .execution_options(populate_existing=True)
)
"""With its person, who is asked for in nearly every visit."""


def _locked(session: Session, channel: str, external: str) -> Account | None:
    return session.exec(_ACCOUNT, params={"channel": channel, "external": external}).first()


def touch(
    session: Session,
    account: Account,
    now: datetime,
    paced: Paced | None = None,
    window: tuple[datetime, int] | None = None,
) -> None:
    """The account was heard from now; `paced` is its allowance from now on, `window` until when and how many times it may
    be written to.
    """
    paced = paced or Paced(account.paced_until, account.hushed)
    until, left = window or (account.window_until, account.window_left)
    values = dict(zip(_HEARD_OF, (now, paced.until, paced.hushed, until, left), strict=True))
    session.connection().execute(
        _HEARD, {"account": account.id, **{f"new_{name}": each for name, each in values.items()}}
    )
    for name, each in values.items():
        set_committed_value(account, name, each)


_HEARD_OF = ("last_seen", "paced_until", "hushed", "window_until", "window_left")
_HEARD = (
    sa.update(Account.__table__)  # type: ignore[attr-defined]
    .where(col(Account.id) == sa.bindparam("account"))
    .values({name: sa.bindparam(f"new_{name}") for name in _HEARD_OF})
)


def accounts_of(session: Session, person_id: UUID) -> list[Account]:
    """The person's accounts, the one last heard from first."""
    return sorted(
        _accounts(session, person_id),
        key=lambda account: (account.last_seen is not None, account.last_seen, account.id),
        reverse=True,
    )


@prepared
def _accounts(person_id: UUID) -> SelectOfScalar[Account]:
    return select(Account).where(Account.person_id == person_id)


def live_ties(session: Session, person_id: UUID, today: date) -> list[Tie]:
    """The person's ties that hold today (in China), oldest first. One that was objected to holds only once checked."""
    return list(_ties(session, person_id, today))


@prepared
def _ties(person_id: UUID, today: date) -> SelectOfScalar[Tie]:
    return select(Tie).where(*_hold(person_id, today)).order_by(col(Tie.id))


def _hold(person_id: UUID, today: date) -> list[sa.ColumnElement[bool]]:
    return [
        col(Tie.person_id) == person_id,
        col(Tie.ended_at).is_(None),
        col(Tie.objected_by).is_(None),
        sa.or_(col(Tie.until).is_(None), col(Tie.until) >= today),
    ]


def home_estates(session: Session, person_id: UUID, today: date) -> list[Estate]:
    """The estates in which the person has a tie."""
    return list(_home_estates(session, person_id, today))


@prepared
def _home_estates(person_id: UUID, today: date) -> SelectOfScalar[Estate]:
    homes = select(col(Unit.estate_id)).join(Tie, col(Tie.unit_id) == col(Unit.id)).where(*_hold(person_id, today))
    return select(Estate).where(col(Estate.id).in_(homes)).order_by(col(Estate.prefix))


def find_estate(session: Session, prefix: str) -> Estate | None:
    return _with_prefix(session, prefix.upper()).first()


@prepared
def _with_prefix(prefix: str) -> SelectOfScalar[Estate]:
    return select(Estate).where(Estate.prefix == prefix)


def find_estate_by_name(session: Session, name: str) -> Estate | None:
    """The estate of this name, or the only one whose name holds it."""
    near = _names_with(session, name, _LIKE.sub(r"/\g<0>", name)).all()
    if near and near[0].name == name:
        return near[0]
    return near[0] if len(near) == 1 and len(name) > 1 else None


_LIKE = re.compile("[/%_]")


@prepared
def _names_with(name: str, part: str) -> SelectOfScalar[Estate]:
    """Whose name is this, or holds it (the signs of LIKE escaped): two of those are as good as many."""
    return select(Estate).where(col(Estate.name).contains(part, escape="/")).order_by(col(Estate.name) != name).limit(2)


def estates_when_few(session: Session, most: int) -> list[Estate]:
    """All estates of the installation, by prefix; none when there are more than `most`."""
    found = list(session.exec(select(Estate).order_by(col(Estate.prefix)).limit(most + 1)))
    return found if len(found) <= most else []


def next_number(session: Session, series: str) -> int:
    """The next number of a series; never given twice (max+1 would be)."""
    taken = (
        insert(session, Counter)
        .values(id=new_id(), series=series, value=1)
        .on_conflict_do_update(index_elements=["series"], set_={"value": col(Counter.value) + 1})
        .returning(col(Counter.value))
    )
    return int(session.exec(taken).one()[0])


def owners_of(session: Session, unit_id: UUID) -> list[Owner]:
    query = select(Owner).join(Ownership, col(Ownership.owner_id) == col(Owner.id)).where(Ownership.unit_id == unit_id)
    return list(session.exec(query.order_by(col(Owner.id))))


def is_owner(ties: list[Tie]) -> bool:
    return any(tie.kind is TieKind.OWNER for tie in ties)


def home_units(session: Session, person_id: UUID, estate_id: UUID, today: date) -> list[Unit]:
    """The person's units in this estate."""
    return list(_home_units(session, person_id, estate_id, today))


@prepared
def _home_units(person_id: UUID, estate_id: UUID, today: date) -> SelectOfScalar[Unit]:
    own = select(col(Tie.unit_id)).where(*_hold(person_id, today))
    return select(Unit).where(col(Unit.id).in_(own), Unit.estate_id == estate_id).order_by(col(Unit.id))


def home_building(session: Session, person_id: UUID, estate_id: UUID, today: date) -> str:
    """The building of all the person's homes in this estate; empty when there are several, or none."""
    buildings = {unit.building for unit in home_units(session, person_id, estate_id, today)}
    return buildings.pop() if len(buildings) == 1 else ""


def home_ties(session: Session, person_id: UUID, estate_id: UUID, today: date) -> list[Tie]:
    """The person's ties to units of this estate, oldest first."""
    return list(_home_ties(session, person_id, estate_id, today))


@prepared
def _home_ties(person_id: UUID, estate_id: UUID, today: date) -> SelectOfScalar[Tie]:
    here = select(Tie).join(Unit, col(Unit.id) == col(Tie.unit_id)).where(Unit.estate_id == estate_id)
    return here.where(*_hold(person_id, today)).order_by(col(Tie.id))


def call_person(person: Person, name: str) -> None:
    """What they want to be called from now on."""
    person.spoken_name = name


def spoken_name_of(session: Session, person_id: UUID, ties: list[Tie]) -> str:
    """What staff may call the person: the name they said, the roster's for an owner, else the one their chat account
    shows; empty without any.
    """
    person = session.get(Person, person_id)
    owner = next((session.get(Owner, tie.owner_id) for tie in ties if tie.owner_id and tie.kind is TieKind.OWNER), None)
    shown = next((each.shown_name for each in accounts_of(session, person_id) if each.shown_name), "")
    return (person.spoken_name if person else "") or (owner.name if owner else "") or shown
