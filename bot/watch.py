"""What only one process of all does at a time: each such work is a post, and a post is held by one process.

On PostgreSQL by an advisory lock on a connection of this process's own. The connection is the holding: when it is lost the
works stop at once, and PostgreSQL gives the locks to whoever asks next (each process asks about every second). The same
connection listens to what the other processes tell with their commits. On SQLite there is one process, kept so by a lock
on a file beside the database.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import sqlite3
from collections.abc import Callable, Coroutine
from typing import Any

import psycopg
import sqlalchemy as sa
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from models.database import NOTICES

log = logging.getLogger("watch")
Work = Callable[[], Coroutine[Any, Any, None]]
_EVERY = 1.0
_PATIENCE = 5.0
"""Seconds after which a database that does not answer counts as lost; it gives our locks away after `_SETTINGS`' 25."""
_SOON, _LATEST = 0.2, 5.0
_AGAIN = 2.0
_SETTINGS = ("tcp_keepalives_idle = 10", "tcp_keepalives_interval = 5", "tcp_keepalives_count = 3")


class HeldElsewhereError(Exception):
    """Another process serves on this database, and it takes only one."""


async def for_ever() -> None:
    """The work of a post that is only held."""
    await asyncio.Event().wait()


async def through_outages(name: str, work: Work) -> None:
    """The work, begun again whenever it ended because the database was not to be had."""
    while True:
        try:
            await work()
        except* (OperationalError, InterfaceError, PoolTimeoutError) as lost:
            log.warning("%s: waits for the database: %s", name, str(lost.exceptions[0]).splitlines()[0])
        else:
            return
        await asyncio.sleep(_AGAIN)


class Post:
    """One work that only one process of all does. Its name is its lock, in this database."""

    def __init__(self, name: str, work: Work) -> None:
        self.name = name
        self.work = work
        self.key = int.from_bytes(hashlib.sha256(f"yexiaomi {name}".encode()).digest()[:8], signed=True)
        self.task: asyncio.Task[None] | None = None

    def begin(self, ended: Callable[[asyncio.Task[None]], None]) -> None:
        log.info("%s: is done here from now on", self.name)
        self.task = asyncio.create_task(through_outages(self.name, self.work))
        self.task.add_done_callback(ended)

    async def leave(self) -> None:
        """Stops the work; it may finish what is in flight (see Sender.run)."""
        if self.task is not None:
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)
            self.task = None
            log.info("%s: is not done here any more", self.name)


class Watch:
    """`add` posts before it runs. `on_end` is told of a task that ended: by itself none may."""

    def __init__(self) -> None:
        self.posts: dict[str, Post] = {}
        self.on_end: Callable[[asyncio.Task[None]], None] = lambda _task: None

    def add(self, name: str, work: Work) -> None:
        self.posts[name] = Post(name, work)

    def holds(self, name: str) -> bool:
        return name in self.posts and self.posts[name].task is not None

    async def run(self) -> None:
        """Until cancelled; then the works have ended and others may take them up."""
        raise NotImplementedError

    def close(self) -> None:
        """When nothing of it runs any more."""

    async def _leave(self) -> None:
        await asyncio.gather(*(post.leave() for post in self.posts.values()))


class Alone(Watch):
    """One process does everything. Raises HeldElsewhereError when another one does so with this SQLite file; without a
    file nobody is asked.
    """

    def __init__(self, file: str = "") -> None:
        super().__init__()
        self._mark = sqlite3.connect(f"{file}.serving", timeout=0, isolation_level=None) if file else None
        if self._mark is None:
            return
        try:
            self._mark.execute("BEGIN EXCLUSIVE")  # goes with the process, however that ends
        except sqlite3.OperationalError as error:
            self._mark.close()
            raise HeldElsewhereError(str(error)) from error

    async def run(self) -> None:
        try:
            for post in self.posts.values():
                post.begin(self.on_end)
            await for_ever()
        finally:
            await self._leave()

    def close(self) -> None:
        if self._mark is not None:
            self._mark.close()


class Shared(Watch):
    """Many processes on one PostgreSQL. `on_notice` hears each line another process (or this) told with a commit;
    `on_gap`, that something may have been told while nobody here listened.
    """

    def __init__(self, url: sa.URL) -> None:
        super().__init__()
        self.on_notice: Callable[[str], None] = lambda _line: None
        self.on_gap: Callable[[], None] = lambda: None
        self._url = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._missed = False

    async def run(self) -> None:
        pause = _SOON
        while True:
            try:
                await self._stand()
            except (psycopg.Error, TimeoutError) as lost:
                pause = min(pause * 2, _LATEST) if self._missed else _SOON
                self._missed = True
                log.warning("no line to the database: %s", str(lost).strip() or type(lost).__name__)
            await asyncio.sleep(pause)

    async def _stand(self) -> None:
        """From connecting until the line is lost."""
        line = await psycopg.AsyncConnection.connect(self._url, autocommit=True, connect_timeout=int(_PATIENCE))
        try:
            for each in _SETTINGS:
                await line.execute(f"SET {each}")
            await line.execute(f"LISTEN {NOTICES}")
            if self._missed:
                self.on_gap()
            self._missed = False
            while True:
                async with asyncio.timeout(_PATIENCE):
                    await self._take_up(line)
                async for notice in line.notifies(timeout=_EVERY):
                    self.on_notice(notice.payload)
        finally:
            await self._leave()
            await line.close()

    async def _take_up(self, line: psycopg.AsyncConnection[Any]) -> None:
        """Also asks whether the line still stands, when there is nothing to take."""
        free = {post.key: post for post in self.posts.values() if post.task is None}
        asked = "SELECT key, pg_try_advisory_lock(key) FROM unnest(%s::bigint[]) AS key"
        for key, held in await (await line.execute(asked, [list(free)])).fetchall():
            if held:
                free[key].begin(self.on_end)
