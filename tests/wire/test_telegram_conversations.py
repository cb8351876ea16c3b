"""Golden conversations through Telegram's wire: the same words reach the same people, polled and pushed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from models.database import Database
from tests.fakes.oracle import check_calls
from tests.stage.script import read_script
from tests.stage.stage import RICH, Stage
from tests.wire.telegram_stage import TelegramStage, by_reader

SCRIPTS = Path(__file__).parents[1] / "conversations"
PLAYED = [
    "complaints/lift",
    "complaints/emergency",
    "complaints/change_of_mind",
    "complaints/english",
    "complaints/room",
    "opinions/scan",
]


@pytest.mark.parametrize(
    "webhook", [pytest.param(False, id="polling"), pytest.param(True, id="webhook", marks=pytest.mark.heavy)]
)
@pytest.mark.parametrize("name", PLAYED)
async def test_the_conversation_is_the_same(name: str, webhook: bool, sqlite_template: Path, tmp_path: Path) -> None:
    """As on the stage, to the letter; only the order in which different readers are told is the sender's."""
    script = read_script(SCRIPTS / f"{name}.txt")
    expected = await Stage(copy_of(sqlite_template, tmp_path / "stage.sqlite3"), RICH).play(script)
    stage = TelegramStage(copy_of(sqlite_template, tmp_path / "telegram.sqlite3"), webhook=webhook)
    played = await stage.play(script)
    assert by_reader(played) == by_reader(expected)
    assert check_calls(stage.world.sent())
    assert not [call.answer for call in stage.world.calls if call.chat and not call.served]


def copy_of(template: Path, path: Path) -> Callable[[], Database]:
    shutil.copyfile(template, path)
    return lambda: Database(f"sqlite:///{path}")
