"""The child process: bytes of a workbook on stdin, its cells as JSON on stdout.

Run as a file of its own, without the rest of the product, so that nothing it breaks is ours. It may be killed by
its limits at any moment, which says that the file is too big; any other end with an error, that it is broken.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import math
import resource
import sys
from decimal import Decimal
from typing import Any

import python_calamine

LOCKED, TOO_BIG, TOO_LONG = 4, 5, 6


class TooLongError(Exception):
    """More rows or columns than a table has."""


def limit(memory: int, seconds: int) -> None:
    """`memory` in bytes of address space, `seconds` of processor time."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def cell_text(value: Any) -> str:  # noqa: PLR0911 (one line a kind)
    """702.0 -> 702, 89.2 -> 89.2 (the shortest figure that is exactly this float), days in ISO form."""
    match value:
        case str():
            return value
        case bool():
            return str(value).upper()
        case float() if not math.isfinite(value):
            return ""
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{Decimal(repr(value)):f}"
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case dt.datetime():
            return value.isoformat(sep=" ")
        case dt.date() | dt.time():
            return value.isoformat()
    return str(value)


def cells_of(
    data: bytes, most_cells: int, most_rows: int, most_columns: int, most_text: int
) -> list[tuple[str, list[list[str]]]]:
    """Raises TooLongError beyond rows and columns of one sheet, OverflowError beyond cells and characters of all,
    CalamineError for what cannot be read.
    """
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = []
    left = most_cells
    for about in book.sheets_metadata:
        seen = about.visible == python_calamine.SheetVisibleEnum.Visible
        if about.typ != python_calamine.SheetTypeEnum.WorkSheet or not seen:
            continue
        sheet = book.get_sheet_by_name(about.name)
        last_row, last_column = sheet.end or (-1, -1)
        left -= (last_row + 1) * (last_column + 1)
        if left < 0:
            raise OverflowError
        if last_row >= most_rows or last_column >= most_columns:
            raise TooLongError
        rows = [[cell_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
        most_text -= sum(len(cell) for row in rows for cell in row)
        if most_text < 0:
            raise OverflowError
        sheets.append((about.name, rows))
    return sheets


def main() -> int:
    memory, seconds, *most = (int(word) for word in sys.argv[1:])
    limit(memory, seconds)
    try:
        sheets = cells_of(sys.stdin.buffer.read(), *most)
    except python_calamine.PasswordError:
        return LOCKED
    except TooLongError:
        return TOO_LONG
    except (OverflowError, MemoryError):
        return TOO_BIG
    sys.stdout.buffer.write(json.dumps(sheets).encode("ascii"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
