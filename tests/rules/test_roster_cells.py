"""One cell at a time."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.people.rosters import UnitState
from models.people.rosters.cells import kind_of, read_area, read_last_day, read_names, read_phones, state_of
from models.people.tables import UnitKind


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


def test_words_for_kinds_and_states():
    assert [kind_of(text) for text in ("产权车位", "地下车库", "商铺车位", "高层", "写字楼", "?")] == [
        UnitKind.PARKING, UnitKind.PARKING, UnitKind.PARKING, UnitKind.HOME, UnitKind.SHOP, None,
    ]  # fmt: skip
    assert [state_of(text) for text in ("未入住", "已入住", "已出租", "未出售", "装修中", "已售")] == [
        UnitState.VACANT, UnitState.OCCUPIED, UnitState.LET, UnitState.UNSOLD, UnitState.RENOVATING, UnitState.UNKNOWN,
    ]  # fmt: skip


def test_a_home_with_a_parking_place_is_a_home():
    assert [kind_of(text) for text in ("住宅(含车位)", "住宅带车位", "住宅车库", "非住宅")] == [
        UnitKind.HOME, UnitKind.HOME, UnitKind.PARKING, UnitKind.SHOP,
    ]  # fmt: skip
