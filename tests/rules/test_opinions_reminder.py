"""The reminder before a round closes: to whoever lives in a home that has not answered, once, whatever happens meanwhile."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from models.calendar import local_day
from models.calendar.quiet import is_night
from models.database import Database, RowSession
from models.letters.tables import Delivery, Letter, State
from models.opinions import asking, reminding, rules
from models.opinions.answering import Tap, take_answer
from models.opinions.asking import Wish
from models.opinions.tables import OpinionRound
from models.people.tables import Account, Estate, TieKind
from tests.rules.test_notices import NOW, KilledError, make_estate, make_person, make_unit, moments

HOMES = 5
TODAY = NOW.date()
WISH = Wish("装不装门禁？", ("装", "不装"), 7)
CLOSES = rules.closing(TODAY, WISH.days)
DUE = CLOSES - timedelta(days=1)


def a_round(opened: datetime, days: int) -> OpinionRound:
    closes = rules.closing(local_day(opened), days)
    return OpinionRound(code="", estate_id=None, question="", options=[], opened_at=opened, closes_at=closes)


@given(moments, st.integers(1, 60))
def test_it_comes_by_day_before_the_close_and_not_for_a_round_of_a_day(opened: datetime, days: int) -> None:
    asked = a_round(opened, days)
    moment = rules.reminded_at(asked)
    assert (moment is None) == (days == 1)
    if moment is not None:
        assert opened < moment <= asked.closes_at - rules.reminder_before()
        assert not is_night(moment)


# ---- who gets it ---------------------------------------------------------------------------------------------


def make_world(session: RowSession) -> tuple[str, list[UUID], UUID]:
    """Homes 1 to 5: an owner each; of the first two owners each has a co-owner, homes 3 and 4 are one person's too."""
    estate = make_estate(session, "SJ")
    units = [make_unit(session, estate, "1", "1", str(n)) for n in range(HOMES)]
    owners = [make_person(session, unit) for unit in units]
    co_owners = [make_person(session, unit) for unit in units[:2]]
    both = make_person(session, units[2], units[3])
    tenant = make_person(session, units[4], kind=TieKind.TENANT)
    asked = asking.open_round(session, session.get_one(Estate, estate.id), WISH, owners[0], NOW)
    return asked.code, [*owners, *co_owners, both, tenant], asked.id


def lives_in(number: int) -> set[tuple[int, str]]:
    """The homes of person `number`, each with the right they have there."""
    if number < HOMES:
        return {(number, "owner")}
    return {5: {(0, "owner")}, 6: {(1, "owner")}, 7: {(2, "owner"), (3, "owner")}, 8: {(4, "tenant")}}[number]


def reminded(session: RowSession, *states: State) -> list[UUID]:
    query = (
        select(Account.person_id)
        .join(Delivery, col(Delivery.account_id) == col(Account.id))
        .join(Letter, col(Letter.id) == col(Delivery.letter_id))
        .where(Letter.key == "opinions-reminder", col(Delivery.state).in_(states or list(State)))
    )
    return list(session.exec(query))


def answer(session: RowSession, code: str, person: UUID, now: datetime = NOW) -> None:
    take_answer(session, Tap(code, 1, 1), person, now, TODAY)


def after_answers(session: RowSession, answered: set[int]) -> None:
    code, people, round_id = make_world(session)
    for number in answered:
        answer(session, code, people[number])
    for _ in range(3):
        reminding.remind(session, round_id, DUE)
    got = [people.index(each) for each in reminded(session)]
    spoken = set().union(*(lives_in(number) for number in answered))
    assert len(got) == len(set(got))
    assert set(got) == {number for number in range(len(people)) if lives_in(number) - spoken}
    raise KilledError  # each example on its own


@pytest.mark.heavy
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.integers(0, 8)))
def test_it_goes_once_to_whoever_lives_in_a_home_that_has_not_answered(
    any_database: Database, answered: set[int]
) -> None:
    with pytest.raises(KilledError):
        any_database.run_now(after_answers, answered)


def ring(database: Database, now: datetime) -> None:
    for round_id in database.read_now(reminding.due, now):
        database.run_now(reminding.remind, round_id, now)
    for asking_id in database.read_now(asking.unfinished, now):
        database.run_now(asking.write_to_more, asking_id, now)


def killed(session: RowSession, asking_id: UUID, now: datetime) -> None:
    asking.write_to_more(session, asking_id, now, 2)
    raise KilledError


