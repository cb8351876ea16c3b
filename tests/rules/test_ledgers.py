"""Money tables as committees and companies really write them: read, added up, and told where they are wrong."""

from datetime import date

import pytest
from ledger_form import FORM, found, keys, sheet

from models.disclosures.ledgers import Fund, Kind, Period, Sum, WrongFile, read_ledger
from models.disclosures.ledgers.days import NoSuchDay, parse_days, parse_period


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
