"""A sheet of text becomes a Ledger: titles, headings, parts, lines, totals, foot. Any table is read or refused whole."""

from __future__ import annotations

from collections.abc import Sequence

from config.values import Money, Text
from models.disclosures.ledgers.booking import Context, book
from models.disclosures.ledgers.checks import Balances, Cell, Chain, Sums, differs, duplicates
from models.disclosures.ledgers.days import year_in
from models.disclosures.ledgers.entries import Entry, Kind, Ledger, Oddity, Period, Stated, Sum, WrongFile
from models.disclosures.ledgers.labels import (
    clean_label,
    is_foot,
    is_of_which,
    is_overdrawn,
    names_fund,
    pair,
    section_kind,
    stated_as,
)
from models.disclosures.ledgers.layout import SUMMED, Column, Layout, category_in, find_layouts, fund_in, kind_in
from models.disclosures.ledgers.lines import Line
from models.disclosures.money import parse_money, unit_of

MOST_ROWS = 20_000
_SHORT = 12  # characters: a longer line without figures is a remark
_FLOWS = ("income", "cost", "expense", "received", "amount")


def read_ledger(rows: Sequence[Sequence[str]], year: int | None = None) -> Ledger:
    """The entries, stated figures and oddities of a sheet; `year` holds where the sheet names none.

    Raises WrongFile when the sheet is no ledger at all.
    """
    if not any(cell.strip() for row in rows for cell in row):
        raise WrongFile("ledger-wrong-empty")
    if len(rows) > MOST_ROWS:
        raise WrongFile("ledger-wrong-long")
    sheet = _Sheet(year)
    for number, row in enumerate(rows, 1):
        sheet.take(number, [cell.strip() for cell in row])
    return sheet.ledger()


