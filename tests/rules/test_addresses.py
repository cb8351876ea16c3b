"""Homes and buildings in any usual writing; never 3 for 5, never a telephone number, a day or an amount for a home."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.people.addresses import (
    Home,
    Place,
    canonical_building,
    figure,
    find_building,
    find_buildings,
    find_place,
    homes_like,
    is_only_place,
    parse_home,
    read_home,
)

FULL = Home("3", "2", "501")
PLAIN = Home("3", "", "501")


@pytest.mark.parametrize(
    "text",
    ["3-2-501", "３－２－５０１", "3—2—501", "3 - 2 - 501", "3幢2单元501", "3幢2单元501室", "3号楼2单元501室", "三幢二单元五零一", "三号楼二单元五百零一室", "3 2 501", "3/2/501", "3栋2单元501号", "3#2-501", "3#楼2单元501", "3#2单元501", "03-02-0501", "3幢 2单元 0501", "3棟2單元501", "No.3 unit 2 room 501", "building 3, unit 2, room 501", "Block 3 Unit 2 #501", "3号楼2门501", "3-2单元-501", "第三幢第二单元501".replace("第二", "二"), "3幢2-501", "我是3幢2单元501的业主", "我住3-2-501", "3-2-501户主", "张三3-2-501", "3号楼(2单元)501", "3幢2单元#501", "3-2-501 平时没水", "3-2-501，电梯坏了", "房号:3-2-501", "3号楼2单元5楼501", "3号2单元501", "3楼2单元501", "电话13800138000，3-2-501", "三號樓2單元501室"],
)  # fmt: skip
def test_a_home_with_its_entrance(text):
    assert parse_home(text) == FULL


@pytest.mark.parametrize(
    "text",
    ["3-501", "3#501", "3幢501", "3幢501室", "3号楼501", "三幢五〇一", "3栋 501", "3号501室", "3 501", "3座501", "3-501室", "3-0501", "3号楼-501", "building 3 room 501", "flat 501, building 3", "3幢5楼501", "我家3幢501漏水"],
)  # fmt: skip
def test_a_home_without_entrance(text):
    assert parse_home(text) == PLAIN


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("A座1203", Home("A", "", "1203")),
        ("a座1203室", Home("A", "", "1203")),
        ("A1-2-1203", Home("A1", "2", "1203")),
        ("AB座1203", Home("AB", "", "1203")),
        ("十三幢一单元一二零三", Home("13", "1", "1203")),
        ("第十三座1203", Home("13", "", "1203")),
        ("商铺12", Home("商铺", "", "12")),
        ("1幢商铺3号", Home("1", "", "商铺3")),
        ("12栋B座1203", Home("12", "B", "1203")),
        ("商铺A12", Home("商铺", "", "A12")),
        ("商铺 12号", Home("商铺", "", "12")),
        ("12号商铺", Home("商铺", "", "12")),
        ("商铺1号101室", Home("商铺1", "", "101")),
        ("A区1幢 1单元101室", Home("A区1", "1", "101")),
        ("A区排屋4号402室", Home("A区排屋4", "", "402")),
        ("A区商铺1号101室", Home("A区商铺1", "", "101")),
        ("二期4座1101", Home("2期4", "", "1101")),
        ("第一期五幢2-301", Home("1期5", "2", "301")),
        ("3幢501A", Home("3", "", "501A")),
        ("3幢东单元501", Home("3", "东", "501")),
        ("103号楼1单元1502", Home("103", "1", "1502")),
        ("3幢10502室", Home("3", "", "10502")),
        ("3幢12室", Home("3", "", "12")),
        ("13-2-501", Home("13", "2", "501")),
    ],
)
def test_other_usual_writings(text, home):
    assert parse_home(text) == home


def test_names_of_the_estate_are_part_of_a_home_only_when_known():
    assert parse_home("金桂苑1幢2单元301", names=["金桂苑"]) == Home("金桂苑1", "2", "301")
    assert parse_home("翡翠轩501", names=["翡翠轩"]) == Home("翡翠轩", "", "501")
    assert parse_home("翡翠轩501") is None


@pytest.mark.parametrize(
    "text",
    ["3幢(0571)88881234", "3幢 0571 88881234", "3幢 138 0013 8000", "3幢 400 820 8820", "", "501", "3", "3幢", "13800138000", "138-0013-8000", "0571-88881234", "400-820-8820", "021-62881234", "3幢13800138000", "8888-501", "2026-11-30", "2026/11/30", "26-11-30", "11-30", "11/30", "11月30日", "12-31-2024", "3-2-2024", "11月3号501元", "9:00-15:30", "9:30-1101", "11月3号501室", "8:30-17:30", "0830-1730", "12.50元", "3-501元", "每平2.20元", "3,501", "3.501", "100-200元", "3幢120户同意", "3号楼200人", "5幢2024年没修", "3幢15天没修", "3号楼3次停电", "3-500块钱", "20-300元一个月", "浙A-1203", "浙A12345", "v3-2.501", "SJ-12", "第3-501条", "3-2-501和5-2-501", "330106199001011234", "3幢1203元", "3幢50%", "3-2", "1-2-3", "B2车库", "3楼501", "3 5 8", "5号501人", "不是3-2-501"],
)  # fmt: skip
def test_what_is_no_home(text):
    assert parse_home(text) is None


def test_a_question_about_a_home_is_no_denial():
    assert parse_home("是不是3-2-501漏水") == FULL


def test_excel_takes_the_zero_away():
    assert Home("03", "02", "0702") == Home("3", "2", "702")
    assert Home("3", "2", "702") != Home("3", "2", "7020")
    assert len({Home("3", "2", "0702"), Home("3", "2", "702")}) == 1


def test_a_column_of_homes_is_trusted_with_short_rooms():
    assert read_home("3-2-12") == Home("3", "2", "12")
    assert read_home("7-3") == Home("7", "", "3")
    assert read_home("3 2 501") == FULL
    assert read_home("3幢2单元501室") == FULL
    assert read_home("合计") is None


def test_who_leaves_out_the_entrance_is_offered_the_homes_that_fit():
    known = [Home("3", "1", "501"), FULL, Home("5", "2", "501")]
    assert homes_like(PLAIN, known) == (Home("3", "1", "501"), FULL)
    assert homes_like(FULL, known) == (FULL,)
    assert homes_like(Home("3", "3", "501"), known) == ()
    assert homes_like(FULL, [PLAIN]) == (PLAIN,)


def test_who_leaves_out_the_zone_is_offered_every_zone_and_never_another_figure():
    known = [Home("金桂苑1", "2", "301"), Home("银桂苑1", "2", "301"), Home("11", "2", "301"), Home("A1", "2", "301")]
    assert homes_like(Home("1", "2", "301"), known) == tuple(known[:2])
    assert homes_like(Home("1", "", "301"), known) == tuple(known[:2])


NUMBER = st.integers(1, 299).map(str)
BUILDING = NUMBER | st.tuples(st.sampled_from("ABCDEFGH"), st.integers(0, 99)).map(
    lambda pair: pair[0] + (str(pair[1]) if pair[1] else "")
)
ENTRANCE = st.just("") | st.integers(1, 20).map(str)
ROOM = st.tuples(st.integers(1, 40), st.integers(1, 12)).map(lambda pair: f"{pair[0]}{pair[1]:02d}")
HOMES = st.builds(Home, BUILDING, ENTRANCE, ROOM)


@given(home=HOMES)
def test_the_spoken_form_is_understood(home):
    assert parse_home(home.spoken) == home == read_home(home.spoken)


@given(
    home=HOMES, mark=st.sampled_from(["幢", "号楼", "栋", "#楼"]), tail=st.sampled_from(["", "室", "室漏水了", " 停电"])
)
def test_the_marked_form_is_understood(home, mark, tail):
    entrance = f"{home.entrance}单元" if home.entrance else ""
    assert parse_home(f"{home.building}{mark}{entrance}{home.room}{tail}") == home


@given(number=st.from_regex(r"1[3-9][0-9]{9}|0[0-9]{2,3}[- ]?[2-8][0-9]{6,7}|1[3-9][0-9][- ][0-9]{4}[- ][0-9]{4}|400[- ]?[0-9]{3}[- ]?[0-9]{4}", fullmatch=True), frame=st.sampled_from(["{}", "打{}", "我的电话{}谢谢", "3幢 {}", "{} 3号楼"]))  # fmt: skip
def test_a_telephone_number_is_never_a_home(number, frame):
    assert parse_home(frame.format(number)) is None


@given(day=st.dates(), form=st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%y-%m-%d", "%Y%m%d", "%m-%d", "%m/%d", "%Y年%m月%d日", "%Y-%m", "%d-%m-%Y", "%m-%d-%y"]), frame=st.sampled_from(["{}", "从{}起", "{}停水"]))  # fmt: skip
def test_a_day_is_never_a_home(day, form, frame):
    if 2013 <= day.year < 2100 or not form.endswith("%Y"):
        assert parse_home(frame.format(day.strftime(form))) is None


@given(fen=st.integers(1, 10**9), other=st.integers(1, 999), unit=st.sampled_from(["元", "万元", "块", "块钱", "㎡", "%", "户", "人", "票"]))  # fmt: skip
def test_an_amount_is_never_a_home(fen, other, unit):
    for text in (f"{fen // 100}.{fen % 100:02d}{unit}", f"{other}-{fen}{unit}", f"{fen:,}{unit}", f"¥{fen}-{other}"):
        assert parse_home(text) is None


@given(text=st.text(max_size=60))
def test_any_text_is_a_home_or_none(text):
    assert parse_home(text) is None or parse_home(text).room
    find_place(text)
    canonical_building(text)


@given(number=st.integers(1, 199), mark=st.sampled_from(["号楼", "幢", "栋", "#楼", " 幢", " 号楼"]), tail=st.sampled_from(["电梯又坏了", "停电", "的灯不亮", "", "楼道灯坏了", "，没水"]), head=st.sampled_from(["", "我们", "小区", "请问", "昨天"]))  # fmt: skip
def test_a_building_in_a_sentence_is_that_building(number, mark, tail, head):
    assert find_building(f"{head}{number}{mark}{tail}") == str(number)


@pytest.mark.parametrize(
    ("text", "building"),
    [
        ("3号楼电梯又坏了", "3"),
        ("３号楼电梯又坏了，门关不上", "3"),
        ("五幢", "5"),
        ("五幢电梯困人", "5"),
        ("13号楼", "13"),
        ("十三幢", "13"),
        ("二十一栋停水", "21"),
        ("一幢电梯", "1"),
        ("第3幢", "3"),
        ("A座大堂", "A"),
        ("A1幢电梯", "A1"),
        ("八座电梯", "8"),
        ("二期4座", "2期4"),
        ("A区3幢", "A区3"),
        ("3#楼没电", "3"),
        ("2号商业住宅楼", "2"),
        ("3-2-501漏水", "3"),
        ("3幢2单元501漏水", "3"),
        ("不是3幢，是5幢", "5"),
        ("是不是3幢停电", "3"),
        ("电梯困人了 5幢", "5"),
        ("10点5幢停电", "5"),
        ("3幢楼道灯坏了", "3"),
        ("3号楼道灯坏了", "3"),
        ("building 3 lift is broken", "3"),
        ("Tower 12 has no water", "12"),
    ],
)
def test_the_building_a_sentence_names(text, building):
    assert find_building(text) == building


@pytest.mark.parametrize(
    "text",
    ["", "B2 车库", "B2车库没灯", "3楼电梯", "3号电梯坏了", "3#电梯", "3号门", "3单元停电", "11月3号楼道停电", "10.3号楼道停电", "有3幢楼没电", "共5幢", "整幢楼", "这幢楼", "几十幢", "一幢楼", "3幢楼都停电", "两幢楼", "三四幢", "一座桥", "5座商务车占道", "修了3座假山", "插座坏了", "1203号楼", "3号楼和5号楼都停电", "3、5幢停水", "13800138000", "3号楼 5号楼", "不是3幢", "I want to build a wall", "building a shed"],
)  # fmt: skip
def test_no_building_or_more_than_one(text):
    assert find_building(text) is None


@pytest.mark.parametrize(
    ("text", "buildings"),
    [("3、5幢停水", ("3", "5")), ("3号楼和5号楼", ("3", "5")), ("3-5幢停水", ("3", "4", "5")), ("一至三幢".replace("一至三", "1至3"), ("1", "2", "3")), ("A、B座", ("A", "B")), ("三幢、五幢", ("3", "5")), ("3幢和3幢", ("3",)), ("3幢501和5幢202", ("3", "5"))],
)  # fmt: skip
def test_several_buildings(text, buildings):
    assert find_buildings(text) == buildings


@given(one=st.integers(1, 99), other=st.integers(1, 99), mark=st.sampled_from(["号楼", "幢", "栋"]))
def test_of_two_buildings_none_is_chosen(one, other, mark):
    found = find_building(f"{one}{mark}和{other}{mark}电梯坏了")
    assert found == (str(one) if one == other else None)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("3号楼电梯又坏了，门关不上", Place("3", "", "电梯")),
        ("5幢2单元门口有积水", Place("5", "2", "门口")),
        ("B2 车库漏水", Place("", "", "地下车库")),
        ("3-2-501 楼道堆东西", Place("3", "2", "楼道")),
        ("大堂灯不亮", Place("", "", "大堂")),
        ("三幢二单元电梯间", Place("3", "2", "电梯厅")),
        ("自行车库门坏了", Place("", "", "非机动车棚")),
        ("你好", Place()),
        ("lift in building 3 stuck", Place("3", "", "电梯")),
    ],
)
def test_a_place(text, place):
    assert find_place(text) == place


@pytest.mark.parametrize(
    ("cell", "building"),
    [("3", "3"), ("03幢", "3"), ("3号楼", "3"), ("40栋", "40"), ("第十三座", "13"), ("八座", "8"), ("二期4座", "2期4"), ("第一期五幢", "1期5"), ("2号商业住宅楼", "2"), ("5-", "5"), ("商铺", "商铺"), ("翡翠轩", "翡翠轩"), ("星光里F座", "星光里F"), ("103号楼", "103"), ("11栋", "11"), ("A1座", "A1"), ("a", "A"), ("3#", "3"), ("3楼", "3"), ("", "")],
)  # fmt: skip
def test_a_cell_of_the_building_column(cell, building):
    assert canonical_building(cell) == building


@given(number=st.integers(1, 99))
def test_chinese_figures(number):
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    spelled = (digits[tens] if tens > 1 else "") + ("十" if tens else "") + (digits[ones] if ones or not tens else "")
    assert figure(spelled) == str(number)
    assert canonical_building(f"第{spelled}幢") == str(number) == find_building(f"{spelled}幢电梯坏了")


def test_longer_chinese_figures():
    assert [figure(text) for text in ("五零一", "五百零一", "一千二百零三", "一二〇三", "三十", "x")] == [
        "501", "501", "1203", "1203", "30", "x",
    ]  # fmt: skip


@pytest.mark.parametrize("said", ["2-1-301", "3幢2单元501室", "3幢楼道", "在5号楼", "二幢一单元", "building 5", "A座"])
def test_a_place_alone(said):
    assert is_only_place(said)


@pytest.mark.parametrize(
    "said",
    ["2-1-301下水道堵了", "3幢灯坏了", "漏水", "", "5号楼有人", "13800000001", "the gate of building 2 is broken"],
)
def test_more_than_a_place_or_none(said):
    assert not is_only_place(said)
