"""Which column of a sheet says what: headings of long and wide tables, two-row headings, tables side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from config.ledgers import bare, best_key, categories, data, plain
from models.disclosures.ledgers.days import NoSuchDay, parse_period
from models.disclosures.ledgers.entries import Fund, Kind, Period
from models.disclosures.money import parse_money, unit_of

FIGURES = frozenset({"income", "cost", "expense", "amount", "received", "due", "yearly", "month", "kinded"})
SUMMED = FIGURES | {"contract_total", "computed", "total"}
NUMERIC = SUMMED | {"opening", "closing", "price", "quantity", "ignored"}
_NO_YEAR = 1951  # stands for "1月" in a sheet that names no year; taken out again at once
_LONGEST_HEADING = 24


@dataclass(frozen=True)
class Column:
    role: str
    index: int
    text: str
    unit: int | None = None
    kind: Kind | None = None
    category: str = ""
    period: Period | None = None


@dataclass(frozen=True)
class Layout:
    """One table's columns. `kind` is what its headings say of all its lines."""

    row: int
    columns: tuple[Column, ...]
    kind: Kind | None = None

    def column(self, role: str) -> Column | None:
        return next((column for column in self.columns if column.role == role), None)

    def cell(self, role: str, cells: Sequence[str]) -> str:
        column = self.column(role)
        return cells[column.index].strip() if column and column.index < len(cells) else ""

    @property
    def figures(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.role in FIGURES)


def kind_in(text: str) -> Kind | None:
    """The one kind a heading, label or title names; None when it names several or none."""
    clean = plain(text)
    words = {
        Kind.INCOME: ("收入", "收人", "进账", "入账", "income"),
        Kind.COST: ("成本",),
        Kind.EXPENSE: ("支出", "开支", "expense"),
    }
    named = [kind for kind, its in words.items() if any(word in clean for word in its)]
    return named[0] if len(named) == 1 else None


def fund_in(text: str) -> Fund | None:
    found = best_key(plain(text), data()["funds"])
    return Fund(found) if found else None


def category_in(text: str, kind: Kind | None, fund: Fund) -> str:
    """The category whose longest word the text contains, or ""; costs are often booked among the expenses."""
    for its_kind in (kind, Kind.COST) if kind is Kind.EXPENSE else (kind,):
        lists = {key: one.words for key, one in categories().items() if _fits(one.kind, one.fund, its_kind, fund)}
        found = best_key(bare(text), lists)
        if found:
            return found
    return ""


def _fits(kind: str, its_fund: str, wanted: Kind | None, fund: Fund) -> bool:
    if wanted is not None and kind != wanted:
        return False
    return its_fund == fund or (fund is Fund.BUDGET and its_fund == Fund.REVENUE and kind != Kind.INCOME)


def find_layouts(row: int, cells: Sequence[str], above: Sequence[str], year: int | None) -> tuple[Layout, ...]:
    """The tables (several when side by side) this row is the heading of; none when it is no heading."""
    if any(_is_figure(cell) for cell in cells):
        return ()
    if sum(bool(cell) and _column(index, cell, year) is not None for index, cell in enumerate(cells)) < 2:
        return ()  # the row above may complete a heading, not make one
    spread = _spread(above)
    columns = []
    for index, cell in enumerate(cells):
        over = spread[index] if index < len(spread) else ""
        text = cell or (above[index] if index < len(above) else "")
        column = _column(index, text, year) if text else None
        if column:
            columns.append(replace(column, kind=column.kind or kind_in(over), unit=column.unit or unit_of(over)))
    columns = _settled(columns)
    if not _is_heading(columns):
        return ()
    return tuple(_layout(row, block) for block in _blocks(columns))


def _is_figure(cell: str) -> bool:
    return bool(cell) and parse_money(cell) is not None


def _spread(above: Sequence[str]) -> list[str]:
    """A merged heading stands in its first cell only."""
    filled, last = [], ""
    for cell in above:
        last = cell or last
        filled.append(last)
    return filled


def _column(index: int, text: str, year: int | None) -> Column | None:
    clean, unit = bare(text), unit_of(text)
    if not clean or len(clean) > _LONGEST_HEADING:
        return None
    period = _heading_period(text, year)
    if period:
        return Column("month", index, text, unit, period=period)
    role = _role(clean)
    kind = kind_in(clean)
    category = category_in(clean, kind, Fund.REVENUE)
    if role in {"income", "cost", "expense"}:
        return Column(role, index, text, unit, Kind(role), category)
    if role and not (role == "amount" and category):
        return Column(role, index, text, unit, kind)
    return Column("kinded", index, text, unit, kind, category) if category else None


def _role(clean: str) -> str:
    whole = next((role for role, words in data()["columns_whole"].items() if clean in words), "")
    return whole or best_key(clean, data()["columns"])


def _heading_period(text: str, year: int | None) -> Period | None:
    try:
        return parse_period(text, year or _NO_YEAR)
    except NoSuchDay:
        return None


def known_period(period: Period | None) -> Period | None:
    return None if period is None or period.year == _NO_YEAR else period


def _settled(columns: list[Column]) -> list[Column]:
    """Headings that are categories make a wide table only in company, beside no ordinary amount column."""
    kinded = [column for column in columns if column.role == "kinded"]
    ordinary = any(column.role in {"amount", "received", "yearly"} for column in columns)
    if ordinary or len(kinded) + sum(column.role in {"income", "expense"} for column in columns) < 2:
        return [column for column in columns if column.role != "kinded"]
    return columns


def _is_heading(columns: Sequence[Column]) -> bool:
    roles = [column.role for column in columns if column.role not in {"ignored", "number", "note"}]
    months = roles.count("month")
    if months == 1:
        return False
    wide = months >= 2 or roles.count("kinded") >= 2
    return wide or (len(set(roles)) >= 2 and bool(FIGURES & set(roles)))


def _blocks(columns: Sequence[Column]) -> list[list[Column]]:
    blocks: list[list[Column]] = [[]]
    for column in columns:
        now = blocks[-1]
        repeated = column.role in {"item", "category", "number"} and any(one.role == column.role for one in now)
        if repeated and any(one.role in FIGURES for one in now):
            blocks.append([])
        blocks[-1].append(column)
    if len(blocks) > 1 and all(any(one.role in FIGURES for one in block) for block in blocks):
        return blocks
    return [list(columns)]


def _layout(row: int, block: Sequence[Column]) -> Layout:
    named = {
        column.kind for column in block if column.kind and column.role in {"item", "category", "amount", "received"}
    }
    return Layout(row, tuple(block), named.pop() if len(named) == 1 else None)