class _Sheet:
    def __init__(self, year: int | None) -> None:
        self.context = Context(year)
        self.given_year = year
        self.unit = 1
        self.title = ""
        self.above: Sequence[str] = ()
        self.layouts: tuple[Layout, ...] = ()
        self.parts: dict[int, Kind] = {}
        self.entries: list[Entry] = []
        self.stated: list[Stated] = []
        self.oddities: list[Oddity] = []
        self.sums = Sums()
        self.balances = Balances()
        self.chain = Chain()
        self.announced: list[tuple[Stated, Column, int]] = []

    # ---- rows -------------------------------------------------------------------------------------------------
    def take(self, number: int, cells: Sequence[str]) -> None:
        filled = [cell for cell in cells if cell]
        layouts = find_layouts(number, cells, self.above, self.context.year)
        self.above = cells if len(filled) > 1 and not any(parse_money(cell) is not None for cell in filled) else ()
        if layouts:
            self._settle_announced()
            self.layouts, self.parts, self.sums, self.chain = layouts, {}, Sums(), Chain()
        elif len(filled) == 1:
            self._alone(number, filled[0])
        elif not self.layouts:
            self._preface(number, filled)
        else:
            self._row(number, cells)

    def _alone(self, number: int, text: str) -> None:
        label, figure = pair(text)
        fen, what = parse_money(figure, self.unit), stated_as(label)
        if what and fen is not None:
            self._state(
                Stated(
                    number,
                    what,
                    clean_label(label),
                    -fen if is_overdrawn(label) else fen,
                    self.context.fund,
                    kind_in(label),
                )
            )
        elif not self.layouts:
            self._preface(number, [text])
        elif section_kind(text) or (names_fund(text) and not is_foot(text)):
            self._begin_part(0, text)
        elif len(text) <= _SHORT and category_in(text, None, self.context.fund) and not is_foot(text):
            self.oddities.append(Oddity(number, "ledger-odd-no-amount", {"item": Text(text)}))

    def _preface(self, number: int, filled: Sequence[str]) -> None:
        for text in filled:
            label, figure = pair(text)
            if figure and parse_money(figure, self.unit) is not None and stated_as(label):
                self._alone(number, text)
                continue
            self.unit = unit_of(text) or self.unit
            if self.given_year is None:
                self.context.year = year_in(text) or self.context.year
            self.context.fund = fund_in(text) or self.context.fund
            self.context.kind = kind_in(text) or self.context.kind
            self.title = self.title or text[:80]

    def _row(self, number: int, cells: Sequence[str]) -> None:
        for place, layout in enumerate(self.layouts):
            first = 0 if place == 0 else layout.columns[0].index
            after = self.layouts[place + 1].columns[0].index if place + 1 < len(self.layouts) else len(cells)
            self._line(place, Line(number, layout, cells, first, after, self.unit))

    def _line(self, place: int, line: Line) -> None:
        labels = line.labels()
        named = next((label for label in labels if stated_as(label)), "")
        part = next((label for label in labels if section_kind(label)), "")
        if named and line.has_figure():
            self._totals(line, named)
        elif labels and is_of_which(labels[0]):
            self.oddities.append(Oddity(line.row, "ledger-odd-of-which", {"item": Text(labels[0][:40])}))
        elif not line.has_figure():
            self._no_figure(place, line, labels, part)
        elif part and clean_label(part) == clean_label(" ".join(labels[-1:])):
            self._announce(place, line, part)
        else:
            self._book(place, line)
        self.oddities += line.oddities

    def _no_figure(self, place: int, line: Line, labels: list[str], part: str) -> None:
        opening = next((label for label in labels if names_fund(label)), "")
        if labels and (part or (opening and len(labels) <= 2)):
            self._begin_part(place, part or opening)
        elif labels and not is_foot(labels[0]) and not line.report_unread() and line.text("item"):
            line.oddities.append(Oddity(line.row, "ledger-odd-no-amount", {"item": Text(line.text("item")[:40])}))

    # ---- lines of money ---------------------------------------------------------------------------------------
    def _book(self, place: int, line: Line) -> None:
        line.report_unread()
        self.context.part = self.parts.get(place)
        booked = book(line, self.context)
        self._add(booked.entries, booked.cells)
        closing = line.layout.column("closing")
        if closing:
            self._follow(line, booked.entries)

    def _add(self, entries: Sequence[Entry], cells: Sequence[tuple[int, Cell]]) -> None:
        for entry in entries:
            self.entries.append(entry)
            self.balances.take(entry)
        for column, cell in cells:
            self.sums.add(column, cell)

    def _follow(self, line: Line, entries: Sequence[Entry]) -> None:
        """The balance column: of a journal, or what is left of a budget line."""
        closing, layout = line.figure("closing"), line.layout
        if layout.column("due") and not (layout.column("income") or layout.column("opening")):
            due, paid = line.figure("due"), line.figure("received")
            if None not in (due, paid, closing) and (due or 0) - (paid or 0) != closing:
                self.oddities.append(differs(line.row, "ledger-odd-left", closing or 0, (due or 0) - (paid or 0)))
            return
        stated = any(line.figure(role) is not None for role in _FLOWS)
        flow = sum(entry.amount if entry.kind is Kind.INCOME else -entry.amount for entry in entries)
        period = self.context.period if layout.column("opening") else None
        self.oddities += self.chain.line(line.row, line.figure("opening"), flow if stated else None, closing, period)

    # ---- stated figures ---------------------------------------------------------------------------------------
    def _totals(self, line: Line, label: str) -> None:
        what = stated_as(label) or Sum.TOTAL
        if what in {Sum.OPENING, Sum.CLOSING, Sum.BANK}:
            self._balance(line, what, label)
            return
        self._settle_announced()
        part = self.parts.get(self.layouts.index(line.layout)) or line.layout.kind
        for column in line.layout.columns:
            fen = line.fen(column)
            if column.role in SUMMED and fen is not None:
                kind = column.kind or kind_in(label) or (part if what is not Sum.GRAND else None)
                stated = Stated(
                    line.row, what, clean_label(label), fen, self.context.fund, kind, self._year(column.period)
                )
                category = category_in(label, kind, self.context.fund)
                self._note(self.sums.check(stated, column.index, category))
                self._keep_total(stated, column, category)

    def _keep_total(self, stated: Stated, column: Column, category: str) -> None:
        """Totals of one month, of a due column or of a category are checked but not the year's."""
        if column.role in {"income", "cost", "expense", "received", "amount"} and not category:
            self.stated.append(stated)

    def _balance(self, line: Line, what: Sum, label: str) -> None:
        roles = ("closing", "opening", *_FLOWS, "due", "total", "month", "kinded")
        fen = next((fen for fen in map(line.figure, roles) if fen is not None), None)
        if fen is None:
            return
        below = is_overdrawn(label)
        self._state(
            Stated(line.row, what, clean_label(label), -abs(fen) if below else fen, fund_in(label) or self.context.fund)
        )
        if line.layout.column("closing") and what is Sum.OPENING:
            self.chain.closing = fen

    def _state(self, stated: Stated) -> None:
        self.stated.append(stated)
        if stated.what is Sum.OPENING:
            self._note(self.balances.open(stated))
        elif stated.what is Sum.CLOSING:
            self._settle_announced()
            self._note(self.balances.close(stated))

    def _announce(self, place: int, line: Line, part: str) -> None:
        """一、收入 82636: the sum stands before its lines; checked when the next part begins."""
        self._begin_part(place, part)
        for column in line.layout.columns:
            fen = line.fen(column)
            if column.role in SUMMED and fen is not None:
                stated = Stated(line.row, Sum.TOTAL, clean_label(part), fen, self.context.fund, section_kind(part))
                self.announced.append((stated, column, self.sums.here(column.index)))

    def _settle_announced(self) -> None:
        waiting, self.announced = self.announced, []
        for stated, column, start in waiting:
            if self.sums.here(column.index) > start:
                self._note(self.sums.check(stated, column.index))
                self._keep_total(stated, column, "")
            elif column.role in {"amount", "received"} and stated.kind:
                self._book_whole(stated, column)

    def _book_whole(self, stated: Stated, column: Column) -> None:
        """A part of one figure and no lines is itself the entry."""
        year = self.context.year
        entry = Entry(
            stated.row,
            stated.kind or Kind.INCOME,
            stated.fund,
            f"{stated.kind}-other",
            stated.label,
            stated.fen,
            period=Period(year) if year else None,
        )
        self._add([entry], [(column.index, Cell(stated.fen, entry.kind, entry.category))])

    def _begin_part(self, place: int, label: str) -> None:
        self._settle_announced()
        kind = section_kind(label) or kind_in(label) or (Kind.EXPENSE if "使用" in label else None)
        fund = fund_in(label)
        if fund and fund is not self.context.fund:
            self.context.fund, self.context.kind = fund, None
            self.parts.clear()
        if kind:
            self.parts[place] = kind
        self.context.category = ""
        self.sums.begin_part()

    # ---- the end ----------------------------------------------------------------------------------------------
    def ledger(self) -> Ledger:
        """Raises WrongFile when nothing was found that money could be booked from."""
        if not self.layouts:
            raise WrongFile("ledger-wrong-heading")
        self._settle_announced()
        if not self.entries:
            raise WrongFile("ledger-wrong-no-entries", row=Text(str(self.layouts[0].row)))
        for stated in self.stated:
            if stated.what is Sum.BANK:
                self._note(self.balances.bank(stated))
        self.oddities += duplicates(self.entries)
        undated = [entry for entry in self.entries if entry.period is None and entry.received is not None]
        if undated:
            self.oddities.append(
                Oddity(0, "ledger-odd-no-year", {"total": Money(sum(entry.amount for entry in undated))})
            )
        ordered = sorted(self.oddities, key=lambda odd: odd.row)
        return Ledger(tuple(self.entries), tuple(self.stated), tuple(ordered), self.title)

    def _note(self, oddity: Oddity | None) -> None:
        if oddity:
            self.oddities.append(oddity)

    def _year(self, period: Period | None) -> int | None:
        return period.year if period else self.context.year
