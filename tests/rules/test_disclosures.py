"""What is frozen stays what it was, who may see how much, what takes the place of what, nothing counted twice."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from config.disclosures import in_book_words
from models.disclosures import rules
from models.disclosures.asking import ACCOUNTS, looks_like_accounts
from models.disclosures.combining import Page, read_pages, says_again
from models.disclosures.ledgers import Entry, Fund, Kind, Ledger, Period, Stated, Sum, WrongFile, summarise
from models.disclosures.letters import sums_of
from models.disclosures.rules import Sight, lost_funds, must_allow, must_be_second, sight_of, takes_place_of
from models.disclosures.snapshot import Published, content_of, digest_of, read_content
from models.disclosures.tables import INSIDE, PUBLIC, State, Statement
from models.people.roles import Role
from models.people.tables import Tie, TieKind
from models.refusals import Refusal

NOW = datetime(2026, 2, 3, 2, 0, tzinfo=UTC)
ME, YOU = UUID(int=1), UUID(int=2)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=12)
FEN = st.none() | st.integers(-(10**12), 10**12)
DAYS = st.none() | st.dates(date(1990, 1, 1), date(2040, 1, 1))
PERIODS = st.none() | st.builds(Period, st.integers(2000, 2030), st.integers(1, 12), st.sampled_from([1, 3, 6, 12]))
ENTRIES = st.builds(
    Entry, st.integers(1, 5000), st.sampled_from(Kind), st.sampled_from(Fund), st.sampled_from(["advertising", "tax"]),
    WORDS, FEN, FEN, WORDS, PERIODS, DAYS, DAYS, DAYS, WORDS,
)  # fmt: skip
STATED = st.builds(
    Stated, st.integers(1, 99), st.sampled_from(Sum), WORDS, st.integers(-(10**9), 10**9), st.sampled_from(Fund),
    st.none() | st.sampled_from(Kind), st.none() | st.integers(2000, 2030),
)  # fmt: skip
PUBLISHED = st.builds(
    Published, st.integers(2000, 2030), st.integers(1, 9), st.lists(ENTRIES, max_size=4).map(tuple),
    st.lists(STATED, max_size=3).map(tuple), WORDS,
)  # fmt: skip


class TestSnapshot:
    @given(PUBLISHED)
    def test_is_read_back_as_it_was(self, said):
        assert read_content(content_of("SJ", said)) == said

    @given(PUBLISHED, PUBLISHED)
    def test_the_hash_changes_if_and_only_if_the_content_does(self, one, other):
        same = digest_of(content_of("SJ", one)) == digest_of(content_of("SJ", other))
        assert same == (one == other)

    @given(PUBLISHED, st.integers(1, 10**6))
    def test_one_fen_more_is_another_hash(self, said, more):
        assume(said.entries)
        first = said.entries[0]
        changed = replace(said, entries=(replace(first, received=(first.received or 0) + more), *said.entries[1:]))
        assume(changed != said)
        assert digest_of(content_of("SJ", changed)) != digest_of(content_of("SJ", said))

    @given(PUBLISHED)
    def test_another_estate_or_order_is_another_hash(self, said):
        assert digest_of(content_of("SJ", said)) != digest_of(content_of("LY", said))
        turned = replace(said, entries=said.entries[::-1])
        assert (digest_of(content_of("SJ", turned)) == digest_of(content_of("SJ", said))) == (turned == said)

    def test_the_order_of_keys_does_not_matter(self):
        content = content_of("SJ", Published(2025, 1, (), (), ""))
        assert digest_of(dict(reversed(content.items()))) == digest_of(content)

    @given(st.lists(ENTRIES, max_size=8), st.sampled_from(Fund))
    def test_totals_are_the_sum_of_the_entries(self, entries, fund):
        said = read_content(content_of("SJ", Published(2025, 1, tuple(entries), (), "")))
        totals = summarise(said.entries, 2025, fund).totals
        mine = [one for one in entries if one.fund is fund and one.year == 2025]
        assert totals.income == sum(one.received or 0 for one in mine if one.kind is Kind.INCOME)
        assert totals.cost == sum(one.received or 0 for one in mine if one.kind is Kind.COST)
        assert totals.expense == sum(one.received or 0 for one in mine if one.kind is Kind.EXPENSE)
        assert totals.net == totals.income - totals.cost - totals.expense
        chart = summarise(said.entries, 2025, fund)
        assert sum(fen for _, fen in chart.chart(Kind.INCOME)) == totals.income


def tie(kind, level):
    return Tie(person_id=ME, unit_id=YOU, kind=kind, level=level, since=NOW)


class TestSight:
    @pytest.mark.parametrize(
        ("ties", "roles", "sight"),
        [
            ([], set(), Sight.SUMMARY),
            ([tie(TieKind.OWNER, 0)], set(), Sight.SUMMARY),
            ([tie(TieKind.OWNER, 1)], set(), Sight.ENTRIES),
            ([tie(TieKind.OWNER, 2)], set(), Sight.VOUCHERS),
            ([tie(TieKind.OWNER, 3)], set(), Sight.VOUCHERS),
            ([tie(TieKind.TENANT, 3)], set(), Sight.ENTRIES),
            ([tie(TieKind.HELPER, 2)], set(), Sight.ENTRIES),
            ([], {Role.COMPANY}, Sight.ENTRIES),
            ([], {Role.TOWNSHIP}, Sight.ENTRIES),
            ([], {Role.TELLER}, Sight.SUMMARY),
            ([], {Role.SECRETARY}, Sight.VOUCHERS),
            ([], {Role.COMMUNITY}, Sight.VOUCHERS),
        ],
    )
    def test_by_level_and_role(self, ties, roles, sight):
        assert sight_of(ties, roles) is sight

    @given(
        st.lists(st.builds(tie, st.sampled_from(TieKind), st.integers(0, 3)), max_size=3), st.sets(st.sampled_from(Role)),
        st.builds(tie, st.sampled_from(TieKind), st.integers(0, 3)),
    )  # fmt: skip
    def test_one_more_tie_never_hides_anything(self, ties, roles, more):
        assert sight_of([*ties, more], roles) >= sight_of(ties, roles)


class TestStates:
    @given(st.sampled_from(State), st.sampled_from(sorted(rules._ALLOWED)))
    def test_a_deed_is_done_or_refused_with_the_state(self, state, deed):
        statement = Statement(code="SJ-1", estate_id=ME, imported_at=NOW, state=state)
        if state in rules._ALLOWED[deed]:
            must_allow(statement, deed)
            return
        with pytest.raises(Refusal) as no:
            must_allow(statement, deed)
        assert no.value.key == f"disclosures-is-{state.value}"

    def test_nothing_unfinished_is_public(self):
        assert not set(INSIDE) & set(PUBLIC)
        assert {*INSIDE, *PUBLIC, State.UNREAD, State.DROPPED} == set(State)

    @pytest.mark.parametrize("field", ["imported_by", "submitted_by"])
    def test_nobody_confirms_what_was_in_their_own_hands(self, field):
        statement = Statement(code="SJ-1", estate_id=ME, imported_at=NOW, **{field: ME})
        must_be_second(statement, YOU)
        with pytest.raises(Refusal, match="disclosures-same-person"):
            must_be_second(statement, ME)


def entry(period, fund=Fund.REVENUE, kind=Kind.INCOME, category="advertising", fen=100):
    return Entry(1, kind, fund, category, "电梯广告", fen, period=period)


class TestTakingPlace:
    @pytest.mark.parametrize(
        ("new", "old", "taken"),
        [
            ([entry(Period(2025))], [entry(Period(2025))], True),
            ([entry(Period(2025))], [entry(Period(2025, 7, 1))], True),
            ([entry(Period(2025, 1, 6))], [entry(Period(2025, 7, 6))], False),
            ([entry(Period(2025))], [entry(Period(2024))], False),
            ([entry(Period(2025))], [entry(Period(2025), Fund.MAINTENANCE)], False),
            ([entry(None)], [entry(Period(2025))], False),
        ],
    )
    def test_same_fund_and_months(self, new, old, taken):
        assert takes_place_of(new, old) is taken

    @given(st.lists(ENTRIES, max_size=5), st.lists(ENTRIES, max_size=5))
    def test_is_mutual(self, one, other):
        assert takes_place_of(one, other) == takes_place_of(other, one)

    def test_a_fund_that_would_be_lost_is_named(self):
        old = [entry(Period(2025)), entry(Period(2025), Fund.MAINTENANCE)]
        assert lost_funds([entry(Period(2025))], old) == (Fund.MAINTENANCE,)
        assert lost_funds(old, [entry(Period(2025))]) == ()


HEAD = ["项目", "收入", "支出"]


def page(name, *lines, title="2025年收支"):
    return Page(name, [[title], HEAD, *[list(line) for line in lines]])


class TestSheets:
    def test_details_and_their_summary_are_counted_once(self):
        details = page("明细", ("电梯广告", "100", ""), ("电梯广告", "200", ""), ("零星维修", "", "50"))
        summary = page("汇总", ("广告", "300", ""), ("维修", "", "60"))
        reading = read_pages([details, summary], 2026)
        assert [one.amount for one in reading.ledger.entries] == [10000, 20000, 5000]
        told = [odd.key for odd in reading.oddities]
        assert "disclosures-odd-sheet-again" in told
        assert reading.unequal == 1  # 50 against 60

    def test_sheets_of_other_months_or_things_are_joined(self):
        one = page("广告", ("电梯广告", "100", ""))
        other = page("停车", ("地面停车费", "900", ""))
        assert len(read_pages([one, other], 2026).ledger.entries) == 2

    def test_a_sheet_that_is_no_ledger_is_told_and_left_out(self):
        reading = read_pages(
            [page("账", ("电梯广告", "100", "")), Page("电话", [["张三", "李四"], ["甲", "乙"]])], 2026
        )
        assert [odd.key for odd in reading.oddities] == ["disclosures-odd-sheet-unread"]

    def test_entries_are_numbered_anew_and_the_latest_year_is_taken(self):
        rows = [["项目", "收入", "年份"], ["电梯广告", "100", "2024"], ["电梯广告", "200", "2025"]]
        reading = read_pages([Page("账", rows)], 2026)
        assert (reading.year, reading.others) == (2025, ((2024, 1),))
        assert [(one.row, one.amount) for one in reading.ledger.entries] == [(1, 20000)]

    @pytest.mark.parametrize(("year", "key"), [(2023, "disclosures-other-year"), (2099, "disclosures-wrong-year")])
    def test_the_year_asked_for_must_be_there(self, year, key):
        rows = [["项目", "收入", "年份"], ["电梯广告", "100", "2024"]]
        with pytest.raises(WrongFile) as wrong:
            read_pages([Page("账", rows)], 2026, year)
        assert wrong.value.key == key

    @pytest.mark.parametrize("year", [None, 2025])
    def test_what_was_only_agreed_is_no_accounts_with_a_year_or_without(self, year):
        rows = [["项目", "合同金额", "已收"], ["电梯广告", "42000", ""], ["充电桩", "9000", ""]]
        with pytest.raises(WrongFile) as wrong:
            read_pages([Page("合同", rows)], 2026, year)
        assert wrong.value.key == "disclosures-only-due"

    def test_a_year_nobody_says_is_asked_for(self):
        bare = [Page("账", [HEAD, ["电梯广告", "100", ""]])]
        assert read_pages(bare, 2026).year == 0
        assert {one.year for one in read_pages(bare, 2026, 2025).ledger.entries} == {2025}

    @given(st.lists(ENTRIES, min_size=1, max_size=5))
    def test_a_ledger_says_itself_again(self, entries):
        ledger = Ledger(tuple(entries))
        assert says_again(ledger, ledger)

    @given(st.lists(ENTRIES, max_size=6))
    def test_a_line_a_fund(self, entries):
        assert len(sums_of(entries, 2025)) == len({one.fund for one in entries})


@pytest.mark.parametrize(
    ("clock", "waits"), [("07:59", "08:00"), ("08:00", None), ("20:59", None), ("21:00", "08:00"), ("23:30", "08:00")]
)
def test_news_waits_for_the_morning(clock, waits):
    hour, minute = map(int, clock.split(":"))
    now = datetime(2026, 2, 3, hour, minute, tzinfo=UTC) - timedelta(hours=8)
    until = rules.not_before(now)
    assert (until is None) == (waits is None)
    if until is not None:
        assert now < until <= now + timedelta(hours=11)
        assert (until + timedelta(hours=8)).strftime("%H:%M") == waits


@pytest.mark.parametrize(
    ("english", "books"),
    [
        ("Where does the parking income go?", "停车费支出"),
        ("How much did the lift advertising bring in last year?", "去年电梯广告收入"),
        ("Can I see last year's income and expenses", "去年收入支出"),
        ("How much is left in the maintenance fund?", "维修资金结余"),
        ("repairs 2024", "2024年维修"),
        ("电梯广告去年收了多少", "电梯广告去年收了多少"),
        ("hello", "hello"),
    ],
)
def test_english_questions_in_the_words_of_the_books(english, books):
    assert in_book_words(english) == books


def test_english_questions_are_heard():
    heard = [looks_like_accounts(in_book_words(text)) for text in ("How much is left in the maintenance fund?",)]
    assert min(heard) >= ACCOUNTS
