"""The processes that are measured, and what is posted to them."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.house import GROUP, PEOPLE
from tests.bench.wire import SECRET, TOKEN, Client, tap

ROOT = Path(__file__).parents[2]
HOOK = "/telegram/webhook"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def process(*command: str, **env: str) -> Iterator[subprocess.Popen[bytes]]:
    started = subprocess.Popen([sys.executable, *command], cwd=ROOT, env={**os.environ, **env})
    try:
        yield started
    finally:
        started.terminate()
        started.wait(20)


async def reachable(port: int, seconds: float = 60) -> None:
    deadline = time.perf_counter() + seconds
    while time.perf_counter() < deadline:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.02)
        else:
            writer.close()
            return
    raise RuntimeError("the process did not begin to listen")


async def answering(port: int, path: str, data: str) -> None:
    """Until the bot knows its own name: what comes earlier it refuses, to be delivered again."""
    client = Client(port, path)
    for number in range(100):
        await client.open()
        try:
            await client.post(votes(1, data, 90_000_000 + number)[0])
        except RuntimeError:
            await asyncio.sleep(0.1)
        else:
            break
        finally:
            client.close()


def votes(count: int, data: str, first: int = 1) -> list[dict[str, object]]:
    return [tap(first + n, 1000 + n % PEOPLE, data.format(option=n % 3 + 1), GROUP) for n in range(count)]


@contextmanager
def product(
    url: str, key: str, api: int, port: int, *, role: str = "all", **more: str
) -> Iterator[subprocess.Popen[bytes]]:
    env = {
        "YXM_DATABASE_URL": url,
        "YXM_KEYS": key,
        "YXM_PORT": str(port),
        "YXM_ENVIRONMENT": "development",
        "YXM_PUBLIC_URL": "http://127.0.0.1:1",
        "YXM_TELEGRAM__TOKEN": TOKEN,
        "YXM_TELEGRAM__MODE": "webhook",
        "YXM_TELEGRAM__API_BASE": f"http://127.0.0.1:{api}",
        "YXM_TELEGRAM__WEBHOOK_SECRET": SECRET,
        "YXM_FILES_DIR": tempfile.mkdtemp(),
    } | more
    given = [] if role == "all" else ["--role", role]
    with process("-m", "bot", "serve", *given, **env) as started:
        yield started
