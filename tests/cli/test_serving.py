"""`serve` as an operator runs it: a child process that listens, answers, and ends when told to."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from bot.serving import build
from bot.watch import Alone
from config.limits import person_limits
from config.settings import Settings
from models.database import keyring, use_keys
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]


@pytest.fixture
def port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        number: int = taken.getsockname()[1]
        return number


@pytest.mark.usefixtures("installation")
def test_serve_listens_answers_and_ends_when_told_to(
    port: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("YXM_PORT", str(port))
    log = tmp_path / "serve.log"
    with log.open("w") as file:
        child = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve"],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=file,
            stderr=file,
        )
    try:
        assert answers(child, port), log.read_text(encoding="utf-8")
        child.send_signal(signal.SIGTERM)
        assert child.wait(timeout=30) in {0, -signal.SIGTERM, 128 + signal.SIGTERM}
    finally:
        child.kill()
        child.wait()
    said = log.read_text(encoding="utf-8")
    assert f"web: open; listens at http://127.0.0.1:{port}" in said
    assert "telegram: closed" in said
    assert "alembic" not in said
    assert "Traceback" not in said


def answers(child: subprocess.Popen[bytes], port: int) -> bool:
    end = time.monotonic() + 60
    while time.monotonic() < end and child.poll() is None:
        try:
            return httpx.get(f"http://127.0.0.1:{port}/", timeout=5).status_code < 500
        except httpx.TransportError:
            time.sleep(0.2)
    return False


@pytest.mark.usefixtures("installation")
def test_a_webhook_without_a_secret_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YXM_TELEGRAM__TOKEN", "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc")
    monkeypatch.setenv("YXM_TELEGRAM__MODE", "webhook")
    child = subprocess.run(
        [sys.executable, "-m", "bot", "serve"], env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert child.returncode == 1
    assert child.stderr.count("\n") == 2
    assert "error: YXM_TELEGRAM__WEBHOOK_SECRET" in child.stderr
    assert "error: YXM_PUBLIC_URL" in child.stderr


def test_serve_refuses_a_second_process_and_a_part_on_sqlite(run: Run, installation: str) -> None:
    code, _, told = run("serve", "--role", "web")
    assert (code, told.count("\n")) == (1, 1)
    assert "PostgreSQL" in told
    first = Alone(installation.removeprefix("sqlite:///"))
    code, _, told = run("serve")
    assert code == 1
    assert "a process serves this file already" in told
    first.close()


@pytest.mark.usefixtures("installation")
def test_what_serves_lets_nobody_flood_it() -> None:
    ring = keyring()
    serving = build(Settings())
    try:
        assert serving.house.dispatch.pace == person_limits()
    finally:
        serving.watch.close()
        serving.database.close()
        use_keys(ring)
