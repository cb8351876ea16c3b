"""Whatever a table holds, it is read or refused in words; a stated total is told wrong exactly when it is."""

from hypothesis import given, settings
from hypothesis import strategies as st

from config import words
from config.words import has
from models.disclosures.ledgers import WrongFile, read_distribution, read_ledger, summarise

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


HEADINGS = st.sampled_from(
    [
        ["序号", "类别", "项目", "合同对方", "合同期限", "应收", "实收", "所属期间"],
        ["日期", "摘要", "收入", "支出", "余额"],
        ["项目", "1月", "2月", "一季度", "合计"],
        ["月份", "停车费", "广告收入", "维修支出", "合计"],
        ["收入项目", "金额", "支出项目", "金额（万元）"],
        ["month", "上月结余", "收入", "支出", "月底结余"],
        ["项目", "单价", "数量", "金额"],
        ["项目", "年租金", "起始日期", "到期日", "合同总额"],
        ["项目", "预算", "实际", "余额"],
    ]
)
LINES = st.lists(st.lists(CELLS | st.text(max_size=8) | st.just(""), max_size=8), max_size=10)


@settings(max_examples=300, deadline=None)
@given(HEADINGS, LINES)
def test_hostile_lines_under_a_true_heading(heading, lines):
    """Heading twice: the second table must not trip over the first."""
    ledger = read_or_refuse(read_ledger, [["2025年收支表"], heading, *lines, heading, *lines], None)
    assert ledger is None or all(has(odd.key) for odd in ledger.oddities)


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
