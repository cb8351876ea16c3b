"""WeChat tells every picture alone, without words: those sent one after another are one album, answered once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import select

from models.database import Database, RowSession
from models.letters.tables import Attachment
from tests.stage.script import read_script
from tests.wire.wechat_stage import WeChatStage

SCENE = """@estate 四季家园(SJ) duty=62770001
@people 张桂芬=业主 3-2-501, 李梅=专职秘书, 王强=物业 @ 四季家园(SJ)
李梅> 待办
"""
FILED = "张桂芬> 3号楼电梯又坏了，门关不上\n张桂芬> 1\n"
ADDED = "1 号添了 1 个附件，经办人看得到。"


@pytest.fixture
def stage(sqlite_template: Path, tmp_path: Path) -> WeChatStage:
    shutil.copyfile(sqlite_template, tmp_path / "wechat.sqlite3")
    return WeChatStage(lambda: Database(f"sqlite:///{tmp_path / 'wechat.sqlite3'}"))


async def heard(stage: WeChatStage, who: str, script: str, tmp_path: Path) -> list[str]:
    """What this one heard of the script, messages and pictures, oldest first."""
    path = tmp_path / "script.txt"
    path.write_text(script, encoding="utf-8")
    before = len(stage.world.person(who).heard)
    await stage.play(read_script(path))
    return stage.world.person(who).heard[before:]


async def test_pictures_join_the_draft_and_only_the_first_is_answered(stage: WeChatStage, tmp_path: Path) -> None:
    told = await heard(stage, "张桂芬", SCENE + "张桂芬> (album 4)\n", tmp_path)
    assert [each.split("\n")[0] for each in told] == ["什么事？打字、发语音、发照片都行。"]
    await heard(stage, "张桂芬", "张桂芬> 楼道墙皮掉下来一大块\n", tmp_path)
    assert await heard(stage, "张桂芬", "张桂芬> (album 3)\n", tmp_path) == ["收到 5 个附件，会一起记下。"]
    case = (await heard(stage, "李梅", "张桂芬> 1\n", tmp_path))[-2:]
    assert "SJ-1 公共设施" in case[0]
    assert await heard(stage, "张桂芬", "张桂芬> 详情 1\n", tmp_path)
    assert stage.reopen().read_now(files_of, "SJ-1") == 7


async def test_pictures_after_the_case_is_filed_are_one_addition(stage: WeChatStage, tmp_path: Path) -> None:
    await heard(stage, "张桂芬", SCENE + FILED, tmp_path)
    secretary = len(stage.world.person("李梅").heard)
    assert await heard(stage, "张桂芬", "张桂芬> (album 3)\n", tmp_path) == [ADDED]
    await heard(stage, "李梅", "@sleep 1m\n", tmp_path)
    first_lines = [each.split("\n")[0] for each in told_in_words(stage, "李梅")]
    assert first_lines.count("SJ-1 住户补充了 3 个附件") == 1
    assert len([each for each in stage.world.person("李梅").heard[secretary:] if "补充" in each]) == 1
    shown = await heard(stage, "张桂芬", "张桂芬> 详情 1\n", tmp_path)
    assert shown[-1].count("补充了附件") == 1


async def test_pictures_in_an_alarm_are_one_addition(stage: WeChatStage, tmp_path: Path) -> None:
    await heard(stage, "张桂芬", SCENE + "张桂芬> 电梯困人了 3幢\n", tmp_path)
    assert await heard(stage, "张桂芬", "张桂芬> (album 4)\n", tmp_path) == [ADDED]
    await heard(stage, "李梅", "@sleep 1m\n", tmp_path)
    assert [each.split("\n")[0] for each in told_in_words(stage, "李梅") if "补充" in each] == [
        "SJ-1 住户补充了 4 个附件"
    ]


async def test_what_is_said_between_or_a_while_closes_the_album(stage: WeChatStage, tmp_path: Path) -> None:
    await heard(stage, "张桂芬", SCENE + FILED, tmp_path)
    assert await heard(stage, "张桂芬", "张桂芬> (album 2)\n", tmp_path) == [ADDED]
    await heard(stage, "张桂芬", "张桂芬> 进度\n", tmp_path)
    assert await heard(stage, "张桂芬", "张桂芬> (album 2)\n", tmp_path) == [ADDED]
    assert len(await heard(stage, "张桂芬", "@sleep 11m\n张桂芬> (album 2)\n", tmp_path)) == 1
    assert await heard(stage, "张桂芬", "张桂芬> (voice 3)\n", tmp_path) != [], "a voice is no picture"


async def test_a_redelivered_picture_stays_unanswered(stage: WeChatStage, tmp_path: Path) -> None:
    await heard(stage, "张桂芬", SCENE + FILED, tmp_path)
    assert await heard(stage, "张桂芬", "张桂芬> (album 2)\n@again\n", tmp_path) == [ADDED]


@pytest.mark.parametrize("who", ["李梅", "过路人"])
async def test_pictures_wait_while_the_estate_is_asked_for(stage: WeChatStage, who: str, tmp_path: Path) -> None:
    """Of the secretary of two estates, and of somebody of none."""
    two = "@estate 四季家园(SJ)\n@estate 兰苑(LY)\n@people 李梅=专职秘书 @ 四季家园(SJ)\n@people 李梅=专职秘书 @ 兰苑(LY)\n"
    told = await heard(stage, who, two + f"{who}> (album 3)\n", tmp_path)
    assert len(told) == 1
    assert "小区" in told[0]
    assert "什么事" in (await heard(stage, who, f"{who}> 四季家园\n", tmp_path))[0]
    await heard(stage, who, f"{who}> 3幢楼道墙皮掉下来一大块\n{who}> 1\n", tmp_path)
    assert stage.reopen().read_now(files_of, "SJ-1") == 3


def files_of(session: RowSession, code: str) -> int:
    return session.exec(select(sa.func.count()).select_from(Attachment).where(Attachment.about == code)).one()


def told_in_words(stage: WeChatStage, name: str) -> list[str]:
    return [each for each in stage.world.person(name).heard if not each.startswith("(media")]
