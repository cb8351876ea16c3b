"""An installation of several processes: `python -m bot serve` as children, one PostgreSQL, Telegram at loopback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx
import psycopg
import sqlalchemy as sa

from models.database import Database, Keyring, new_key, use_keys
from models.migrations import newest
from tests.fakes.emulator import Emulator
from tests.postgres import Postgres
from tests.wire.web_phone import Place

ROOT = Path(__file__).parents[2]
TOKEN = "7000000:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"
WITHIN = 120.0
_CLIENT = httpx.Client(timeout=10, trust_env=False)


@dataclass
class Process:
    """One `serve`; `log` holds what it said."""

    port: int
    child: subprocess.Popen[bytes]
    log: Path

    @property
    def base(self) -> str:
        return f"127.0.0.1:{self.port}"

    def get(self, path: str) -> httpx.Response:
        return _CLIENT.get(f"http://{self.base}{path}")

    def is_ready(self) -> bool:
        assert self.child.poll() is None, self.said()
        try:
            return self.get("/health/ready").status_code == 200
        except httpx.TransportError:
            return False

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def holds(self, post: str) -> bool:
        return f'yexiaomi_post_held{{post="{post}"}} 1.0' in self.get("/metrics").text

    def end(self, how: signal.Signals) -> None:
        self.child.send_signal(how)
        self.child.wait(30)


@dataclass
class House:
    """`processes` that were started, by name."""

    url: sa.URL
    database: Database
    emulator: Emulator
    folder: Path
    key: str
    processes: dict[str, Process] = field(default_factory=dict)

    def start(self, name: str, role: str = "all") -> Process:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            port = taken.getsockname()[1]
        log = self.folder / f"{name}-{port}.log"
        settings = {
            "PYTHONPATH": str(ROOT),
            "PTB_TIMEDELTA": "1",
            "YXM_DATABASE_URL": self.url.set(drivername="postgresql").render_as_string(hide_password=False),
            "YXM_KEYS": self.key,
            "YXM_FILES_DIR": str(self.folder / "files"),
            "YXM_PORT": str(port),
            "YXM_TELEGRAM__TOKEN": TOKEN,
            "YXM_TELEGRAM__API_BASE": self.emulator.address,
        }
        with log.open("w") as file:
            child = subprocess.Popen(
                [sys.executable, "-m", "bot", "serve", "--role", role],
                cwd=self.folder, env={**os.environ, **settings}, stdout=file, stderr=file,
            )  # fmt: skip
        self.processes[name] = Process(port, child, log)
        return self.processes[name]

    def ready(self, *names: str) -> None:
        for name in names:
            until(self.processes[name].is_ready, lambda name=name: self.processes[name].said())

    def holder(self, post: str = "telegram") -> str:
        """The process that does it; waits until there is one."""
        found: list[str] = []

        def look() -> bool:
            alive = {name: each for name, each in self.processes.items() if each.child.poll() is None}
            found[:] = [name for name, each in alive.items() if each.is_ready() and each.holds(post)]
            return len(found) == 1

        until(look, lambda: f"{post}: held by {found}")
        return found[0]

    def place(self, name: str) -> Place:
        return Place(self.database, None, self.processes[name].base)  # type: ignore[arg-type]

    @contextmanager
    def outage(self) -> Iterator[None]:
        """Every connection ends and none is taken, as while the database is started anew."""
        self.database.writer.dispose()
        server = self.url.set(drivername="postgresql", database="postgres").render_as_string(hide_password=False)
        with psycopg.connect(server, autocommit=True) as line:
            line.execute(f'ALTER DATABASE "{self.url.database}" ALLOW_CONNECTIONS false')
            cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
            assert len(line.execute(cut, [self.url.database]).fetchall()) > 3
            try:
                yield
            finally:
                line.execute(f'ALTER DATABASE "{self.url.database}" ALLOW_CONNECTIONS true')

    def close(self) -> None:
        for each in self.processes.values():
            if each.child.poll() is None:
                each.child.kill()
                each.child.wait()
        self.database.close()


def make(server: Postgres, emulator: Emulator, folder: Path) -> House:
    key = new_key()
    use_keys(Keyring((key,)))
    url = server.make()
    database = Database(url.render_as_string(hide_password=False))
    with database.writer.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.execute(sa.text("INSERT INTO alembic_version VALUES (:now)"), {"now": newest()})
    return House(url, database, replace(emulator, token=TOKEN), folder, key)


def until(look: Callable[[], bool], why: Callable[[], str] = lambda: "") -> None:
    """Generous: what is waited for takes seconds on an idle machine."""
    end = time.monotonic() + WITHIN
    while not look():
        assert time.monotonic() < end, why()
        time.sleep(0.2)
