"""The process hears who calls while it works."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.files import Store
from bot.listening import server
from bot.serving import Serving
from bot.web.house import WebHouse
from models.database import Database

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.fixture
def as_python_starts() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.005)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("as_python_starts")
def test_the_thread_that_listens_is_not_kept_waiting_by_those_that_write(database: Database, tmp_path: Path) -> None:
    """A callback takes some five turns of it: at Python's own 5 ms each, 200 callbacks a second could not even be read."""
    server(Serving(WebHouse(database, Store(tmp_path), lambda: NOW), bell=False), "127.0.0.1", 0)
    assert 5 * 200 * sys.getswitchinterval() < 1
