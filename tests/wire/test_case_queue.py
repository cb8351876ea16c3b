"""The queue in a real database: first things first, cut by the database, and nothing in it that may not be opened."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import select

from models.complaints.actions import record
from models.complaints.queries import may_see
from models.complaints.queue import answering_desk, desk_of, how_many, is_today, waiting
from models.complaints.sight import in_sight
from models.complaints.tables import CaseState, Complaint
from models.database import Database, RowSession
from models.people.identity import lock_account
from models.people.roles import Role, grant
from models.people.tables import Estate

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def person(session: RowSession, name: str, **held: Any) -> UUID:
    found = lock_account(session, "web", name, NOW).person_id
    for role, estate in held.items():
        grant(session, found, Role(role), NOW, estate_id=estate)
    return found


def estate(session: RowSession, prefix: str) -> UUID:
    made = Estate(prefix=prefix, name=prefix)
    session.add(made)
    session.flush()
    return made.id


def case(session: RowSession, code: str, estate_id: UUID, **more: Any) -> Complaint:
    made = Complaint(code=code, estate_id=estate_id, created_at=NOW - 24 * HOUR, **more)
    session.add(made)
    session.flush()
    return made


def test_late_and_today_before_the_rest_where_many_wait_first_and_what_waits_for_residents_last(
    any_database: Database,
) -> None:
    def lived(session: RowSession) -> list[tuple[str, int]]:
        home = estate(session, "SJ")
        li = person(session, "li", secretary=home)
        lift = {"building": "3", "category": "elevator"}
        case(session, "SJ-1", home, answer_by=NOW + 72 * HOUR)
        case(session, "SJ-2", home, state=CaseState.DONE)
        case(session, "SJ-3", home, answer_by=NOW - 5 * HOUR)
        case(session, "SJ-4", home, answer_by=NOW + HOUR, **lift)
        case(session, "SJ-5", home, answer_by=NOW + 48 * HOUR, **lift)
        case(session, "SJ-6", home, answer_by=NOW + 49 * HOUR, building="5", category="elevator")
        case(session, "SJ-7", home, answer_by=NOW + 2 * HOUR, emergency="trapped")
        case(session, "SJ-8", home, state=CaseState.RESOLVED)
        case(session, "SJ-9", home, state=CaseState.WORKING, answer_by=NOW + 90 * HOUR, done_by=NOW + 3 * HOUR)
        case(session, "SJ-10", home, state=CaseState.WORKING)
        desk = desk_of(session, li, NOW)
        assert how_many(session, desk, NOW) == 9
        assert how_many(session, desk, NOW, is_today(NOW)) == 4
        whole = [(each.case.code, each.alike) for each in waiting(session, desk, NOW, most=99)]
        cut = [each.case.code for start in (0, 4, 8) for each in waiting(session, desk, NOW, start=start, most=4)]
        assert cut == [code for code, _ in whole]
        return whole

    assert any_database.run_now(lived) == [
        ("SJ-7", 1), ("SJ-4", 2), ("SJ-3", 1), ("SJ-9", 1),
        ("SJ-5", 2), ("SJ-6", 1), ("SJ-1", 1), ("SJ-10", 1), ("SJ-2", 1),
    ]  # fmt: skip


def test_a_list_shows_exactly_what_may_be_opened(any_database: Database) -> None:
    """`in_sight` asks in the database what `find_case` asks of one case."""

    def lived(session: RowSession) -> None:
        home, other = estate(session, "SJ"), estate(session, "LY")
        people = {
            "author": person(session, "author"),
            "typist": person(session, "typist", secretary=other),
            "secretary": person(session, "secretary", secretary=home),
            "member": person(session, "member", member=home),
            "company": person(session, "company", company=home),
            "both": person(session, "both", company=home, secretary=other),
            "visitor": person(session, "visitor", visitor=home),
            "stranger": person(session, "stranger"),
        }
        case(session, "SJ-1", home, author_id=people["author"])
        case(session, "SJ-2", home, typed_by=people["typist"], holder=Role.COMPANY)
        case(session, "SJ-3", home, emergency="fire")
        record(session, case(session, "SJ-4", home), "handed", NOW, None)
        case(session, "LY-1", other, author_id=people["author"])
        case(session, "LY-2", other, holder=Role.COMPANY)
        session.flush()
        everything = session.exec(select(Complaint)).all()
        seen = 0
        for name, each in people.items():
            listed = set(session.exec(select(Complaint.code).where(in_sight(session, each, NOW))))
            assert listed == {one.code for one in everything if may_see(session, one, each, NOW)}, name
            seen += len(listed)
        assert seen > 20

    any_database.run_now(lived)


def test_the_chair_answers_for_the_day_only_where_there_is_no_secretary(any_database: Database) -> None:
    def lived(session: RowSession) -> None:
        served, alone = estate(session, "SJ"), estate(session, "LY")
        person(session, "li", secretary=served)
        chen = person(session, "chen")
        for each in (served, alone):
            grant(session, chen, Role.CHAIR, NOW, estate_id=each)
        session.flush()
        assert answering_desk(session, chen, NOW).estates == (alone,)
        assert set(desk_of(session, chen, NOW).estates) == {served, alone}

    any_database.run_now(lived)
