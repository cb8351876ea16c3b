"""A try without Telegram, typed as both READMEs say it: the emulator, `serve`, and what a resident says."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.docs.console import ROOT, Line, furnish, lines_of

pytestmark = pytest.mark.heavy
WITHIN = 60.0


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
@pytest.mark.parametrize("pushed", [False, True])
def test_what_is_said_to_the_emulator_is_answered(name: str, pushed: bool, tmp_path: Path) -> None:
    emulator, serve, curl = _lines(name)
    bot, web = _free_port(), _free_port()
    more = "YXM_ENVIRONMENT=development YXM_TELEGRAM__MODE=webhook YXM_TELEGRAM__WEBHOOK_SECRET=s3cret-s3cret-s3cret"
    flag = "--allow-insecure-loopback-webhooks"
    page = (ROOT / name).read_text(encoding="utf-8").replace("\n", " ")
    assert more in page
    assert flag in page
    environment = _installation(tmp_path, web)
    before = f"{more} YXM_PUBLIC_URL=http://127.0.0.1:{web} " if pushed else ""
    with (
        _staying(f"{emulator.command} {flag if pushed else ''}", bot, tmp_path, environment),
        _staying(f"{before}{serve.command}", bot, tmp_path, environment),
    ):
        _until(tmp_path / "calls.jsonl", "setWebhook" if pushed else "deleteWebhook")
        _until(tmp_path / "said.log", "telegram: answers as ")
        said = subprocess.run(
            ["bash", "-c", _at(curl.command, bot)], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=30
        )
        assert said.stdout.strip() == curl.printed.strip()
        _until(tmp_path / "calls.jsonl", '"sendMessage"')


def _lines(name: str) -> list[Line]:
    lines = lines_of(ROOT / name)
    place = next(n for n, line in enumerate(lines) if "lo-bot-api-emulator" in line.command)
    return lines[place : place + 3]


def _installation(folder: Path, web: int) -> dict[str, str]:
    from models.database import new_key

    environment = furnish(folder)
    (folder / ".venv" / "bin" / "lo-bot-api-emulator").symlink_to(ROOT / ".venv" / "bin" / "lo-bot-api-emulator")
    environment |= {"YXM_KEYS": new_key(), "YXM_PORT": str(web)}
    subprocess.run(
        ["python", "-m", "bot", "db", "upgrade"],
        cwd=folder,
        env=environment,
        check=True,
        capture_output=True,
        timeout=60,
    )
    return environment


def _at(command: str, port: int) -> str:
    return command.replace("8081", str(port))


@contextmanager
def _staying(command: str, port: int, folder: Path, environment: dict[str, str]) -> Iterator[None]:
    """What goes on until it is told to end, with everything it started."""
    with (folder / "said.log").open("a") as log:
        child = subprocess.Popen(
            ["bash", "-c", _at(command, port)], cwd=folder, env=environment, start_new_session=True,
            stdout=log, stderr=log,
        )  # fmt: skip
    try:
        yield
    finally:
        os.killpg(child.pid, signal.SIGTERM)
        child.wait(30)


def _until(journal: Path, word: str) -> None:
    """It speaks of it."""
    end = time.monotonic() + WITHIN
    while not (journal.exists() and word in journal.read_text(encoding="utf-8")):
        assert time.monotonic() < end, f"{journal.name} never says {word}"
        time.sleep(0.2)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port
