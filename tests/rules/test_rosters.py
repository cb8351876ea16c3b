"""Rosters as they are kept: understood whatever the header, exact in areas, and whatever is odd is told with its row."""

import json
from datetime import date
from pathlib import Path

import pytest

from models.people.addresses import Home
from models.people.rosters import Party, WrongFile, read_roster
from models.people.rosters.headers import field_of, heading
from models.people.tables import UnitKind

HEADER = ["幢", "单元", "房号", "建筑面积（㎡）", "业主姓名", "联系电话"]
ROW = ["3", "2", "501", "89.2", "张桂芬", "13800000001"]
HEADERS = Path(__file__).parents[2].parent / "shared" / "data" / "roster_headers.json"


def read(*rows, header=HEADER, area=None):
    return read_roster([list(header), *map(list, rows)], area)


def odd(roster):
    return [(oddity.row, oddity.key.removeprefix("roster-odd-")) for oddity in roster.oddities]


def only(roster):
    (unit,) = roster.units
    return unit


# ---- the header ----------------------------------------------------------------------------------------------


def test_a_plain_roster():
    roster = read(ROW)
    unit = only(roster)
    assert (unit.home, unit.area, unit.kind) == (Home("3", "2", "501"), 8920, UnitKind.HOME)
    assert unit.owners == (Party("张桂芬", ("13800000001",)),)
    assert roster.oddities == ()
    assert roster.area_column == "建筑面积（㎡）"
    assert roster.understood[3] == ("建筑面积（㎡）", "area")


def test_titles_above_and_notes_below_are_no_rows():
    rows = [
        ["四季家园业主名册"],
        ["统计日期", "2026-03-01"],
        [],
        HEADER,
        ROW,
        HEADER,
        ["合计", "", "", "89.2"],
        ["制表人：李梅"],
    ]
    roster = read_roster(rows)
    assert only(roster).rows == (5,)
    assert roster.oddities == ()
    assert all(header in HEADER for header, _ in roster.understood)


def test_a_title_right_above_the_header_is_no_part_of_it():
    roster = read_roster([["四季家园业主名册", "", "2026年"], HEADER, ROW])
    assert [header for header, _ in roster.understood] == HEADER


def test_two_header_rows_with_groups_tell_owner_and_tenant_apart():
    rows = [
        ["名册"],
        ["房屋信息", "", "", "", "业主信息", "", "租户信息", "", ""],
        ["幢", "单元", "室", "面积", "姓名", "电话", "姓名", "电话", "租期"],
        [*ROW, "孙丽", "13900000002", "2025.1.1-2026.12.31"],
    ]
    unit = only(read_roster(rows))
    assert unit.owners == (Party("张桂芬", ("13800000001",)),)
    assert unit.tenants == (Party("孙丽", ("13900000002",), date(2026, 12, 31)),)


def test_a_header_merged_downwards():
    rows = [
        ["楼座房号", "业主姓名", "面积", "", "领取选票", ""],
        ["", "", "建筑", "套内", "业主签名", "被委托人签名"],
        ["3-2-501", "张桂芬", "89.20", "70.10", "", ""],
    ]
    roster = read_roster(rows)
    assert roster.area_columns == ("面积 建筑", "面积 套内")
    assert roster.ignored == ("领取选票 业主签名", "领取选票 被委托人签名")
    assert only(read_roster(rows, "面积 套内")).area == 7010


@pytest.mark.parametrize(
    ("text", "field"),
    [("建筑面积（㎡）", "area"), ("* 业主姓名（必填）", "owner"), ("手机1", "phone"), ("身份证号码", "id_number"), ("房号/铺位号", "room"), ("物业类型(住宅、商铺)", "kind"), ("专有部分面积(㎡)", "area"), ("面积㎡", "area"), ("建筑产权面积(平方米)", "area"), ("建筑 面积", "area"), ("面积单价", ""), ("车位面积", ""), ("备注", ""), ("", ""), ("确认参会时间", "")],
)  # fmt: skip
def test_a_header_in_any_writing(text, field):
    assert field_of(text)[0] == field


