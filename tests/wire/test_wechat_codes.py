"""QR codes into the account: made once, on every paper that leads somewhere, and what a scan of each then says."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlmodel import col, select

from bot.files import Keeper, Opener, Store
from bot.papers import registry
from bot.papers.registry import LEADS_TO, Lead, Made, address, load_papers, use_public_url
from bot.wechat.client import WeChatClient
from bot.wechat.codes import SceneCodes
from config.values import Code, Lines, Text
from config.words import Reader
from models.complaints.tables import Complaint
from models.database import Database, RowSession
from models.letters.codes import SceneCode
from models.letters.shapes import Paper
from models.people.tables import Account, Estate
from tests.fakes.wechat import WeChat
from tests.stage.script import read_script
from tests.wire.wechat_stage import WeChatStage

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
POLL, WALL = Lead("p_SJ-12", stays=False), Lead("e_SJ")
load_papers()


class Printer:
    """The real opener with the account's codes; papers that are drawn say nothing but where their code leads."""

    def __init__(self, database: Database, folder: Path, *, certified: bool = True) -> None:
        self.now = NOW
        self.world = WeChat(lambda: self.now, certified=certified)
        self.client = WeChatClient(self.world.app_id, self.world.secret, transport=self.world.transport())
        self.codes = SceneCodes(self.client, database, lambda: self.now)
        store = Store(folder)
        self.opener = Opener(database, store, Keeper(database, store, lambda: self.now))
        self.opener.codes = self.codes.address

    def asked(self) -> list[dict[str, Any]]:
        return [body for path, body in self.world.calls if path.endswith("qrcode/create")]


@pytest.fixture
async def printer(database: Database, tmp_path: Path) -> AsyncIterator[Printer]:
    use_public_url("https://estate.example")
    made = Printer(database, tmp_path)
    yield made
    await made.client.close()
    use_public_url("")


async def test_a_code_that_stays_is_made_once_and_one_that_passes_before_it_dies(printer: Printer) -> None:
    first = [await printer.codes.address(each) for each in (WALL, POLL)]
    assert [await printer.codes.address(each) for each in (WALL, POLL)] == first
    assert [printer.world.codes[each][0] for each in first] == ["e_SJ", "p_SJ-12"]
    assert [each["action_name"] for each in printer.asked()] == ["QR_LIMIT_STR_SCENE", "QR_STR_SCENE"]
    printer.now += timedelta(days=29, hours=12)
    assert await printer.codes.address(WALL) == first[0]
    assert await printer.codes.address(POLL) != first[1]
    assert len(printer.asked()) == 3


async def test_what_hangs_on_a_wall_never_gets_the_passing_code_of_the_same_matter(printer: Printer) -> None:
    passing = await printer.codes.address(POLL)
    staying = await printer.codes.address(Lead("p_SJ-12"))
    assert staying != passing
    assert await printer.codes.address(POLL) == staying


async def test_an_account_without_the_right_is_asked_once_an_hour_and_papers_lead_to_our_page(
    database: Database, tmp_path: Path
) -> None:
    printer = Printer(database, tmp_path, certified=False)
    assert [await printer.codes.address(each) for each in (WALL, POLL, WALL)] == ["", "", ""]
    assert len(printer.asked()) == 1
    assert database.read_now(lambda session: session.exec(select(SceneCode)).all()) == []
    await printer.client.close()


@pytest.mark.parametrize(
    "answer", [httpx.Response(200, text="<html>"), httpx.Response(200, json={"ticket": "x"}), None]
)
async def test_out_of_reach_the_poster_is_made_all_the_same(printer: Printer, answer: httpx.Response | None) -> None:
    def broken(request: httpx.Request) -> httpx.Response | None:
        if not request.url.path.endswith("qrcode/create"):
            return None
        if answer is None:
            raise httpx.ConnectTimeout("no line")
        return answer

    printer.world.faults.append(broken)
    assert await printer.codes.address(POLL) == ""
    printer.world.faults.clear()
    assert await printer.codes.address(POLL) == "", "not hammered while it is away"


