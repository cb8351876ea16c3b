"""Killed at every step between receive, commit, send and mark: nothing is lost, and only an answer or alert that was in
flight at the kill is said twice."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import select

from models.complaints.tables import Complaint
from models.database import Database, Keyring, RowSession, new_key, use_keys
from models.letters.post import LEASE
from models.letters.tables import Delivery, State
from tests.stage import cast

pytestmark = pytest.mark.heavy
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
KILLED = -9


def scene(session: RowSession) -> None:
    cast.make_estate(session, "四季家园(SJ) duty=62770001")
    cast.make_people(session, "张三=业主 3-2-501, 李梅=专职秘书 @ 四季家园(SJ)", "stage", NOW)


class World:
    """A database and a platform that outlive the processes."""

    def __init__(self, url: str, log: Path, key: str) -> None:
        self.url, self.log, self.key = url, log, key

    def run(self, point: str, what: str, *rest: str, at: datetime = NOW) -> int:
        command = [
            sys.executable,
            "-m",
            "tests.crash.child",
            self.url,
            str(self.log),
            point,
            what,
            at.isoformat(),
            *rest,
        ]
        return subprocess.run(
            command, cwd=ROOT, env={**os.environ, "YXM_KEYS": self.key}, check=False, timeout=60
        ).returncode

    def taken(self) -> list[str]:
        return self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []


@pytest.fixture(params=["sqlite", "postgres"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> World:
    key = new_key()
    use_keys(Keyring((key,)))
    reopen: Callable[[], Database] = request.getfixturevalue(f"reopen_{request.param}")
    database = reopen()
    database.run_now(scene)
    url = database.url.render_as_string(hide_password=False)
    database.close()
    return World(url, tmp_path / "platform.log", key)


def cases(url: str) -> int:
    database = Database(url)
    try:
        return database.read_now(lambda session: session.exec(select(sa.func.count()).select_from(Complaint)).one())
    finally:
        database.close()


def states(url: str, chat: str) -> list[State]:
    database = Database(url)
    try:
        return database.read_now(
            lambda session: list(session.exec(select(Delivery.state).where(Delivery.chat == chat)))
        )
    finally:
        database.close()


@pytest.mark.parametrize("point", ["received", "before-commit", "after-commit", "answer-given"])
def test_killed_while_serving(world: World, point: str) -> None:
    """The platform redelivers what was not acknowledged; the case is filed once and its answer arrives."""
    assert world.run("", "serve", "a", "3号楼电梯坏了") == 0
    assert world.run(point, "serve", "b", "1") == KILLED
    filed = cases(world.url)
    assert filed == (1 if point in ("after-commit", "answer-given") else 0)
    assert world.run("", "serve", "b", "1", at=NOW + timedelta(seconds=5)) == 0
    assert world.run("", "send", at=NOW + LEASE * 3) == 0
    assert cases(world.url) == 1
    answers = [line for line in world.taken() if "记下了" in line]
    assert len(answers) == (2 if point == "answer-given" else 1)
    assert len([line for line in world.taken() if line.startswith("alert\t李梅")]) == 1


@pytest.mark.parametrize(("point", "times"), [("sending-marked", 1), ("platform-took", 2), ("before-sent", 2)])
def test_killed_while_sending(world: World, point: str, times: int) -> None:
    """An alert that was in flight goes once more; one that never left goes once."""
    assert world.run("", "serve", "a", "3号楼电梯坏了") == 0
    assert world.run("", "serve", "b", "1") == 0
    assert world.run(point, "send") == KILLED
    assert states(world.url, "李梅") == [State.SENDING]
    later = NOW + LEASE + timedelta(seconds=1)
    assert world.run("", "send", at=later) == 0
    assert world.run("", "send", at=later + LEASE * 3) == 0
    assert len([line for line in world.taken() if line.startswith("alert\t李梅")]) == times
    assert states(world.url, "李梅") == [State.SENT]


def test_two_kills_in_flight_end_as_unknown(world: World) -> None:
    """After the second death nobody tries again: it is shown as unknown."""
    assert world.run("", "serve", "a", "3号楼电梯坏了") == 0
    assert world.run("", "serve", "b", "1") == 0
    moment = NOW
    for _ in range(2):
        assert world.run("platform-took", "send", at=moment) == KILLED
        moment += LEASE + timedelta(seconds=1)
    assert world.run("", "send", at=moment) == 0
    assert states(world.url, "李梅") == [State.UNKNOWN]
    assert len([line for line in world.taken() if line.startswith("alert\t李梅")]) == 2