def begin_in_chunks(session: RowSession, round_id: UUID) -> None:
    """The first chunk is of two people, as if there were thousands."""
    reminding.remind(session, round_id, DUE)
    begun = reminding.reminded(session, session.get_one(OpinionRound, round_id))
    assert begun is not None
    letter_id, begun.done_at = begun.letter_id, None
    first = sorted(session.exec(select(Delivery).where(Delivery.letter_id == letter_id)), key=lambda each: each.id)
    persons = sorted(reminded(session))
    begun.reached, begun.persons = persons[1], 2
    for each in first:
        account = session.get_one(Account, each.account_id)
        if account.person_id not in persons[:2]:
            session.delete(each)


def test_killed_between_chunks_nobody_is_reminded_twice_and_nobody_left_out(database: Database) -> None:
    _, people, round_id = database.run_now(make_world)
    database.run_now(begin_in_chunks, round_id)
    while due := database.read_now(asking.unfinished, DUE):
        with pytest.raises(KilledError):
            database.run_now(killed, due[0], DUE)
        database.run_now(asking.write_to_more, due[0], DUE, 2)
    for _ in range(3):
        ring(database, DUE)
    assert sorted(database.read_now(reminded)) == sorted(people)


def move(session: RowSession, round_id: UUID, closes_at: datetime) -> None:
    session.get_one(OpinionRound, round_id).closes_at = closes_at


def test_a_round_that_is_moved_is_reminded_of_again_in_time_and_of_each_close_once(database: Database) -> None:
    _, people, round_id = database.run_now(make_world)
    assert database.read_now(reminding.next_reminder, NOW) == DUE
    ring(database, DUE - timedelta(minutes=1))
    assert database.read_now(reminded) == []
    ring(database, DUE)
    ring(database, DUE + timedelta(hours=3))
    assert len(database.read_now(reminded)) == len(people)
    database.run_now(move, round_id, CLOSES + timedelta(days=3))
    assert database.read_now(reminding.next_reminder, DUE) == DUE + timedelta(days=3)
    ring(database, DUE + timedelta(days=3))
    assert len(database.read_now(reminded)) == 2 * len(people)
    assert database.read_now(reminding.next_reminder, DUE + timedelta(days=3)) is None


@pytest.mark.parametrize("end", ["closed", "withdrawn"])
def test_a_round_that_is_over_is_not_reminded_of(database: Database, end: str) -> None:
    _, people, round_id = database.run_now(make_world)

    def finish(session: RowSession, now: datetime) -> None:
        asked = session.get_one(OpinionRound, round_id)
        (asking.end_early if end == "closed" else asking.withdraw)(session, asked, "不用了", people[0], now)

    database.run_now(finish, NOW)
    ring(database, DUE)
    assert database.read_now(reminding.next_reminder, NOW) is None
    assert database.read_now(reminded) == []


@pytest.mark.parametrize("end", ["closed", "withdrawn"])
def test_what_waits_of_a_reminder_is_void_with_the_round(database: Database, end: str) -> None:
    _, people, round_id = database.run_now(make_world)
    ring(database, DUE)

    def finish(session: RowSession, now: datetime) -> None:
        asked = session.get_one(OpinionRound, round_id)
        (asking.end_early if end == "closed" else asking.withdraw)(session, asked, "不用了", people[0], now)

    database.run_now(finish, DUE)
    assert database.read_now(reminded, State.QUEUED) == []


def test_whoever_answers_meanwhile_is_not_reminded_any_more(database: Database) -> None:
    code, people, _ = database.run_now(make_world)
    ring(database, DUE)
    database.run_now(answer, code, people[2], DUE + timedelta(minutes=1))
    assert sorted(database.read_now(reminded, State.QUEUED)) == sorted(set(people) - {people[2]})


def test_after_an_outage_it_comes_late_but_not_at_night_and_not_after_the_close(database: Database) -> None:
    database.run_now(make_world)
    night = DUE + timedelta(hours=6)
    assert is_night(night)
    ring(database, night)
    starts = database.read_now(
        lambda session: set(
            session.exec(select(Delivery.not_before).join(Letter).where(Letter.key == "opinions-reminder"))
        )
    )
    (moment,) = starts
    assert moment is not None
    assert not is_night(moment)
    assert night < moment < CLOSES
    ring(database, CLOSES)
