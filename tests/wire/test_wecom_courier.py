"""What the app sends: files, long texts, at which pace; and what the platform's refusals mean for a letter and a route."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from sqlmodel import select

from bot.files.examine import UnfitError
from bot.files.keeper import FetchError, Wanted
from bot.outcomes import TakenBackError
from bot.rendering import compose
from bot.tencent.files import fetcher
from bot.wecom.client import WeChatError, WeComClient
from bot.wecom.menu import create_menu
from models.database import Database, RowSession, new_id
from models.letters import handover, post
from models.letters.handover import Turn
from models.letters.tables import FileKind, Kind, State
from models.people.tables import Account
from tests.fakes.wecom import WeCom
from tests.fakes.wecom_wire import no
from tests.wire.test_wecom_door import scene
from tests.wire.wecom_line import Line

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.fixture
async def line(database: Database) -> AsyncIterator[Line]:
    database.run_now(scene)
    made = Line(database)
    yield made
    await made.close()
    assert made.world.lost == []


async def test_pictures_and_files_come_before_the_words(line: Line) -> None:
    line.files["paper"] = b"%PDF-1.7", "通知.pdf", FileKind.PAPER
    line.letter("停水通知", papers=("photo", "paper", "gone"))
    await line.goes_on()
    assert [(each.kind, each.text) for each in line.zhang.heard] == [
        ("image", "(image)"), ("file", "(file)"), ("text", "停水通知"),
    ]  # fmt: skip
    kept = [(kind, content) for kind, content, _ in line.world.media.values()]
    assert kept[1] == ("file", b"%PDF-1.7")


async def test_a_file_that_is_too_large_or_none_is_told(line: Line) -> None:
    line.files["film"] = b"x" * (20 * 1024 * 1024 + 1), "film.mp4", FileKind.FILE
    line.files["speck"] = b"x", "x.txt", FileKind.FILE
    line.letter("看看", papers=("film", "speck"))
    await line.goes_on()
    assert line.zhang.texts[0] == "看看"
    assert "发不了" in line.zhang.heard[1].text


async def test_a_file_goes_up_once_for_a_whole_broadcast_and_again_when_it_is_forgotten(line: Line) -> None:
    def ups() -> int:
        return sum(path.endswith("/upload") for path, _ in line.world.calls)

    for member in (line.zhang, line.li):
        line.letter("停水通知", papers=("photo",), to=member)
    await line.goes_on()
    assert ups() == 1
    line.now += timedelta(days=3)
    line.letter("停水通知", papers=("photo",))
    await line.goes_on()
    assert ups() == 2
    line.world.media.clear()
    line.letter("停水通知", papers=("photo",))
    await line.goes_on()
    line.now += timedelta(seconds=2)
    await line.goes_on()
    assert ups() == 3
    assert set(line.states()) == {State.SENT}


async def test_a_text_of_any_length_arrives_whole(line: Line) -> None:
    text = "\n".join(f"第{n}条：楼道里不要堆放杂物，电瓶车不要上楼充电😀。" for n in range(1, 120))
    line.letter(text)
    await line.goes_on()
    assert len(line.zhang.heard) > 3
    assert "\n".join(line.zhang.texts) == text


async def test_once_a_piece_is_out_it_is_never_said_again(line: Line) -> None:
    text = "字" * 2000
    seen: list[httpx.Request] = []

    def second(request: httpx.Request) -> httpx.Response | None:
        if request.url.path.endswith("/send"):
            seen.append(request)
        if len(seen) == 2:
            raise httpx.ReadTimeout("too late")
        return None

    line.world.faults.append(second)
    line.letter(text)
    await line.goes_on()
    assert line.states() == [State.UNKNOWN]
    assert len(line.zhang.heard) == 1
    await line.goes_on()
    assert len(line.zhang.heard) == 1


async def test_a_later_piece_waits_out_a_busy_platform(line: Line) -> None:
    sent = []

    def busy(request: httpx.Request) -> httpx.Response | None:
        if request.url.path.endswith("/send"):
            sent.append(request)
        return no(45033, "api concurrent out of limit") if len(sent) == 2 else None

    line.world.faults.append(busy)
    line.letter("字" * 1200)
    await line.goes_on()
    assert "".join(line.zhang.texts) == "字" * 1200
    assert line.states() == [State.SENT]


async def test_nobody_is_sent_more_than_the_platform_lets_through(line: Line) -> None:
    """It would drop the thirty-first within a minute without a word: we stay below, and what waits comes a minute later."""
    told = line.letters(40)
    await line.goes_on()
    assert len(line.zhang.heard) == 25
    assert line.states().count(State.QUEUED) == 15
    line.now += timedelta(minutes=1)
    await line.goes_on()
    assert line.zhang.texts == told


async def test_a_letter_of_several_messages_waits_whole_for_room(line: Line) -> None:
    """Begun where only its first piece fits, it would stand there in part, or twice."""
    line.letters(24)
    line.letter("字" * 2000)
    await line.goes_on()
    assert len(line.zhang.heard) == 24
    assert line.states()[-1] is State.QUEUED
    line.now += timedelta(minutes=1)
    await line.goes_on()
    assert "".join(line.zhang.texts[24:]) == "字" * 2000
    assert set(line.states()) == {State.SENT}


async def test_who_is_not_shown_the_app_is_marked_and_the_letter_says_why(line: Line) -> None:
    line.zhang.sees = False
    line.letter("一")
    await line.goes_on()
    assert line.states() == [State.BLOCKED]

    def gone(session: RowSession) -> datetime | None:
        return session.exec(select(Account.blocked_at).where(Account.external == line.zhang.userid)).one()

    assert line.database.read_now(gone) is not None


@pytest.mark.parametrize("name", ["invaliduser", "unlicenseduser"])
async def test_what_was_taken_for_nobody_was_not_sent(line: Line, name: str) -> None:
    line.breaks("/send", httpx.Response(200, json={"errcode": 0, "errmsg": "ok", name: line.zhang.userid}))
    line.letter("一")
    await line.goes_on()
    assert line.states() == [State.BLOCKED]


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (httpx.ConnectError("no route"), State.QUEUED),
        (httpx.ReadTimeout("too late"), State.UNKNOWN),
        (httpx.Response(502, text="<html>Bad Gateway</html>"), State.UNKNOWN),
        (httpx.Response(200, text='{"errco'), State.UNKNOWN),
        (httpx.Response(200, json=["ok"]), State.UNKNOWN),
        (no(-1, "system busy"), State.QUEUED),
        (no(45009, "api freq out of limit"), State.QUEUED),
        (no(45033, "api concurrent out of limit"), State.QUEUED),
        (no(60020, "not allow to access from your ip"), State.QUEUED),
        (no(60011, "no privilege to access/modify contact/party/agent"), State.QUEUED),
        (no(60111, "userid not found"), State.BLOCKED),
        (no(40058, "invalid Request Parameter"), State.FAILED),
    ],
)
async def test_what_a_fault_means_for_a_notice(line: Line, fault: httpx.Response | Exception, state: State) -> None:
    """Surely not sent waits; nobody knows is unknown and never blindly said again; refused for good has failed."""
    line.breaks("/send", fault)
    line.letter("一")
    await line.goes_on()
    assert line.states() == [state]
    assert line.zhang.heard == []


async def test_a_notice_withdrawn_while_it_waits_in_hand_is_not_sent(line: Line) -> None:
    """It is marked when its call begins, not when it is taken up."""
    line.letter("明天停水", about="SJ-1")
    (parcel,) = line.database.run_now(handover.take_up, "wecom", line.now, Turn(paced=True))
    assert line.states() == [State.QUEUED]
    line.database.run_now(post.withdraw, "SJ-1", "said")
    with pytest.raises(TakenBackError):
        await line.app.courier.hand_over(parcel, compose(parcel, line.now, line.app.courier.traits))
    assert (line.states(), line.zhang.heard) == ([State.VOID], [])


async def test_what_is_urgent_is_first_when_there_is_room_again(line: Line) -> None:
    line.letters(30)
    await line.goes_on()
    line.letter("急事", kind=Kind.ALERT)
    line.now += timedelta(minutes=1)
    await line.goes_on()
    assert line.zhang.texts[25] == "急事"


async def test_a_file_that_does_not_go_up_makes_the_letter_wait(line: Line) -> None:
    line.breaks("/upload", httpx.ReadTimeout("too late"))
    line.letter("看图", papers=("photo",))
    await line.goes_on()
    assert line.states() == [State.QUEUED]
    assert line.zhang.heard == []


async def test_a_file_the_platform_never_takes_holds_nothing_up(line: Line) -> None:
    """Or the chat would wait for it for ever, alarms and all."""
    line.breaks("/upload", no(40006, "invalid file size"))
    line.letter("看图", papers=("photo",))
    line.letter("急事", kind=Kind.ALERT)
    await line.goes_on()
    assert line.states() == [State.SENT, State.SENT]
    assert line.zhang.texts[:2] == ["急事", "看图"]
    assert "发不了" in line.zhang.texts[2]


async def test_one_token_for_all_and_a_new_one_when_it_ran_out(line: Line) -> None:
    for member in (line.zhang, line.li):
        line.letter("一", to=member)
    await asyncio.gather(line.app.sender.drain(), line.client.check_secret())
    assert line.world.fetched == 1
    line.now += timedelta(hours=2, seconds=1)
    line.letter("二")
    await line.goes_on()
    assert line.world.fetched == 2
    assert line.zhang.texts == ["一", "二"]


async def test_a_token_that_is_taken_back_again_and_again_ends_the_call() -> None:
    world = WeCom(lambda: NOW)
    client = WeComClient(world.corp_id, world.agent_id, world.secret, transport=world.transport())
    world.faults.append(lambda request: None if "gettoken" in str(request.url) else no(42001, "expired"))
    with pytest.raises(WeChatError, match="42001"):
        await client.send("LiMei", {"msgtype": "text", "text": {"content": "x"}})
    assert world.fetched == 2
    await client.close()


async def test_what_people_send_is_fetched_while_the_platform_keeps_it(line: Line) -> None:
    fetch = fetcher(line.client)
    media = line.zhang.photo()["MediaId"]

    def wanted(platform_id: str) -> Wanted:
        return Wanted(new_id(), "wecom", platform_id, FileKind.PHOTO, "", 0)

    assert (await fetch(wanted(media)))[:2] == b"\xff\xd8"
    with pytest.raises(UnfitError):
        await fetch(wanted("media9999"))
    line.now += timedelta(days=3, seconds=1)
    with pytest.raises(UnfitError):
        await fetch(wanted(media))
    line.breaks("/media/get", httpx.Response(502, text="<html>"))
    with pytest.raises(FetchError):
        await fetch(wanted(media))


async def test_every_line_of_the_menu_answers(line: Line) -> None:
    await create_menu(line.client)
    assert [door["name"] for door in line.world.menu] == ["办事", "发布", "查看"]
    for door in line.world.menu:
        for each in door["sub_button"]:
            before = len(line.li.heard)
            line.now += timedelta(minutes=1)
            assert await line.world.tell(line.li.event("click", each["key"]), line.post) == 200
            await line.goes_on()
            assert len(line.li.heard) > before, each
