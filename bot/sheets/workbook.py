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

LOCKED, TOO_BIG = 4, 5


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


def cells_of(data: bytes, most_cells: int) -> list[tuple[str, list[list[str]]]]:
    """Raises OverflowError beyond `most_cells`, CalamineError for what cannot be read."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = []
    left = most_cells
    for about in book.sheets_metadata:
        seen = about.visible == python_calamine.SheetVisibleEnum.Visible
        if about.typ != python_calamine.SheetTypeEnum.WorkSheet or not seen:
            continue
        sheet = book.get_sheet_by_name(about.name)
        left -= sheet.total_height * sheet.total_width
        if left < 0:
            raise OverflowError
        values = sheet.to_python(skip_empty_area=False)
        sheets.append((about.name, [[cell_text(value) for value in row] for row in values]))
    return sheets


def main() -> int:
    memory, seconds, most_cells = (int(word) for word in sys.argv[1:4])
    limit(memory, seconds)
    try:
        sheets = cells_of(sys.stdin.buffer.read(), most_cells)
    except python_calamine.PasswordError:
        return LOCKED
    except (OverflowError, MemoryError):
        return TOO_BIG
    sys.stdout.buffer.write(json.dumps(sheets).encode("ascii"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
