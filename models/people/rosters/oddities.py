"""What is odd only when the whole sheet is known: missing figures, one owner in two spellings, the developer's stock."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from config.rosters import words
from config.values import Count, Name, Text
from models.people.rosters.cells import kind_of
from models.people.rosters.drafts import Draft, Sheet, name_key
from models.people.rosters.estates import spans
from models.people.rosters.homes import cell
from models.people.rosters.roster import Oddity, UnitState
from models.people.tables import WEIGHING, UnitKind

_FEW_UNITS = 3


def whole_sheet(sheet: Sheet, rows: Sequence[Sequence[str]]) -> Iterable[Oddity]:
    """Also marks the developer's stock on the drafts, before names are missed."""
    drafts = list(sheet.drafts.values())
    _mark_developer(drafts)
    yield from _missing(sheet, drafts)
    yield from _entrances(drafts)
    yield from _inherited(sheet)
    yield from _spellings(drafts)
    yield from _unknown_kinds(sheet, rows)


def _mark_developer(drafts: Sequence[Draft]) -> None:
    held = Counter(name_key(party.name) for draft in drafts for party in draft.parties["owner"])
    for draft in drafts:
        owners = draft.parties["owner"]
        unsold = draft.state is UnitState.UNSOLD
        looks = [one for one in owners if any(word in one.name for word in words("owners", "developer_like"))]
        many = any(held[name_key(one.name)] >= _FEW_UNITS and "公司" in one.name for one in looks)
        draft.developer |= (unsold and (not owners or bool(looks))) or many
        draft.parties["owner"] = [one for one in owners if one.name not in words("owners", "developer")]


def _missing(sheet: Sheet, drafts: Sequence[Draft]) -> Iterable[Oddity]:
    for draft in drafts:
        home = {"home": Text(draft.home.spoken)}
        weighs = draft.kind in WEIGHING
        if sheet.area_place is not None and weighs and draft.area is None and not draft.area_was_odd:
            yield Oddity(draft.rows[0], "roster-odd-area-missing", home)
        if sheet.header.places("owner") and weighs and not draft.parties["owner"] and not draft.developer:
            yield Oddity(draft.rows[0], "roster-odd-name-missing", home)


def _entrances(drafts: Sequence[Draft]) -> Iterable[Oddity]:
    """Homes with and without entrance in one building: perhaps a merged cell that was lost."""
    by_building: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.kind is UnitKind.HOME:
            by_building[draft.home.building].append(draft)
    for building in by_building.values():
        if any(draft.home.entrance for draft in building):
            for draft in building:
                if not draft.home.entrance:
                    yield Oddity(draft.rows[0], "roster-odd-entrance-missing", {"home": Text(draft.home.spoken)})


def _inherited(sheet: Sheet) -> Iterable[Oddity]:
    """Rows with an empty building and nothing else empty: perhaps forgotten. One line for the sheet.

    Where other rows leave their entrance to the row above too, the sheet has merged cells and all is as it should be.
    """
    if sheet.inherited and all(sheet.inherited.values()):
        rows = list(sheet.inherited)
        yield Oddity(rows[0], "roster-odd-building-above", {"count": Count(len(rows)), "rows": Text(spans(rows))})


def _spellings(drafts: Sequence[Draft]) -> Iterable[Oddity]:
    """One telephone, two names that differ in one sign; or one company with two tails."""
    by_phone: dict[str, list[tuple[str, int]]] = defaultdict(list)
    companies: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for draft in drafts:
        for party in draft.parties["owner"]:
            for phone in party.phones:
                by_phone[phone].append((party.name, draft.rows[0]))
            if "公司" in party.name:
                companies[_company_key(party.name)].append((party.name, draft.rows[0]))
    told: set[frozenset[str]] = set()
    for group, are_close in ((by_phone, _differ_in_one), (companies, _differ)):
        for names in group.values():
            for second, row in names[1:]:
                first = names[0][0]
                if are_close(first, second) and frozenset({first, second}) not in told:
                    told.add(frozenset({first, second}))
                    yield Oddity(row, "roster-odd-two-spellings", {"first": Name(first), "second": Name(second)})


def _company_key(name: str) -> str:
    key = name_key(name)
    for tail in words("owners", "company_tail"):
        key = key.removesuffix(tail)
    return key


def _differ(first: str, second: str) -> bool:
    return first != second


def _differ_in_one(first: str, second: str) -> bool:
    one, other = name_key(first), name_key(second)
    if one == other:
        return first != second
    if abs(len(one) - len(other)) == 1:
        short, long = sorted((one, other), key=len)
        return len(short) > 1 and any(long[:place] + long[place + 1 :] == short for place in range(len(long)))
    differences = sum(1 for mine, theirs in zip(one, other, strict=False) if mine != theirs)
    return len(one) == len(other) and differences == 1


def _unknown_kinds(sheet: Sheet, rows: Sequence[Sequence[str]]) -> Iterable[Oddity]:
    """Once per word, at its first row: it was taken for a home."""
    place = next(iter(sheet.header.places("kind")), None)
    used = {row for draft in sheet.drafts.values() for row in draft.rows}
    texts = [(cell(rows[number - 1], place), number) for number in sorted(used)]
    counted = Counter(text for text, _ in texts if text and kind_of(text) is None)
    for text, count in counted.items():
        first = next(number for one, number in texts if one == text)
        yield Oddity(first, "roster-odd-kind", {"text": Text(text[:20]), "count": Count(count)})
