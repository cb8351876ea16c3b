"""Rosters as they are kept: understood whatever the header, exact in areas, and whatever is odd is told with its row."""

import itertools
import json
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.values import Count
from config.words import LANGUAGES, Reader, render
from models.people.addresses import Home
from models.people.rosters import KnownUnit, Party, UnitState, WrongFile, changes, read_roster
from models.people.rosters.cells import kind_of, read_area, read_last_day, read_names, read_phones, state_of
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


# ---- people --------------------------------------------------------------------------------------------------


def test_co_owners_in_rows_of_their_own_do_not_add_the_area():
    roster = read(ROW, ["3", "2", "501", "89.2", "王磊", "13800000002"], ["", "", "", "", "王小磊", ""])
    unit = only(roster)
    assert [party.name for party in unit.owners] == ["张桂芬", "王磊", "王小磊"]
    assert (unit.area, unit.rows) == (8920, (2, 3, 4))
    assert odd(roster) == [(4, "co-owner")]


def test_family_is_no_owner_and_a_tenant_has_an_end():
    header = [*HEADER, "业主类型", "租期至"]
    roster = read(
        [*ROW, "业主", ""],
        ["3", "2", "501", "89.2", "王小磊", "", "家属", ""],
        ["3", "2", "501", "", "孙丽", "13900000002", "租户", "2026-12-31"],
        header=header,
    )
    unit = only(roster)
    assert [party.name for party in unit.owners] == ["张桂芬"]
    assert [party.name for party in unit.family] == ["王小磊"]
    assert unit.tenants == (Party("孙丽", ("13900000002",), date(2026, 12, 31)),)
    assert roster.oddities == ()


def test_one_owner_with_several_homes_and_a_home_twice():
    roster = read(ROW, ["3", "2", "502", "80", "张桂芬", "13800000001"], ROW)
    assert [unit.owners[0].name for unit in roster.units] == ["张桂芬", "张桂芬"]
    assert odd(roster) == [(4, "duplicate")]


def test_the_developers_stock():
    header = [*HEADER, "房屋状态"]
    roster = read(
        ["3", "2", "501", "80", "", "", "未售"],
        ["3", "2", "502", "80", "星光房地产开发有限公司", "", "已售"],
        ["3", "2", "503", "80", "星光置业有限公司", "", "未售"],
        ["3", "2", "504", "80", "开发商", "", ""],
        ["3", "2", "505", "80", "长河置业有限公司", "", "自住"],
        ["3", "2", "506", "80", "", "", "自住"],
        header=header,
    )
    assert [unit.developer for unit in roster.units] == [True, True, True, True, False, False]
    assert roster.units[3].owners == ()
    assert odd(roster) == [(7, "name-missing")]
    assert roster.units[0].state is UnitState.UNSOLD


def test_one_owner_in_two_spellings_is_told():
    roster = read(
        ROW,
        ["3", "2", "502", "80", "张桂芳", "13800000001"],
        ["3", "2", "503", "80", "王磊", "13800000001"],
        ["3", "2", "504", "80", "长河贸易有限公司", ""],
        ["3", "2", "505", "80", "长河贸易公司", ""],
        ["3", "2", "506", "80", "张 桂 芬", "13800000001"],
    )
    assert odd(roster) == [(3, "two-spellings"), (6, "two-spellings")]


@pytest.mark.parametrize(
    ("text", "phones", "wrong"),
    [
        ("13800000001", ("13800000001",), ()),
        ("13800000001、13900000002", ("13800000001", "13900000002"), ()),
        ("138-0000-0001 / 0571-88880000", ("13800000001", "057188880000"), ()),
        ("+86 138 0000 0001(妻)", ("13800000001",), ()),
        ("13800000001 13900000002", ("13800000001", "13900000002"), ()),
        ("1380000000", (), (10,)),
        ("138000000011", (), (12,)),
        ("13800000001或1390000000", ("13800000001",), (10,)),
        ("330106199001011234", (), (18,)),
        ("无", (), ()),
        ("", (), ()),
    ],
)
def test_telephones(text, phones, wrong):
    assert read_phones(text) == (phones, wrong)


def test_an_unreadable_telephone_is_told_by_its_length_only():
    roster = read(["3", "2", "501", "89.2", "张桂芬", "1380000000"])
    assert odd(roster) == [(2, "phone")]
    assert roster.oddities[0].params["figures"] == Count(10)
    assert "1380000000" not in repr(roster)


