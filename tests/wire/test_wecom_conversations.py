"""Golden conversations through WeCom's wire: what is done is the same, on cards or typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stage.script import read_script
from tests.stage.stage import RICH, Stage
from tests.wire.test_wechat_conversations import SCRIPTS, copy_of, rows
from tests.wire.wecom_stage import WeComStage

QUICK = "complaints/doubt_no_phone"
PLAYED = (
    "complaints/emergency", "complaints/english", "complaints/lift", "complaints/question_back", "duties/outage",
    "homes/helper", "meetings/english", "notices/whole_estate", "opinions/many_options", "people/suspended",
)  # fmt: skip
"""Some of each feature: all that are fit to be played here, played once, leave the same rows. Not fit are those in which
somebody scans a code or is heard in a group (there is neither), sends an album or a caption (one picture at a time, without
words), or is called by the name the platform tells (it tells none).
"""


@pytest.mark.parametrize("name", [QUICK, *(pytest.param(each, marks=pytest.mark.heavy) for each in PLAYED)])
async def test_what_is_done_is_the_same(name: str, sqlite_template: Path, tmp_path: Path) -> None:
    script = read_script(SCRIPTS / f"{name}.txt")
    rich = Stage(copy_of(sqlite_template, tmp_path / "stage.sqlite3"), RICH)
    await rich.play(script)
    wecom = WeComStage(copy_of(sqlite_template, tmp_path / "wecom.sqlite3"))
    await wecom.play(script)
    assert rows(wecom.reopen) == rows(rich.reopen)
