"""The golden conversations: every transcript beside this file, played with the database reopened between lines.

Rich and poor on SQLite, rich on PostgreSQL: the same words come out of both databases.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from models.database import Database
from tests.stage.script import read_script
from tests.stage.stage import POOR, RICH, Stage, save

SCRIPTS = sorted(Path(__file__).parent.glob("*/*.txt"))


def written(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
async def test_rich(path: Path, reopen_sqlite: Callable[[], Database], request: pytest.FixtureRequest) -> None:
    played = await Stage(reopen_sqlite, RICH).play(read_script(path))
    if request.config.getoption("--accept"):
        save(path, played)
    assert played == written(path)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
async def test_poor(path: Path, reopen_sqlite: Callable[[], Database]) -> None:
    await Stage(reopen_sqlite, POOR).play(read_script(path))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
async def test_postgres(path: Path, reopen_postgres: Callable[[], Database]) -> None:
    assert await Stage(reopen_postgres, RICH).play(read_script(path)) == written(path)
