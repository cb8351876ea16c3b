"""The golden conversations: every transcript beside this file, played with the database reopened between lines.

Rich and poor on SQLite, rich on PostgreSQL: the same words come out of both databases.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.database import Database
from tests.stage.checks import check_heard, check_rest, domain_rows
from tests.stage.script import Say, read_script
from tests.stage.stage import POOR, RICH, Stage, save

SCRIPTS = sorted(Path(__file__).parent.glob("*/*.txt"))


def written(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
async def test_rich_and_poor(path: Path, sqlite_template: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """As written on a rich channel; then with text, numbers and phrases only, no push, no edits: what was done is the
    same (where no room took part)."""
    script = read_script(path)
    rich = Stage(copy_of(sqlite_template, tmp_path / "rich.sqlite3"), RICH, path.parent)
    played = await rich.play(script)
    if request.config.getoption("--accept"):
        save(path, played)
    assert played == written(path)
    check_heard(rich)
    poor = Stage(copy_of(sqlite_template, tmp_path / "poor.sqlite3"), POOR, path.parent)
    await poor.play(script)
    done, done_poorly = left(rich.reopen, poor=False), left(poor.reopen, poor=True)
    if not any(isinstance(step, Say) and step.room for step in script):
        assert done_poorly == done


def copy_of(template: Path, path: Path) -> Callable[[], Database]:
    """The database is opened anew, each time from its file, so that nothing lives on in memory."""
    shutil.copyfile(template, path)
    return lambda: Database(f"sqlite:///{path}")


def left(reopen: Callable[[], Database], *, poor: bool) -> dict[str, list[dict[str, Any]]]:
    """The domain's rows at the end; nothing promised may be left without a reason."""
    database = reopen()
    try:
        database.read_now(check_rest, poor=poor)
        return domain_rows(database)
    finally:
        database.close()


@pytest.mark.heavy
@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
async def test_postgres(path: Path, reopen_postgres: Callable[[], Database]) -> None:
    assert await Stage(reopen_postgres, RICH, path.parent).play(read_script(path)) == written(path)
