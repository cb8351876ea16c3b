"""Rows of text -> xlsx. Nothing a person typed ever becomes a formula or a link."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import xlsxwriter

from bot.sheets.table import Sheet, clean

_LONGEST_CELL = 32_767
_LONGEST_NAME = 31
_FIGURE = re.compile(r"(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,6})?")
_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\']")


def write_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """Plain figures up to nine digits are written as numbers so that sums work; all else, phones and = + - @ too, as text."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        taken: set[str] = set()
        for sheet in sheets or [Sheet("", [])]:
            page = book.add_worksheet(_free_name(sheet.name, taken))
            for row, cells in enumerate(sheet.rows):
                for column, cell in enumerate(cells):
                    _write(page, row, column, clean(cell)[:_LONGEST_CELL])
    return file.getvalue()


def _write(page: xlsxwriter.worksheet.Worksheet, row: int, column: int, text: str) -> None:
    if _FIGURE.fullmatch(text):
        page.write_number(row, column, float(text))
    elif text:
        page.write_string(row, column, text)


def _free_name(wanted: str, taken: set[str]) -> str:
    """Excel refuses some signs, names over 31 characters, and two names that differ by case only."""
    base = _FORBIDDEN_IN_NAME.sub(" ", clean(wanted)).strip() or "Sheet"
    name, number = base[:_LONGEST_NAME], 1
    while name.lower() in taken:
        number += 1
        name = f"{base[: _LONGEST_NAME - 4]} {number}"
    taken.add(name.lower())
    return name
