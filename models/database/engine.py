"""One unit of work = one transaction = one hop into a worker thread; the only place that commits.

`run` writes (one writer thread on SQLite, about four on PostgreSQL), `read` looks (a pool of read-only connections).
Neither does I/O, so they can simply be run again: deadlock, serialisation and lost-connection errors are tried three
times.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any, Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlmodel import Session, SQLModel, select
from sqlmodel.sql.expression import SelectOfScalar

from models.database.together import Got, One, Together, Works

P = ParamSpec("P")
T = TypeVar("T")
Work = Callable[Concatenate["RowSession", P], T]

NOTICES = "yexiaomi"
"""The one channel of PostgreSQL's NOTIFY by which the processes of an installation hear of each other's commits."""
_TRIES = 3
_POSTGRES_THREADS = 4
_READERS = 4
_NOTIFY = sa.select(sa.func.pg_notify(NOTICES, sa.bindparam("line")))
_AGAIN = {"40001", "40P01", "55P03"}  # serialisation failure, deadlock, lock not available


_NO_MEANS = {"53", "57", "58"}  # insufficient resources, intervention of the operator, error of the system
_NO_ROOM = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY")


class SchemaTooOld(Exception):  # noqa: N818 (a state, as the operator reads it)
    """The database has not had all migrations; `db upgrade` does it."""


class RowSession(Session):
    """A Session that also remembers who is to wake after the commit (`woken`: channels that were promised letters, and
    `files`), and what every process is told with it (`told`: lines without personal data, at most 8000 bytes each).
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.woken: set[str] = set()
        self.told: list[str] = []

    def get(self, entity: type[T], ident: Any, **how: Any) -> T | None:  # type: ignore[override]
        """What is not at hand is asked for by a question put together once a table."""
        if how or sa.inspect(entity).identity_key_from_primary_key((ident,)) in self.identity_map:
            return super().get(entity, ident, **how)
        return self.exec(_by_id(entity), params={"id": ident}).first()  # type: ignore[arg-type]


@cache
def _by_id(entity: type[T]) -> SelectOfScalar[T]:
    return select(entity).where(sa.inspect(entity).primary_key[0] == sa.bindparam("id"))


class Database:
    """Its errors name the statement, never the values: what people wrote has no place in a log.

    `url` as SQLAlchemy writes it (sqlite:///file or postgresql+psycopg://...). Close it when done.
    """

    def __init__(self, url: str, *, readers: int = _READERS) -> None:
        self.url = sa.engine.make_url(url)
        if self.url.drivername in {"postgresql", "postgres"}:
            self.url = self.url.set(drivername="postgresql+psycopg")
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.writer = _sqlite(self.url, writes=True) if self.is_sqlite else _postgres(self.url, _POSTGRES_THREADS)
        self.reader = _sqlite(self.url, writes=False, size=readers) if self.is_sqlite else self.writer
        self._write_threads = ThreadPoolExecutor(1 if self.is_sqlite else _POSTGRES_THREADS, "write")
        self._read_threads = ThreadPoolExecutor(readers, "read")
        self._together = Together(self.run)
        self._closed = threading.Event()
        self.on_commit: Callable[[set[str]], None] = lambda _woken: None
        self.on_done: Callable[[float], None] = lambda _seconds: None

    async def run(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do `work(session, ...)` in one transaction and commit it; rolled back unless it returns."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._write_threads, lambda: self.run_now(work, *args, **kwargs))

    async def together(self, work: Works[One, Got], one: One) -> Got:
        """`run` for one of many small pieces of the same kind: what is asked while the writer is busy shares a commit."""
        return await self._together.add(work, one)

    async def read(self, look: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`look(session, ...)` on a read-only connection."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._read_threads, lambda: self.read_now(look, *args, **kwargs))

    def run_now(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`run` for those who are in a thread already (the command line, tests)."""

        def once() -> T:
            began = perf_counter()
            with RowSession(self.writer, expire_on_commit=False) as session:
                result = work(session, *args, **kwargs)
                self._tell_others(session)
                session.commit()
                if session.woken:
                    self.on_commit(session.woken)
                self.on_done(perf_counter() - began)
                return result

        return _again_if_transient(once)

    def _tell_others(self, session: RowSession) -> None:
        """The other processes hear of it when it is committed, and not at all when it is not."""
        if self.is_sqlite:
            return
        woken = [f"wake {','.join(sorted(session.woken))}"] if session.woken else []
        for line in [*woken, *session.told]:
            session.connection().execute(_NOTIFY, {"line": line})

    def read_now(self, look: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`read` for those who are in a thread already."""

        def once() -> T:
            with RowSession(self.reader, expire_on_commit=False) as session:
                return look(session, *args, **kwargs)

        return _again_if_transient(once)

    def close(self) -> None:
        self._closed.set()
        self._write_threads.shutdown(wait=True)
        self._read_threads.shutdown(wait=True)
        self.writer.dispose()
        self.reader.dispose()


def _again_if_transient(once: Callable[[], T]) -> T:
    """The last try's error is the caller's."""
    for _ in range(_TRIES - 1):
        try:
            return once()
        except DBAPIError as error:
            if not is_transient(error):
                raise
    return once()


def is_transient(error: BaseException) -> bool:
    """Would the same work have a chance if simply run again?"""
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return str(state) in _AGAIN or str(state).startswith("08") or str(state) in {"57P01", "57P02", "57P03"}
    return isinstance(error, OperationalError) and any(
        word in str(error.orig)
        for word in ("database is locked", "server closed the connection", "connection is closed")
    )


def is_unavailable(error: BaseException) -> bool:
    """Is it the machine's fault rather than the work's (no connection, a full disk)? Done again later it will do."""
    if is_transient(error):
        return True
    if not isinstance(error, DBAPIError):
        return False
    state, name = getattr(error.orig, "sqlstate", None), getattr(error.orig, "sqlite_errorname", None)
    if state is None and name is None:  # no server answered
        return isinstance(error, (OperationalError, InterfaceError))
    return str(state)[:2] in _NO_MEANS or str(name).startswith(_NO_ROOM)


def insert(session: Session, table: type[SQLModel]) -> sqlite.Insert | postgresql.Insert:
    """INSERT that knows ON CONFLICT, for the database in use. Ids and defaults are the caller's to give.

    Its `rowcount` says whether a row was made (PostgreSQL answers -1 to who does not ask for it).
    """
    maker = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    return maker(table).execution_options(preserve_rowcount=True)


def _postgres(url: sa.URL, size: int) -> sa.Engine:
    """Connections are not asked first whether they still stand, a round trip for each piece of work: one that was lost
    shows at the first statement, is thrown away with all that are as old, and the work is run again.
    """
    return sa.create_engine(
        url, pool_size=size, max_overflow=size, isolation_level="READ COMMITTED", hide_parameters=True
    )


def _sqlite(url: sa.URL, *, writes: bool, size: int = 1) -> sa.Engine:
    if not url.database or url.database == ":memory:":
        raise ValueError("the embedded database needs a file")
    Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(url, pool_size=size, max_overflow=0, poolclass=sa.QueuePool, hide_parameters=True)

    @sa.event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in _pragmas(writes=writes):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _pragmas(*, writes: bool) -> list[str]:
    common = ["busy_timeout=5000", "foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL"]
    return common if writes else [*common[:2], "query_only=ON"]
