"""What every test may ask for: an empty database made from a template, SQLite or PostgreSQL."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import settings

from models import load_tables
from models.database import Database, Keyring, new_key, use_keys
from models.migrations.triggers import create_triggers
from tests.postgres import Postgres, postgres

use_keys(Keyring((new_key(),)))
settings.register_profile("house", deadline=None)  # speed is measured by `make bench`, never by a test
settings.load_profile("house")

_dialects: dict[str, sa.Dialect] = {}
_compiled: dict[object, object] = {}


@sa.event.listens_for(sa.Engine, "engine_connect")
def compile_once(connection: sa.Connection) -> None:
    """A database opened anew would have every statement compiled anew: two fifths of the time of the transcripts."""
    connection.dialect = _dialects.setdefault(connection.dialect.name, connection.dialect)
    connection.execution_options(compiled_cache=_compiled)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite the transcripts with what really happened")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with every table and trigger, copied for each test."""
    path = tmp_path_factory.mktemp("template") / "empty.sqlite3"
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        load_tables().create_all(connection)
        create_triggers(connection)
    engine.dispose()
    return path


@pytest.fixture
def sqlite_file(sqlite_template: Path, tmp_path: Path) -> Path:
    path = tmp_path / "estate.sqlite3"
    shutil.copyfile(sqlite_template, path)
    return path


@pytest.fixture
def reopen_sqlite(sqlite_file: Path) -> Callable[[], Database]:
    return lambda: Database(f"sqlite:///{sqlite_file}")


@pytest.fixture
def database(reopen_sqlite: Callable[[], Database]) -> Iterator[Database]:
    opened = reopen_sqlite()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    with postgres(worker, os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))) as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: Postgres) -> Iterator[sa.URL]:
    """An empty database of its own, with every table and trigger."""
    url = postgres_server.make()
    yield url
    postgres_server.drop(url)


@pytest.fixture
def reopen_postgres(postgres_url: sa.URL) -> Callable[[], Database]:
    return lambda: Database(postgres_url.render_as_string(hide_password=False))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """With YXM_NO_SKIP a test that could not run has failed; only absent outside data excuses one."""
    report = yield
    if os.environ.get("YXM_NO_SKIP") and report.skipped and item.get_closest_marker("needs_data") is None:
        report.outcome, report.longrepr = "failed", f"skipped where nothing may be skipped: {report.longrepr[-1]}"
    return report


@pytest.fixture(params=["sqlite", "postgres"])
def any_database(request: pytest.FixtureRequest) -> Iterator[Database]:
    reopen: Callable[[], Database] = request.getfixturevalue(f"reopen_{request.param}")
    opened = reopen()
    yield opened
    opened.close()
