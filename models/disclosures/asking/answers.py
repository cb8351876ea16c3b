"""The figure, the entries and last year's figure for a question; or what is near when the books hold no such item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.disclosures.asking.matching import known_trade, largest, matching, names_of, nearest, on_side
from models.disclosures.asking.question import Question, read_question
from models.disclosures.ledgers.entries import Entry, Fund, Kind, Period, Stated, Sum
from models.disclosures.ledgers.summary import Figure, Totals, figures_by_item, totals_of

_TOP = 3


class Topic(StrEnum):
    """What is answered.

    `NET`: what the year left over; `BALANCE`: the closing balance the books state; `NEAREST`: no such item;
    `CHOICES`: several things could be meant.
    """

    ITEM = "item"
    RECEIVED = "received"
    SPENT = "spent"
    NET = "net"
    BALANCE = "balance"
    NEAREST = "nearest"
    CHOICES = "choices"


@dataclass(frozen=True)
class Answer:
    """`fen` is None when the books of that time hold nothing of it; `before` (the same time a year earlier) likewise.

    `asked`: the item in the asker's words. `category`: set when the whole category is meant. `fund`: None when several
    take part. `nearest`: category keys, `items`: names from the books, both to be offered; `by_size` when nothing is near and the
    keys are merely the largest. `totals` and `top` (by item, largest first) come with RECEIVED, SPENT, NET; with `opening`
    they add up to the balance.
    """

    topic: Topic
    year: int
    asked: str = ""
    period: Period | None = None
    kind: Kind | None = None
    fund: Fund | None = None
    category: str = ""
    fen: int | None = None
    before: int | None = None
    entries: tuple[Entry, ...] = ()
    nearest: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    by_size: bool = False
    opening: int | None = None
    totals: Totals | None = None
    top: tuple[Figure, ...] = ()


def understand(question: str, entries: Sequence[Entry], this_year: int, stated: Sequence[Stated] = ()) -> Answer:
    """`entries` are those published, of all years; `stated` their closing balances.

    Without a year in the question the latest year in the books is meant.
    """
    latest = max((entry.year for entry in entries if entry.year and entry.year <= this_year), default=this_year)
    asked = read_question(question, latest, this_year)
    if not asked.core:
        return _whole(asked, entries, stated)
    found, category = matching(asked, entries)
    if not found:
        keys, items = nearest(asked, entries)
        nothing = not keys and not items and not known_trade(asked)
        keys = largest(entries, asked) if nothing else keys
        return Answer(Topic.NEAREST, asked.year, asked.asked, asked.period, nearest=keys, items=items, by_size=nothing)
    income = {entry.kind is Kind.INCOME for entry in found}
    if len(income) > 1:
        return Answer(Topic.CHOICES, asked.year, asked.asked, asked.period, items=names_of(found))
    if asked.sides == {"spent"} and income == {True}:
        return _whole(asked, entries, stated)  # income goes into one account and is not spent by source
    return _item(asked, found, category)


def _item(asked: Question, found: Sequence[Entry], category: str) -> Answer:
    now, last = _two_years(asked, found)
    funds, kinds = {entry.fund for entry in found}, {entry.kind for entry in found}
    return Answer(
        Topic.ITEM,
        asked.year,
        asked.asked,
        asked.period,
        kind=kinds.pop() if len(kinds) == 1 else Kind.EXPENSE,
        fund=funds.pop() if len(funds) == 1 else None,
        category=category,
        fen=sum(entry.amount for entry in now) if now else None,
        before=sum(entry.amount for entry in last) if last else None,
        entries=tuple(now),
    )


def _two_years(asked: Question, entries: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Those of the time asked for, and those of the same time a year earlier."""
    first, second = (
        [entry for entry in entries if _within(entry, year, asked.period)] for year in (asked.year, asked.year - 1)
    )
    return first, second


def _within(entry: Entry, year: int, part: Period | None) -> bool:
    if entry.period is None or entry.period.year != year:
        return False
    start, end = (part.month, part.month + part.months) if part else (1, 13)
    return start <= entry.period.month and (part is None or entry.period.month + entry.period.months <= end)


def _whole(asked: Question, entries: Sequence[Entry], stated: Sequence[Stated]) -> Answer:
    fund, topic = asked.fund or Fund.REVENUE, _topic(asked)
    if topic is Topic.CHOICES:
        return Answer(topic, asked.year, asked.asked, asked.period, nearest=largest(entries, asked))
    side = frozenset({topic.value})
    mine = [entry for entry in entries if entry.fund is fund and on_side(entry, side)]
    now, last = _two_years(asked, mine)
    opening, closing = (
        [one.fen for one in stated if (one.what, one.fund, one.year) == (what, fund, asked.year)]
        for what in (Sum.OPENING, Sum.CLOSING)
    )
    if "balance" in asked.sides and closing and not asked.period:
        return Answer(
            Topic.BALANCE, asked.year, asked.asked, fund=fund, fen=closing[-1], totals=totals_of(now),
            opening=opening[0] if opening else None,
        )  # fmt: skip
    return Answer(
        topic,
        asked.year,
        asked.asked,
        asked.period,
        kind=Kind.INCOME if topic is Topic.RECEIVED else None,
        fund=fund,
        fen=_of(topic, totals_of(now)) if now else None,
        before=_of(topic, totals_of(last)) if last else None,
        entries=tuple(now),
        totals=totals_of(now),
        top=_top(topic, figures_by_item(now, last)),
    )


def _top(topic: Topic, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    kind = {Topic.RECEIVED: Kind.INCOME, Topic.SPENT: Kind.EXPENSE}.get(topic)
    return tuple(one for one in figures if kind in (None, one.kind))[:_TOP]


def _topic(asked: Question) -> Topic:
    if "balance" in asked.sides or asked.sides >= {"received", "spent"}:
        return Topic.NET
    if "spent" in asked.sides:
        return Topic.SPENT
    if asked.fund is not None and "received" not in asked.sides:
        return Topic.NET
    return Topic.RECEIVED if asked.whole or "received" in asked.sides else Topic.CHOICES


def _of(topic: Topic, totals: Totals) -> int:
    return {Topic.RECEIVED: totals.income, Topic.SPENT: totals.expense}.get(topic, totals.net)
