"""Fixtures for the tests of the fakes; other folders import `emulator` into their conftest the same way."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from tests.fakes.emulator import emulator
from tests.fakes.telegram import Person, Telegram

__all__ = ["emulator"]


@pytest.fixture(autouse=True)
def _seconds_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it python-telegram-bot 22.8 warns whenever it builds a RetryAfter, and warnings are errors here."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def world() -> Telegram:
    return Telegram()


@pytest.fixture
async def bot(world: Telegram) -> AsyncIterator[Bot]:
    async with Bot(world.token, request=world.request(), get_updates_request=world.request()) as bot:
        yield bot


@pytest.fixture
def zhang(world: Telegram) -> Person:
    return world.person("张三")