def test_telephones_of_two_owners_in_one_cell():
    assert only(read(["3", "2", "501", "89.2", "张三、李四", "13800000001、13900000002"])).owners == (
        Party("张三", ("13800000001",)),
        Party("李四", ("13900000002",)),
    )
    roster = read(["3", "2", "501", "89.2", "张三、李四", "13800000001"])
    assert odd(roster) == [(2, "phones-shared")]


@pytest.mark.parametrize(
    ("text", "names"),
    [("张三、李四", ("张三", "李四")), ("张 三", ("张三",)), ("张三 李四", ("张三", "李四")), ("张三(共有)", ("张三",)), ("空置", ()), ("John Smith", ("John Smith",)), ("阿里·木", ("阿里·木",)), ("星光(杭州)有限公司", ("星光(杭州)有限公司",)), ("", ())],
)  # fmt: skip
def test_names(text, names):
    assert read_names(text) == names


@pytest.mark.parametrize(
    ("text", "day", "understood"),
    [("2026-12-31", date(2026, 12, 31), True), ("2025年1月1日至2026年12月31日", date(2026, 12, 31), True), ("20261231", date(2026, 12, 31), True), ("长期", None, True), ("", None, True), ("2026-02-30", None, False), ("年底", None, False)],
)  # fmt: skip
def test_the_end_of_a_tenancy(text, day, understood):
    assert read_last_day(text) == (day, understood)


# ---- areas and kinds -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "area", "key"),
    [("89.2", 8920, ""), ("89.20㎡", 8920, ""), ("1,203.5平方米", 120350, ""), ("89", 8900, ""), ("89.125", 8913, "area-precision"), ("89.124", 8912, "area-precision"), ("89.200", 8920, ""), ("88.19999999999999", 8820, "area-precision"), ("0", None, "area-zero"), ("0.004", None, "area-zero"), ("-5", None, "area"), ("约89", None, "area"), ("89,20", None, "area"), ("13800000001", 1380000000100, "area-large"), ("", None, "")],
)  # fmt: skip
def test_areas_are_exact_and_what_is_rounded_is_told(text, area, key):
    read_cell = read_area(text)
    assert (read_cell.area, read_cell.oddity.removeprefix("roster-odd-")) == (area, key)


@given(hundredths=st.integers(1, 10**6))
def test_every_area_of_two_decimals_comes_back(hundredths):
    assert read_area(f"{hundredths // 100}.{hundredths % 100:02d}").area == hundredths


@given(text=st.from_regex(r"[1-9][0-9]{0,2}\.[0-9]{3,9}", fullmatch=True))
def test_rounding_is_half_up_and_never_silent(text):
    found = read_area(text)
    exact = Fraction(text) * 100
    assert abs(found.area - exact) <= Fraction(1, 2)
    assert found.area - exact != Fraction(-1, 2)
    assert (found.oddity == "") == (exact.denominator == 1)


def test_missing_zero_and_differing_areas():
    roster = read(
        ["3", "2", "501", "", "甲一", ""],
        ["3", "2", "502", "0", "乙二", ""],
        ["3", "2", "503", "80", "丙三", ""],
        ["3", "2", "503", "81", "丁四", ""],
    )
    assert odd(roster) == [(2, "area-missing"), (3, "area-zero"), (5, "area-differs")]
    assert roster.units[2].area == 8000


def test_parking_and_storage_never_weigh_and_are_no_homes():
    header = ["幢", "房号", "类型", "面积", "业主"]
    roster = read(
        ["3", "12", "住宅", "80", "甲一"],
        ["3", "12", "车位", "12.5", "甲一"],
        ["3", "12", "储藏室", "6", "甲一"],
        ["地下车库", "B1-035", "", "12", ""],
        ["商铺", "12", "商铺", "60.5", "乙二"],
        ["3", "13", "洋楼", "60", "丙三"],
        header=header,
    )
    kinds = [unit.kind for unit in roster.units]
    assert kinds == [UnitKind.HOME, UnitKind.PARKING, UnitKind.STORAGE, UnitKind.PARKING, UnitKind.SHOP, UnitKind.HOME]
    assert [unit.weight for unit in roster.units] == [8000, 0, 0, 0, 6050, 6000]
    assert len({unit.home for unit in roster.units}) == 6
    assert odd(roster) == [(7, "kind")]


