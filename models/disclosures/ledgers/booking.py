"""A line becomes entries: which kind, fund, category and period its figures belong to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from config.ledgers import categories
from config.values import Text
from models.disclosures.ledgers.checks import Cell, contract_oddities, differs, product
from models.disclosures.ledgers.entries import Entry, Fund, Kind, Oddity, Period
from models.disclosures.ledgers.layout import SUMMED, Column, category_in, fund_in, kind_in, known_period
from models.disclosures.ledgers.lines import Line

_SIDES = {"收": Kind.INCOME, "支": Kind.EXPENSE, "付": Kind.EXPENSE}
_WIDE = frozenset({"income", "cost", "expense", "month", "kinded"})


@dataclass
class Context:
    """What stands above a line and holds for it: the sheet's title, the part's name, merged cells."""

    year: int | None
    fund: Fund = Fund.REVENUE
    kind: Kind | None = None
    part: Kind | None = None
    category: str = ""
    period: Period | None = None


@dataclass(frozen=True)
class Booked:
    """`cells`: the line's figures by column, for the sums stated further down."""

    entries: tuple[Entry, ...]
    cells: tuple[tuple[int, Cell], ...]


def book(line: Line, context: Context) -> Booked:
    """The entries of a line. What cannot be placed is reported on the line and left out, never guessed."""
    _carry_merged_cells(line, context)
    pairs = list(_entries(line, _template(line, context), context))
    excess = _check_product(line)
    cells = [(column.index, Cell(line.fen(column) or 0, entry.kind, entry.category, excess)) for column, entry in pairs]
    entries = tuple(entry for _, entry in pairs)
    _check_row_total(line, entries)
    return Booked(entries, (*cells, *_other_figures(line, {index for index, _ in cells}, entries)))


def _carry_merged_cells(line: Line, context: Context) -> None:
    period = line.period(context.year)
    if period:
        context.period, context.year = period, period.year
    context.category = line.text("category") or context.category


def _template(line: Line, context: Context) -> Entry:
    start, until = line.term()
    item = line.text("item") or line.text("category") or (context.category if line.layout.column("category") else "")
    period = context.period if line.layout.column("period") else None
    if line.layout.column("yearly"):
        period = None  # the date of a contract is not the time its money belongs to
    elif period is None and context.year:
        period = Period(context.year)
    return Entry(
        line.row,
        Kind.INCOME,
        fund_in(line.text("fund")) or context.fund,
        "",
        item,
        None,
        party=line.text("party"),
        period=period,
        day=line.day("period", context.year) if line.layout.column("period") else None,
        start=start,
        until=until,
        note=line.text("note"),
    )


def _entries(line: Line, template: Entry, context: Context) -> Iterator[tuple[Column, Entry]]:
    wide = [column for column in line.layout.figures if column.role in _WIDE]
    filled = [column for column in wide if line.fen(column) is not None]
    for column in filled:
        if line.fen(column) or len(filled) == 1:
            label = _wide_item(line, template, column)
            part = replace(
                template, item=label, received=line.fen(column), period=known_period(column.period) or template.period
            )
            yield from _placed(line, part, column, context)
    if not wide:
        yield from _single(line, template, context)


def _wide_item(line: Line, template: Entry, column: Column) -> str:
    if column.role == "month":
        return template.item or next(iter(line.labels()), "")
    return template.item or column.text


def _single(line: Line, template: Entry, context: Context) -> Iterator[tuple[Column, Entry]]:
    paid = line.layout.column("received") or line.layout.column("amount")
    due = line.layout.column("due") or line.layout.column("yearly")
    if due is None and line.layout.column("received"):
        due = line.layout.column("amount")
    main = paid if line.fen(paid) is not None else due
    if main is None or line.fen(main) is None:
        return
    entry = replace(template, received=line.fen(paid), due=line.fen(due))
    if line.layout.column("yearly"):
        whole = line.figure("contract_total")
        line.oddities += contract_oddities(line.row, entry.start, entry.until, entry.due, whole)
    yield from _placed(line, entry, main, context)


def _placed(line: Line, entry: Entry, column: Column, context: Context) -> Iterator[tuple[Column, Entry]]:
    words = f"{context.category if line.layout.column('category') else ''} {entry.item}"
    kind = (
        column.kind
        or _side(line)
        or context.part
        or line.layout.kind
        or context.kind
        or _kind_by_words(line, words, entry)
    )
    if kind is None:
        line.oddities.append(Oddity(line.row, "ledger-odd-kind", {"item": Text(entry.item)}))
        return
    category = category_in(words, kind, entry.fund) or column.category or _fallback(kind, entry.fund)
    yield column, replace(entry, kind=kind, category=category)


def _side(line: Line) -> Kind | None:
    text = line.text("kind")
    return kind_in(text) or _SIDES.get(text[:1])


def _kind_by_words(line: Line, words: str, entry: Entry) -> Kind | None:
    category = category_in(words, None, entry.fund)
    if line.layout.column("price") and line.layout.column("quantity"):
        return Kind.EXPENSE  # a list of things bought
    if line.layout.column("yearly"):
        return Kind.INCOME  # a list of contracts
    return Kind(categories()[category].kind) if category else None


def _fallback(kind: Kind, fund: Fund) -> str:
    if fund is Fund.MAINTENANCE and kind is Kind.EXPENSE:
        return "fund-use"
    return "budget-grant" if fund is Fund.BUDGET and kind is Kind.INCOME else f"{kind}-other"


def _check_product(line: Line) -> int:
    """Fen by which the line's amount exceeds price x quantity."""
    prices = line.layout.column("price")
    if prices is None:
        return 0
    computed = product(line.text("price"), line.text("quantity"), prices.unit or line.unit)
    amount = next(
        (fen for fen in map(line.figure, ("amount", "received", "due", "expense", "income")) if fen is not None), None
    )
    if computed is None or amount is None or computed == amount:
        return 0
    line.oddities.append(differs(line.row, "ledger-odd-product", amount, computed, item=Text(line.text("item"))))
    return amount - computed


def _check_row_total(line: Line, entries: tuple[Entry, ...]) -> None:
    total = line.figure("total")
    if total is None or not entries:
        return
    plain_sum = sum(entry.amount for entry in entries)
    net = sum(entry.amount if entry.kind is Kind.INCOME else -entry.amount for entry in entries)
    if total not in {plain_sum, net}:
        line.oddities.append(differs(line.row, "ledger-odd-row-total", total, plain_sum, item=Text(entries[0].item)))


def _other_figures(line: Line, taken: set[int], entries: tuple[Entry, ...]) -> list[tuple[int, Cell]]:
    """Figures that make no entry of their own but are added up at the foot: due beside received, row totals."""
    found = []
    for column in line.layout.columns:
        fen = line.fen(column)
        if column.role in SUMMED and column.index not in taken and fen is not None:
            kinds = {(entry.kind, entry.category) for entry in entries}
            kind, category = kinds.pop() if len(kinds) == 1 else (None, "")
            found.append((column.index, Cell(fen, kind, category)))
    return found
