"""The list of doors to knock on, on paper. Its name is of when only notices had one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from bot.papers.registry import Made, paper
from bot.papers.rolls import Roll, roll_pdf
from config.values import Code, Lines, Saying, Text, Value
from config.words import Reader, render

_NO_DAY = datetime(1970, 1, 1, tzinfo=UTC)


@paper("notice-walk")
def doors(params: Mapping[str, Value], reader: Reader) -> Made:
    """Each row comes as building and room, parted by a tab; `why`, where it is said, is a column of its own."""
    reader = replace(reader, now=_NO_DAY, one_estate="")
    rows: list[tuple[str, ...]] = [row.partition("\t")[::2] for row in _lines(params["rows"], reader)]
    columns = [render(f"doors-column-{each}", {}, reader) for each in ("building", "room")]
    if "why" in params:
        columns.append(render("doors-column-why", {}, reader))
        rows = [(*row, why) for row, why in zip(rows, _lines(params["why"], reader), strict=True)]
    made = Roll(
        estate=_shown(params["estate"], reader),
        heading=render("doors-heading", {"title": params["title"]}, reader),
        columns=tuple(columns),
        rows=tuple(rows),
        ticks=(render("doors-told", {}, reader), render("doors-left", {}, reader)),
        blanks=(render("doors-remark", {}, reader),),
        footer=_shown(params["code"], reader),
    )
    return Made(roll_pdf(made), "pdf", render("doors-file", {"code": params["code"]}, reader) + ".pdf")


def _lines(value: Value, reader: Reader) -> tuple[str, ...]:
    assert isinstance(value, Lines)
    return tuple(_shown(line, reader) for line in value.value)


def _shown(value: Value, reader: Reader) -> str:
    match value:
        case Text(text):
            return text
        case Code(code):
            return code
        case Saying(key, params):
            return render(key, params, reader)
    raise TypeError(f"a list of doors has no {type(value).__name__}")