def test_words_for_kinds_and_states():
    assert [kind_of(text) for text in ("产权车位", "地下车库", "商铺车位", "高层", "写字楼", "?")] == [
        UnitKind.PARKING, UnitKind.PARKING, UnitKind.PARKING, UnitKind.HOME, UnitKind.SHOP, None,
    ]  # fmt: skip
    assert [state_of(text) for text in ("未入住", "已入住", "已出租", "未出售", "装修中", "已售")] == [
        UnitState.VACANT, UnitState.OCCUPIED, UnitState.LET, UnitState.UNSOLD, UnitState.RENOVATING, UnitState.UNKNOWN,
    ]  # fmt: skip


def test_two_estates_in_one_file_are_told():
    roster = read(["四季家园", *ROW], ["兰苑", "3", "2", "502", "80", "王磊", ""], header=["小区", *HEADER])
    assert odd(roster) == [(3, "several-estates")]


# ---- changes -------------------------------------------------------------------------------------------------


def test_the_same_file_again_changes_nothing():
    roster = read(
        ROW, ["3", "2", "502", "80.5", "王磊、刘伟", "13800000002"], ["商铺", "", "1", "60", "星光置业有限公司", ""]
    )
    assert changes({unit.home: unit for unit in roster.units}, roster) == changes({}, roster).__class__((), (), (), 3)


def test_what_a_file_adds_changes_and_does_not_name():
    known = {
        Home("3", "2", "501"): KnownUnit(area=8900, owners=(Party("张桂芬", ("13800000009",)),)),
        Home("9", "9", "999"): KnownUnit(area=1),
    }
    found = changes(known, read(ROW, ["3", "2", "502", "80", "王磊", ""]))
    assert [unit.home.spoken for unit in found.added] == ["3-2-502"]
    assert found.missing == (Home("9", "9", "999"),)
    assert [(field.field, field.before, field.after) for field in found.updated[0].fields] == [
        ("area", 8900, 8920),
        ("owners", (Party("张桂芬", ("13800000009",)),), (Party("张桂芬", ("13800000001",)),)),
    ]
    assert found.unchanged == 0


def test_what_the_file_leaves_empty_stays():
    known = KnownUnit(
        area=8920,
        state=UnitState.LET,
        owners=(Party("张桂芬", ("13800000001",)),),
        tenants=(Party("孙丽", (), date(2026, 1, 1)),),
    )
    found = changes({Home("3", "2", "501"): known}, read(["3", "2", "501", "", "张桂芬", ""]))
    assert (found.updated, found.unchanged) == ((), 1)


# ---- whatever comes ------------------------------------------------------------------------------------------

CELL = st.sampled_from(
    ["", "3", "2", "501", "89.2", "张桂芬", "房号", "业主", "面积", "商铺", "-", "合计", "13800000001"]
)


@given(rows=st.lists(st.lists(CELL | st.text(max_size=8), max_size=7), max_size=8))
def test_any_rows_are_a_roster_or_a_wrong_file(rows):
    try:
        roster = read_roster(rows)
    except WrongFile as no:
        sentences = [(no.key, no.params)]
    else:
        sentences = [(oddity.saying.key, oddity.saying.params) for oddity in roster.oddities]
        assert len({unit.home for unit in roster.units}) == len(roster.units)
    for (key, params), lang in itertools.product(sentences, LANGUAGES):
        assert render(key, params, Reader(lang, datetime(2026, 3, 1, tzinfo=UTC)))


@given(body=st.lists(st.lists(CELL, min_size=6, max_size=6), max_size=8))
def test_every_oddity_can_be_said(body):
    try:
        roster = read(ROW, *body)
    except WrongFile:
        pytest.fail("one good row makes a roster")
    for oddity, lang in itertools.product(roster.oddities, LANGUAGES):
        said = render(oddity.key, oddity.saying.params, Reader(lang, datetime(2026, 3, 1, tzinfo=UTC)))
        assert str(oddity.row) in said


@given(homes=st.lists(st.tuples(st.integers(1, 30), st.integers(1, 4), st.integers(101, 3308)), unique=True, min_size=1, max_size=20), order=st.randoms())  # fmt: skip
def test_the_order_of_rows_does_not_matter(homes, order):
    rows = [[str(one), str(two), str(three), "80", f"业主{three}甲", ""] for one, two, three in homes]
    shuffled = rows.copy()
    order.shuffle(shuffled)
    first = {unit.home: (unit.area, unit.owners) for unit in read(*rows).units}
    assert first == {unit.home: (unit.area, unit.owners) for unit in read(*shuffled).units}
    assert len(first) == len(homes)


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