def test_brackets_units_and_marks_are_no_part_of_a_header():
    assert heading(" *建筑面积（平方米）： ") == "建筑面积"


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ([], "roster-wrong-empty"),
        ([[], ["", ""]], "roster-wrong-empty"),
        ([["日期", "摘要", "收入", "支出"], ["2026-01-01", "电费", "", "120.00"]], "roster-wrong-no-homes"),
        ([["房号", "报修内容"], ["3-501", "漏水"]], "roster-wrong-no-owners"),
        ([HEADER, ["", "", "", "", "", ""]], "roster-wrong-no-rows"),
        ([["今天天气很好"]], "roster-wrong-no-homes"),
    ],
)
def test_another_file_is_refused_with_what_is_missing(rows, key):
    with pytest.raises(WrongFile) as no:
        read_roster(rows)
    assert no.value.key == key


def test_several_area_columns_are_asked_for_never_guessed():
    header = ["房号", "业主", "建筑面积", "套内面积", "产权面积"]
    rows = [header, ["3-501", "张桂芬", "89.2", "70", "88.1"]]
    roster = read_roster(rows)
    assert roster.needs_area_column
    assert roster.area_columns == ("建筑面积", "套内面积", "产权面积")
    assert only(roster).area is None
    assert odd(roster) == []
    chosen = read_roster(rows, "产权面积")
    assert (only(chosen).area, chosen.area_column, chosen.needs_area_column) == (8810, "产权面积", False)
    assert chosen.ignored == ("建筑面积", "套内面积")
    with pytest.raises(WrongFile, match="roster-wrong-area-column"):
        read_roster(rows, "公摊面积")


def test_numbers_of_identity_papers_leave_no_trace():
    number = "330106199001011234"
    roster = read([*ROW, number], ["3", "2", "502", "89.2", f"王磊{number}", ""], header=[*HEADER, "身份证号"])
    assert odd(roster) == [(1, "id-numbers")]
    assert "身份证号" in roster.ignored
    assert number not in repr(roster)
    assert roster.units[1].owners == (Party("王磊"),)


# ---- homes ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "cells", "home"),
    [
        (["房号"], ["3-2-501"], Home("3", "2", "501")),
        (["房屋地址"], ["3幢2单元501室"], Home("3", "2", "501")),
        (["编号"], ["1-1-12"], Home("1", "1", "12")),
        (["幢", "房号"], ["3号楼", "2-501"], Home("3", "2", "501")),
        (["幢", "房号"], ["3", "3-2-501"], Home("3", "2", "501")),
        (["幢", "房号"], ["3", "3-501"], Home("3", "", "501")),
        (["幢", "房号"], ["三幢", "2单元0501室"], Home("3", "2", "501")),
        (["幢", "房号"], ["3", "3幢2单元501室"], Home("3", "2", "501")),
        (["楼栋", "房号"], ["3幢2单元", "501"], Home("3", "2", "501")),
        (["幢", "单元", "房号"], ["03", "02单元", "0501"], Home("3", "2", "501")),
        (["楼号", "单元", "房号"], ["A座", "", "1203A"], Home("A", "", "1203A")),
        (["幢", "单元", "房号"], ["商铺", "", "12"], Home("商铺", "", "12")),
        (["苑", "单元", "房号"], ["金桂苑", "1", "101"], Home("金桂苑", "1", "101")),
        (["楼栋", "房号"], ["星光里3号楼", "501"], Home("3", "", "501")),
        (["楼栋", "房号"], ["二期3幢", "501"], Home("2期3", "", "501")),
    ],
)
def test_where_the_home_stands(header, cells, home):
    assert only(read([*cells, "张桂芬"], header=[*header, "业主"])).home == home


