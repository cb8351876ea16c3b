"""How a figure of the accounts is said: the figure, last year's beside it, when and from whom. Typed values only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from config.values import Count, Money, Saying, Text, saying
from models.disclosures.asking import Answer
from models.disclosures.ledgers import Entry, Figure, Fund, Kind, Period
from models.disclosures.ledgers.summary import Totals, item_name

_NAMED = 3


def when(year: int, period: Period | None = None) -> Saying:
    """2025 年, 2025 年 7 月, 2025 年 1-6 月"""
    if period is None or period.months == 12:
        return saying("disclosures-when-year", year=Text(str(year)))
    last = Text(str((period.month + period.months - 2) % 12 + 1))
    key = "disclosures-when-month" if period.months == 1 else "disclosures-when-months"
    return saying(key, year=Text(str(year)), month=Text(str(period.month)), last=last)


def compared(fen: int, before: int | None, year: int, *, known: bool | None) -> Saying:
    """，比 2024 年多 2,400.00 元. `known`: whether last year's accounts were published here; None: not worth a word."""
    last = Text(str(year - 1))
    if before is None and known is None:
        return saying("disclosures-nothing-said")
    if before is None:
        return saying("disclosures-compare-none" if known else "disclosures-compare-unknown", last=last)
    if before == fen:
        return saying("disclosures-compare-same", last=last)
    key = "disclosures-compare-more" if fen > before else "disclosures-compare-less"
    return saying(key, last=last, fen=Money(abs(fen - before)))


def name_of(answer: Answer) -> Saying:
    """What the figure is of: the whole category, the one item of the books, or the asker's words."""
    if answer.category:
        return saying(f"ledger-{answer.category}")
    names = dict.fromkeys(item_name(entry.item) for entry in answer.entries if entry.item)
    name = next(iter(names)) if len(names) == 1 else answer.asked
    kinds = {entry.category for entry in answer.entries}
    return item_of(kinds.pop(), name) if len(kinds) == 1 else words_of(name)


def item_of(category: str, item: str) -> Saying:
    """An item of the books: in English behind its category, since its own name stays as it was written."""
    return saying("disclosures-item-of", category=saying(f"ledger-{category}"), item=Text(item[:30]))


def full_day(day: date) -> Saying:
    """2026年12月31日: of a contract the year is said even when it is this one."""
    return saying(
        "disclosures-full-day", on_year=Text(str(day.year)), on_month=Text(str(day.month)), on_day=Text(str(day.day))
    )


def words_of(text: str) -> Saying:
    return saying("desk-own-words", words=Text(text[:30]))


def receipts(entries: Sequence[Entry]) -> Saying | None:
    """3月、7月、11月各到账 14,000.00 元; a line each up to three; else how many and the largest."""
    kind = "in" if entries and entries[0].kind is Kind.INCOME else "out"
    monthly = [entry for entry in entries if entry.period and entry.period.months == 1 and entry.received]
    if len(monthly) > 1 and len(monthly) == len(entries) and len({entry.amount for entry in entries}) == 1:
        months = chain(
            [saying("disclosures-month", month=Text(str(entry.period.month))) for entry in monthly if entry.period]
        )
        return saying(f"disclosures-each-{kind}", months=months, fen=Money(entries[0].amount), n=Count(len(entries)))
    if len(entries) > _NAMED:
        largest = max(entries, key=lambda entry: entry.amount)
        return saying(
            f"disclosures-many-{kind}", n=Count(len(entries)), fen=Money(largest.amount), what=words_of(largest.item)
        )
    if len(entries) > 1:
        return chain([entry_short(entry) for entry in entries])
    return None


def entry_short(entry: Entry) -> Saying:
    """3月 14,000.00 元"""
    if entry.period and entry.period.months == 1:
        return saying("disclosures-short-month", month=Text(str(entry.period.month)), fen=Money(entry.amount))
    return saying("disclosures-short", what=words_of(entry.item), fen=Money(entry.amount))


def entry_line(entry: Entry) -> Saying:
    """One line of the accounts with everything a resident may read of it."""
    at = _when_of(entry)
    detail = [part for part in (_party_of(entry), _until_of(entry)) if part]
    if entry.due is not None and entry.due > entry.amount:
        detail.append(saying("disclosures-part-due", fen=Money(entry.due)))
    line = saying("disclosures-entry", what=at or words_of(entry.item), fen=Money(entry.amount))
    return saying("disclosures-entry-more", line=line, detail=chain(detail)) if detail else line


def contract(entries: Sequence[Entry]) -> Saying | None:
    """对方××传媒，合同到 2026年12月31日: when all lines agree on it."""
    parties = {entry.party for entry in entries if entry.party}
    ends = {entry.until for entry in entries if entry.until}
    party, until = (parties.pop() if len(parties) == 1 else ""), (ends.pop() if len(ends) == 1 else None)
    if party and until:
        return saying("disclosures-contract", party=Text(party[:30]), until=full_day(until))
    if until:
        return saying("disclosures-contract-until", until=full_day(until))
    return saying("disclosures-contract-party", party=Text(party[:30])) if party else None


def _when_of(entry: Entry) -> Saying | None:
    if entry.day:
        return full_day(entry.day)
    if entry.period and entry.period.months < 12:
        return when(entry.period.year, entry.period)
    return None


def _party_of(entry: Entry) -> Saying | None:
    return saying("disclosures-part-party", party=Text(entry.party[:30])) if entry.party else None


def _until_of(entry: Entry) -> Saying | None:
    return saying("disclosures-part-until", until=full_day(entry.until)) if entry.until else None


def chain(parts: Sequence[Saying]) -> Saying:
    """甲、乙、丙 as one sentence."""
    told = parts[-1]
    for each in reversed(parts[:-1]):
        told = saying("disclosures-and", first=each, rest=told)
    return told


def figure(one: Figure) -> Saying:
    """零星维修 98,400.00 元; of a cost that it is one."""
    what = item_of(one.category, one.item) if one.item else saying(f"ledger-{one.category}")
    key = "disclosures-entry-cost" if one.kind is Kind.COST else "disclosures-entry"
    return saying(key, what=what, fen=Money(one.fen))


def added_up(opening: int | None, totals: Totals, closing: int) -> Saying:
    """期初结余 + 收入 − 成本 − 支出 = 期末结余, so that it can be checked; without an opening what the year left.

    A closing balance that was published with a difference is not said to be the sum.
    """
    told = saying("disclosures-kind-income", fen=Money(totals.income))
    if opening is not None:
        told = saying("disclosures-plus", first=saying("disclosures-foot-opening", fen=Money(opening)), rest=told)
    if totals.cost:
        told = saying("disclosures-minus", first=told, rest=saying("disclosures-kind-cost", fen=Money(totals.cost)))
    told = saying("disclosures-minus", first=told, rest=saying("disclosures-kind-expense", fen=Money(totals.expense)))
    foot = saying("disclosures-foot-net", fen=Money(totals.net))
    if opening is not None:
        agrees = opening + totals.net == closing
        foot = saying(f"disclosures-foot-{'closing' if agrees else 'computed'}", fen=Money(opening + totals.net))
    return saying("disclosures-equals", first=told, rest=foot)


def fund_name(fund: Fund | None) -> Saying:
    return saying(f"ledger-fund-name-{fund or Fund.REVENUE}")
