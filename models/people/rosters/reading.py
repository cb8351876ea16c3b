"""Rows of text -> Roster: row by row into drafts, then what only the whole sheet shows."""

from __future__ import annotations

from collections.abc import Sequence

from config.rosters import words
from config.values import Count, Text
from models.people.rosters.drafts import Row, Sheet
from models.people.rosters.estates import own_rows
from models.people.rosters.headers import Column, Header, find_header
from models.people.rosters.homes import HomeColumns
from models.people.rosters.oddities import whole_sheet
from models.people.rosters.roster import Oddity, Roster, WrongFile


def read_roster(rows: list[list[str]], area_column: str | None = None, estate: str = "") -> Roster:
    """Understand a sheet; row numbers in the answer are index + 1, as a person sees them.

    `area_column` is one of the result's `area_columns`, needed when there are several. With the name of the `estate`
    rows of other estates are left out and told. Raises WrongFile.
    """
    header = find_header(rows)
    body: list[list[str]] = [
        [] if _is_no_data(row, rows[header.first_row - 1]) else row for row in rows[header.first_row :]
    ]
    mine, foreign = own_rows(body, header, estate)
    areas = _area_columns(header)
    area = _chosen_area(areas, area_column)
    sheet = Sheet(header, area.place if area else None, HomeColumns.of(header, mine))
    sheet.oddities += foreign
    if header.id_numbers:
        sheet.oddities.append(Oddity(header.first_row, "roster-odd-id-numbers", {"header": _list(header.id_numbers)}))
    for number, row in enumerate(mine, header.first_row + 1):
        if row:
            sheet.read(Row(number, row))
    if not sheet.drafts:
        raise WrongFile("roster-wrong-no-rows", "", rows=Count(len(rows) - header.first_row))
    odd = [*sheet.oddities, *whole_sheet(sheet, rows)]
    return Roster(
        units=tuple(draft.unit() for draft in sheet.drafts.values()),
        oddities=tuple(sorted(odd, key=lambda one: one.row)),
        understood=tuple((column.header, column.field) for column in header.columns if not _is_unused(column, area)),
        ignored=(*header.ignored, *(column.header for column in header.columns if area and _is_unused(column, area))),
        area_columns=tuple(areas),
        area_column=area.header if area else None,
    )


def _area_columns(header: Header) -> dict[str, Column]:
    """Under their headers; two columns with one header are told apart by the letter of the column."""
    areas: dict[str, Column] = {}
    for column in header.columns:
        if column.field == "area":
            name = column.header if column.header not in areas else f"{column.header} ({chr(65 + column.place % 26)})"
            areas[name] = Column(column.place, name, column.field, column.rank)
    return areas


def _chosen_area(areas: dict[str, Column], wanted: str | None) -> Column | None:
    if wanted is not None and wanted not in areas:
        raise WrongFile("roster-wrong-area-column", "", wanted=Text(wanted[:40]), columns=_list(tuple(areas)))
    if wanted is None:
        return next(iter(areas.values())) if len(areas) == 1 else None
    return areas[wanted]


def _is_unused(column: Column, area: Column | None) -> bool:
    return column.field == "area" and (area is None or column.place != area.place)


def _list(headers: Sequence[str]) -> Text:
    return Text("、".join(headers))


def _is_no_data(row: Sequence[str], header_row: Sequence[str]) -> bool:
    """Empty rows, sums, notes at the bottom, and the header again on a new page."""
    first = next((cell for cell in row if cell), "")
    is_sum = any(cell.startswith(words("rows", "totals")) for cell in row[:4] if cell)
    return not first or is_sum or first.startswith(words("rows", "notes")) or list(row) == list(header_row)
