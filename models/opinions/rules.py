"""What may happen to a round, when, and what may be shown of it. Pure: time and answers come in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from config.law import rule
from config.values import Count, Moment, Text
from models.calendar import at, local_day
from models.calendar.quiet import before_quiet
from models.opinions.tables import OpinionRound, Standing
from models.refusals import Refusal

MOST_OPTIONS = 9
MARKS = "①②③④⑤⑥⑦⑧⑨"
SETTLE = timedelta(seconds=1)
"""After the close: no answer that was in time is still being written down when the result is counted."""
_DAYS = range(1, 61)
_NUMBERED = re.compile(rf"^(?:[{MARKS}]|\d{{1,2}}[.、)）．](?!\d))\s*")


@dataclass(frozen=True)
class Given:
    """One standing answer, without the person."""

    standing: Standing
    building: str
    option: int


@dataclass(frozen=True)
class Tally:
    """How many homes and how many tenants' homes chose each option, in the options' order."""

    homes: tuple[int, ...]
    tenants: tuple[int, ...]

    @property
    def homes_answered(self) -> int:
        return sum(self.homes)

    @property
    def tenants_answered(self) -> int:
        return sum(self.tenants)


def is_open(asked: OpinionRound, now: datetime) -> bool:
    return asked.withdrawn_at is None and now < asked.closes_at


def is_over(asked: OpinionRound, now: datetime) -> bool:
    """Closed with a result (a withdrawn round has none)."""
    return asked.withdrawn_at is None and asked.closes_at <= now


def may_see_results(asked: OpinionRound, now: datetime) -> bool:
    """The one gate of every output, for everybody alike: the split is shown after the close, or while it is 边收边看."""
    return asked.withdrawn_at is None and (asked.split_shown or asked.closes_at <= now)


def must_see_results(asked: OpinionRound, now: datetime) -> None:
    """Refuses, to voter, non-voter and chair in the same words."""
    if asked.withdrawn_at is not None:
        raise Refusal("opinions-withdrawn-no-result", reason=Text(asked.reason))
    if not may_see_results(asked, now):
        raise Refusal("opinions-hidden", until=Moment(asked.closes_at))


def must_be_open(asked: OpinionRound, now: datetime) -> None:
    if not is_open(asked, now):
        raise Refusal("opinions-ended")


def must_be_unanswered(answered: int) -> None:
    """A question somebody has answered is not reworded: the answers were given to the old one."""
    if answered:
        raise Refusal("opinions-edit-late", n=Count(answered))


def closing(today: date, days: int) -> datetime:
    """The moment a round of so many days closes. Refuses what is no sensible number of days."""
    if days not in _DAYS:
        raise Refusal("opinions-days-wrong", most=Count(_DAYS[-1]))
    return at(today + timedelta(days=days), rule("opinions-closes-at").clock)


def reminder_before() -> timedelta:
    return timedelta(days=rule("opinions-reminder-before").number)


def reminded_at(asked: OpinionRound) -> datetime | None:
    """When whoever has not answered is reminded, never at night; None for a round of no more days than that."""
    before = reminder_before()
    if local_day(asked.closes_at) - local_day(asked.opened_at) <= before:
        return None
    return before_quiet(asked.closes_at - before)


def read_options(text: str) -> list[str]:
    """One a line; in a single line parted by ； / or 、. Refuses fewer than two, more than nine, twice the same."""
    lines = text.splitlines()
    if len(lines) == 1:
        parted = next((sign for sign in ("；", ";", "、", "/") if sign in text), "\n")
        lines = text.split(parted)
    options = [bare for line in lines if (bare := _without_number(line))]
    if not 2 <= len(options) <= MOST_OPTIONS:
        raise Refusal("opinions-options-number", n=Count(len(options)))
    if len(set(options)) < len(options):
        raise Refusal("opinions-options-twice")
    if any(len(option) > 40 for option in options):
        raise Refusal("opinions-options-long")
    return options


def _without_number(line: str) -> str:
    """`1. 东侧` and `① 东侧` are 东侧; `3.5 元` and `3号楼旁` stay as they are."""
    return _NUMBERED.sub("", line.strip())


def marked(options: Sequence[str]) -> list[str]:
    """① 东侧空地"""
    return [f"{mark} {option}" for mark, option in zip(MARKS, options, strict=False)]


def tally(given: Iterable[Given], options: int) -> Tally:
    """Order plays no part: one standing answer a home and right is given in, each counts once."""
    counted = Counter((each.standing, each.option) for each in given)
    return Tally(*(tuple(counted[standing, n] for n in range(1, options + 1)) for standing in Standing))


def by_building(given: Iterable[Given], options: int) -> Mapping[str, tuple[int, ...]]:
    """The homes' split by building where enough homes answered that nobody can be guessed; the rest together under "".

    Nothing can be had by subtraction either: a rest that is too small takes in the smallest building shown. Empty when
    too few answered altogether.
    """
    least = rule("assembly-turnout-names-from").number
    split: dict[str, Counter[int]] = {}
    for each in given:
        if each.standing is Standing.OWNER:
            split.setdefault(each.building, Counter())[each.option] += 1
    shown = {building: counts for building, counts in split.items() if counts.total() >= least}
    rest = sum((counts for building, counts in split.items() if building not in shown), Counter[int]())
    while 0 < rest.total() < least and shown:
        smallest = min(shown, key=lambda building: (shown[building].total(), building))
        rest += shown.pop(smallest)
    if rest and shown:
        shown[""] = rest
    return {building: tuple(shown[building][n] for n in range(1, options + 1)) for building in sorted(shown)}
