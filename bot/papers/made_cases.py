"""The table of cases that were found, as xlsx. Values come in, nothing is looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from bot.papers.registry import Made, paper
from bot.sheets import Sheet, write_xlsx
from config.values import Lines, Saying, Text, Value
from config.words import Reader, render

_NO_DAY = datetime(1970, 1, 1, tzinfo=UTC)
_COLUMNS = ("code", "estate", "place", "category", "state", "filed", "closed", "returns", "story")


@paper("case-table")
def table(params: Mapping[str, Value], reader: Reader) -> Made:
    """A row a case; what residents wrote never becomes a formula (bot.sheets)."""
    reader = replace(reader, now=_NO_DAY, one_estate="")
    head = [render(f"complaints-column-{name}", {}, reader) for name in _COLUMNS]
    columns = [_cells(params[name], reader) for name in _COLUMNS]
    rows = [list(row) for row in zip(*columns, strict=True)]
    name = render("complaints-file-table", {}, reader)
    return Made(write_xlsx([Sheet(name, [head, *rows])]), "xlsx", f"{name}.xlsx")


def _cells(value: Value, reader: Reader) -> list[str]:
    assert isinstance(value, Lines)
    return [_cell(each, reader) for each in value.value]


def _cell(value: Saying | Text, reader: Reader) -> str:
    return value.value if isinstance(value, Text) else render(value.key, value.params, reader)
