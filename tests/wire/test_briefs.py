"""The brief in a real database: once a person and day whatever rings, seven lines at most, only while it is of use."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlmodel import select

from models.briefs import evening, morning
from models.briefs.tables import Brief, BriefKind
from models.complaints.tables import Complaint
from models.database import Database, RowSession
from models.letters.tables import Letter
from models.people.identity import lock_account
from models.people.roles import Role, grant
from models.people.tables import Estate

TUESDAY = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
"""08:30 in China."""


def furnish(session: RowSession, cases: int) -> UUID:
    estate = Estate(prefix="SJ", name="四季家园")
    account = lock_account(session, "web", "li", TUESDAY - timedelta(days=9))
    account.private_since = TUESDAY
    session.add(estate)
    session.flush()
    grant(session, account.person_id, Role.SECRETARY, TUESDAY - timedelta(days=9), estate_id=estate.id)
    for n in range(1, cases + 1):
        session.add(Complaint(code=f"SJ-{n}", estate_id=estate.id, answer_by=TUESDAY, created_at=TUESDAY))
    return account.person_id


def letters(session: RowSession) -> list[Letter]:
    return list(session.exec(select(Letter)))


def test_two_clocks_and_a_restart_tell_it_once(any_database: Database) -> None:
    li = any_database.run_now(furnish, 8)
    assert any_database.run_now(morning.due, TUESDAY) == [li]
    any_database.run_now(morning.tell, li, TUESDAY)
    any_database.run_now(morning.tell, li, TUESDAY)  # the other clock had seen it due as well
    assert any_database.run_now(morning.due, TUESDAY + timedelta(hours=3)) == []
    told = any_database.run_now(letters)
    assert [len(each.choices) for each in told] == [morning.MOST + 1]
    assert told[0].choices[-1]["line"] == "complaints-queue"


def test_who_has_nothing_to_do_hears_nothing_and_is_not_asked_again(any_database: Database) -> None:
    li = any_database.run_now(furnish, 0)
    for _ in range(2):
        any_database.run_now(morning.tell, li, TUESDAY)
    assert any_database.run_now(letters) == []
    assert any_database.run_now(morning.due, TUESDAY) == []


@pytest.mark.parametrize(
    ("day", "clock", "is_due"),
    [
        (24, "08:29", False), (24, "08:30", True), (24, "17:29", True), (24, "17:30", False),
        (28, "08:30", False),  # a Saturday
    ],
)  # fmt: skip
def test_it_is_due_on_working_days_until_the_evening(
    any_database: Database,
    day: int,
    clock: str,
    is_due: bool,
) -> None:
    any_database.run_now(furnish, 1)
    hour, minute = map(int, clock.split(":"))
    now = datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)
    assert bool(any_database.run_now(morning.due, now)) is is_due


def test_a_make_up_sunday_is_a_working_day_and_a_holiday_is_none(any_database: Database) -> None:
    any_database.run_now(furnish, 1)
    assert any_database.run_now(morning.due, datetime(2026, 2, 14, 1, 0, tzinfo=UTC)) == []  # not in office yet
    assert any_database.run_now(morning.next_morning, datetime(2026, 12, 31, 1, 0, tzinfo=UTC)) == datetime(
        2027, 1, 4, 0, 30, tzinfo=UTC
    )


def test_the_evening_is_silent_when_nothing_was_done(any_database: Database) -> None:
    li = any_database.run_now(furnish, 1)
    night = TUESDAY + timedelta(hours=9)
    assert any_database.run_now(evening.due, night) == [li]
    any_database.run_now(evening.tell, li, night)
    assert any_database.run_now(letters) == []
    rows = any_database.run_now(lambda session: [each.kind for each in session.exec(select(Brief))])
    assert rows == [BriefKind.EVENING]
