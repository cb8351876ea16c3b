"""A disclosure on paper: the summary for a phone and the statement for the board.

The papers add up by themselves: closing is opening plus what the sections say, whatever anybody typed elsewhere.
Amounts are in fen; a sheet is in yuan with two decimals.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path

from bot.papers.press import print_paper

_WHOLE = 1000  # a bar's full length


@dataclass(frozen=True, slots=True)
class Entry:
    """One category. `before` is last year's; None where there was no such line."""

    label: str
    amount: int
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Income (`sign` +1), cost or expense (-1)."""

    label: str
    total_label: str
    sign: int
    entries: tuple[Entry, ...]

    @property
    def total(self) -> int:
        return sum(entry.amount for entry in self.entries)

    @property
    def before(self) -> int | None:
        """None where no line has a last year."""
        known = [entry.before for entry in self.entries if entry.before is not None]
        return sum(known) if known else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The foot line: opening + income - cost - expense = closing."""

    opening_label: str
    opening: int
    closing_label: str
    sections: tuple[Section, ...]

    @property
    def closing(self) -> int:
        return self.opening + sum(section.sign * section.total for section in self.sections)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A picture 1080 pixels wide, as tall as it needs. Beyond `keep` a section's smallest lines become one, `others`."""

    estate: str
    heading: str
    balance: Balance
    unit: str
    others: str
    footer: str = ""
    mark: str = ""
    keep: int = 8
    qr_url: str = ""
    qr_caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A4. `columns` names category, this year, last year, difference; `mark` is the watermark of a withdrawn version."""

    estate: str
    heading: str
    period: str
    unit: str
    columns: tuple[str, str, str, str]
    balance: Balance
    number: str
    digest: str
    objection: tuple[str, ...]
    signature: str
    day: str
    seal: str = ""
    mark: str = ""
    qr_url: str = ""
    qr_caption: str = ""


def summary_png(summary: Summary, font: Path | None = None) -> bytes:
    data = asdict(summary) | {"sections": _bars(summary), "sums": _sums(summary.balance)}
    del data["balance"]
    return print_paper("disclosure_summary", data, "png", font=font)


def statement_pdf(statement: Statement, font: Path | None = None) -> bytes:
    return print_paper("disclosure_statement", statement_data(statement), "pdf", font=font)


def statement_data(statement: Statement) -> Mapping[str, object]:
    """What the template reads; also for a preview by `print_pages`."""
    balance = statement.balance
    data = asdict(statement) | {"sections": [_table(part) for part in balance.sections], "sums": _sums(balance)}
    del data["balance"]
    return data


def yuan(fen: int) -> str:
    """12345 -> "123.45", with thousands separated and a true minus."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'−' if fen < 0 else ''}{whole:,}.{rest:02d}"


def _sums(balance: Balance) -> list[dict[str, str]]:
    signed = [("+" if part.sign > 0 else "−", part.label, part.total) for part in balance.sections]
    steps = [("", balance.opening_label, balance.opening), *signed, ("=", balance.closing_label, balance.closing)]
    return [{"sign": sign, "label": label, "value": yuan(amount)} for sign, label, amount in steps]


def _bars(summary: Summary) -> list[dict[str, object]]:
    shown = [(part, _largest(part, summary.keep, summary.others)) for part in summary.balance.sections]
    longest = max((abs(entry.amount) for _, entries in shown for entry in entries), default=0)
    return [
        {
            "label": part.label,
            "sign": part.sign,
            "total": yuan(part.total),
            "rows": [
                {
                    "label": entry.label,
                    "value": yuan(entry.amount),
                    "length": round(Fraction(abs(entry.amount) * _WHOLE, longest or 1)),
                    "negative": entry.amount < 0,
                }
                for entry in entries
            ],
        }
        for part, entries in shown
    ]


def _largest(section: Section, keep: int, others: str) -> list[Entry]:
    ranked = sorted(section.entries, key=lambda entry: -abs(entry.amount))
    if len(ranked) <= keep:
        return ranked
    rest = sum(entry.amount for entry in ranked[keep - 1 :])
    return [*ranked[: keep - 1], Entry(others, rest)]


def _table(section: Section) -> dict[str, object]:
    return {
        "label": section.label,
        "rows": [_row(entry.label, entry.amount, entry.before) for entry in section.entries],
        "total": _row(section.total_label, section.total, section.before),
    }


def _row(label: str, amount: int, before: int | None) -> list[str]:
    if before is None:
        return [label, yuan(amount), "—", "—"]
    return [label, yuan(amount), yuan(before), yuan(amount - before)]
