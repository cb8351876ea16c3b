"""The table of found cases as a file: what residents wrote never becomes a formula."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from io import BytesIO

from bot.papers.registry import PAPERS, load_papers
from bot.sheets import read_sheets
from config.values import Lines, Text, saying
from config.words import Reader

STORY = '=HYPERLINK("http://x","电梯")'


def test_a_row_a_case_and_no_formula() -> None:
    load_papers()
    words = {name: Lines((Text(name),)) for name in ("code", "estate", "place", "filed", "closed", "returns")}
    params = words | {
        "category": Lines((saying("category-elevator"),)), "state": Lines((saying("complaints-state-working"),)),
        "story": Lines((Text(STORY),)),
    }  # fmt: skip
    made = PAPERS["case-table"](params, Reader("zh-CN", datetime(2026, 11, 24, tzinfo=UTC)))
    assert (made.kind, made.filename) == ("xlsx", "反映清单.xlsx")
    head, row = read_sheets(made.data, made.filename)[0].rows
    assert head[:5] == ["编号", "小区", "地方", "类别", "现在怎样"]
    assert (row[3], row[4], row[8]) == ("电梯", "正在办", STORY)
    with zipfile.ZipFile(BytesIO(made.data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
