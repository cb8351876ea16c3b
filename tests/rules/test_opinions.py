"""Rules of opinion rounds: order plays no part, a home counts once, the last answer wins, nothing leaks before the close."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.opinions import rules
from models.opinions.rules import Given
from models.opinions.tables import OpinionRound, Standing
from models.refusals import Refusal

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
OPTIONS = 4
answers = st.lists(
    st.builds(
        Given, st.sampled_from(Standing), st.sampled_from(["1", "2", "3", "10", "别墅"]), st.integers(1, OPTIONS)
    ),
    max_size=60,
)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 (Hypothesis wants them naive)


def a_round(**more: Any) -> OpinionRound:
    values = {"closes_at": NOW, "withdrawn_at": None, "split_shown": False, "reason": "写错了"} | more
    return SimpleNamespace(**values)  # type: ignore[return-value]


@given(answers, st.randoms())
def test_order_plays_no_part(given_: list[Given], random: Any) -> None:
    shuffled = list(given_)
    random.shuffle(shuffled)
    assert rules.tally(shuffled, OPTIONS) == rules.tally(given_, OPTIONS)
    assert rules.by_building(shuffled, OPTIONS) == rules.by_building(given_, OPTIONS)


@given(answers)
def test_every_answer_counts_once_in_its_own_right(given_: list[Given]) -> None:
    counts = rules.tally(given_, OPTIONS)
    assert counts.homes_answered == sum(each.standing is Standing.OWNER for each in given_)
    assert counts.tenants_answered == sum(each.standing is Standing.TENANT for each in given_)


@given(answers, st.integers(1, OPTIONS))
def test_one_more_answer_moves_one_figure_by_one(given_: list[Given], option: int) -> None:
    before, after = (
        rules.tally(each, OPTIONS).homes for each in (given_, [*given_, Given(Standing.OWNER, "1", option)])
    )
    assert [b - a for a, b in zip(before, after, strict=True)] == [int(n == option) for n in range(1, OPTIONS + 1)]


@given(answers)
@settings(max_examples=300)
def test_no_building_is_told_apart_by_fewer_than_three_not_even_by_subtraction(given_: list[Given]) -> None:
    split = rules.by_building(given_, OPTIONS)
    owners = [each for each in given_ if each.standing is Standing.OWNER]
    assert all(sum(counts) >= 3 for counts in split.values())
    if split:
        assert sum(sum(counts) for counts in split.values()) == len(owners)
    for building, counts in split.items():
        if building:
            real = [
                sum(each.building == building and each.option == n for each in owners) for n in range(1, OPTIONS + 1)
            ]
            assert list(counts) == real


def test_two_answers_have_no_split_by_building() -> None:
    assert rules.by_building([Given(Standing.OWNER, "3", 1), Given(Standing.OWNER, "3", 2)], 2) == {}


def test_a_lone_home_of_a_small_building_hides_the_next_smallest_too() -> None:
    given_ = [Given(Standing.OWNER, building, 1) for building in ["1"] * 5 + ["2"] * 3 + ["3"]]
    assert rules.by_building(given_, 2) == {"": (4, 0), "1": (5, 0)}


@given(moments, st.booleans(), st.booleans())
def test_the_split_is_hidden_until_the_close_from_everybody(now: datetime, shown: bool, withdrawn: bool) -> None:
    asked = a_round(split_shown=shown, withdrawn_at=NOW if withdrawn else None)
    may = rules.may_see_results(asked, now)
    assert may == (not withdrawn and (shown or now >= NOW))
    if may:
        rules.must_see_results(asked, now)
    else:
        with pytest.raises(Refusal) as no:
            rules.must_see_results(asked, now)
        assert no.value.key == ("opinions-withdrawn-no-result" if withdrawn else "opinions-hidden")


@given(moments)
def test_a_round_is_open_before_its_time_and_over_from_it_on(now: datetime) -> None:
    assert rules.is_open(a_round(), now) is (now < NOW)
    assert rules.is_over(a_round(), now) is (now >= NOW)
    assert not rules.is_over(a_round(withdrawn_at=NOW), now)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("东侧空地\n楼顶\n不装", ["东侧空地", "楼顶", "不装"]),
        ("1. 东侧\n2. 楼顶", ["东侧", "楼顶"]),
        ("1、东侧\n\n2）楼顶\n", ["东侧", "楼顶"]),
        ("① 东侧\n② 楼顶", ["东侧", "楼顶"]),
        ("要；不要", ["要", "不要"]),
        ("桂花、樱花", ["桂花", "樱花"]),
        ("yes / no", ["yes", "no"]),
        ("3号楼旁\n10 幢后面", ["3号楼旁", "10 幢后面"]),
        ("2.20 元/㎡·月\n2.50 元/㎡·月", ["2.20 元/㎡·月", "2.50 元/㎡·月"]),
    ],
)
def test_options_are_read_as_people_write_them(typed: str, read: list[str]) -> None:
    assert rules.read_options(typed) == read


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("只有一个", "opinions-options-number"),
        ("", "opinions-options-number"),
        ("\n".join(str(n) + "号方案" for n in range(10)), "opinions-options-number"),
        ("要\n不要\n要", "opinions-options-twice"),
        ("要\n" + "长" * 41, "opinions-options-long"),
    ],
)
def test_options_nobody_could_choose_from_are_refused(typed: str, key: str) -> None:
    with pytest.raises(Refusal) as no:
        rules.read_options(typed)
    assert no.value.key == key


@given(st.lists(st.text(alphabet="甲乙丙丁123.、 ", min_size=1, max_size=12), min_size=2, max_size=9))
def test_whatever_options_are_taken_are_few_and_different(lines: list[str]) -> None:
    try:
        options = rules.read_options("\n".join(lines))
    except Refusal:
        return
    assert 2 <= len(options) == len(set(options)) <= 9
    assert all(option == option.strip() != "" for option in options)


@given(st.integers(1, 60))
def test_a_round_closes_at_six_in_the_evening_in_china(days: int) -> None:
    closes = rules.closing(date(2026, 11, 23), days)
    assert closes == datetime(2026, 11, 23, 10, 0, tzinfo=UTC) + timedelta(days=days)


@pytest.mark.parametrize("days", [0, 61, 999])
def test_a_senseless_number_of_days_is_refused(days: int) -> None:
    with pytest.raises(Refusal, match="opinions-days-wrong"):
        rules.closing(date(2026, 11, 23), days)


def test_an_answered_question_is_not_reworded() -> None:
    rules.must_be_unanswered(0)
    with pytest.raises(Refusal, match="opinions-edit-late"):
        rules.must_be_unanswered(1)
