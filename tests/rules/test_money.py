"""Money is read in every usual writing, and nothing else is taken for money."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import words
from models.disclosures.money import parse_money, says_nothing, unit_of

SUMS = st.integers(-(10**12), 10**12)
DIGITS, PLACES = "零壹贰叁肆伍陆柒捌玖", ["", "拾", "佰", "仟"]


def in_capitals(fen: int) -> str:
    """The writing of cheques, made independently of the reader."""
    yuan, jiao, cents = fen // 100, fen // 10 % 10, fen % 10
    text, nought = "", False
    for place in range(len(str(yuan)) - 1, -1, -1):
        digit = yuan // 10**place % 10
        if digit:
            text += ("零" if nought else "") + DIGITS[digit] + PLACES[place % 4]
        nought = not digit
        if place % 4 == 0 and place and yuan // 10**place % 10**4:
            text += "万" if place == 4 else "亿"
    text = (text or "零") + "元"
    if jiao:
        text += DIGITS[jiao] + "角"
    if cents:
        text += ("" if jiao else "零") + DIGITS[cents] + "分"
    return text if jiao or cents else text + "整"


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("14000", 1_400_000),
        ("98.4", 9840),
        ("12,345.60", 1_234_560),
        ("¥12345.6元", 1_234_560),
        ("￥ 12,345.60", 1_234_560),
        ("１２，３４５．６０", 1_234_560),
        ("1.2万", 1_200_000),
        ("1.2万元", 1_200_000),
        ("3千元", 300_000),
        ("壹万贰仟叁佰元整", 1_230_000),
        ("人民币壹万贰仟叁佰肆拾伍元陆角柒分", 1_234_567),
        ("一万零五元", 1_000_500),
        ("拾伍元", 1500),
        ("两千三百", 230_000),
        ("(1,200.00)", -120_000),
        ("（1,200.00）", -120_000),
        ("-1200", -120_000),
        ("−1200", -120_000),
        ("-¥1,200", -120_000),
        ("¥-1,200", -120_000),
        ("¥(1,200)", -120_000),
        ("12 345.60", 1_234_560),
        ("12元5角", 1250),
        ("0", 0),
        ("0.00", 0),
        ("0.30000000000000004", 30),
        ("RMB 500", 50_000),
        ("NT$641,999", 64_199_900),
        ("13800138000元", 1_380_013_800_000),
    ],
)
def test_usual_writings(text, fen):
    assert parse_money(text) == fen


@pytest.mark.parametrize("text", ["", "—", "/", "无", "--", "N/A", " "])
def test_nothing_is_not_nought(text):
    assert parse_money(text) is None
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "12 345,60",  # comma as the decimal mark
        "12,34",
        "1,2345",
        "12 34",
        "一万二",
        "12块5",
        "1.234",
        "2024-01-05",
        "2024/1/5",
        "20240105",
        "2024年",
        "1月",
        "13800138000",
        "0574-62701234",
        "0702",
        "12%",
        "12.5％",
        "310余",
        "约33.09万",
        "二〇二四",
        "一",
        "3幢",
        "6000元/套/年",
        "2200元/块39600元/年",
        "--5",
        "(-5)",
        "1e5",
        "inf",
        "١٢",
        "99999999999999999",
        "壹佰贰佰元",
        "万元",
        "壹仟角",
    ],
)
def test_what_is_not_money_is_refused(text):
    assert parse_money(text) is None
    assert not says_nothing(text)


def test_the_column_names_the_unit_and_the_cell_overrules_it():
    assert unit_of("金额（万元）") == 10_000
    assert unit_of("单位：元") == unit_of("金额(元)") == 1
    assert unit_of("金额") is None
    assert parse_money("297.7", 10_000) == 297_700_000
    assert parse_money("500元", 10_000) == 50_000
    assert parse_money("1.2万", 10_000) == 1_200_000


@given(SUMS)
def test_what_we_write_we_read(fen):
    assert parse_money(words.money(fen, "zh-CN")) == fen
    assert parse_money(words.money(fen, "en")) == fen
    assert parse_money(f"{'-' * (fen < 0)}{abs(fen) // 100}.{abs(fen) % 100:02d}元") == fen


@given(st.integers(0, 10**11))
def test_cheque_writing_is_read(fen):
    assert parse_money(in_capitals(fen)) == fen


@given(st.integers(0, 10**8), st.sampled_from([1, 1000, 10_000]))
def test_units_multiply(fen, unit):
    assert parse_money(f"{fen // 100}.{fen % 100:02d}元", unit) == fen
    assert parse_money(f"{fen // 100}.{fen % 100:02d}", unit) == fen * unit


@given(st.text(max_size=30) | st.text("0123456789,.元万-()（）¥ 一二百千万亿零", max_size=20))
def test_any_text_gives_fen_or_nothing(text):
    assert isinstance(parse_money(text), int | None)


@given(SUMS, st.sampled_from(["%", "年", "幢", "/月", "日", "m²"]))
def test_figures_of_other_things_are_refused(fen, tail):
    assert parse_money(f"{abs(fen) // 100}{tail}") is None
