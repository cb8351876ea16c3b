"""The doors to knock on: homes that no way reached, or that were asked and have not answered, in the order one walks.

One list for whatever is told to an estate (notices, opinion rounds, accounts), in chat and on paper; it knows none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from config.values import Code, Count, Lines, Name, Saying, Text, saying
from models.letters.shapes import Paper
from models.letters.tables import Delivery, Letter, State
from models.people.identity import home_ties, home_units, spoken_name_of
from models.people.tables import Account, Tie, Unit

Door = tuple[str, str, str]
"""(building, entrance, room)"""
REACHED = (State.QUEUED, State.SENDING, State.SENT, State.UNKNOWN)
"""On the way or there: a route was found, and it was not shut."""
_BUILDINGS = 4
_ROOMS = 8
_NAMED = 20


@dataclass(frozen=True)
class Told:
    """`reached` selects the persons it went to by some route; `doubted` are those of whom nobody knows."""

    reached: sa.Select[Any]
    doubted: Sequence[UUID]


@dataclass(frozen=True)
class Doors:
    """How many homes should know; those that nobody of was told by any route; the `silent` were told and have not
    answered; and the people of whom nobody knows whether it reached them: they are named, and so are their homes.
    """

    homes: int
    unreached: tuple[Door, ...]
    in_doubt: tuple[tuple[str, tuple[Unit, ...]], ...] = ()
    silent: tuple[Door, ...] = ()
    asked: bool = False
    """An answer is waited for."""

    @property
    def to_walk(self) -> tuple[Door, ...]:
        """Where to knock: nobody was told, or perhaps nobody, or nobody answered."""
        doubted = {(unit.building, unit.entrance, unit.room) for _, units in self.in_doubt for unit in units}
        return tuple(sorted({*self.unreached, *self.silent, *(set() if self.asked else doubted)}, key=_walking_order))


# ---- queries


def told_by_letter(session: Session, about: str, replaces: str) -> Told:
    """Who was told by the letters of this matter, each by their best way."""
    copies = (
        sa.select(col(Account.person_id))
        .join(Delivery, col(Delivery.account_id) == col(Account.id))
        .join(Letter, col(Letter.id) == col(Delivery.letter_id))
        .where(col(Letter.about) == about, col(Letter.replaces) == replaces)
    )
    unknown = copies.where(col(Delivery.state) == State.UNKNOWN).distinct().order_by(col(Account.person_id))
    return Told(copies.where(col(Delivery.state).in_(REACHED)), list(session.execute(unknown).scalars()))


def doors_of(
    session: Session, estate_id: UUID, homes: sa.ColumnElement[bool], told: Told, today: date,
    answered: sa.Select[Any] | None = None,
) -> Doors:  # fmt: skip
    """Of the units for which `homes` is true. `answered` selects the units that gave the answer that is waited for."""
    reached = sa.select(col(Tie.unit_id)).where(
        col(Tie.person_id).in_(told.reached),
        col(Tie.ended_at).is_(None),
        sa.or_(col(Tie.until).is_(None), col(Tie.until) >= today),
    )
    total = session.exec(select(sa.func.count()).select_from(Unit).where(homes)).one()
    still = homes if answered is None else sa.and_(homes, col(Unit.id).not_in(answered))
    silent = () if answered is None else _doors(session, sa.and_(still, col(Unit.id).in_(reached)))
    unreached = _doors(session, sa.and_(still, col(Unit.id).not_in(reached)))
    doubt = tuple(_in_doubt(session, estate_id, told.doubted, today))
    return Doors(total, unreached, doubt, silent, asked=answered is not None)


def _doors(session: Session, which: sa.ColumnElement[bool]) -> tuple[Door, ...]:
    rows = session.exec(select(col(Unit.building), col(Unit.entrance), col(Unit.room)).where(which))
    return tuple(sorted(((row[0], row[1], row[2]) for row in rows), key=_walking_order))


def _in_doubt(
    session: Session, estate_id: UUID, persons: Sequence[UUID], today: date
) -> Iterator[tuple[str, tuple[Unit, ...]]]:
    for person_id in persons:
        ties = home_ties(session, person_id, estate_id, today)
        units = home_units(session, person_id, estate_id, today)
        yield spoken_name_of(session, person_id, ties), tuple(units)


def _walking_order(door: Door) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (10**6, part) for part in door]


# ---- in chat and on paper


def walk_words(code: str, doors: Doors) -> Saying:
    """The head and, building by building, where to knock; whom to ask by name."""
    lines = Lines((*_by_building(doors), *_by_name(doors)))
    if not doors.asked:
        return saying("doors-list", code=Code(code), n=Count(len(doors.to_walk)), lines=lines)
    return saying(
        "doors-list-asked", code=Code(code), n=Count(len(doors.to_walk)), unreached=Count(len(doors.unreached)),
        silent=Count(len(doors.silent)), lines=lines,
    )  # fmt: skip


def walk_paper(estate: str, title: Text | Saying, code: str, doors: Doors) -> Paper:
    """The list to print; where an answer is waited for it says why each door is on it."""
    rows = Lines(tuple(Text(f"{building}\t{_room(entrance, room)}") for building, entrance, room in doors.to_walk))
    why = {}
    if doors.asked:
        unreached = set(doors.unreached)
        told = (saying("doors-why-unreached" if door in unreached else "doors-why-silent") for door in doors.to_walk)
        why = {"why": Lines(tuple(told))}
    named = {"estate": Text(estate), "title": title, "code": Code(code)}
    return Paper("notice-walk", {**named, "rows": rows, **why})


def _by_building(doors: Doors) -> tuple[Saying, ...]:
    """At most four buildings of eight doors each: the whole list is on the paper."""
    rooms: dict[str, list[str]] = {}
    for building, entrance, room in doors.to_walk:
        rooms.setdefault(building, []).append(_room(entrance, room))
    return tuple(_door_line(building, each) for building, each in list(rooms.items())[:_BUILDINGS])


def _by_name(doors: Doors) -> tuple[Saying, ...]:
    """Whom nobody knows to have got it, so that somebody can ask them."""
    if not doors.in_doubt or doors.asked:
        return ()
    named = [
        saying("doors-person", who=Name(name or "—"), homes=Text("、".join(unit.spoken for unit in units)))
        if units
        else saying("doors-homeless", who=Name(name or "—"))
        for name, units in doors.in_doubt[:_NAMED]
    ]
    who = named[-1]
    for each in reversed(named[:-1]):
        who = saying("doors-and", first=each, rest=who)
    key = "doors-doubt" if len(doors.in_doubt) <= _NAMED else "doors-doubt-more"
    return (saying(key, n=Count(len(doors.in_doubt)), who=who),)


def _door_line(building: str, rooms: Sequence[str]) -> Saying:
    key = "doors-line" if len(rooms) <= _ROOMS else "doors-line-more"
    return saying(key, building=Text(building), rooms=Text("、".join(rooms[:_ROOMS])), n=Count(len(rooms)))


def _room(entrance: str, room: str) -> str:
    return f"{entrance}-{room}" if entrance else room
