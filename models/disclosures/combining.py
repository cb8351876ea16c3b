"""Several sheets of one workbook become one ledger of one year. Nothing is counted twice, and what is left out is told.

A sheet that says again what an earlier one said (a summary beside its details) is left out whole. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from config.values import Count, Money, Saying, Text, saying
from models.disclosures.ledgers import Entry, Ledger, Oddity, WrongFile, compare_ledgers, read_ledger

MOST_ENTRIES = 5000
_OLDEST = 1990


@dataclass(frozen=True)
class Reading:
    """What is brought in: the entries of `year`, numbered anew, what is odd, and which other years the file holds.

    `year` is 0 when the file does not say it: then all entries are kept and somebody is asked. `others` are the years
    left out, each with the number of its entries.
    """

    year: int
    ledger: Ledger
    oddities: tuple[Saying, ...]
    unequal: int
    others: tuple[tuple[int, int], ...] = ()

    @property
    def other_years(self) -> tuple[int, ...]:
        return tuple(year for year, _ in self.others)


@dataclass(frozen=True)
class Page:
    """A sheet as it was read from the file: its name and its rows of text."""

    name: str
    rows: Sequence[Sequence[str]]


def read_pages(pages: Sequence[Page], this_year: int, year: int | None = None) -> Reading:
    """What does not agree is told before what is merely odd.

    Raises WrongFile when no sheet is a ledger, when there are too many lines, or none of the year asked for.
    """
    ledgers, odd = _ledgers(pages, year)
    ledger, again = _joined(ledgers)
    if len(ledger.entries) > MOST_ENTRIES:
        raise WrongFile("disclosures-too-many", n=Count(MOST_ENTRIES))
    years = Counter(entry.year for entry in ledger.entries if entry.year)
    chosen = year or _likely(years, this_year)
    _must_hold(years, chosen, this_year, asked=bool(year))
    mine = [entry for entry in ledger.entries if not chosen or entry.year == chosen]
    undated = [entry for entry in ledger.entries if chosen and entry.year is None]
    if not mine or not (chosen or any(entry.received is not None for entry in mine)):
        raise WrongFile("disclosures-only-due", n=Count(len(mine or undated)))
    told = [*odd, *again, *_undated(undated)]
    told.sort(key=lambda one: not one.unequal)
    return Reading(
        chosen,
        Ledger(
            tuple(replace(entry, row=number) for number, entry in enumerate(mine, 1)),
            tuple(replace(one, year=chosen or None) for one in ledger.stated if one.year in {None, chosen}),
            title=ledger.title,
        ),
        tuple(one.words for one in told),
        sum(one.unequal for one in told),
        tuple(sorted((one, n) for one, n in years.items() if one != chosen)),
    )


@dataclass(frozen=True)
class _Odd:
    words: Saying
    unequal: bool = False


def _must_hold(years: Counter[int], chosen: int, this_year: int, *, asked: bool) -> None:
    if chosen and not _OLDEST <= chosen <= this_year:
        raise WrongFile("disclosures-wrong-year", year=Text(str(chosen)))
    if asked and years and chosen not in years:
        raise WrongFile("disclosures-other-year", year=Text(str(chosen)), found=Text(str(_likely(years, this_year))))


def _undated(entries: Sequence[Entry]) -> list[_Odd]:
    """Lines left out because nobody can say of which year they are; what was only agreed is no money yet."""
    if not entries:
        return []
    total = sum(entry.amount for entry in entries)
    key = "disclosures-odd-undated" if total else "disclosures-odd-only-due"
    return [_Odd(saying(key, n=Count(len(entries)), total=Money(total)), bool(total))]


def _ledgers(pages: Sequence[Page], year: int | None) -> tuple[list[tuple[str, Ledger]], list[_Odd]]:
    """Every sheet that is a ledger. Raises what the first one raised when none is."""
    found: list[tuple[str, Ledger]] = []
    odd: list[_Odd] = []
    refused: WrongFile | None = None
    for page in pages:
        try:
            ledger = read_ledger(page.rows, year)
        except WrongFile as wrong:
            refused = refused or wrong
            if any(cell.strip() for row in page.rows for cell in row):
                odd.append(_Odd(saying("disclosures-odd-sheet-unread", sheet=Text(page.name[:20]))))
            continue
        found.append((page.name, ledger))
        odd += [_Odd(_told(each, page.name if len(pages) > 1 else ""), is_unequal(each)) for each in ledger.oddities]
    if not found:
        raise refused or WrongFile("ledger-wrong-empty")
    return found, odd


def _joined(ledgers: Sequence[tuple[str, Ledger]]) -> tuple[Ledger, list[_Odd]]:
    odd: list[_Odd] = []
    joined = ledgers[0][1]
    for name, ledger in ledgers[1:]:
        if says_again(joined, ledger):
            odd.append(_Odd(saying("disclosures-odd-sheet-again", sheet=Text(name[:20]))))
            odd += [_Odd(each.saying(), unequal=True) for each in compare_ledgers(joined, ledger)]
        else:
            joined = Ledger(joined.entries + ledger.entries, joined.stated + ledger.stated, (), joined.title)
    return joined, odd


def says_again(one: Ledger, other: Ledger) -> bool:
    """Whether a line of the second sheet is of the same kind, fund, category and time as one of the first."""
    spans: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    for entry in one.entries:
        spans.setdefault((entry.kind, entry.fund, entry.category), []).append(_span(entry))
    return any(
        start < _span(entry)[1] and _span(entry)[0] < end
        for entry in other.entries
        for start, end in spans.get((entry.kind, entry.fund, entry.category), ())
    )


def _span(entry: Entry) -> tuple[int, int]:
    """Months; an undated line may be of any."""
    return (entry.period.first, entry.period.end) if entry.period else (0, 10**6)


def is_unequal(odd: Oddity) -> bool:
    """A sum that does not agree, rather than a remark."""
    return "difference" in odd.params


def _told(odd: Oddity, sheet: str) -> Saying:
    told = saying("ledger-row", row=Count(odd.row), what=odd.saying()) if odd.row else odd.saying()
    return saying("disclosures-odd-in-sheet", sheet=Text(sheet[:20]), what=told) if sheet else told


def _likely(years: Counter[int], this_year: int) -> int:
    """The latest year that is over or running."""
    return max((year for year in years if year <= this_year), default=max(years, default=0))
