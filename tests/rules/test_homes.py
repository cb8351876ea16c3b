"""Rules of homes and roles: wrong tries, who invites and suspends whom, spans, one owner one head."""

import dataclasses
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handlers.desk.phrases import A_CODE
from models.people.addresses import Home
from models.people.homes.claims import waits_until
from models.people.homes.invitations import refusal
from models.people.importing.heads import heads_of, named_by_heads
from models.people.phones import bare, find_phone
from models.people.roles import Role, looks_like_invitation
from models.people.rosters import Party, RosterUnit
from models.people.staffing import may_invite, may_suspend, read_span
from models.people.tables import Tie, TieKind
from models.privacy.columns import kept_columns, last_night, span_of, unit_of
from models.refusals import Refusal

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
AGES = st.lists(st.integers(0, 72 * 60), max_size=12)


def tries(ages):
    return [NOW - timedelta(minutes=age) for age in ages]


@given(AGES)
def test_five_wrong_tries_within_a_day_wait_and_never_longer_than_a_day(ages):
    until = waits_until(tries(ages), NOW)
    recent = [age for age in ages if age < 24 * 60]
    assert (until is not None) == (len(recent) >= 5)
    if until is not None:
        assert NOW < until <= NOW + timedelta(hours=24)
        assert waits_until(tries(ages), until) is None


@given(AGES, st.randoms())
def test_the_order_of_tries_says_nothing_and_more_tries_never_shorten_the_wait(ages, random):
    shuffled = random.sample(ages, len(ages))
    assert waits_until(tries(ages), NOW) == waits_until(tries(shuffled), NOW)
    before, after = waits_until(tries(ages), NOW), waits_until(tries([*ages, 0]), NOW)
    assert before is None or (after is not None and after >= before)


def test_nobody_invites_or_suspends_above_themselves():
    assert may_invite([Role.SECRETARY]) == [Role.MEMBER, Role.COMPANY, Role.VISITOR, Role.TELLER]
    assert Role.SECRETARY in may_invite([Role.CHAIR])
    assert may_invite([Role.COMPANY]) == []
    assert may_suspend([Role.SECRETARY, Role.COMPANY]) == []
    assert may_suspend([Role.CHAIR]) == [Role.SECRETARY, Role.VISITOR, Role.TELLER]
    assert set(may_suspend([Role.COMMUNITY])) == {Role.CHAIR, Role.MEMBER}
    for role in Role:
        assert role not in may_suspend([role])


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("3天", 72),
        ("代班4小时", 4),
        ("半天", 12),
        ("两天", 48),
        ("一周", 168),
        ("2 hours", 2),
        ("3 days", 72),
        ("1个星期", 168),
    ],
)
def test_spans_as_people_write_them(text, hours):
    assert read_span(text) == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["60天", "0天", "999小时"])
def test_a_stand_in_is_for_a_while_only(text):
    with pytest.raises(Refusal):
        read_span(text)


def test_what_says_no_span_is_none():
    assert read_span("很久") is None


def tie(**more):
    return Tie(**{"kind": TieKind.OWNER, "level": 2, "since": NOW, **more})


def test_who_may_invite_to_a_home():
    today = date(2026, 11, 24)
    assert refusal(tie(), TieKind.TENANT, today) is None
    assert refusal(tie(level=1), TieKind.TENANT, today).key == "homes-invite-level"
    assert refusal(tie(level=1), TieKind.HELPER, today) is None
    assert refusal(tie(kind=TieKind.TENANT), TieKind.TENANT, today).key == "homes-invite-level"
    assert refusal(tie(kind=TieKind.HELPER), TieKind.HELPER, today).key == "homes-only-bound"
    assert refusal(tie(until=date(2026, 11, 23)), TieKind.HELPER, today).key == "homes-only-bound"
    assert refusal(tie(until=today), TieKind.HELPER, today) is None
    assert refusal(tie(ended_at=NOW), TieKind.HELPER, today).key == "homes-only-bound"


PARTIES = st.builds(
    Party,
    st.sampled_from(["王伟", "王 伟", "李娜", "星光公司"]),
    st.lists(st.sampled_from(["13800000001", "13800000002", "13800000003"]), max_size=2, unique=True).map(tuple),
)
UNITS = st.lists(st.tuples(st.lists(PARTIES, max_size=2), st.booleans()), max_size=8).map(
    lambda found: [
        RosterUnit(home=Home("1", "", str(101 + n)), rows=(n,), owners=() if stock else tuple(owners), developer=stock)
        for n, (owners, stock) in enumerate(found)
    ]
)


@given(UNITS, st.randoms())
def test_heads_do_not_depend_on_the_order_and_every_owner_has_exactly_one(units, random):
    heads = heads_of(units)
    assert heads == heads_of(random.sample(units, len(units)))
    assert sum(head.is_developer for head in heads) == any(unit.developer for unit in units)
    for unit in units:
        for party in unit.owners:
            mine = [head for head in heads if unit.home in head.homes and set(party.phones) <= set(head.phones)]
            assert mine
    numbers = [(head.key, phone) for head in heads for phone in head.phones]
    assert len(numbers) == len(set(numbers))


@given(UNITS)
def test_naming_by_heads_twice_is_once(units):
    once = named_by_heads(units)
    assert named_by_heads(once) == once
    assert [dataclasses.replace(unit, owners=()) for unit in once] == [
        dataclasses.replace(unit, owners=()) for unit in units
    ]


def test_telephones_are_compared_as_bare_figures():
    assert bare("+86 138-0000-0001") == bare("13800000001") == "13800000001"
    assert bare("8613800000001") == "13800000001"
    assert find_phone("我的号码是 138 0000 0001 谢谢") == "13800000001"
    assert find_phone("13800000001 和 13800000002") == ""


def test_durations():
    assert span_of("P7D") == timedelta(days=7)
    assert span_of("P1Y") >= timedelta(days=365)
    assert unit_of("P3Y") == ("year", 3)
    for wrong in ("P", "1Y", "P1W", ""):
        with pytest.raises(ValueError, match="not a duration"):
            span_of(wrong)


@given(st.integers(0, 3 * 24 * 60))
def test_the_last_night_is_never_ahead_and_less_than_a_day_ago(minutes):
    now = NOW + timedelta(minutes=minutes)
    assert timedelta(0) <= now - last_night(now) < timedelta(days=1)


def test_every_personal_column_says_a_duration_and_nearly_all_have_an_end():
    columns = kept_columns()
    assert all(span_of(kept.keep) > timedelta(0) for kept in columns)
    assert {kept.table.name for kept in columns if kept.ended is None} <= {"duties"}


@example("ABC1234567")
@given(st.text("0123456789abcdefABCDEF", min_size=10, max_size=10))
def test_no_invitation_reads_like_the_number_of_a_case(code: str) -> None:
    assert looks_like_invitation(code)
    assert A_CODE.fullmatch(code) is None