def test_a_zone_counts_only_where_it_differs():
    header = ["苑", "幢", "房号", "姓名"]
    one = read(["金桂苑", "1", "101", "甲一"], ["金桂苑", "2", "101", "乙二"], header=header)
    two = read(["金桂苑", "1", "101", "甲一"], ["银桂苑", "1", "101", "乙二"], header=header)
    assert [unit.home.spoken for unit in one.units] == ["1-101", "2-101"]
    assert [unit.home.spoken for unit in two.units] == ["金桂苑1-101", "银桂苑1-101"]


def test_two_names_before_the_same_figure_are_two_buildings():
    roster = read(["星光里1号楼", "101", "甲一"], ["月光里1号楼", "101", "乙二"], header=["楼栋", "房号", "姓名"])
    assert len(roster.units) == 2


def test_merged_cells_are_filled_from_above():
    roster = read(
        ["3", "1", "101", "80", "甲一", ""],
        ["", "", "102", "80", "乙二", ""],
        ["", "2", "101", "80", "丙三", ""],
        ["", "", "102", "80", "丁四", ""],
        ["商铺", "", "1", "80", "戊五", ""],
    )
    assert [unit.home.spoken for unit in roster.units] == ["3-1-101", "3-1-102", "3-2-101", "3-2-102", "商铺-1"]
    assert roster.oddities == ()


def test_a_lost_entrance_and_a_home_nobody_can_read_are_told():
    roster = read(
        ROW, ["3", "", "502", "80", "王磊", ""], ["3", "2", "5-2-503", "80", "刘伟", ""], ["", "", "", "80", "", ""]
    )
    assert odd(roster) == [(3, "entrance-missing"), (4, "home"), (5, "no-home")]
    assert len(roster.units) == 2


# ---- headers as they occur outside ---------------------------------------------------------------------------

SAID = {
    "room": "501",
    "building": "3",
    "entrance": "2",
    "owner": "张桂芬",
    "phone": "13800000001",
    "area": "89.2",
    "kind": "住宅",
}
EXPECTED = {
    "r01": {"building", "entrance", "room", "area", "owner", "phone"},
    "r02": {"building", "entrance", "room", "area", "owner"},
    "r04": {"building", "entrance", "room", "area", "owner", "phone", "kind"},
    "r06": {"building", "entrance", "room", "owner", "phone", "kind", "state", "role"},
    "r08": {"room", "area", "owner", "phone", "kind"},
    "r10": {"building", "entrance", "room", "area", "owner", "phone", "kind", "role"},
    "r13": {"room", "owner", "phone"},
    "r14": {"building", "entrance", "room", "kind"},
}


def outside():
    if not HEADERS.exists():
        pytest.skip("shared/data/roster_headers.json is not beside the project")
    return json.loads(HEADERS.read_text(encoding="utf-8"))


@pytest.mark.needs_data
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_headers_of_real_rosters_are_understood(name):
    header = next(one["header"] for one in outside()["variants"] if one["id"] == name)
    known = {field_of(column)[0] for column in header}
    said = {**SAID, "room": "501" if "building" in known else "3-2-501"}
    row = [said.get(field_of(column)[0], "") if field_of(column)[0] != "id_number" else "x" * 18 for column in header]
    roster = read_roster([["某小区业主名册"], header, row])
    if roster.needs_area_column:
        assert roster.fields >= EXPECTED[name]
        roster = read_roster([["某小区业主名册"], header, row], roster.area_columns[0])
    assert roster.fields >= EXPECTED[name]
    unit = only(roster)
    assert (unit.home, unit.area) == (Home("3", "2", "501"), 8920 if "area" in known else None)
    assert unit.owners == ((Party("张桂芬", ("13800000001",) if "phone" in known else ()),) if "owner" in known else ())
    assert [key for _, key in odd(roster)] == (["id-numbers"] if "id_number" in known else [])


@pytest.mark.needs_data
def test_every_header_word_collected_outside_is_known():
    fields = {"building": {"building", "zone"}, "unit": {"entrance"}, "use": {"kind"}}
    unknown = [
        (name, word)
        for name, listed in outside()["canonical"].items()
        for word in listed
        if field_of(word)[0] not in fields.get(name, {name})
    ]
    assert unknown == []
