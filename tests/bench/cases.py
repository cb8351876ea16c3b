"""The secretary's day over many cases: queue, brief and search of one secretary of four estates, with 10,000 and with
100,000 cases over 300 estates. Nothing is rendered or sent; what is measured is the database and our own work on it.
"""

from __future__ import annotations

import random
import time
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from config.complaints import categories
from models.briefs import morning
from models.complaints.queue import desk_of, how_many, is_today, waiting
from models.complaints.searching import count_found, found, understand
from models.complaints.tables import CaseState, Complaint, Source
from models.complaints.triage import Urgency
from models.database import Database, RowSession, new_id
from models.migrations import upgrade
from models.people.roles import Grant, Role
from models.people.tables import Estate, Person
from tests.bench.wire import percentile

NOW = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
ESTATES, OWN, ROUNDS = 300, 4, 200
SAID = ("3幢 电梯", "停车 去年", "没办完", "异响", "SJ-12")
_STORIES = ("电梯有异响", "楼道灯坏了", "门口乱停车", "下水道堵了", "垃圾没人收")


def furnish(database: Database, cases: int) -> UUID:
    """A tenth of the cases is open. Returns the secretary of the first four estates."""
    upgrade(database, keep_copy=False)
    return database.run_now(_fill, cases)


def _fill(session: RowSession, cases: int) -> UUID:
    chance = random.Random(4)
    person = Person(created_at=NOW)
    estates = [Estate(prefix=f"{chr(65 + n // 26)}{chr(65 + n % 26)}", name=f"小区{n}") for n in range(ESTATES)]
    session.add_all([person, *estates])
    session.flush()
    for estate in estates[:OWN]:
        session.add(Grant(person_id=person.id, role=Role.SECRETARY, estate_id=estate.id, starts_at=NOW - timedelta(9)))
    rows = [_row(n, estates[n % ESTATES].id, estates[n % ESTATES].prefix, chance) for n in range(cases)]
    for start in range(0, cases, 5000):
        session.execute(sa.insert(Complaint), rows[start : start + 5000])
    return person.id


def _row(n: int, estate_id: UUID, prefix: str, chance: random.Random) -> dict[str, Any]:
    is_open = chance.random() < 0.1
    created = NOW - timedelta(hours=chance.randrange(1, 24 * 700))
    return {
        "id": new_id(), "code": f"{prefix}-{n + 1}", "estate_id": estate_id, "building": str(chance.randrange(1, 30)),
        "entrance": "", "spot": "", "category": chance.choice(categories()), "urgency": Urgency.NORMAL,
        "emergency": "", "story": chance.choice(_STORIES), "on_behalf_of": "", "source": Source.OWN,
        "state": chance.choice((CaseState.NEW, CaseState.WORKING, CaseState.DONE)) if is_open else CaseState.RESOLVED,
        "holder": Role.SECRETARY, "returns": 0, "created_at": created,
        "answer_by": NOW + timedelta(hours=chance.randrange(-24, 240)) if is_open else None,
        "closed_at": None if is_open else created + timedelta(days=3),
    }  # fmt: skip


def _queue(session: RowSession, person: UUID) -> None:
    desk = desk_of(session, person, NOW)
    how_many(session, desk, NOW)
    how_many(session, desk, NOW, is_today(NOW))
    waiting(session, desk, NOW, most=9)


def _brief(session: RowSession, person: UUID) -> None:
    """Written and undone: the same morning can be had again."""
    morning.tell(session, person, NOW)
    session.rollback()


def _search(said: str) -> Callable[[RowSession, UUID], None]:
    def look(session: RowSession, person: UUID) -> None:
        wanted = understand(said, NOW.date())
        count_found(session, person, wanted, NOW)
        found(session, person, wanted, NOW, most=7)

    return look


def measure(folder: Path, sizes: tuple[int, ...]) -> None:
    """One line a question: p50 and p99 at each size, and the most that Python held meanwhile."""
    asked = {"queue": _queue, "brief": _brief} | {f"search {said}": _search(said) for said in SAID}
    print(
        f"\ncases over {ESTATES} estates, one secretary of {OWN}, SQLite, {ROUNDS} times each: p50 / p99 ms, peak KiB"
    )
    for size in sizes:
        database = Database(f"sqlite:///{folder}/{size}.sqlite3")
        person = furnish(database, size)
        for name, act in asked.items():
            times = [_timed(database, act, person) for _ in range(ROUNDS)]
            tracemalloc.start()
            _timed(database, act, person)
            peak = tracemalloc.get_traced_memory()[1] / 1024
            tracemalloc.stop()
            p50, p99 = (percentile(times, share) * 1000 for share in (0.5, 0.99))
            print(f"  {size:>7} {name:<16} {p50:7.1f} / {p99:7.1f} {peak:8.0f}")
        database.close()


def _timed(database: Database, act: Callable[[RowSession, UUID], None], person: UUID) -> float:
    began = time.perf_counter()
    with RowSession(database.writer) as session:
        act(session, person)
    return time.perf_counter() - began
