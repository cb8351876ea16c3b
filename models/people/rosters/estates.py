"""Which rows of a sheet are of the estate it is brought in for: a company's list often holds several."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from config.values import Count, Text, Value
from models.people.addresses import plain
from models.people.rosters.headers import Header
from models.people.rosters.homes import cell
from models.people.rosters.roster import Oddity, WrongFile

Rows = Sequence[Sequence[str]]
_SHOWN = 3


def own_rows(rows: Rows, header: Header, estate: str) -> tuple[list[Sequence[str]], list[Oddity]]:
    """The data rows with those of other estates emptied, so that row numbers stay; and who they were of.

    A blank cell is of the estate above it (merged cells). Raises WrongFile when the sheet names estates and none of them
    is this one; one number for all rows (小区ID) names nobody. Without `estate` it is only told that there are several.
    """
    place = next(iter(header.places("estate")), None)
    names = _names(rows, place)
    said = Counter(name for name in names if name)
    if not estate:
        return list(rows), _several(names, list(said), header.first_row)
    foreign = [name for name in said if not _is_called(name, estate)]
    if not foreign or (len(said) == 1 and not re.search(r"[\u4e00-\u9fff]", foreign[0])):
        return list(rows), []
    if len(foreign) == len(said):
        seen = Text("、".join(name[:20] for name in foreign[:_SHOWN]))
        raise WrongFile("roster-wrong-estate", "", estate=Text(estate), seen=seen)
    told = [_told(name, names, header.first_row) for name in foreign]
    return [[] if name in foreign else row for row, name in zip(rows, names, strict=True)], told


def _names(rows: Rows, place: int | None) -> list[str]:
    """The estate of every row; "" for rows without anything on them and before the first name."""
    names, above = [], ""
    for row in rows:
        above = cell(row, place) or above
        names.append(above if any(row) else "")
    return names


def _is_called(name: str, estate: str) -> bool:
    """杭州四季家园 and 四季家园小区 are 四季家园."""
    one, other = (re.sub(r"\s", "", plain(text)).removesuffix("小区") for text in (name, estate))
    return bool(one and other) and (one in other or other in one)


def _several(names: Sequence[str], said: Sequence[str], first_row: int) -> list[Oddity]:
    if len(said) < 2:
        return []
    shown = Text("、".join(said[:_SHOWN]))
    row = first_row + names.index(said[1]) + 1
    return [Oddity(row, "roster-odd-several-estates", {"estates": shown, "count": Count(len(said))})]


def _told(name: str, names: Sequence[str], first_row: int) -> Oddity:
    places = [first_row + n + 1 for n, each in enumerate(names) if each == name]
    params: dict[str, Value] = {"estate": Text(name[:20]), "count": Count(len(places)), "rows": Text(spans(places))}
    return Oddity(places[0], "roster-odd-other-estate", params)


def spans(numbers: Sequence[int]) -> str:
    """5, 6, 7, 9 -> 5-7、9; the first few of them."""
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    shown = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs[:_SHOWN]]
    return "、".join(shown) + ("…" if len(runs) > _SHOWN else "")
