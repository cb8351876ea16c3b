"""One line of a table taken apart: its words, its figures, its days; what cannot be read is reported, not guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from config.values import Text
from models.disclosures.ledgers.days import NoSuchDay, full_year, parse_day, parse_days, parse_period
from models.disclosures.ledgers.entries import Oddity, Period
from models.disclosures.ledgers.layout import NUMERIC, SUMMED, Column, Layout
from models.disclosures.money import parse_money, says_nothing

_CUT = 200  # characters kept of an item or a name
_OPEN = re.compile(r"长期|至今|不定期|无固定|/|—|-+")


@dataclass
class Line:
    """The cells of one table in one row, with what was odd about them."""

    row: int
    layout: Layout
    cells: Sequence[str]
    first: int
    beyond: int
    unit: int
    oddities: list[Oddity] = field(default_factory=list)

    def text(self, role: str) -> str:
        return "" if says_nothing(self.layout.cell(role, self.cells)) else self.layout.cell(role, self.cells)[:_CUT]

    def labels(self) -> list[str]:
        """All words of the line that are in no column of figures or notes."""
        taken = {column.index for column in self.layout.columns if column.role in NUMERIC | {"note"}}
        cells = enumerate(self.cells[: self.beyond])
        return [cell for index, cell in cells if index >= self.first and index not in taken and cell]

    def fen(self, column: Column | None) -> int | None:
        if column is None or column.index >= len(self.cells):
            return None
        return parse_money(self.cells[column.index], column.unit or self.unit)

    def figure(self, role: str) -> int | None:
        return self.fen(self.layout.column(role))

    def has_figure(self) -> bool:
        roles = SUMMED | {"opening", "closing"}
        return any(self.fen(column) is not None for column in self.layout.columns if column.role in roles)

    def report_unread(self) -> bool:
        """Reports figures that are not money; True when there were any."""
        before = len(self.oddities)
        for column in self.layout.columns:
            text = self.cells[column.index] if column.index < len(self.cells) else ""
            if column.role in SUMMED | {"opening", "closing"} and not says_nothing(text) and self.fen(column) is None:
                self._odd("ledger-odd-not-money", text)
        return len(self.oddities) > before

    def day(self, role: str, year: int | None) -> date | None:
        text = self.text(role)
        try:
            found = parse_day(text, year) if text else None
        except NoSuchDay:
            self._odd("ledger-odd-day", text)
            return None
        if text and found is None and role in {"from", "to"} and not _OPEN.search(text):
            self._odd("ledger-odd-period", text)
        return found

    def term(self) -> tuple[date | None, date | None]:
        """First and last day of the contract, from two columns or from one."""
        text = self.text("term")
        if not text:
            return self.day("from", None), self.day("to", None)
        try:
            return parse_days(text)
        except NoSuchDay:
            self._odd("ledger-odd-day", text)
            return None, None

    def period(self, year: int | None) -> Period | None:
        text = self.text("period")
        if not text:
            return None
        try:
            found = parse_period(text, year)
        except NoSuchDay:
            self._odd("ledger-odd-day", text)
            return None
        whole = full_year(text) if found is None and re.fullmatch(r"[12]\d{3}", text, re.ASCII) else None
        if found is None and whole is None:
            self._odd("ledger-odd-period", text)
        return found or (Period(whole) if whole else None)

    def _odd(self, key: str, text: str) -> None:
        odd = Oddity(self.row, key, {"text": Text(text[:40])})
        if odd not in self.oddities:
            self.oddities.append(odd)
