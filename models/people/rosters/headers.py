"""Which row of the sheet is the header, and what each column is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from config.rosters import columns, words
from config.values import Text
from models.people.addresses import plain
from models.people.rosters.roster import WrongFile

_ROWS_SEARCHED = 40
_SEVERAL = frozenset({"phone", "tenant_phone", "role", "co_owner", "area", "id_number"})


@dataclass(frozen=True)
class Column:
    """`rank` says how well the header fits its field: 0 is best."""

    place: int
    header: str
    field: str
    rank: int


@dataclass(frozen=True)
class Header:
    """`first_row` is the index of the first row of data. `id_numbers` are headers of columns that are never read."""

    first_row: int
    columns: tuple[Column, ...]
    ignored: tuple[str, ...]
    id_numbers: tuple[str, ...]

    def places(self, field: str) -> tuple[int, ...]:
        return tuple(column.place for column in self.columns if column.field == field)


def find_header(rows: Sequence[Sequence[str]]) -> Header:
    """Raises WrongFile: no table, no column of homes, or neither owners nor areas beside them."""
    best: list[Column] = []
    first_row = 0
    for index in range(min(len(rows), _ROWS_SEARCHED)):
        for found, height in _headers_at(rows, index):
            if _score(found) > _score(best):
                best, first_row = found, index + height
    fields = {column.field for column in best}
    if not any(any(row) for row in rows):
        raise WrongFile("roster-wrong-empty")
    if "room" not in fields:
        raise WrongFile("roster-wrong-no-homes", "", seen=Text(_seen(rows)))
    if not fields & {"owner", "area", "state"}:
        raise WrongFile("roster-wrong-no-owners", "", seen=Text(_seen(rows)))
    return _chosen(best, first_row)


def _headers_at(rows: Sequence[Sequence[str]], index: int) -> list[tuple[list[Column], int]]:
    """The row alone and, where the next row is needed to understand it, both as one header (that one first)."""
    one, both, below = (
        _columns(rows[start : start + height], height) for start, height in ((index, 1), (index, 2), (index + 1, 1))
    )
    room = next((column.place for column in one if column.field == "room"), None)
    next_row = rows[index + 1] if index + 1 < len(rows) else []
    is_merged_down = room is not None and (room >= len(next_row) or not next_row[room])
    if _score(both) > _score(below) and (_score(both) > _score(one) or is_merged_down):
        return [(both, 2), (one, 1)]
    return [(one, 1)]


def _columns(rows: Sequence[Sequence[str]], height: int) -> list[Column]:
    if len(rows) < height or (height == 2 and _holds_data(rows[1])):
        return []
    labels = [(label, "") for label in rows[0]] if height == 1 else _two_rows(rows[0], rows[1])
    found = []
    for place, (label, group) in enumerate(labels):
        field, rank = field_of(label, group)
        shown = " ".join(part for part in (group, label) if part)
        if shown:
            found.append(Column(place, shown, field, rank))
    return found


def _two_rows(top: Sequence[str], bottom: Sequence[str]) -> list[tuple[str, str]]:
    """A merged title stands over its columns: only its first cell is filled."""
    width = max(len(top), len(bottom))
    above, group = [*top, *[""] * (width - len(top))], ""
    labels = []
    for place, label in enumerate([*bottom, *[""] * (width - len(bottom))]):
        group = above[place] or (group if label else "")
        labels.append((label, group) if label else (above[place], ""))
    return labels


def _holds_data(row: Sequence[str]) -> bool:
    return any(re.search(r"\d{3}|^[\d.,-]+$", cell) for cell in row)


def _score(found: Sequence[Column]) -> tuple[int, int]:
    fields = {column.field for column in found} - {""}
    return ("room" in fields, len(fields))


def _seen(rows: Sequence[Sequence[str]]) -> str:
    fullest = max(rows[:_ROWS_SEARCHED], key=lambda row: sum(1 for cell in row if cell and not cell[0].isdigit()))
    return "、".join(cell[:12] for cell in fullest if cell and not _holds_data([cell]))[:60]


def field_of(label: str, group: str = "") -> tuple[str, int]:
    """The field a header means and how well, or ("", 0). `group` is the title above it, if any."""
    for text in (label, group + label, label + group) if group else (label,):
        field, rank = _match(heading(text))
        if field:
            is_tenant = any(word in group for word in words("groups", "tenant"))
            return {"owner": "tenant", "phone": "tenant_phone"}.get(field, field) if is_tenant else field, rank
    return "", 0


def heading(text: str) -> str:
    """A header without brackets, units, marks and figures behind it."""
    shown = re.sub(r"[(\[【<][^)\]】>]*[)\]】>]?", "", plain(text)).replace(" ", "")
    for mark in words("header", "marks"):
        shown = shown.replace(mark, "")
    for unit in words("header", "units"):
        shown = shown.removesuffix(unit)
    return re.sub(r"(?<=\D)\d{1,2}$", "", shown)


def _match(shown: str) -> tuple[str, int]:
    for part in (shown, *shown.split("/")):
        if part in _whole_words():
            return _whole_words()[part]
    for field, entry in columns().items():
        if any(word in shown for word in entry["contains"]) and not any(word in shown for word in entry["without"]):
            return field, len(entry["words"])
    return "", 0


@cache
def _whole_words() -> Mapping[str, tuple[str, int]]:
    return {
        heading(word): (field, rank)
        for field, entry in reversed(list(columns().items()))
        for rank, word in reversed(list(enumerate(entry["words"])))
    }


def _chosen(found: Sequence[Column], first_row: int) -> Header:
    """Of two columns for one field the better word wins; several telephones of one kind stay together."""
    kept: list[Column] = []
    for field in dict.fromkeys(column.field for column in found if column.field):
        same = [column for column in found if column.field == field]
        best = min(column.rank for column in same)
        if field in {"area", "id_number", "role"}:
            kept += same
        else:
            fitting = [column for column in same if column.rank == best]
            kept += fitting if field in _SEVERAL else fitting[:1]
    if not any(column.field == "building" for column in kept):
        kept = [replace(one, field="building") if one.field == "zone" and one.rank == 0 else one for one in kept]
    ids = tuple(column.header for column in kept if column.field == "id_number")
    kept = [column for column in kept if column.field != "id_number"]
    places = {column.place for column in kept}
    return Header(first_row, tuple(kept), tuple(one.header for one in found if one.place not in places), ids)
