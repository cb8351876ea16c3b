"""What a money table says, line by line: entries, stated figures, oddities. Knows no table layout and no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from config.values import Saying, Value, saying


class Kind(StrEnum):
    """宁波 64: income less reasonable cost belongs to the owners; expenses are what they then decide."""

    INCOME = "income"
    COST = "cost"
    EXPENSE = "expense"


class Fund(StrEnum):
    """公共收益, 维修资金, 业委会经费: separate ledgers (宁波 66)."""

    REVENUE = "revenue"
    MAINTENANCE = "maintenance"
    BUDGET = "budget"


class Sum(StrEnum):
    """What a stated figure claims to be."""

    OPENING = "opening"
    CLOSING = "closing"
    BANK = "bank"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    GRAND = "grand"


@dataclass(frozen=True, order=True)
class Period:
    """Whole months: `months` (1, 3, 6, 12, or what a range says) from `month` of `year` on."""

    year: int
    month: int = 1
    months: int = 12

    @property
    def first(self) -> int:
        """Months counted from year 0, so that neighbours differ by one."""
        return self.year * 12 + self.month - 1

    @property
    def end(self) -> int:
        """The first month after it, counted like `first`."""
        return self.first + self.months

    @property
    def text(self) -> str:
        """2024-03, 2024-01/06, 2024: for lists and keys, not a sentence."""
        if (self.month, self.months) == (1, 12):
            return str(self.year)
        start = f"{self.year}-{self.month:02d}"
        return start if self.months == 1 else f"{start}/{(self.end - 1) % 12 + 1:02d}"


@dataclass(frozen=True)
class Entry:
    """One line of money in fen. `due` is what was agreed or budgeted, `received` what was in fact received or paid."""

    row: int
    kind: Kind
    fund: Fund
    category: str
    item: str
    received: int | None
    due: int | None = None
    party: str = ""
    period: Period | None = None
    day: date | None = None
    start: date | None = None
    until: date | None = None
    note: str = ""

    @property
    def amount(self) -> int:
        """Fen in fact received or paid; what is only due counts as nothing yet."""
        return self.received or 0

    @property
    def year(self) -> int | None:
        return self.period.year if self.period else None


@dataclass(frozen=True)
class Stated:
    """A total or balance the sheet itself states, in fen; never counted as an entry."""

    row: int
    what: Sum
    label: str
    fen: int
    fund: Fund = Fund.REVENUE
    kind: Kind | None = None
    year: int | None = None


@dataclass(frozen=True)
class Oddity:
    """Something the person who brings the table should look at. `row` counts from 1; 0 is the table as a whole."""

    row: int
    key: str
    params: Mapping[str, Value] = field(default_factory=dict)

    def saying(self) -> Saying:
        return saying(self.key, **self.params)


@dataclass(frozen=True)
class Ledger:
    entries: tuple[Entry, ...]
    stated: tuple[Stated, ...] = ()
    oddities: tuple[Oddity, ...] = ()
    title: str = ""


class WrongFile(Exception):  # noqa: N818 (it is named for what the reader is told)
    """The table is no ledger; nothing was read. Carries the text key and its values."""

    def __init__(self, key: str, **params: Value) -> None:
        super().__init__(key)
        self.key = key
        self.params = params

    def saying(self) -> Saying:
        return saying(self.key, **self.params)


def whole_months(start: date, until: date) -> int | None:
    """Months of a contract from its first to its last day, None when they are not whole."""
    after = until + timedelta(days=1) if until < date.max else until
    if after.day != start.day:
        return None
    return (after.year - start.year) * 12 + after.month - start.month
