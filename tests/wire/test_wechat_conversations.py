"""Golden conversations through WeChat's wire: what is done is the same, in plain and in safe mode, pushed or not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.database import Database
from tests.stage.checks import domain_rows
from tests.stage.script import Say, read_script
from tests.stage.stage import RICH, Stage
from tests.wire.wechat_stage import WeChatStage

SCRIPTS = Path(__file__).parents[1] / "conversations"
OTHERWISE = {
    "complaints/album_piece_by_piece", "complaints/photo_first", "notices/several_groups",  # a message for each photo
    "duties/yearly",  # no captions
    "people/invite", "people/stand_in",  # the platform tells no names
}  # fmt: skip
"""What WeChat's own messages make different; the words of each are played elsewhere."""
PLAYED = sorted(
    f"{path.parent.name}/{path.stem}"
    for path in SCRIPTS.glob("*/*.txt")
    if f"{path.parent.name}/{path.stem}" not in OTHERWISE
    and not any(isinstance(step, Say) and (step.room or "(file" in step.text) for step in read_script(path))
)


ALWAYS = ("complaints/lift", "complaints/own_words", "opinions/change_in_words")
CASES = [(name, certified) for name in ALWAYS for certified in (True, False)]
CASES += [pytest.param(name, True, marks=pytest.mark.heavy) for name in PLAYED if name not in ALWAYS]


@pytest.mark.parametrize(("name", "certified"), CASES)
async def test_what_is_done_is_the_same(name: str, certified: bool, sqlite_template: Path, tmp_path: Path) -> None:
    script = read_script(SCRIPTS / f"{name}.txt")
    rich = Stage(copy_of(sqlite_template, tmp_path / "stage.sqlite3"), RICH)
    await rich.play(script)
    wechat = WeChatStage(copy_of(sqlite_template, tmp_path / "wechat.sqlite3"), sealed=True, certified=certified)
    await wechat.play(script)
    assert rows(wechat.reopen) == rows(rich.reopen)


def rows(reopen: Callable[[], Database]) -> dict[str, list[dict[str, Any]]]:
    """What was done; by which route somebody was told is the channel's affair."""
    database = reopen()
    try:
        found = domain_rows(database)
    finally:
        database.close()
    return {name: [{key: each[key] for key in each if key != "route"} for each in all_] for name, all_ in found.items()}


def copy_of(template: Path, path: Path) -> Callable[[], Database]:
    shutil.copyfile(template, path)
    return lambda: Database(f"sqlite:///{path}")
