"""Golden conversations through Telegram's wire: the same words reach the same people, polled and pushed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from models.database import Database
from tests.fakes.oracle import check_calls
from tests.stage.script import read_script
from tests.wire.telegram_stage import TelegramStage, by_reader

SCRIPTS = Path(__file__).parents[1] / "conversations"
PLAYED = [
    "complaints/lift",
    "complaints/emergency",
    "complaints/change_of_mind",
    "complaints/english",
    "complaints/room",
]


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
@pytest.mark.parametrize("name", PLAYED)
async def test_the_conversation_is_the_same(name: str, webhook: bool, reopen_sqlite: Callable[[], Database]) -> None:
    path = SCRIPTS / f"{name}.txt"
    stage = TelegramStage(reopen_sqlite, webhook=webhook)
    played = await stage.play(read_script(path))
    assert by_reader(played) == by_reader(path.read_text("utf-8"))
    assert check_calls(stage.world.sent())
    assert not [call.answer for call in stage.world.calls if call.chat and not call.served]
