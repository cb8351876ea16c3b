"""Residents ask about the accounts in their own words; the answer is a figure from the books or an honest no."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.ledgers import categories
from models.disclosures.asking import ACCOUNTS, Topic, looks_like_accounts, understand
from models.disclosures.ledgers import Entry, Fund, Kind, Period, Stated, Sum

THIS_YEAR = 2026


def entry(row, kind, category, item, yuan, period, fund=Fund.REVENUE, party=""):  # noqa: PLR0917
    return Entry(row, kind, fund, category, item, yuan * 100, period=period, party=party)


IN, COST, OUT = Kind.INCOME, Kind.COST, Kind.EXPENSE
Y24, Y25 = Period(2024), Period(2025)
BOOKS = (
    entry(1, IN, "advertising", "电梯轿厢广告", 14000, Period(2025, 3, 1), party="某某传媒"),
    entry(2, IN, "advertising", "电梯轿厢广告", 14000, Period(2025, 7, 1)),
    entry(3, IN, "advertising", "电梯轿厢广告", 14000, Period(2025, 11, 1)),
    entry(4, IN, "advertising", "道闸", 3000, Y25),
    entry(5, IN, "advertising", "电梯轿厢广告", 39600, Y24),
    entry(6, IN, "charging", "充电桩", 8000, Y25),
    entry(7, IN, "space", "场地费", 5000, Y25),
    entry(8, IN, "parking", "地面停车费", 90000, Y25),
    entry(9, COST, "tax", "增值税", 700, Y25),
    entry(10, OUT, "repairs", "零星维修", 98400, Y25),
    entry(11, OUT, "repairs", "照明改造", 41200, Y25),
    entry(12, OUT, "office", "业委会办公", 12000, Y25),
    entry(13, OUT, "repairs", "电梯维修", 1000, Y25),
    entry(14, OUT, "repairs", "零星维修", 80000, Y24),
    entry(15, OUT, "fund-use", "3幢屋面防水", 20000, Y25, Fund.MAINTENANCE),
)


def ask(question, books=BOOKS, **more):
    return understand(question, books, THIS_YEAR, **more)


@pytest.mark.parametrize(
    ("question", "year", "yuan", "before", "rows"),
    [
        ("电梯广告去年收了多少", 2025, 42000, 39600, (1, 2, 3)),
        ("請問電梯廣告去年收了多少錢？", 2025, 42000, 39600, (1, 2, 3)),
        ("电梯广告2024年收了多少", 2024, 39600, None, (5,)),
        ("前年电梯广告收入", 2024, 39600, None, (5,)),
        ("7月电梯广告收入多少", 2025, 14000, None, (2,)),
        ("上半年电梯广告收了多少", 2025, 14000, None, (1,)),
        ("广告收入有多少", 2025, 45000, 39600, (1, 2, 3, 4)),
        ("停车费呢", 2025, 90000, None, (8,)),
        ("某某传媒给了多少钱", 2025, 14000, None, (1,)),
        ("零星维修花了多少", 2025, 98400, 80000, (10,)),
        ("照明花了多少", 2025, 41200, None, (11,)),
        ("维修花了多少", 2025, 140600, 80000, (10, 11, 13)),
        ("充电桩租金", 2025, 8000, None, (6,)),
        ("屋面防水花了多少", 2025, 20000, None, (15,)),
        ("今年停车费", 2026, None, 90000, ()),
        ("停车费2024年收了多少", 2024, None, None, ()),
    ],
)
def test_one_item(question, year, yuan, before, rows):
    answer = ask(question)
    assert answer.topic is Topic.ITEM
    assert (answer.year, answer.fen) == (year, None if yuan is None else yuan * 100)
    assert answer.before == (None if before is None else before * 100)
    assert tuple(one.row for one in answer.entries) == rows


@pytest.mark.parametrize(
    ("question", "topic", "yuan", "before"),
    [
        ("那个钱花哪了", Topic.SPENT, 152600, 80000),
        ("停车费都花到哪了", Topic.SPENT, 152600, 80000),
        ("去年公共收益多少", Topic.RECEIVED, 148000, 39600),
        ("去年一共收了多少钱", Topic.RECEIVED, 148000, 39600),
        ("去年结余多少", Topic.NET, -5300, -40400),
        ("结余怎么算的", Topic.NET, -5300, -40400),
        ("收了多少花了多少", Topic.NET, -5300, -40400),
        ("维修资金用在哪", Topic.SPENT, 20000, None),
        ("维修资金收入", Topic.RECEIVED, None, None),
        ("3月收了多少", Topic.RECEIVED, 14000, None),
    ],
)
def test_the_whole(question, topic, yuan, before):
    answer = ask(question)
    assert answer.topic is topic
    assert answer.fen == (None if yuan is None else yuan * 100)
    assert answer.before == (None if before is None else before * 100)
    assert (answer.asked, answer.category) == ("", "") or topic is Topic.SPENT


def test_where_the_money_went_names_the_three_largest_of_all_spending():
    answer = ask("那个钱花哪了")
    assert [(one.item, one.fen) for one in answer.top] == [
        ("零星维修", 9_840_000),
        ("照明改造", 4_120_000),
        ("业委会办公", 1_200_000),
    ]
    assert answer.totals is not None
    assert (answer.totals.cost, answer.totals.expense) == (70_000, 15_260_000)
    assert answer.fen == answer.totals.expense


def test_a_balance_comes_with_what_it_is_added_up_from():
    stated = [
        Stated(8, Sum.OPENING, "上期结余", 1_000, year=2025),
        Stated(9, Sum.CLOSING, "本期结余", -529_000, year=2025),
    ]
    answer = ask("结余怎么算的", stated=stated)
    assert answer.topic is Topic.BALANCE
    assert answer.opening + answer.totals.income - answer.totals.cost - answer.totals.expense == answer.fen


def test_a_stated_balance_goes_before_the_years_surplus():
    stated = [
        Stated(9, Sum.CLOSING, "本期结余", 777, year=2025),
        Stated(9, Sum.CLOSING, "本期结余", 888, Fund.MAINTENANCE, year=2025),
    ]
    assert (ask("去年还剩多少", stated=stated).topic, ask("去年还剩多少", stated=stated).fen) == (Topic.BALANCE, 777)
    assert ask("维修资金还剩多少", stated=stated).fen == 888
    assert ask("前年还剩多少", stated=stated).topic is Topic.NET


@pytest.mark.parametrize(
    ("question", "asked", "nearest"),
    [
        ("快递柜收了多少", "快递柜", ("charging", "space")),
        ("丰巢去年给了多少", "丰巢", ("charging", "space")),
        ("外墙广告收了多少", "外墙广告", ("advertising", "space")),
        ("审计费花了多少", "审计费", ("office",)),
        ("泳池门票收了多少", "泳池门票", ("parking", "advertising", "charging")),
    ],
)
def test_no_such_item_gives_what_is_near_and_no_figure(question, asked, nearest):
    answer = ask(question)
    assert answer.topic is Topic.NEAREST
    assert (answer.asked, answer.nearest) == (asked, nearest)
    assert (answer.fen, answer.before, answer.entries) == (None, None, ())


@pytest.mark.parametrize(
    ("question", "near", "by_size"),
    [
        ("物业经理工资多少", (), False),
        ("律师费花了多少", ("office",), False),
        ("游泳池的钱", ("repairs", "parking", "advertising"), True),
    ],
)
def test_what_is_merely_there_is_not_called_near(question, near, by_size):
    answer = ask(question)
    assert (answer.topic, answer.nearest, answer.by_size) == (Topic.NEAREST, near, by_size)


def test_a_slip_of_the_pen_is_offered_not_taken():
    answer = ask("零兴维修花了多少")
    assert answer.topic is Topic.NEAREST
    assert "零星维修" in answer.items


def test_one_word_for_income_and_expense_is_asked_back():
    answer = ask("电梯")
    assert (answer.topic, answer.items, answer.fen) == (Topic.CHOICES, ("电梯轿厢广告", "电梯维修"), None)
    assert ask("电梯收了多少").fen == 4_200_000
    assert ask("电梯花了多少").fen == 100_000


@pytest.mark.parametrize("question", ["查账", "2025", "多少", "", "？？", "🙂"])
def test_nothing_in_particular_is_answered_with_choices(question):
    answer = ask(question)
    assert answer.topic is Topic.CHOICES
    assert answer.nearest
    assert answer.fen is None


def test_empty_books_answer_without_a_figure():
    for question in ("电梯广告去年收了多少", "钱花哪了", "还剩多少"):
        answer = ask(question, books=())
        assert (answer.fen, answer.before, answer.entries) == (None, None, ())


# ---- is it about the accounts at all ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "去年公共收益多少",
        "电梯广告去年收了多少",
        "那个钱花哪了",
        "我要查账",
        "維修資金還剩多少",
        "小区广告收入有没有公布",
        "钱都去哪了",
        "去年停车费多少",
        "账上还有多少钱",
        "2023年电梯广告",
        "2024年的停车费",
        "去年外墙广告",
    ],
)
def test_questions_about_the_accounts(text):
    assert looks_like_accounts(text) >= ACCOUNTS


@pytest.mark.parametrize(
    "text",
    [
        "3号楼电梯又坏了，门关不上",
        "充电桩坏了",
        "停车费多少钱一个月",
        "物业费怎么交",
        "什么时候开会",
        "谁家装修太吵",
        "我家水费多少",
        "广告屏声音太吵",
        "快递柜门打不开",
        "2023年充电桩坏了",
        "2023年装的监控不清楚",
        "你好",
        "",
    ],
)
def test_other_lines(text):
    assert looks_like_accounts(text) < ACCOUNTS


# ---- any question -------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *"电梯 广告 去年 前年 2025年 113年 收了多少 花哪了 还剩 维修 资金 停车费 13月 3月 上半年 费 收入".split(),  # noqa: SIM905
        *("租金", "的", "钱", "快递柜", "年", "一", "四季度", "99年", "🙂", "\x00", "\ud800"),
    ]
)
AMOUNTS = st.integers(-(10**9), 10**9)
ENTRIES = st.lists(
    st.builds(
        lambda kind, fund, category, item, fen, year: Entry(1, kind, fund, category, item, fen, period=year),
        st.sampled_from(Kind),
        st.sampled_from(Fund),
        st.sampled_from(sorted(categories())) | st.just("unknown"),
        st.sampled_from(["电梯广告", "停车费", "3月维修", "", "广告"]) | st.text(max_size=5),
        AMOUNTS | st.none(),
        st.sampled_from([Y24, Y25, Period(2025, 3, 1), None]),
    ),
    max_size=6,
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=6).map("".join) | st.text(max_size=40), ENTRIES)
def test_any_question_gets_a_figure_from_the_books_or_none(question, books):
    answer = ask(question, books)
    assert all(one in books for one in answer.entries)
    if answer.topic in {Topic.ITEM, Topic.RECEIVED} and answer.fen is not None:
        assert answer.fen == sum(one.amount for one in answer.entries)
    if answer.topic in {Topic.NEAREST, Topic.CHOICES}:
        assert answer.fen is None
    assert set(answer.nearest) <= {one.category for one in books}
    assert 0 <= looks_like_accounts(question) <= 100


@given(st.sampled_from(["快递柜", "外墙广告", "泳池", "电梯广告", "停车费"]), st.permutations(BOOKS))
def test_the_order_of_the_books_does_not_matter(item, books):
    first, second = ask(f"{item}去年收了多少"), ask(f"{item}去年收了多少", books)
    assert (first.topic, first.fen, set(first.entries), first.nearest) == (
        second.topic,
        second.fen,
        set(second.entries),
        second.nearest,
    )
