"""Owners, co-owners, family, tenants and the developer; areas and kinds: one row or many, weighed once."""

from datetime import date

import pytest

from config.values import Count
from models.people.rosters import Party, UnitState, WrongFile, read_roster
from models.people.tables import UnitKind

HEADER = ["幢", "单元", "房号", "建筑面积（㎡）", "业主姓名", "联系电话"]
ROW = ["3", "2", "501", "89.2", "张桂芬", "13800000001"]


def read(*rows, header=HEADER, area=None, estate=""):
    return read_roster([list(header), *map(list, rows)], area, estate)


def odd(roster):
    return [(oddity.row, oddity.key.removeprefix("roster-odd-")) for oddity in roster.oddities]


def only(roster):
    (unit,) = roster.units
    return unit


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


def test_two_estates_in_one_file_are_told():
    roster = read(["四季家园", *ROW], ["兰苑", "3", "2", "502", "80", "王磊", ""], header=["小区", *HEADER])
    assert odd(roster) == [(3, "several-estates")]


def test_who_owned_it_before_is_nobody_now():
    roster = read([*ROW, "原业主"], ["3", "2", "501", "89.2", "王磊", "", "业主"], header=[*HEADER, "身份"])
    assert [party.name for party in only(roster).owners] == ["王磊"]


def test_a_company_with_three_homes_is_the_developer_and_a_buyer_never_is():
    rows = [["3", "2", str(room), "80", "星光置业有限公司", "", ""] for room in (501, 502, 503)]
    roster = read(*rows, ["3", "2", "504", "80", "张桂芬", "", "未售"], header=[*HEADER, "房屋状态"])
    assert [unit.developer for unit in roster.units] == [True, True, True, False]


def test_a_second_row_of_a_tenant_keeps_the_end_of_the_first():
    header = [*HEADER, "身份", "租期至"]
    rows = [
        ["3", "2", "501", "", "孙丽", phone, "租户", until]
        for phone, until in (("", "2026-12-31"), ("13900000002", ""))
    ]
    assert only(read(*rows, header=header)).tenants == (Party("孙丽", ("13900000002",), date(2026, 12, 31)),)


TWO_ESTATES = [
    ["杭州四季家园小区", *ROW],
    ["", "3", "2", "502", "80", "王磊", ""],
    ["兰苑", "9", "1", "101", "70", "赵敏", ""],
    ["", "", "", "102", "70", "钱多", ""],
    ["小区", *HEADER],
    ["四季家园", "", "2", "503", "80", "刘伟", ""],
]


def test_rows_of_another_estate_are_left_out_and_told():
    roster = read(*TWO_ESTATES, header=["小区", *HEADER], estate="四季家园")
    assert [unit.home.spoken for unit in roster.units] == ["3-2-501", "3-2-502", "3-2-503"]
    assert odd(roster) == [(4, "other-estate"), (7, "building-above")]
    told = roster.oddities[0].params
    assert (told["estate"].value, told["count"].value, told["rows"].value) == ("兰苑", 2, "4-5")


def test_a_file_of_another_estate_is_refused():
    with pytest.raises(WrongFile) as no:
        read(*TWO_ESTATES, header=["小区", *HEADER], estate="荷塘里")
    assert no.value.key == "roster-wrong-estate"
    with pytest.raises(WrongFile):
        read(["兰苑", *ROW], header=["小区", *HEADER], estate="四季家园")


def test_a_number_for_the_only_estate_names_nobody():
    roster = read(["10023", *ROW], header=["小区ID", *HEADER], estate="四季家园")
    assert len(roster.units) == 1
    with pytest.raises(WrongFile):
        read(
            ["10023", *ROW], ["10024", "9", "1", "101", "70", "赵敏", ""], header=["小区ID", *HEADER], estate="四季家园"
        )


def test_a_building_taken_from_above_is_told_where_the_row_says_everything_else():
    rows = [
        ROW,
        ["", "2", "502", "80", "王磊", ""],
        ["", "2", "503", "80", "刘伟", ""],
        ["4", "1", "101", "80", "赵敏", ""],
    ]
    roster = read(*rows)
    assert [unit.home.spoken for unit in roster.units] == ["3-2-501", "3-2-502", "3-2-503", "4-1-101"]
    assert odd(roster) == [(3, "building-above")]
    assert (roster.oddities[0].params["count"].value, roster.oddities[0].params["rows"].value) == (2, "3-4")
    merged = read(ROW, ["", "", "502", "80", "王磊", ""], ["", "3", "503", "80", "刘伟", ""])
    assert odd(merged) == []
