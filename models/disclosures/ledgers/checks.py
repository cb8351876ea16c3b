"""Does the sheet add up? Products, sums, balances, contracts; every difference becomes an oddity, nothing is mended."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from config.values import Count, Day, Money, Text, Value
from models.disclosures.ledgers.entries import Entry, Fund, Kind, Oddity, Period, Stated, Sum, whole_months
from models.disclosures.money import parse_money

_QUANTITY = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)[^\d.,%]{0,4}")


def differs(row: int, key: str, stated: int, computed: int, **more: Value) -> Oddity:
    figures = {"stated": Money(stated), "computed": Money(computed), "difference": Money(stated - computed)}
    return Oddity(row, key, {**more, **figures})


@dataclass(frozen=True)
class Cell:
    """A figure of a column that sums may be stated for. `excess`: fen by which its own line is wrong."""

    fen: int
    kind: Kind | None
    category: str
    excess: int = 0


@dataclass
class Sums:
    """The figures of one table by column, and where the last totals stood."""

    cells: dict[int, list[Cell]] = field(default_factory=lambda: defaultdict(list))
    marks: dict[tuple[int, Sum], int] = field(default_factory=dict)

    def add(self, column: int, cell: Cell) -> None:
        self.cells[column].append(cell)

    def here(self, column: int) -> int:
        return len(self.cells[column])

    def begin_part(self) -> None:
        """A new part of the sheet: sums start afresh."""
        for column, cells in self.cells.items():
            self.marks[column, Sum.SUBTOTAL] = self.marks[column, Sum.TOTAL] = len(cells)

    def check(self, stated: Stated, column: int, category: str = "") -> Oddity | None:
        """The oddity when no reading of the label gives the stated figure."""
        readings = [part for part in self._readings(stated, column, category) if part]
        self._mark(column, stated.what)
        if not readings or any(sum(cell.fen for cell in part) == stated.fen for part in readings):
            return None
        if stated.what is Sum.GRAND and _net(readings[0]) == stated.fen:
            return None
        likely = readings[0]
        computed, excess = sum(cell.fen for cell in likely), sum(cell.excess for cell in likely)
        key = "ledger-odd-sum-lines" if excess and computed - excess == stated.fen else "ledger-odd-sum"
        return differs(stated.row, key, stated.fen, computed, label=Text(stated.label))

    def _readings(self, stated: Stated, column: int, category: str) -> list[list[Cell]]:
        every = self.cells[column]
        kind = [cell for cell in every if stated.kind in {None, cell.kind}]
        mine = [cell for cell in kind if cell.category == category] if category else []
        since = every[self.marks.get((column, stated.what), 0) :]
        since = [cell for cell in since if stated.kind in {None, cell.kind}]
        if stated.what is Sum.SUBTOTAL:
            return [mine, since] if category else [since]
        if stated.what is Sum.TOTAL:
            return [since, mine, kind, every]
        return [kind, since]

    def _mark(self, column: int, what: Sum) -> None:
        self.marks[column, what] = self.here(column)
        if what is not Sum.SUBTOTAL:
            self.marks[column, Sum.SUBTOTAL] = self.marks[column, Sum.TOTAL] = self.here(column)


def _net(cells: Sequence[Cell]) -> int:
    return sum(cell.fen if cell.kind is Kind.INCOME else -cell.fen for cell in cells)


@dataclass
class Balances:
    """Opening + income - costs - expenses = closing, a fund at a time."""

    opening: dict[Fund, int] = field(default_factory=dict)
    flow: dict[Fund, int] = field(default_factory=lambda: defaultdict(int))
    closing: dict[Fund, int] = field(default_factory=dict)

    def take(self, entry: Entry) -> None:
        self.flow[entry.fund] += entry.amount if entry.kind is Kind.INCOME else -entry.amount

    def open(self, stated: Stated) -> Oddity | None:
        before = self.closing.get(stated.fund)
        self.opening[stated.fund] = stated.fen
        if before is None or self.flow[stated.fund] or before == stated.fen:
            return None
        return differs(stated.row, "ledger-odd-opening", stated.fen, before)

    def close(self, stated: Stated) -> Oddity | None:
        fund, flow = stated.fund, self.flow[stated.fund]
        opening = self.opening.get(fund)
        self.opening[fund] = self.closing[fund] = stated.fen
        self.flow[fund] = 0
        if opening is None:
            return None if flow == stated.fen else differs(stated.row, "ledger-odd-no-opening", stated.fen, flow)
        if opening + flow == stated.fen:
            return None
        return differs(stated.row, "ledger-odd-closing", stated.fen, opening + flow)

    def bank(self, stated: Stated) -> Oddity | None:
        """Called at the end: the books' last balance must be what the bank says (公示表, foot)."""
        fund = stated.fund
        if fund not in self.opening:
            return None
        books = self.opening[fund] + self.flow[fund]
        return None if books == stated.fen else differs(stated.row, "ledger-odd-bank", stated.fen, books)


