"""An installation for the command line: a folder, a key, a database with the newest schema."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.cli.app import main
from models.database import Database, new_key
from models.migrations import newest

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def installation(sqlite_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The database's URL; settings stand in the environment, the present folder is empty."""
    with sqlite3.connect(sqlite_file) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.execute("INSERT INTO alembic_version VALUES (?)", (newest(),))
    connection.close()
    folder = tmp_path / "installation"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("YXM_DATABASE_URL", f"sqlite:///{sqlite_file}")
    monkeypatch.setenv("YXM_KEYS", new_key())
    return f"sqlite:///{sqlite_file}"


@pytest.fixture
def run(installation: str, capsys: pytest.CaptureFixture[str]) -> Run:  # noqa: ARG001 (what it runs in)
    """Run a command in the installation: exit code, stdout, stderr."""

    def command(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return command


@pytest.fixture
def opened(installation: str) -> Iterator[Database]:
    database = Database(installation)
    yield database
    database.close()
