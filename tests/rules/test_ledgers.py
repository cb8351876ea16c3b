"""Money tables as committees and companies really write them: read, added up, and told where they are wrong."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config import words
from config.ledgers import categories
from config.words import LANGUAGES, Reader, has, render
from models.disclosures.ledgers import (
    Fund,
    Kind,
    Period,
    Sum,
    WrongFile,
    compare_ledgers,
    missing_parts,
    read_distribution,
    read_ledger,
    summarise,
)
from models.disclosures.ledgers.days import NoSuchDay, parse_days, parse_period

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "disclosures"
needs_data = [
    pytest.mark.needs_data,
    pytest.mark.skipif(not DATA.is_dir(), reason="no outside data beside the project"),
]

FORM = """
四季家园2025年度公共收益公示表（单位：元）
期间：2025年1月至12月,,,,,,,,
序号,类别,项目,合同对方,合同期限,应收,实收,所属期间,备注
一、收入
1,广告,电梯轿厢广告,某某传媒,2024-01-01至2026-12-31,14000,14000,2025年3月,
2,广告,电梯轿厢广告,某某传媒,2024-01-01至2026-12-31,14000,14000,2025年7月,
3,,道闸广告,某某传媒,长期,3000,,2025年,未付
,小计,,,,31000,28000,,
4,停车费,地面停车费,业主,,"98,400.50","98,400.50",2025年,
,收入合计,,,,,"126,400.50",,
二、成本
1,税费,增值税,,,,1200,2025年,
,成本合计,,,,,1200,,
三、支出
1,日常小修,零星维修,某某工程,,,"壹万贰仟元整",2025年度,
2,办公费,打印纸,,,,¥350.50,2025-11-30,
,支出合计,,,,,12350.50,,
上期结余,,,,,,5000,,
本期结余,,,,,,117850.00,,
专户余额：117850.00元
编制人：李某,,,,复核人：王某,,,,
"""


def sheet(text):
    return list(csv.reader(text.strip().splitlines()))


def keys(ledger):
    return [odd.key for odd in ledger.oddities]


def found(ledger, key):
    (odd,) = [one for one in ledger.oddities if one.key == key]
    return odd.row, {name: value.value for name, value in odd.params.items()}


def test_the_publication_form():
    ledger = read_ledger(sheet(FORM))
    assert keys(ledger) == []
    assert [(one.kind, one.category, one.amount) for one in ledger.entries] == [
        (Kind.INCOME, "advertising", 1_400_000),
        (Kind.INCOME, "advertising", 1_400_000),
        (Kind.INCOME, "advertising", 0),
        (Kind.INCOME, "parking", 9_840_050),
        (Kind.COST, "tax", 120_000),
        (Kind.EXPENSE, "repairs", 1_200_000),
        (Kind.EXPENSE, "office", 35_050),
    ]
    first, third, last = ledger.entries[0], ledger.entries[2], ledger.entries[-1]
    assert (first.period, first.party, first.row) == (Period(2025, 3, 1), "某某传媒", 5)
    assert (first.start, first.until) == (date(2024, 1, 1), date(2026, 12, 31))
    assert (third.received, third.due, third.item) == (None, 300_000, "道闸广告")
    assert last.day == date(2025, 11, 30)
    assert [one.what for one in ledger.stated] == [Sum.SUBTOTAL, *[Sum.TOTAL] * 3, Sum.OPENING, Sum.CLOSING, Sum.BANK]


@pytest.mark.parametrize(
    ("old", "new", "key", "row", "difference"),
    [
        (",小计,,,,31000,28000,,", ",小计,,,,31000,28100,,", "ledger-odd-sum", 8, 10_000),
        (",小计,,,,31000,28000,,", ",小计,,,,32000,28000,,", "ledger-odd-sum", 8, 100_000),
        ('"126,400.50",,', '"126,400.05",,', "ledger-odd-sum", 10, -45),
        ("支出合计,,,,,12350.50", "支出合计,,,,,12350.00", "ledger-odd-sum", 17, -50),
        ("本期结余,,,,,,117850.00", "本期结余,,,,,,117805.00", "ledger-odd-closing", 19, -4500),
        ("专户余额：117850.00元", "专户余额：11.7851万元", "ledger-odd-bank", 20, 100),
    ],
)
def test_every_sum_is_checked(old, new, key, row, difference):
    assert old in FORM
    ledger = read_ledger(sheet(FORM.replace(old, new)))
    where, params = found(ledger, key)
    assert where == row
    assert params["difference"] == params["stated"] - params["computed"] == difference


def test_without_an_opening_balance_the_difference_is_named():
    ledger = read_ledger(sheet(FORM.replace("上期结余,,,,,,5000,,\n", "")))
    assert found(ledger, "ledger-odd-no-opening")[1]["difference"] == 500_000


def test_price_times_quantity():
    rows = sheet("项目,单价,数量,金额\n灯泡,12.5,4个,50\n门锁,85,19,1651\n合计,,,1665")
    ledger = read_ledger(rows, 2025)
    assert found(ledger, "ledger-odd-product") == (
        3,
        {"item": "门锁", "stated": 165_100, "computed": 161_500, "difference": 3600},
    )
    assert found(ledger, "ledger-odd-sum-lines")[0] == 4
    assert {one.kind for one in ledger.entries} == {Kind.EXPENSE}


def test_months_as_columns():
    rows = sheet(
        "2025年公共收益收支表（单位：万元）\n项目,1月,2月,3月,合计\n收入,,,,\n停车费,1.2,1,—,2.2\n广告费,0.3,,0.5,0.9\n合计,1.5,1,0.5,3.0\n支出,,,,\n维修,0.1,0,0.2,0.3"
    )
    ledger = read_ledger(rows)
    assert [(one.kind, one.category, one.amount, one.period) for one in ledger.entries] == [
        (Kind.INCOME, "parking", 1_200_000, Period(2025, 1, 1)),
        (Kind.INCOME, "parking", 1_000_000, Period(2025, 2, 1)),
        (Kind.INCOME, "advertising", 300_000, Period(2025, 1, 1)),
        (Kind.INCOME, "advertising", 500_000, Period(2025, 3, 1)),
        (Kind.EXPENSE, "repairs", 100_000, Period(2025, 1, 1)),
        (Kind.EXPENSE, "repairs", 200_000, Period(2025, 3, 1)),
    ]
    assert found(ledger, "ledger-odd-row-total")[1]["difference"] == 100_000
    assert found(ledger, "ledger-odd-sum")[1]["stated"] == 3_000_000


def test_categories_as_columns():
    rows = sheet("月份,停车费,广告收入,维修支出\n2025年1月,100,200,50\n2025年2月,110,,60\n合计,210,200,111")
    ledger = read_ledger(rows)
    assert [(one.kind, one.category, one.amount) for one in ledger.entries][:3] == [
        (Kind.INCOME, "parking", 10_000),
        (Kind.INCOME, "advertising", 20_000),
        (Kind.EXPENSE, "repairs", 5000),
    ]
    assert found(ledger, "ledger-odd-sum")[1]["difference"] == 100


def test_income_and_expense_side_by_side():
    rows = sheet(
        "2024年收支情况\n收入,,支出,\n项目,金额,项目,金额\n车位费,5000,修门,800\n广告,300,打印,20\n合计,5300,合计,821"
    )
    ledger = read_ledger(rows)
    assert [(one.kind, one.category, one.amount) for one in ledger.entries] == [
        (Kind.INCOME, "parking", 500_000),
        (Kind.EXPENSE, "expense-other", 80_000),
        (Kind.INCOME, "advertising", 30_000),
        (Kind.EXPENSE, "office", 2000),
    ]
    assert found(ledger, "ledger-odd-sum")[1]["difference"] == 100


def test_a_journal_with_running_balance():
    rows = sheet(
        "日期,摘要,收入,支出,余额\n2025-01-01,上期结余,,,1000\n2025-01-05,停车费,500,,1500\n2025-02-03,修灯,,200,1310\n2025-02-04,利息,3.21,,1313.21\n2025-02-31,绿化,,13.21,1300\n本期合计,,503.21,213.21,1300"
    )
    ledger = read_ledger(rows)
    assert found(ledger, "ledger-odd-closing")[0] == 4
    assert found(ledger, "ledger-odd-day") == (6, {"text": "2025-02-31"})
    assert [one.amount for one in ledger.entries] == [50_000, 20_000, 321, 1321]
    assert ledger.stated[0].what is Sum.OPENING


def test_long_table_with_a_kind_column_and_several_funds():
    rows = sheet(
        "日期,收支,资金来源,项目,金额\n2025/3/1,收入,公共收益,充电桩,800\n2025/4/1,支出,专项维修资金,电梯更换钢丝绳,5600\n2025/5/1,支出,业委会经费,会议费,120\n2025/5/2,,,谢谢,99"
    )
    ledger = read_ledger(rows)
    assert [(one.fund, one.category) for one in ledger.entries] == [
        (Fund.REVENUE, "charging"),
        (Fund.MAINTENANCE, "fund-use"),
        (Fund.BUDGET, "assembly"),
    ]
    assert found(ledger, "ledger-odd-kind") == (5, {"item": "谢谢"})


def test_maintenance_fund_sheet():
    rows = sheet(
        "2025年维修资金使用情况\n项目,金额（元）\n期初余额,100000\n交存,5000\n增值收益,1200\n使用,\n3幢屋面防水,20000\n期末余额,86200"
    )
    ledger = read_ledger(rows)
    assert [(one.fund, one.kind, one.category) for one in ledger.entries] == [
        (Fund.MAINTENANCE, Kind.INCOME, "fund-paid-in"),
        (Fund.MAINTENANCE, Kind.INCOME, "fund-gain"),
        (Fund.MAINTENANCE, Kind.EXPENSE, "fund-use"),
    ]
    assert keys(ledger) == []


def test_budget_sheet():
    rows = sheet(
        "2025年业委会经费\n项目,预算,实际,余额\n会议费,3000,2500,500\n办公费,2000,2100,100\n合计,5000,4600,600"
    )
    ledger = read_ledger(rows)
    assert [(one.due, one.received, one.kind) for one in ledger.entries] == [
        (300_000, 250_000, Kind.EXPENSE),
        (200_000, 210_000, Kind.EXPENSE),
    ]
    assert found(ledger, "ledger-odd-left") == (4, {"stated": 10_000, "computed": -10_000, "difference": 20_000})


def test_parts_with_their_sum_in_front():
    rows = sheet("项目,金额\n一、收入,300\n1、停车费,100\n2、广告,150\n二、支出,90\n1、维修,90\n其中：门,40\n结余,160")
    ledger = read_ledger(rows, 2025)
    assert found(ledger, "ledger-odd-sum")[1] == {
        "label": "收入",
        "stated": 30_000,
        "computed": 25_000,
        "difference": 5000,
    }
    assert "ledger-odd-of-which" in keys(ledger)
    assert sum(one.amount for one in ledger.entries) == 34_000
    assert "ledger-odd-closing" not in keys(ledger)


def test_contracts():
    rows = sheet(
        "项目,承租方,年租金,合同期限,合同总额\n机房,某公司,13000,2019-01-10至2022-01-09,39000\n门面,某人,9000,2018-12-01至2020-11-30,18500\n库房,某人,900,2023-01-01至2023年11月31日,\n摊位,某人,900,2023-01-01起,"
    )
    ledger = read_ledger(rows)
    assert found(ledger, "ledger-odd-contract") == (
        3,
        {"stated": 1_850_000, "computed": 1_800_000, "difference": 50_000, "months": 24},
    )
    assert found(ledger, "ledger-odd-day") == (4, {"text": "2023-01-01至2023年11月31日"})
    assert found(ledger, "ledger-odd-open-end")[0] == 5
    assert {one.received for one in ledger.entries} == {None}


def test_what_is_not_money_is_reported_and_left_out():
    rows = sheet("项目,收入\n停车费,310余\n广告,待定\n充电桩,5\n利息,")
    ledger = read_ledger(rows, 2025)
    assert [one.amount for one in ledger.entries] == [500]
    assert keys(ledger) == ["ledger-odd-not-money", "ledger-odd-not-money", "ledger-odd-no-amount"]


def test_the_same_line_twice():
    rows = sheet("日期,摘要,支出\n2025-03-01,修门,80\n2025-03-01,修门,80\n2025-03-02,修门,80")
    assert found(read_ledger(rows), "ledger-odd-twice") == (3, {"other": 2, "item": "修门"})


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ([], "ledger-wrong-empty"),
        ([["", " "], []], "ledger-wrong-empty"),
        ([["房号", "姓名", "面积"], ["1-101", "甲", "89.2"]], "ledger-wrong-heading"),
        ([["项目", "金额"], ["合计", "5"]], "ledger-wrong-no-entries"),
        ([["随便说说"]], "ledger-wrong-heading"),
        ([["a"]] * 20_001, "ledger-wrong-long"),
    ],
)
def test_wrong_files(rows, key):
    with pytest.raises(WrongFile) as refused:
        read_ledger(rows)
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("113年1月", Period(2024, 1, 1)),
        ("民国113年度", Period(2024)),
        ("113上", Period(2024, 1, 6)),
        ("二〇二四年十二月", Period(2024, 12, 1)),
        ("2024Q3", Period(2024, 7, 3)),
        ("第四季度", Period(2025, 10, 3)),
        ("下半年", Period(2025, 7, 6)),
        ("2024年1-6月", Period(2024, 1, 6)),
        ("2024.05", Period(2024, 5, 1)),
        ("Mar 2024", Period(2024, 3, 1)),
        ("24年3月", Period(2024, 3, 1)),
        ("98年3月", None),
        ("13月", None),
        ("3.15", None),
        ("3-2-501", None),
    ],
)
def test_periods(text, period):
    assert parse_period(text, 2025) == period


def test_terms_and_impossible_days():
    assert parse_days("2018.12.01-2019.11.30") == (date(2018, 12, 1), date(2019, 11, 30))
    assert parse_days("2019年1月1日至12月31日") == (date(2019, 1, 1), date(2019, 12, 31))
    assert parse_days("2019-01-15 起") == (date(2019, 1, 15), None)
    with pytest.raises(NoSuchDay):
        parse_period("2023年11月31日")


# ---- the year on one page -------------------------------------------------------------------------------------


def test_summary():
    before = read_ledger(sheet("2024年收支\n项目,收入,支出\n电梯轿厢广告,25600,\n零星维修,,9000"))
    ledger = read_ledger(sheet(FORM))
    summary = summarise((*before.entries, *ledger.entries), 2025, stated=ledger.stated)
    assert (summary.totals.income, summary.totals.cost, summary.totals.expense) == (12_640_050, 120_000, 1_235_050)
    assert summary.totals.net == 11_285_000
    assert summary.before is not None
    assert summary.before.income == 2_560_000
    assert summary.chart(Kind.INCOME) == (("parking", 9_840_050), ("advertising", 2_800_000))
    assert [(one.item, one.fen, one.before) for one in summary.top_income][:2] == [
        ("地面停车费", 9_840_050, 0),
        ("电梯轿厢广告", 2_800_000, 2_560_000),
    ]
    assert [one.item for one in summary.top_spending] == ["零星维修", "增值税", "打印纸"]
    assert summary.outstanding == 300_000
    assert summary.differences == ()
    assert (summary.opening, summary.closing, summary.bank) == (500_000, 11_785_000, 11_785_000)


def test_summary_tells_when_stated_figures_do_not_follow_from_the_entries():
    ledger = read_ledger(sheet(FORM))
    summary = summarise(ledger.entries[:-1], 2025, stated=ledger.stated)
    assert {one.key for one in summary.differences} == {"ledger-odd-sum", "ledger-odd-closing", "ledger-odd-bank"}


def test_items_of_many_months_are_one_item():
    rows = sheet("月份,项目,支出\n2025年1月,1月零星维修,10\n2025年2月,2月零星维修,20")
    assert [(one.item, one.fen) for one in summarise(read_ledger(rows).entries, 2025).top_spending] == [
        ("零星维修", 3000)
    ]


def test_missing_parts_of_the_yearly_publication():
    entries = read_ledger(sheet(FORM)).entries
    assert missing_parts(entries, 2025) == ("fund-use",)
    assert missing_parts(entries, 2025, nothing={"fund-use"}) == ()
    assert missing_parts(entries, 2024) == ("common-income", "fund-use", "expenses")
    assert missing_parts(entries[:4], 2025) == ("fund-use", "expenses")


@given(st.permutations(range(7)))
def test_the_order_of_entries_does_not_matter(order):
    entries = read_ledger(sheet(FORM)).entries
    mixed = summarise([entries[place] for place in order], 2025)
    assert (mixed.totals, mixed.categories) == (summarise(entries, 2025).totals, summarise(entries, 2025).categories)


# ---- words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_category_has_its_label_and_every_word_its_neighbours(lang):
    words.bundle.cache_clear()
    for key, category in categories().items():
        assert has(f"ledger-{key}", lang)
        assert set(category.near) <= set(categories())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_oddity_can_be_said(lang):
    reader = Reader(lang, datetime(2026, 1, 1, tzinfo=UTC))
    broken = FORM.replace("126,400.50", "126,400.05").replace("2025-11-30", "2025-11-31").replace("¥350.50", "三百五")
    contracts = "项目,年租金,起始日期,到期日,合同总额\n甲广告,1,2020-01-01,,\n乙广告,1,2020-01-01,2020-01-31,5\n丙广告,1,2020-02-01,2020-01-01,\n丁广告,1,2020-01-01,2020-12-31,5"
    for text in (broken, contracts):
        ledger = read_ledger(sheet(text))
        assert len(ledger.oddities) >= 3
        for odd in ledger.oddities:
            assert render(odd.key, odd.params, reader)


# ---- hostile tables -------------------------------------------------------------------------------------------

CELLS = st.sampled_from(
    [
        "项目",
        "金额",
        "收入",
        "支出",
        "成本",
        "合计",
        "小计",
        "总计",
        "结余",
        "上期结余",
        "余额",
        "单价",
        "数量",
        "1月",
        "2月",
        "日期",
        "类别",
        "停车费",
        "广告",
        "12.5",
        "-3",
        "1.2万",
        "2025-02-31",
        "2025年1月",
        "113年2月",
        "合同期限",
        "年租金",
        "2019-01-01至2020-13-40",
        "一、收入",
        "二、支出",
        "维修资金",
        "专户余额：12元",
        "其中：门",
        "应收",
        "实收",
        "预算",
        "—",
        "/",
        "310余",
        "0",
        "（万元）",
        "收支",
        "起始日期",
        "到期日",
        "99999999999",
    ]
)


def read_or_refuse(read, *table):
    """None when refused with a text that exists; anything else raised fails the test."""
    try:
        return read(*table)
    except WrongFile as refused:
        if not has(refused.key):
            raise
    return None


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.lists(CELLS | st.text(max_size=8) | st.just(""), max_size=7), max_size=10),
    st.none() | st.integers(1990, 2050),
)
def test_hostile_tables_are_read_or_refused(rows, year):
    ledger = read_or_refuse(read_ledger, rows, year)
    if ledger:
        assert ledger.entries
        assert all(has(odd.key) and 0 <= odd.row <= len(rows) for odd in ledger.oddities)
        assert all(odd.params["difference"].value for odd in ledger.oddities if "difference" in odd.params)
        summarise(ledger.entries, 2025, stated=ledger.stated)
    read_or_refuse(read_distribution, rows)


@given(
    st.lists(st.tuples(st.sampled_from(["停车费", "广告", "利息"]), st.integers(0, 10**9)), min_size=1, max_size=20),
    st.integers(-500, 500),
)
def test_a_total_is_told_wrong_exactly_when_it_is(lines, error):
    total = sum(fen for _, fen in lines) + error
    rows = [
        ["项目", "收入"],
        *([name, words.money(fen, "zh-CN")] for name, fen in lines),
        ["合计", words.money(total, "zh-CN")],
    ]
    ledger = read_ledger(rows, 2025)
    wrong = [odd for odd in ledger.oddities if odd.key == "ledger-odd-sum"]
    assert [odd.params["difference"].value for odd in wrong] == ([error] if error else [])


# ---- outside data ---------------------------------------------------------------------------------------------


def outside(name):
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.reader(file))


class TestOutsideData:
    pytestmark = needs_data

    def test_contracts_with_broken_years_and_open_ends(self):
        ledger = read_ledger(outside("d01_luohu_public_income_contracts.csv"))
        assert len(ledger.entries) == 18
        assert [odd.row for odd in ledger.oddities if odd.key == "ledger-odd-term"] == [9, 10, 11]
        assert [odd.row for odd in ledger.oddities if odd.key == "ledger-odd-open-end"] == [5, 6, 16, 17]
        assert len(ledger.oddities) == 7
        framed = sum(one.due or 0 for one in ledger.entries if one.row in {9, 10, 11})
        assert framed == 6_060_000
        assert {one.kind for one in ledger.entries} == {Kind.INCOME}

    def test_a_wrong_line_under_a_right_total(self):
        ledger = read_ledger(outside("d03_luohu_letter50_lines.csv"), 2019)
        assert found(ledger, "ledger-odd-product")[1]["difference"] == 3600
        assert found(ledger, "ledger-odd-sum-lines")[1]["stated"] == 210_500
        assert len(ledger.oddities) == 2

    def test_roc_years_and_half_year_totals_that_hide_money(self):
        ledger = read_ledger(outside("d05_coconut_monthly_income_expense.csv"))
        assert {one.year for one in ledger.entries} == {2024, 2025}
        assert ledger.oddities == ()
        second_half = [one for one in ledger.entries if one.period and one.period.year == 2024 and one.period.month > 6]
        assert summarise(second_half, 2024).totals.net == 166_105_200
        rows = sheet(
            "期间,收入,支出,结余\n113上,4688404,3547269,1141135\n113下,5212178,3551126,1101052\n114上,5230422,3160540,1425882"
        )
        wrong = [
            (odd.row, odd.params["difference"].value)
            for odd in balance_of_halves(rows).oddities
            if odd.key == "ledger-odd-closing"
        ]
        assert wrong == [(3, -56_000_000), (4, -64_400_000)]

    def test_monthly_balances(self):
        ledger = read_ledger(outside("d08_coconut_monthly_balances.csv"))
        assert found(ledger, "ledger-odd-closing") == (
            6,
            {"stated": 445_943_500, "computed": 445_952_500, "difference": -9000},
        )
        assert [(odd.row, odd.params["before"].value) for odd in ledger.oddities if odd.key == "ledger-odd-gap"] == [
            (3, "2025-01"),
            (6, "2025-05"),
        ]
        other = read_ledger(outside("d05_coconut_monthly_income_expense.csv"))
        assert {odd.params["period"].value for odd in compare_ledgers(ledger, other)} == {
            "2025-02",
            "2025-03",
            "2025-05",
        }

    def test_distribution_by_area(self):
        rows = outside("d10_zigong_distribution.csv")
        (odd,) = read_distribution(rows)
        assert (odd.params["stated"].value, odd.params["computed"].value) == (297_700_000, 297_810_000)
        with pytest.raises(WrongFile):
            read_ledger(rows)


def balance_of_halves(rows):
    """Each half stands alone: its surplus is what came in less what went out."""
    return read_ledger([[*rows[0][:1], "上期结余", *rows[0][1:]], *([row[0], "0", *row[1:]] for row in rows[1:])])
