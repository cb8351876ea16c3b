"""Small pieces of work that are asked for at the same time share a commit, and none is lost by another."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence

import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from models.database import Database, RowSession
from models.people.tables import Person
from tests.wire.test_in_hand import NOW


class Commits:
    def __init__(self, database: Database) -> None:
        self.count = 0
        sa.event.listen(database.writer, "commit", self._counted)

    def _counted(self, _connection: sa.Connection) -> None:
        self.count += 1


def written(session: RowSession, names: Sequence[str]) -> list[int]:
    """Raises LookupError when one of them is 坏."""
    for name in names:
        session.add(Person(spoken_name=name, created_at=NOW))
        session.flush()
        if name == "坏":
            raise LookupError(name)
    return [len(name) for name in names]


def names(session: RowSession) -> list[str]:
    return list(session.exec(select(Person.spoken_name).order_by(col(Person.id))))


async def held(database: Database, let: threading.Event) -> asyncio.Task[bool]:
    """The writer is busy until it is let go."""
    task = asyncio.create_task(database.run(lambda _session: let.wait(20)))
    await asyncio.sleep(0.01)
    return task


async def test_what_is_asked_while_the_writer_is_busy_shares_a_commit(any_database: Database) -> None:
    commits, let = Commits(any_database), threading.Event()
    writers = [await held(any_database, let) for _ in range(4)]
    asked = [asyncio.create_task(any_database.together(written, "甲" * n)) for n in range(1, 31)]
    await asyncio.sleep(0.01)
    let.set()
    assert await asyncio.gather(*asked) == [*range(1, 31)]
    await asyncio.gather(*writers)
    assert any_database.read_now(names) == ["甲" * n for n in range(1, 31)]
    assert commits.count <= len(writers) + 2


async def test_one_that_breaks_is_alone(any_database: Database) -> None:
    asked = [any_database.together(written, name) for name in ("甲", "乙", "坏", "丙")]
    got = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(each) for each in got] == [int, int, LookupError, int]
    assert any_database.read_now(names) == ["甲", "乙", "丙"]
    with pytest.raises(LookupError):
        await any_database.together(written, "坏")
    assert await any_database.together(written, "丁") == 1


async def test_who_leaves_before_it_is_written_has_still_asked(database: Database) -> None:
    let = threading.Event()
    writer = await held(database, let)
    asked = [asyncio.create_task(database.together(written, name)) for name in ("甲", "乙", "丙")]
    await asyncio.sleep(0.01)
    asked[1].cancel()
    let.set()
    assert [await asked[0], await asked[2]] == [1, 1]
    await writer
    assert database.read_now(names) == ["甲", "乙", "丙"]
