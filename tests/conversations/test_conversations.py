"""The golden conversations: every transcript beside this file, played with the database reopened between lines.

Rich and poor on SQLite, rich on PostgreSQL: the same words come out of both databases.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from models.database import Database
from tests.stage.checks import check_heard, check_rest, domain_rows
from tests.stage.script import Say, read_script
from tests.stage.stage import POOR, RICH, Stage, save

SCRIPTS = sorted(Path(__file__).parent.glob("*/*.txt"))


def written(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
async def test_rich(path: Path, reopen_sqlite: Callable[[], Database], request: pytest.FixtureRequest) -> None:
    stage = Stage(reopen_sqlite, RICH, path.parent)
    played = await stage.play(read_script(path))
    if request.config.getoption("--accept"):
        save(path, played)
    assert played == written(path)
    check_heard(stage)
    rest(reopen_sqlite, poor=False)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
async def test_poor(path: Path, sqlite_template: Path, tmp_path: Path) -> None:
    """Text, numbers and phrases only, no push, no edits: what was done is the same (where no room took part)."""
    script = read_script(path)
    done = []
    for traits in (RICH, POOR):
        reopen = copy_of(sqlite_template, tmp_path / f"{traits.buttons}.sqlite3")
        await Stage(reopen, traits, path.parent).play(script)
        rest(reopen, poor=not traits.push)
        database = reopen()
        done.append(domain_rows(database))
        database.close()
    if not any(isinstance(step, Say) and step.room for step in script):
        assert done[1] == done[0]


def copy_of(template: Path, path: Path) -> Callable[[], Database]:
    shutil.copyfile(template, path)
    return lambda: Database(f"sqlite:///{path}")


def rest(reopen: Callable[[], Database], *, poor: bool) -> None:
    database = reopen()
    try:
        database.read_now(check_rest, poor=poor)
    finally:
        database.close()


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
async def test_postgres(path: Path, reopen_postgres: Callable[[], Database]) -> None:
    assert await Stage(reopen_postgres, RICH, path.parent).play(read_script(path)) == written(path)
