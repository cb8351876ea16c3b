"""Who may see how much of the accounts, what a statement's state allows, what takes the place of what. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from enum import IntEnum

from config.law import rule
from config.words import LOCAL
from models.calendar import at, local_day
from models.disclosures.ledgers import Entry, Fund
from models.disclosures.tables import State, Statement
from models.people.roles import Role
from models.people.tables import Tie, TieKind
from models.refusals import Refusal

MAKERS = (Role.SECRETARY, Role.CHAIR, Role.MEMBER)
"""Who may bring accounts in."""
CHECKERS = (Role.CHAIR, Role.MEMBER, Role.COMMUNITY)
"""Who may confirm as the second person."""
PUBLISHERS = (Role.SECRETARY, Role.CHAIR)
INSIDERS = (*MAKERS, Role.COMMUNITY)
"""Who may look at what is not published yet."""
_SEE_ENTRIES = (*INSIDERS, Role.COMPANY, Role.TOWNSHIP, Role.BUREAU)
_CHECKED_OWNER = 2
PAGE = 9

_ALLOWED: dict[str, tuple[State, ...]] = {
    "year": (State.DRAFT, State.UNREAD),
    "submit": (State.DRAFT,),
    "drop": (State.READING, State.UNREAD, State.DRAFT, State.REVIEW, State.CHECKED),
    "confirm": (State.REVIEW,),
    "return": (State.REVIEW, State.CHECKED),
    "publish": (State.CHECKED,),
    "withdraw": (State.PUBLISHED,),
}


class Sight(IntEnum):
    """Summary for anyone, entries for residents, vouchers for owners somebody checked (宁波 54, 81; 民法典 282)."""

    SUMMARY = 0
    ENTRIES = 1
    VOUCHERS = 2


def sight_of(ties: Iterable[Tie], roles: Collection[Role]) -> Sight:
    """`ties` and `roles` are those in the accounts' own estate."""
    if set(roles) & set(INSIDERS):
        return Sight.VOUCHERS
    levels = [(tie.kind, tie.level) for tie in ties]
    if any(kind is TieKind.OWNER and level >= _CHECKED_OWNER for kind, level in levels):
        return Sight.VOUCHERS
    if any(level >= 1 for _, level in levels) or set(roles) & set(_SEE_ENTRIES):
        return Sight.ENTRIES
    return Sight.SUMMARY


def must_allow(statement: Statement, deed: str) -> None:
    """Refuses a deed the statement's state does not allow, saying what state it is in."""
    if statement.state not in _ALLOWED[deed]:
        raise Refusal(f"disclosures-is-{statement.state.value}")


def must_be_second(statement: Statement, person_id: object) -> None:
    """Whoever brought the accounts in, or handed them on, is never the one who confirms them."""
    if person_id in (statement.imported_by, statement.submitted_by):
        raise Refusal("disclosures-same-person")


def takes_place_of(new: Sequence[Entry], old: Sequence[Entry]) -> bool:
    """Whether they speak of the same fund in overlapping months: then the new one is a correction of the old."""
    mine, theirs = _spans(new), _spans(old)
    return any(
        fund in theirs and start < theirs[fund][1] and theirs[fund][0] < end for fund, (start, end) in mine.items()
    )


def lost_funds(new: Sequence[Entry], old: Iterable[Entry]) -> tuple[Fund, ...]:
    """Funds the old publication spoke of and the one that replaces it does not."""
    here = {entry.fund for entry in new}
    return tuple(fund for fund in Fund if fund not in here and any(entry.fund is fund for entry in old))


def _spans(entries: Iterable[Entry]) -> dict[Fund, tuple[int, int]]:
    spans: dict[Fund, tuple[int, int]] = {}
    for entry in entries:
        if entry.period:
            start, end = spans.get(entry.fund, (entry.period.first, entry.period.end))
            spans[entry.fund] = min(start, entry.period.first), max(end, entry.period.end)
    return spans


def not_before(now: datetime) -> datetime | None:
    """News of the accounts waits for the end of the quiet hours; None when it is day."""
    begins, ends = rule("time-quiet-from").clock, rule("time-quiet-until").clock
    clock, day = now.astimezone(LOCAL).time(), local_day(now)
    if clock >= begins:
        return at(day + timedelta(days=1), ends)
    return at(day, ends) if clock < ends else None
