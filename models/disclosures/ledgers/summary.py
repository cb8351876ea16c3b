"""The year on one page: totals, top three, last year, what does not agree; and which parts of the publication lack.

Only money in fact received or paid is counted; what is merely due stands apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from config.ledgers import plain
from config.values import Text
from models.disclosures.ledgers.checks import differs
from models.disclosures.ledgers.entries import Entry, Fund, Kind, Ledger, Oddity, Period, Stated, Sum

PARTS = ("common-income", "fund-use", "expenses")  # the bureau letter's clause 二(三)4 ①②③, in its order
_TOP = 3
_WHEN = re.compile(
    r"^(?:\d{2,4}年度?)?(?:\d{1,2}(?:[-~至]\d{1,2})?月份?|第?[一二三四1-4]季度|[上下]半年)?(?:\d{1,2}日)?"
)


@dataclass(frozen=True)
class Totals:
    """Fen of one year and fund. Costs are not expenses, wherever either is said: opening + net = closing."""

    income: int = 0
    cost: int = 0
    expense: int = 0

    @property
    def net(self) -> int:
        return self.income - self.cost - self.expense


@dataclass(frozen=True)
class Figure:
    """Fen of a category (`item` empty) or of one item; `before` is last year's, None when last year has no books."""

    kind: Kind
    category: str
    fen: int
    item: str = ""
    before: int | None = None


@dataclass(frozen=True)
class Summary:
    """`outstanding`: due but not received. `differences`: stated figures and bank against the entries."""

    year: int
    fund: Fund
    totals: Totals
    before: Totals | None
    categories: tuple[Figure, ...]
    top_income: tuple[Figure, ...]
    top_spending: tuple[Figure, ...]
    outstanding: int
    opening: int | None
    closing: int | None
    bank: int | None
    differences: tuple[Oddity, ...]

    def chart(self, kind: Kind) -> tuple[tuple[str, int], ...]:
        """(category, fen), largest first, without empty ones."""
        return tuple((one.category, one.fen) for one in self.categories if one.kind is kind and one.fen)


def summarise(entries: Iterable[Entry], year: int, fund: Fund = Fund.REVENUE, stated: Sequence[Stated] = ()) -> Summary:
    mine = [entry for entry in entries if entry.fund is fund]
    now = [entry for entry in mine if entry.year == year]
    last = [entry for entry in mine if entry.year == year - 1]
    foot = [one for one in stated if one.fund is fund and one.year in {year, None}]
    return Summary(
        year=year,
        fund=fund,
        totals=totals_of(now),
        before=totals_of(last) if last else None,
        categories=_figures(now, last, by_item=False),
        top_income=tuple(one for one in figures_by_item(now, last) if one.kind is Kind.INCOME)[:_TOP],
        top_spending=tuple(one for one in figures_by_item(now, last) if one.kind is not Kind.INCOME)[:_TOP],
        outstanding=sum(
            max(0, entry.due - entry.amount) for entry in now if entry.due is not None and entry.kind is Kind.INCOME
        ),
        opening=_last(foot, Sum.OPENING, first=True),
        closing=_last(foot, Sum.CLOSING),
        bank=_last(foot, Sum.BANK),
        differences=tuple(_differences(totals_of(now), foot)),
    )


def totals_of(entries: Iterable[Entry]) -> Totals:
    sums: dict[Kind, int] = defaultdict(int)
    for entry in entries:
        sums[entry.kind] += entry.amount
    return Totals(sums[Kind.INCOME], sums[Kind.COST], sums[Kind.EXPENSE])


def item_name(item: str) -> str:
    """The item without the month that monthly books write before it: 3月零星维修 is 零星维修."""
    return _WHEN.sub("", item.strip()).strip(" :：-") or item


def figures_by_item(now: Sequence[Entry], last: Sequence[Entry]) -> tuple[Figure, ...]:
    return _figures(now, last, by_item=True)