async def test_the_poster_carries_the_code_and_is_made_anew_when_the_code_changes(
    printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Drawn is not what is tried here: the paper is its address."""
    drawn: list[str] = []

    def draw(params: Any, _reader: Reader) -> Made:
        drawn.append(address("opinion-poster", params))
        return Made(drawn[-1].encode(), "png", "poster.png")

    monkeypatch.setitem(registry.PAPERS, "opinion-poster", draw)
    paper = Paper("opinion-poster", {"code": Code("SJ-12")})
    for _ in range(2):
        kept = await printer.opener.open(paper, Reader("zh-CN", printer.now))
        assert kept is not None
        assert printer.world.codes[kept.path.read_text()][0] == "p_SJ-12"
    printer.opener.codes = Opener(printer.opener.database, printer.opener.store, printer.opener.keeper).codes
    assert await printer.opener.open(paper, Reader("zh-CN", printer.now))
    assert drawn[1:] == ["https://estate.example/p/SJ-12"]


def test_every_paper_with_a_code_leads_where_its_page_is() -> None:
    use_public_url("https://estate.example")
    params = {"code": Code("SJ-5"), "prefix": Text("SJ"), "building": Text("3"), "lines": Lines(())}
    led = {name: address(name, params) for name in registry.LEADS}
    assert led == {
        "opinion-poster": "https://estate.example/p/SJ-5", "opinion-board": "https://estate.example/p/SJ-5",
        "opinion-result": "https://estate.example/p/SJ-5",
        "notice-poster": "https://estate.example/n/SJ-5", "notice-board": "https://estate.example/n/SJ-5",
        "disclosure-summary": "https://estate.example/a/SJ-5", "disclosure-statement": "https://estate.example/a/SJ-5",
        "estate-card": "https://estate.example/e/SJ/3", "estate-card-picture": "https://estate.example/e/SJ/3",
    }  # fmt: skip
    assert (
        address("estate-card", {**params, LEADS_TO: Text("http://weixin.qq.com/q/02")}) == "http://weixin.qq.com/q/02"
    )
    use_public_url("")
    assert address("estate-card", {**params, "building": Text("")}) == ""


PEOPLE = """@estate 四季家园(SJ)
@estate 兰苑(LY)
@people 李梅=专职秘书, 张桂芬=业主 3-2-501 @ 四季家园(SJ)
@people 赵刚=业主 1-1-101 @ 兰苑(LY)
李梅> 征求意见
李梅> 晾衣架装在哪里？
李梅> [赞成/不赞成]
李梅> 跳过
李梅> 5
李梅> [截止前不显示]
李梅> [全小区]
李梅> [发出]
李梅> 发公告 周三全小区停水。
李梅> 1
李梅> [发出]
"""


@pytest.mark.heavy
async def test_a_scan_says_the_same_to_whoever_follows_by_it_and_whoever_followed_before(
    sqlite_template: Path, tmp_path: Path
) -> None:
    """Bound here, bound elsewhere, not bound at all; the estate's, a building's, a question's and a notice's code."""
    shutil.copyfile(sqlite_template, tmp_path / "wechat.sqlite3")
    stage = WeChatStage(lambda: Database(f"sqlite:///{tmp_path / 'wechat.sqlite3'}"))
    script = tmp_path / "script.txt"
    script.write_text(PEOPLE, encoding="utf-8")
    await stage.play(read_script(script))
    wanted = {
        "e_SJ": "这里是四季家园",
        "e_SJ_3": "这里是四季家园",
        "p_SJ-1": "晾衣架装在哪里？",
        "n_SJ-2": "周三全小区停水。",
    }
    for name in ("张桂芬", "赵刚", "新来的"):
        who = stage.world.person(name)
        for scene, words in wanted.items():
            for event, key in (("subscribe", f"qrscene_{scene}"), ("SCAN", scene)):
                stage.now += timedelta(seconds=1)
                database = stage.reopen()
                await stage.tell(database, who.event(event, key))
                database.close()
                assert words in who.heard[-1], (name, event, scene)
    estates = {
        name: stage.reopen().read_now(estate_of, stage.world.person(name).open_id) for name in ("张桂芬", "新来的")
    }
    assert estates == {"张桂芬": "SJ", "新来的": "SJ"}


@pytest.mark.heavy
async def test_a_poster_from_elsewhere_moves_nobody(sqlite_template: Path, tmp_path: Path) -> None:
    shutil.copyfile(sqlite_template, tmp_path / "wechat.sqlite3")
    stage = WeChatStage(lambda: Database(f"sqlite:///{tmp_path / 'wechat.sqlite3'}"))
    script = tmp_path / "script.txt"
    script.write_text(
        f"{PEOPLE}赵刚> (scan p_SJ-1)\n赵刚> (scan n_SJ-2)\n赵刚> 1幢单元门坏了\n赵刚> 1\n", encoding="utf-8"
    )
    await stage.play(read_script(script))
    assert stage.reopen().read_now(lambda session: session.exec(select(Complaint.code)).all()) == ["LY-1"]


def estate_of(session: RowSession, open_id: str) -> str:
    found = select(Estate.prefix).join(Account, col(Account.estate_id) == col(Estate.id))
    return session.exec(found.where(Account.external == open_id)).one()
