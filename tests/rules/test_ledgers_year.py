"""The year on one page, the words for it, and published tables of real estates with their known faults."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_form import FORM, found, sheet

from config import words
from config.ledgers import categories
from config.words import LANGUAGES, Reader, has, render
from models.disclosures.ledgers import (
    Kind,
    WrongFile,
    compare_ledgers,
    missing_parts,
    read_distribution,
    read_ledger,
    summarise,
)

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "disclosures"
needs_data = [
    pytest.mark.needs_data,
    pytest.mark.skipif(not DATA.is_dir(), reason="no outside data beside the project"),
]


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
