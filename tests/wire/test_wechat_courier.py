"""Writing unasked in WeChat: while the platform lets us, and what its refusals mean for a letter and a route."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from sqlmodel import select

from bot.checks.platform import wechat
from bot.dispatch import Dispatch
from bot.files.examine import UnfitError
from bot.files.keeper import FetchError, Wanted
from bot.sender import Sender
from bot.tencent.files import fetcher
from bot.wechat.client import WeChatClient, WeChatError
from bot.wechat.courier import Courier
from bot.wechat.menu import create_menu, menu
from config.settings import Settings, faults
from config.values import Text, saying
from models.database import Database, RowSession, new_id, new_key
from models.letters import post
from models.letters.post import Draft
from models.letters.shapes import Paper
from models.letters.tables import Delivery, FileKind, Kind, State
from models.people.tables import Account
from tests.fakes.wechat import WeChat
from tests.wire.telegram_stage import enclose
from tests.wire.test_wechat_door import Door, scene

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


class Line(Door):
    """The door, and the sender behind it."""

    def __init__(self, database: Database, *, certified: bool = True) -> None:
        super().__init__(database)
        self.world.certified = certified
        self.client = WeChatClient(self.world.app_id, self.world.secret, transport=self.world.transport())
        self.courier = Courier(self.client, lambda: self.now, enclose)
        self.sender = Sender(database, self.courier, lambda: self.now)
        self.dispatch = Dispatch(database, lambda: self.now)

    def letter(self, text: str, kind: Kind = Kind.NOTICE, papers: tuple[Paper, ...] = ()) -> None:
        def posted(session: RowSession) -> None:
            account = session.exec(select(Account).where(Account.external == self.zhang.open_id)).one()
            post.send(session, Draft(kind, saying("desk-rest", text=Text(text)), papers=papers), [account], self.now)

        self.database.run_now(posted)

    async def pushes(self) -> list[str]:
        """What the person was sent unasked since."""
        before = len(self.zhang.heard)
        await self.sender.drain()
        return self.zhang.heard[before:]

    def states(self) -> list[State]:
        def look(session: RowSession) -> list[State]:
            found = select(Delivery.state).where(Delivery.chat == self.zhang.open_id, Delivery.priority > 0)
            return list(session.exec(found.order_by(Delivery.id)))  # type: ignore[arg-type]

        return self.database.read_now(look)


@pytest.fixture
async def line(database: Database) -> AsyncIterator[Line]:
    database.run_now(scene)
    made = Line(database)
    yield made
    await made.http.aclose()
    await made.client.close()


async def test_five_messages_in_48_hours_then_the_mailbox(line: Line) -> None:
    """Nobody is written to unasked whom the platform would refuse: what waits comes with the next word, nothing twice."""
    line.letter("一")
    assert await line.pushes() == []
    assert "一" in await line.hears("进度")
    for text in "二三四五六七":
        line.letter(text)
    assert await line.pushes() == list("二三四五六")
    line.letter("八")
    assert await line.pushes() == []
    heard = await line.hears("你好")
    assert "七\n\n八" in heard
    line.letter("九")
    line.now += timedelta(hours=48, seconds=1)
    assert await line.pushes() == []
    assert set(line.states()) == {State.SENT, State.QUEUED}
    assert all(path.endswith("/send") for path, _ in line.world.calls)
    assert len(line.world.calls) == 5


async def test_a_picture_follows_its_text_and_other_files_are_had_elsewhere(line: Line) -> None:
    await line.hears("进度")
    line.letter("看图", papers=(Paper(file="p1"), Paper(name="disclosure-statement")))
    text, picture = await line.pushes()
    assert "公告栏" in text
    assert picture.startswith("(media")


async def test_a_picture_that_came_by_mailbox_follows_the_reply(line: Line) -> None:
    line.letter("看图", papers=(Paper(file="p1"),))
    assert "看图\n图稍后单独发来" in await line.hears("进度")
    assert [each[:6] for each in await line.pushes()] == ["(media"]


async def test_who_may_only_answer_says_where_the_picture_is(database: Database) -> None:
    database.run_now(scene)
    line = Line(database, certified=False)
    line.channel.can_push = lambda: False
    line.letter("看图", papers=(Paper(file="p1"),))
    heard = await line.hears("进度")
    assert "公告栏" in heard
    assert "稍后" not in heard
    assert line.states() == [State.SENT]
    await line.client.close()
    await line.http.aclose()


async def test_a_picture_the_platform_never_takes_holds_nothing_up(line: Line) -> None:
    """Or the chat would wait for it for ever."""
    await line.hears("进度")

    def refuses(request: httpx.Request) -> httpx.Response | None:
        is_up = request.url.path.endswith("/upload")
        return httpx.Response(200, json={"errcode": 40009, "errmsg": "invalid image size"}) if is_up else None

    line.world.faults.append(refuses)
    line.letter("看图", papers=(Paper(file="p1"),))
    (text,) = await line.pushes()
    assert "公告栏" in text
    assert line.states() == [State.SENT]


async def test_a_tap_opens_a_minute_for_three(line: Line) -> None:
    await line.world.tell(line.zhang.event("CLICK", "complaints-mine"), line.post)
    for text in "一二三四":
        line.letter(text)
    assert await line.pushes() == list("一二三")
    line.now += timedelta(minutes=2)
    assert await line.pushes() == []


async def test_a_platform_that_counts_otherwise_closes_the_window_not_the_person(line: Line) -> None:
    """45047 before we expected it: the letter waits, no other is tried, the next word opens the window again."""
    await line.hears("进度")
    line.zhang.said_left = 0
    line.letter("一")
    line.letter("二")
    assert await line.pushes() == []
    assert line.states() == [State.QUEUED, State.QUEUED]
    assert len(line.world.calls) == 1
    assert "一\n\n二" in await line.hears("你好")


async def test_an_account_without_the_right_finds_out_once_and_goes_on_by_mailbox(database: Database) -> None:
    database.run_now(scene)
    line = Line(database, certified=False)
    await line.hears("进度")
    line.letter("一")
    line.letter("二")
    assert await line.pushes() == []
    assert not line.courier.can_push
    assert len(line.world.calls) == 1
    assert "一\n\n二" in await line.hears("你好")
    await line.client.close()
    await line.http.aclose()


async def test_who_follows_no_more_is_marked_and_the_letter_says_why(line: Line) -> None:
    await line.hears("进度")
    line.zhang.follows = False
    line.letter("一")
    assert await line.pushes() == []
    assert line.states() == [State.BLOCKED]


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (httpx.ConnectError("no route"), State.QUEUED),
        (httpx.ReadTimeout("too late"), State.UNKNOWN),
        (httpx.Response(502, text="<html>Bad Gateway</html>"), State.UNKNOWN),
        (httpx.Response(200, text='{"errco'), State.UNKNOWN),
        (httpx.Response(200, json={"errcode": -1, "errmsg": "system error"}), State.QUEUED),
        (httpx.Response(200, json={"errcode": 45009, "errmsg": "reach max api daily quota limit"}), State.QUEUED),
        (httpx.Response(200, json={"errcode": 40164, "errmsg": "invalid ip, not in whitelist"}), State.QUEUED),
        (httpx.Response(200, json={"errcode": 44004, "errmsg": "empty content"}), State.FAILED),
    ],
)
async def test_what_a_fault_means_for_a_notice(line: Line, fault: httpx.Response | Exception, state: State) -> None:
    """Surely not sent waits; nobody knows is unknown and never blindly said again; refused for good has failed."""
    await line.hears("进度")
    line.letter("一")

    def broken(request: httpx.Request) -> httpx.Response | None:
        if not str(request.url.path).endswith("/send"):
            return None
        if isinstance(fault, Exception):
            raise fault
        return fault

    line.world.faults.append(broken)
    assert await line.pushes() == []
    assert line.states() == [state]


async def test_one_token_for_all_and_a_new_one_when_it_was_taken_back() -> None:
    world = WeChat(lambda: NOW)
    client = WeChatClient(world.app_id, world.secret, transport=world.transport())
    await asyncio.gather(*(create_menu(client) for _ in range(20)))
    assert world.fetched == 1
    world.revoke()
    await asyncio.gather(*(create_menu(client) for _ in range(20)))
    assert world.fetched == 2
    await client.close()


async def test_a_token_that_is_taken_back_again_and_again_ends_the_call() -> None:
    world = WeChat(lambda: NOW)
    client = WeChatClient(world.app_id, world.secret, transport=world.transport())

    def taken(request: httpx.Request) -> httpx.Response | None:
        return None if "stable_token" in str(request.url) else httpx.Response(200, json={"errcode": 40001})

    world.faults.append(taken)
    with pytest.raises(WeChatError, match="40001"):
        await create_menu(client)
    assert world.fetched == 2
    await client.close()


async def test_the_menu_is_one_the_platform_takes() -> None:
    world = WeChat(lambda: NOW)
    client = WeChatClient(world.app_id, world.secret, transport=world.transport())
    await create_menu(client)
    assert [door["name"] for door in world.menu] == ["我要反映", "小区公开", "我的"]
    await client.close()


async def test_every_line_of_the_menu_answers(line: Line) -> None:
    for door in menu():
        for each in door["sub_button"]:
            assert await line.world.tell(line.zhang.event("CLICK", each["key"]), line.post), each


async def test_a_photo_is_fetched_while_the_platform_keeps_it() -> None:
    moment = [NOW]
    world = WeChat(lambda: moment[0])
    client = WeChatClient(world.app_id, world.secret, transport=world.transport())
    fetch = fetcher(client)
    media = world.person("张桂芬").photo()["MediaId"]

    def wanted(platform_id: str) -> Wanted:
        return Wanted(new_id(), "wechat", platform_id, FileKind.PHOTO, "", 0)

    assert (await fetch(wanted(media)))[:2] == b"\xff\xd8"
    with pytest.raises(UnfitError):
        await fetch(wanted("media9999"))
    moment[0] += timedelta(days=3, seconds=1)
    with pytest.raises(UnfitError):
        await fetch(wanted(media))
    world.faults.append(lambda _request: httpx.Response(502, text="<html>"))
    with pytest.raises(FetchError):
        await fetch(wanted(media))
    await client.close()


async def test_check_says_what_wechat_says() -> None:
    world = WeChat(lambda: NOW)
    given = {"app_id": world.app_id, "secret": world.secret, "token": world.token}
    settings = Settings(_env_file=None, public_url="https://bot.example.cn", wechat=given)
    assert [each.must for each in await wechat(settings, transport=world.transport())] == [False]
    world.secret = "another"
    (found,) = await wechat(settings, transport=world.transport())
    assert found.must
    assert "YXM_WECHAT__SECRET" in found.words
    world.faults.append(lambda _request: httpx.Response(200, json={"errcode": 40164, "errmsg": "invalid ip"}))
    (found,) = await wechat(settings, transport=world.transport())
    assert "白名单" in found.words


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"app_id": "1234"}, "YXM_WECHAT__APP_ID"),
        ({"app_id": "wx0123456789abcdef", "token": "t0ken"}, "YXM_WECHAT__SECRET"),
        ({"app_id": "wx0123456789abcdef", "secret": "s"}, "YXM_WECHAT__TOKEN"),
        ({"app_id": "wx0123456789abcdef", "secret": "s", "token": "t0ken"}, "YXM_WECHAT__AES_KEY: missing"),
        ({"token": "t0ken"}, "YXM_WECHAT__APP_ID"),
    ],
)
def test_half_a_configuration_is_refused(given: dict[str, str], line: str) -> None:
    settings = Settings(_env_file=None, keys=new_key(), public_url="https://bot.example.cn", wechat=given)
    assert any(each.startswith(line) for each in faults(settings))
