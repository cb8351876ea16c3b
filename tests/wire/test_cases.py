"""Finding complaints in a real database: what is open is never hidden by what is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from models.complaints.queries import cases_of
from models.complaints.tables import CaseState, Complaint
from models.database import Database, RowSession
from models.people.identity import lock_account
from models.people.tables import Estate

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def test_an_old_open_case_comes_before_sixty_newer_ones_that_are_over(any_database: Database) -> None:
    def lived(session: RowSession) -> list[str]:
        estate = Estate(prefix="SJ", name="四季家园")
        person = lock_account(session, "web", "seat", NOW).person_id
        session.add(estate)
        session.flush()
        for number in range(61):
            session.add(
                Complaint(
                    code=f"SJ-{number}", estate_id=estate.id, author_id=person, created_at=NOW + timedelta(days=number),
                    state=CaseState.RESOLVED if number else CaseState.NEW,
                )
            )  # fmt: skip
            session.flush()
        return [case.code for case in cases_of(session, person)]

    assert any_database.run_now(lived) == ["SJ-0", *(f"SJ-{number}" for number in range(60, 52, -1))]