def _figures(now: Sequence[Entry], last: Sequence[Entry], *, by_item: bool) -> tuple[Figure, ...]:
    def grouped(entries: Sequence[Entry]) -> dict[tuple[Kind, str, str], int]:
        sums: dict[tuple[Kind, str, str], int] = defaultdict(int)
        for entry in entries:
            sums[entry.kind, entry.category, plain(item_name(entry.item)) if by_item else ""] += entry.amount
        return sums

    names = {plain(item_name(entry.item)): item_name(entry.item) for entry in now} if by_item else {}
    before = grouped(last)
    order = {kind: 0 if by_item else place for place, kind in enumerate(Kind)}
    found = [
        Figure(kind, category, fen, names.get(item, ""), before.get((kind, category, item), 0) if last else None)
        for (kind, category, item), fen in grouped(now).items()
    ]
    return tuple(sorted(found, key=lambda one: (order[one.kind], -one.fen, one.category, one.item)))


def _last(foot: Sequence[Stated], what: Sum, *, first: bool = False) -> int | None:
    found = [one.fen for one in foot if one.what is what]
    return (found[0] if first else found[-1]) if found else None


def _differences(totals: Totals, foot: Sequence[Stated]) -> Iterable[Oddity]:
    sums = {Kind.INCOME: totals.income, Kind.COST: totals.cost, Kind.EXPENSE: totals.expense}
    for kind, computed in sums.items():
        claims = [one for one in foot if one.kind is kind and one.what in {Sum.TOTAL, Sum.GRAND}]
        if len(claims) == 1 and claims[0].fen != computed:
            yield differs(claims[0].row, "ledger-odd-sum", claims[0].fen, computed, label=Text(claims[0].label))
    opening, closing, bank = _last(foot, Sum.OPENING, first=True), _last(foot, Sum.CLOSING), _last(foot, Sum.BANK)
    books = closing if opening is None else opening + totals.net
    if closing is not None and books is not None and books != closing:
        yield differs(_row(foot, Sum.CLOSING), "ledger-odd-closing", closing, books)
    if bank is not None and books is not None and books != bank:
        yield differs(_row(foot, Sum.BANK), "ledger-odd-bank", bank, books)


def _row(foot: Sequence[Stated], what: Sum) -> int:
    return [one.row for one in foot if one.what is what][-1]


def missing_parts(entries: Iterable[Entry], year: int, nothing: Collection[str] = ()) -> tuple[str, ...]:
    """Which of PARTS the year's publication still lacks; text `ledger-part-<part>`.

    `nothing`: parts the committee declared empty for the year, which is a statement and not a gap.
    """
    mine = [entry for entry in entries if entry.year == year]
    there = {
        "common-income": any(entry.fund is Fund.REVENUE and entry.kind is Kind.INCOME for entry in mine),
        "fund-use": any(entry.fund is Fund.MAINTENANCE for entry in mine),
        "expenses": any(entry.fund is not Fund.MAINTENANCE and entry.kind is not Kind.INCOME for entry in mine),
    }
    return tuple(part for part in PARTS if not there[part] and part not in nothing)


def compare_ledgers(one: Ledger, other: Ledger) -> tuple[Oddity, ...]:
    """Two sheets that speak of the same months and kinds but give different sums; `stated` is the first sheet's."""
    mine, theirs = _by_period(one), _by_period(other)
    return tuple(
        differs(row, "ledger-odd-other-sheet", fen, theirs[key][1], period=Text(key[0].text))
        for key, (row, fen) in mine.items()
        if key in theirs and theirs[key][1] != fen
    )


def _by_period(ledger: Ledger) -> dict[tuple[Period, Kind, Fund], tuple[int, int]]:
    sums: dict[tuple[Period, Kind, Fund], tuple[int, int]] = {}
    for entry in ledger.entries:
        if entry.period:
            row, fen = sums.get((entry.period, entry.kind, entry.fund), (entry.row, 0))
            sums[entry.period, entry.kind, entry.fund] = (row, fen + entry.amount)
    return sums
