"""Files as people send them: every usual writing is read, everything else is one clear refusal."""

import datetime as dt
import io
import struct
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sheets import Sheet, UnreadableFile, read_sheets, write_xlsx
from bot.sheets.workbook import cell_text

ODF = ("office", "table", "text")
ROWS = [["幢", "室", "面积"], ["3", "0702", "89.2"], ["3", "501", "120.05"]]


def book(*cells):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as made:
        page = made.add_worksheet("名册")
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        for row, column, value in cells:
            page.write(row, column, value, day if isinstance(value, dt.date) else None)
    return file.getvalue()


def packed(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            plain = name.replace("__", "/").replace("_dot_", ".").replace("META_INF", "META-INF")
            archive.writestr(plain, data)
    return file.getvalue()


def refused(data, name="名册.xlsx"):
    with pytest.raises(UnreadableFile) as no:
        read_sheets(data, name)
    return no.value.key


def _moment(hour, minute):
    return dt.datetime(2026, 3, 1, hour, minute)  # noqa: DTZ001 (a workbook knows no time zone)


@pytest.mark.parametrize(
    ("value", "text"),
    [(702.0, "702"), (89.2, "89.2"), (0.1 + 0.2, "0.30000000000000004"), (13800138000.0, "13800138000"), (1e-7, "0.0000001"), (float("nan"), ""), (True, "TRUE"), (_moment(0, 0), "2026-03-01"), (_moment(8, 30), "2026-03-01 08:30:00"), (5, "5")],
)  # fmt: skip
def test_a_cell_is_the_shortest_exact_text(value, text):
    assert cell_text(value) == text


def test_a_workbook_keeps_its_row_numbers_and_loses_control_marks():
    data = book((2, 1, " ３号楼\n2单元\x07 "), (3, 1, 702), (3, 2, dt.date(2026, 12, 31)), (4, 3, "\u200b"))
    assert read_sheets(data, "a.xlsx") == [Sheet("名册", [[], [], ["", "3号楼 2单元"], ["", "702", "2026-12-31"]])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_text_tables_in_every_encoding_and_separator(encoding, separator):
    text = "\r\n".join(separator.join(row) for row in ROWS)
    assert read_sheets(text.encode(encoding), "名册.csv") == [Sheet("名册", ROWS)]


def test_what_is_hidden_is_not_read_and_colour_is_no_content():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as made:
        page = made.add_worksheet("看得见")
        page.write(0, 0, "幢")
        page.write_blank(1_048_575, 16_383, None, made.add_format({"bg_color": "red"}))
        hidden = made.add_worksheet("旧名册")
        hidden.write(0, 0, "幢")
        hidden.hide()
    assert read_sheets(file.getvalue(), "a.xlsx") == [Sheet("看得见", [["幢"]])]


def test_an_open_document_sheet():
    cells = '<c office:value-type="string"><p>幢</p></c><c office:value-type="float" office:value="702"/>'.replace(
        "<c ", "<table:table-cell "
    )
    cells = cells.replace("</c>", "</table:table-cell>").replace("<p>", "<text:p>").replace("</p>", "</text:p>")
    spaces = " ".join(f'xmlns:{part}="urn:oasis:names:tc:opendocument:xmlns:{part}:1.0"' for part in ODF)
    content = (
        f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="名册">'
        f"<table:table-row>{cells}</table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    data = packed(
        mimetype="application/vnd.oasis.opendocument.spreadsheet",
        META_INF__manifest_dot_xml="<x/>",
        content_dot_xml=content,
    )
    assert read_sheets(data, "a.ods") == [Sheet("名册", [["幢", "702"]])]


def test_quoted_cells_keep_their_commas():
    data = '幢,业主\n3,"张三,李四"\n5,王五\n'.encode()
    assert read_sheets(data, "a.csv")[0].rows == [["幢", "业主"], ["3", "张三,李四"], ["5", "王五"]]


def test_one_column_is_one_column():
    assert read_sheets("房号\n3-501\n3-502\n".encode(), "a.txt")[0].rows == [["房号"], ["3-501"], ["3-502"]]


def test_what_is_written_is_read_back():
    rows = [["=1+1", "+86", "-5", "@SUM(A1)"], ["0702", "702", "89.2", "13800138000"], ["https://x.example", "", "x"]]
    assert read_sheets(write_xlsx([Sheet("a", rows), Sheet("A", [["1"]])]), "x.xlsx") == [
        Sheet("a", rows),
        Sheet("A 2", [["1"]]),
    ]


def test_no_formula_and_no_link_is_ever_written():
    data = write_xlsx([Sheet("x", [["=HYPERLINK(1)", "+1", "-1+cmd|' /C calc'!A0", "@x", "mailto:a@b.example"]])])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        page = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in page
    assert b"hyperlink" not in page
    assert page.count(b't="s"') == 5


def test_names_of_sheets_are_made_lawful():
    names = ["a/b:c*?[]'", "", "", "很" * 40, "很" * 41, "x\ud800"]
    read = read_sheets(write_xlsx([Sheet(name, [["1"]]) for name in names]), "x.xlsx")
    assert len({sheet.name.lower() for sheet in read}) == len(names)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "sheet-empty"),
        (b" \n ", "sheet-empty"),
        (b"%PDF-1.7 x", "sheet-other-kind"),
        (b"\x89PNG\r\n", "sheet-other-kind"),
        (packed(word__document_dot_xml="<x/>"), "sheet-other-kind"),
        (b"PK\x03\x04 not a zip", "sheet-broken"),
        (packed(xl__workbook_dot_xml="<broken"), "sheet-broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "sheet-broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "sheet-locked"),
        (b"<html><table><tr><td>1</td></tr></table>", "sheet-web-page"),
        (bytes(range(1, 32)) * 20, "sheet-encoding"),
        (b"x" * (21 << 20), "sheet-too-big"),
        (b'"' + b"a" * 200_000, "sheet-broken"),
        (b"," * 1_000_001, "sheet-too-many-cells"),
        (b"a\n" * 50_001, "sheet-too-long"),
        (b"," * 500, "sheet-too-long"),
        (book((50_000, 0, 1)), "sheet-too-long"),
        (book((0, 500, 1)), "sheet-too-long"),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(data, key):
    assert refused(data) == key


def test_a_password_is_named_as_the_reason():
    data = bytearray(book((0, 0, "x")))
    place = data.index(b"PK\x01\x02") + 8
    data[place : place + 2] = struct.pack("<H", struct.unpack("<H", data[place : place + 2])[0] | 1)
    assert refused(bytes(data)) == "sheet-locked"


def test_one_cell_in_the_far_corner_does_not_take_the_process_down():
    began = time.monotonic()
    assert refused(book((0, 0, 1), (1_048_575, 16_383, 1))) == "sheet-too-many-cells"
    assert time.monotonic() - began < 10


def test_one_long_text_named_a_thousand_times_is_not_written_out():
    """A small file: its cells share one text, and written out they would fill the memory of whoever reads them."""
    data = book(*((row, 0, "长" * 30_000) for row in range(300)))
    assert len(data) < 1 << 20
    assert refused(data) == "sheet-too-many-cells"


def test_the_largest_table_that_is_one_is_read():
    (sheet,) = read_sheets(b"a,b\n" * 50_000, "x.csv")
    assert len(sheet.rows) == 50_000


def test_a_bomb_that_says_its_size_is_not_unpacked():
    bomb = packed(xl__workbook_dot_xml=bytes(201 << 20))
    assert len(bomb) < 1 << 20
    assert refused(bomb) == "sheet-too-big"


def test_a_bomb_that_lies_about_its_size_meets_the_limit():
    with zipfile.ZipFile(io.BytesIO(book((0, 0, 1)))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = b"<worksheet>" + b" " * (60 << 20)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    honest = struct.pack("<I", len(parts["xl/worksheets/sheet1.xml"]))
    lie = file.getvalue().replace(honest, struct.pack("<I", 100))
    assert lie != file.getvalue()
    assert refused(lie) in {"sheet-broken", "sheet-too-many-cells", "sheet-too-big"}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_rows_or_one_refusal(data):
    try:
        sheets = read_sheets(data, "x.csv")
    except UnreadableFile:
        return
    assert all(cell == cell.strip() and "\0" not in cell for sheet in sheets for row in sheet.rows for cell in row)


WHOLE = book((0, 0, "幢"), (1, 0, 3), (1, 1, "张三"), (2, 2, 89.2))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(at=st.integers(0, len(WHOLE) - 1), other=st.integers(0, 255), cut=st.booleans())
def test_a_damaged_workbook_is_rows_or_one_refusal(at, other, cut):
    damaged = WHOLE[:at] if cut else WHOLE[:at] + bytes([other]) + WHOLE[at + 1 :]
    with suppress(UnreadableFile):
        assert len(read_sheets(damaged, "x.xlsx")) <= 1


def test_the_child_stands_alone():
    """It imports nothing of the product, so that it starts quickly and cannot hurt it."""
    source = (Path(__file__).parents[2] / "bot" / "sheets" / "workbook.py").read_text(encoding="utf-8")
    assert not [line for line in source.splitlines() if line.startswith(("from bot", "from models", "from config"))]
