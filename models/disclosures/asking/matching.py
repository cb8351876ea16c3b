"""Which entries a question means: by name, by category, by the other side's name. Similar is offered, never taken."""

from __future__ import annotations

from collections.abc import Sequence

from config.ledgers import categories, plain
from models.disclosures.asking.question import Question, core_of, without, without_beside
from models.disclosures.ledgers.entries import Entry, Fund, Kind
from models.disclosures.ledgers.layout import category_in
from models.disclosures.ledgers.summary import item_name

_OFFERED = 3
_ALIKE = 30  # per cent of shared letter pairs that make a name worth offering
Found = tuple[tuple[Entry, ...], str]


def matching(asked: Question, entries: Sequence[Entry]) -> Found:
    """The entries (of all years) meant, and the category when all of it is; nothing when that is not certain."""
    pool = [entry for entry in entries if asked.fund in {None, entry.fund}]
    sided = [entry for entry in pool if on_side(entry, asked.sides)]
    for group in (sided, pool):
        for match in (_by_name, _by_category, _by_part_of_name, _by_narrowed_category):
            found, category = match(asked.core, group)
            if found:
                return found, category
    return (), ""


def on_side(entry: Entry, sides: frozenset[str]) -> bool:
    wanted = sides & {"received", "spent"}
    return len(wanted) != 1 or ("received" in wanted) == (entry.kind is Kind.INCOME)


def _by_name(core: str, entries: Sequence[Entry]) -> Found:
    return tuple(entry for entry in entries if core_of(entry.item) == core), ""


def _by_category(core: str, entries: Sequence[Entry]) -> Found:
    """广告, 停车费: a name of the whole category, with nothing that narrows it."""
    for entry in entries:
        names = categories()[entry.category].names if entry.category in categories() else ()
        if any(name in core for name in names) and without_beside(without(core, names)) == "":
            return tuple(one for one in entries if one.category == entry.category), entry.category
    return (), ""


def _by_part_of_name(core: str, entries: Sequence[Entry]) -> Found:
    if len(core) < 2:
        return (), ""
    return tuple(entry for entry in entries if core in core_of(entry.item) or core in plain(entry.party)), ""


def _by_narrowed_category(core: str, entries: Sequence[Entry]) -> Found:
    """电梯广告: the advertising whose item speaks of the 电梯; never advertising as such."""
    for kind, fund in dict.fromkeys((entry.kind, entry.fund) for entry in entries):
        key = category_in(core, kind, fund)
        rest = without_beside(without(core, categories()[key].words)) if key else ""
        found = tuple(one for one in entries if len(rest) > 1 and one.category == key and rest in core_of(one.item))
        if found:
            return found, ""
    return (), ""


def nearest(asked: Question, entries: Sequence[Entry]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Category keys and item names to offer: by likeness of name, by trade. Nothing rather than what is merely there."""
    alike = sorted(((_alike(asked.core, core_of(name)), name) for name in names_of(entries)), reverse=True)
    items = tuple(name for share, name in alike if share >= _ALIKE)[:_OFFERED]
    booked = {entry.category for entry in entries}
    key = _any_category(asked)
    near = [one for one in ((key, *categories()[key].near) if key else ()) if one in booked]
    return tuple(near[:_OFFERED]), items


def known_trade(asked: Question) -> bool:
    """Whether it is clear what kind of money is asked about, though the books have none of it."""
    return bool(_any_category(asked))


def _any_category(asked: Question) -> str:
    spent, received = (Kind.EXPENSE, Kind.COST), (Kind.INCOME,)
    kinds = (*spent, *received) if asked.sides == {"spent"} else (*received, *spent)
    fund = asked.fund or Fund.REVENUE
    return next((key for kind in kinds if (key := category_in(asked.core, kind, fund))), "")


def largest(entries: Sequence[Entry], asked: Question) -> tuple[str, ...]:
    sums: dict[str, int] = {}
    for entry in entries:
        if entry.year == asked.year and asked.fund in {None, entry.fund} and on_side(entry, asked.sides):
            sums[entry.category] = sums.get(entry.category, 0) + entry.amount
    return tuple(sorted(sums, key=lambda key: (-sums[key], key)))[:_OFFERED]


def names_of(entries: Sequence[Entry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item_name(entry.item) for entry in entries if entry.item))


def _alike(one: str, other: str) -> int:
    """Per cent of letter pairs two names share."""
    mine, theirs = ({text[place : place + 2] for place in range(len(text) - 1)} for text in (one, other))
    return 200 * len(mine & theirs) // (len(mine) + len(theirs)) if mine and theirs else 0