@dataclass
class Chain:
    """The balance column of a journal or of monthly figures: each line starts where the last one ended."""

    closing: int | None = None
    period: Period | None = None

    def line(
        self, row: int, opening: int | None, flow: int | None, closing: int | None, period: Period | None
    ) -> list[Oddity]:
        """`flow` is None when the line states neither income nor expense."""
        found = []
        follows = not (self.period and period) or period.first <= self.period.end
        if not follows and self.period and period:
            missing = Count(period.first - self.period.end)
            found.append(Oddity(row, "ledger-odd-gap", {"months": missing, "before": Text(period.text)}))
        start = opening if opening is not None else self.closing if follows else None
        if follows and None not in (opening, self.closing) and opening != self.closing:
            found.append(differs(row, "ledger-odd-opening", opening or 0, self.closing or 0))
        if start is not None and flow is not None:
            if closing is not None and start + flow != closing:
                found.append(differs(row, "ledger-odd-closing", closing, start + flow))
            closing = start + flow if closing is None else closing
        self.closing, self.period = closing, period or self.period
        return found


def product(price: str, quantity: str, unit: int) -> int | None:
    """Fen of price x quantity, to the nearest fen; None when either cannot be read."""
    each = parse_money(price.partition("/")[0], unit)
    found = _QUANTITY.fullmatch(quantity.replace(",", ""))
    if each is None or found is None:
        return None
    exact = each * Fraction(found[1])
    return (exact.numerator * 2 + exact.denominator) // (2 * exact.denominator)


def contract_oddities(
    row: int, start: date | None, until: date | None, yearly: int | None, whole: int | None
) -> list[Oddity]:
    """A yearly price against the contract's term and whole sum."""
    if start and until and until < start:
        return [Oddity(row, "ledger-odd-term-backwards", {"start": Day(start), "until": Day(until)})]
    if yearly is None or start is None:
        return []
    if until is None:
        return [Oddity(row, "ledger-odd-open-end", {"start": Day(start)})]
    months = whole_months(start, until)
    found = []
    if months is None or months % 12:
        found.append(Oddity(row, "ledger-odd-term", {"start": Day(start), "until": Day(until)}))
    if months is not None and whole is not None and yearly * months != whole * 12:
        found.append(differs(row, "ledger-odd-contract", whole, yearly * months // 12, months=Count(months)))
    return found


def duplicates(entries: Sequence[Entry]) -> list[Oddity]:
    """Two lines of the same day, item, other side and amount: perhaps booked twice."""
    seen: dict[tuple[object, ...], int] = {}
    found = []
    for entry in entries:
        what = (entry.day, entry.kind, entry.fund, entry.item, entry.party, entry.received, entry.period)
        if entry.day and entry.received and what in seen:
            found.append(Oddity(entry.row, "ledger-odd-twice", {"other": Count(seen[what]), "item": Text(entry.item)}))
        seen.setdefault(what, entry.row)
    return found
