"""Rows of text -> the estates a bureau's register names, and what in it a person should look at. Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from config.registers import table
from config.values import Saying, Text, Value, saying
from models.calendar.spans import Spans
from models.people.register import DAYS, PHONES, TEXTS, EstateLine, is_phone
from models.people.tables import Governing
from models.refusals import Refusal

_ROWS_SEARCHED = 20
_A_LINE = 2
_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})(?!\d))?")


@dataclass(frozen=True)
class Register:
    """`understood` pairs a header with its field; `first_row` is the sheet's own number of the first data row."""

    lines: tuple[EstateLine, ...]
    oddities: tuple[Saying, ...]
    understood: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]
    first_row: int


def read_register(rows: Sequence[Sequence[str]]) -> Register:
    """Understand a sheet. Refuses one in which no column names the estates."""
    place, columns = _header(rows)
    header = rows[place]
    lines: dict[str, EstateLine] = {}
    odd: list[Saying] = []
    for number, row in enumerate(rows[place + 1 :], place + 2):
        cells = {name: _cell(row, column) for name, column in columns.items()}
        name = cells["name"]
        if any(_cell(row, n).startswith(table("rows")["totals"]) for n in range(2)):
            continue
        if not name:
            if sum(map(bool, row)) >= _A_LINE:  # less is a heading or a note
                odd.append(_odd("nameless", number, ""))
            continue
        if name in lines:
            odd.append(_odd("twice", number, name))
            continue
        lines[name] = _line(cells, number, odd)
    return Register(
        lines=tuple(lines.values()),
        oddities=tuple(odd),
        understood=tuple((header[column], name) for name, column in columns.items()),
        ignored=tuple(each for n, each in enumerate(header) if each and n not in columns.values()),
        first_row=place + 2,
    )


def _header(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    """The row that names most columns, the estate's name among them."""
    best, found = -1, dict[str, int]()
    for place, row in enumerate(rows[:_ROWS_SEARCHED]):
        columns = _columns(row)
        if "name" in columns and len(columns) > len(found):
            best, found = place, columns
    if best < 0:
        seen = next((row for row in rows if sum(map(bool, row)) > 1), [])
        raise Refusal("register-wrong-no-name", seen=Text("、".join(cell for cell in seen if cell)[:120]))
    return best, found


def _columns(row: Sequence[str]) -> dict[str, int]:
    plain = [re.sub(r"[\s:：/、·-]", "", _BRACKETS.sub("", cell)).upper() for cell in row]
    found: dict[str, int] = {}
    for name, words in table("columns").items():
        fitting = [plain.index(word.replace(" ", "")) for word in words if word.replace(" ", "") in plain]
        if fitting and fitting[0] not in found.values():
            found[name] = fitting[0]
    return found


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _line(cells: Mapping[str, str], number: int, odd: list[Saying]) -> EstateLine:
    name = cells["name"]
    texts = {each: cells[each] for each in TEXTS if cells.get(each)}
    wrong = [each for each in texts if each in PHONES and not is_phone(texts[each])]
    odd += [_odd("phone", number, name, texts.pop(each)) for each in wrong]
    if "office_hours" in texts and not _are_hours(texts["office_hours"]):
        odd.append(_odd("hours", number, name, texts.pop("office_hours")))
    homes = cells.get("household_count", "").replace(",", "").removesuffix("户").strip()
    if homes and not homes.isdecimal():
        odd.append(_odd("households", number, name, homes))
    governing = governing_of(cells.get("governing", ""))
    if cells.get("governing") and governing is None:
        odd.append(_odd("governing", number, name, cells["governing"]))
    count = int(homes) if homes.isdecimal() else 0
    return EstateLine(name, cells.get("prefix", "").upper(), governing, count, texts, _days(cells, number, odd))


def _days(cells: Mapping[str, str], number: int, odd: list[Saying]) -> dict[str, date]:
    """The state's first day may stand in the cell of the state itself: 已成立（2023年5月）."""
    said = {each: cells.get(each, "") for each in DAYS}
    read = {each: day_of(said[each], last=each == "term_ends") for each in DAYS}
    unread = [each for each in DAYS if re.search(r"\d", said[each]) and read[each] is None]
    odd += [_odd("day", number, cells["name"], said[each]) for each in unread]
    if not said["governing_since"]:
        read["governing_since"] = day_of(cells.get("governing", ""), last=False)
    return {each: day for each, day in read.items() if day is not None}


def day_of(text: str, *, last: bool) -> date | None:
    """The first day named, or the last: of `2023.5-2028.4` 1 May 2023, or 30 April 2028. None for none."""
    found = _DAY.findall(text)
    if not found:
        return None
    year, month, day = (int(part or 0) for part in found[-1 if last else 0])
    try:
        return date(year, month, day or (monthrange(year, month)[1] if last else 1))
    except ValueError:
        return None


def governing_of(text: str) -> Governing | None:
    """What a cell says of the governing state; None when it says nothing we know. A day alone says since when."""
    for name, words in table("governing").items():
        if any(word in text for word in words):
            return Governing(name)
    return Governing.COMMITTEE if day_of(text, last=False) else None


def _are_hours(text: str) -> bool:
    try:
        Spans.parse(text)
    except ValueError:
        return False
    return True


def _odd(what: str, row: int, name: str, text: str = "") -> Saying:
    more: dict[str, Value] = {"text": Text(text[:30])} if text else {}
    return saying(f"register-odd-{what}", row=Text(str(row)), name=Text(name[:30]), **more)
