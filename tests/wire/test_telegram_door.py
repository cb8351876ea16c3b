"""The two doors for updates: who may knock, what is acknowledged when, in which order, and what a bad one stops."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import select
from starlette.applications import Starlette
from telegram.error import BadRequest, NetworkError

from bot.dispatch import Dispatch
from bot.telegram.commands import commands, list_commands
from bot.telegram.polling import Polling
from bot.telegram.service import TelegramService
from bot.telegram.webhook import PATH, SECRET_HEADER, open_webhook, webhook_route
from bot.telegram.wire import TelegramBot
from models.database import Database
from models.letters.tables import Inbox
from tests.fakes.oracle import check_calls
from tests.fakes.telegram import Fault, Person, Telegram
from tests.stage import stage as _every_feature  # noqa: F401 (loads them)
from tests.wire.telegram_stage import ADDRESS, SECRET, enclose

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.fixture
def world() -> Telegram:
    return Telegram(pacing=False)


@pytest.fixture
def zhang(world: Telegram) -> Person:
    return world.person("张三")


@pytest.fixture
async def service(world: Telegram, database: Database) -> AsyncIterator[TelegramService]:
    bot = TelegramBot(world.token, requests=(world.request(), world.request()))
    async with bot:
        yield TelegramService(bot, Dispatch(database, lambda: NOW), enclose)


@pytest.fixture
async def client(service: TelegramService) -> AsyncIterator[httpx.AsyncClient]:
    app = Starlette(routes=[service.route(SECRET)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://door") as client:
        yield client


def served(database: Database) -> list[str]:
    """What was served, in its order."""
    return database.read_now(lambda session: list(session.exec(select(Inbox.text).order_by(Inbox.id))))


async def knock(client: httpx.AsyncClient, update: object, secret: str | None = SECRET) -> httpx.Response:
    headers = {} if secret is None else {SECRET_HEADER: secret}
    content = update if isinstance(update, bytes) else json.dumps(update).encode()
    return await client.post(PATH, headers=headers, content=content)


async def test_only_telegram_may_knock(
    client: httpx.AsyncClient, world: Telegram, zhang: Person, database: Database
) -> None:
    zhang.say("你好")
    (update,) = world.inbox.pending()
    assert (await knock(client, update, None)).status_code == 401
    for wrong in ("", "x", SECRET + "x", SECRET[:-1]):
        assert (await knock(client, update, wrong)).status_code == 403
    assert served(database) == []
    assert (await knock(client, update)).status_code == 200
    assert served(database) == ["你好"]


def test_there_is_no_door_without_a_secret(service: TelegramService) -> None:
    with pytest.raises(ValueError, match="secret"):
        webhook_route(service.channel, "")


async def test_junk_at_the_door_is_taken_and_forgotten(client: httpx.AsyncClient, database: Database) -> None:
    for body in (
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b"123",
        b"[]",
        b'{"update_id": 1}',
        b'{"update_id":2,"message":{}}',
    ):
        assert (await knock(client, body)).status_code == 200, body[:20]
    assert (await knock(client, b"x" * (2 << 20))).status_code == 413
    assert served(database) == []


async def test_a_toast_goes_inside_the_answer_and_the_same_again(
    client: httpx.AsyncClient, world: Telegram, zhang: Person, database: Database
) -> None:
    offer = {"inline_keyboard": [[{"text": "x", "callback_data": "no-such-verb 1"}]]}
    zhang.private_chat.post(world.bot, text="x", reply_markup=offer)
    query = zhang.press("x")
    (update,) = world.inbox.pending()
    first, again = [(await knock(client, update)).json() for _ in range(2)]
    assert first == again == {"method": "answerCallbackQuery", "callback_query_id": query, "text": "这一步已经过去了"}
    assert len(served(database)) == 1


async def test_an_unreadable_press_stops_turning(client: httpx.AsyncClient) -> None:
    answer = await knock(client, {"update_id": 1, "callback_query": {"id": "77"}})
    assert answer.json() == {"method": "answerCallbackQuery", "callback_query_id": "77"}


async def test_telegram_redelivers_what_the_database_did_not_take(
    client: httpx.AsyncClient, service: TelegramService, world: Telegram, zhang: Person, database: Database
) -> None:
    await open_webhook(service.bot, ADDRESS, SECRET)
    zhang.say("你好")

    async def post(url: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
        answer = await client.post(url.partition("example")[2], headers=headers, content=body)
        return answer.status_code, answer.content

    with lost_database(database):
        assert await world.push(post) == 0
    assert world.inbox.webhook_info()["last_error_message"].endswith("503")
    assert await world.push(post) == 1
    assert served(database) == ["你好"]


async def test_before_we_know_our_own_name_nothing_is_taken_and_nothing_is_lost(
    world: Telegram, zhang: Person, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """Telegram knocks while we cannot reach it: what names us, and what does not, could not be told apart."""
    bot = TelegramBot(world.token, requests=(world.request(), world.request()))
    service = TelegramService(bot, Dispatch(database, lambda: NOW), enclose)
    app = Starlette(routes=[service.route(SECRET)])
    zhang.say("你好")
    (update,) = world.inbox.pending()
    world.faults.plan(Fault.DISCONNECT_BEFORE, "getMe")
    with pytest.raises(NetworkError):
        await bot.initialize()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://door") as client:
        assert (await knock(client, update)).status_code == 503
        assert served(database) == []
        assert [record for record in caplog.records if record.exc_info or record.levelname == "ERROR"] == []
        await bot.initialize()
        assert (await knock(client, update)).status_code == 200
    await bot.shutdown()
    assert served(database) == ["你好"]


class lost_database:  # noqa: N801 (reads as what it is)
    """Every write fails as a lost connection does."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def __enter__(self) -> None:
        def lost(*_: Any, **__: Any) -> None:
            raise OperationalError("BEGIN", {}, Exception("connection is closed"))

        self.database.run_now, self.kept = lost, self.database.run_now  # type: ignore[method-assign]

    def __exit__(self, *_: object) -> None:
        self.database.run_now = self.kept  # type: ignore[method-assign]


async def test_polls_acknowledge_only_what_is_committed(
    service: TelegramService, world: Telegram, zhang: Person, database: Database
) -> None:
    naps: list[float] = []

    async def nap(seconds: float) -> None:
        naps.append(seconds)

    polling = Polling(service.bot, service.channel, seconds=0, sleep=nap)
    zhang.say("一")
    zhang.say("二")
    with lost_database(database):
        assert await polling.once() == 0
        assert await polling.once() == 0
    assert naps == [1.0, 2.0]
    assert len(world.inbox.pending()) == 2
    assert await polling.once() == 2
    assert served(database) == ["一", "二"]
    assert await polling.once() == 0
    assert world.inbox.pending() == []


async def test_one_bad_update_stops_nobody(
    service: TelegramService, world: Telegram, zhang: Person, database: Database
) -> None:
    polling = Polling(service.bot, service.channel, seconds=0)
    world.inbox.add("message", {"message_id": "x", "chat": [], "entities": 7})
    world.inbox.add("message", {})
    zhang.say("你好")
    assert await polling.once() == 3
    assert served(database) == ["你好"]


async def test_one_person_is_served_in_order_and_others_meanwhile(
    service: TelegramService, world: Telegram, zhang: Person, database: Database
) -> None:
    li = world.person("李四")
    said = [str(number) for number in range(100, 106)]
    for text in said:
        zhang.say(text)
        li.say(f"{text} li")
    assert await Polling(service.bot, service.channel, seconds=0).once() == 12
    heard = served(database)
    assert [text for text in heard if text.isdigit()] == said
    assert [text for text in heard if not text.isdigit()] == [f"{text} li" for text in said]


async def test_two_messages_of_one_person_never_run_at_once(
    client: httpx.AsyncClient, service: TelegramService, world: Telegram, zhang: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first is held at its door; the second of the same person waits, another person's passes."""
    li = world.person("李四")
    zhang.say("一")
    zhang.say("二")
    li.say("三")
    first, second, other = world.inbox.pending()
    gate, order = asyncio.Event(), []
    real = service.channel.dispatch.serve

    async def serve(incoming: Any, traits: Any) -> Any:
        order.append(incoming.text)
        if incoming.text == "一":
            await gate.wait()
        return await real(incoming, traits)

    monkeypatch.setattr(service.channel.dispatch, "serve", serve)
    knocks = [asyncio.create_task(knock(client, each)) for each in (first, second, other)]
    await knocks[2]
    assert order == ["一", "三"]
    gate.set()
    await asyncio.gather(*knocks)
    assert order == ["一", "三", "二"]


async def test_a_poll_that_never_comes_back_is_given_up(
    service: TelegramService, zhang: Person, monkeypatch: pytest.MonkeyPatch, database: Database
) -> None:
    """Telegram's clock stands still: the poll would wait for ever."""
    monkeypatch.setattr("bot.telegram.polling._WATCHDOG", -0.95)
    polling = Polling(service.bot, service.channel, seconds=1)
    before = polling.last_success
    assert await polling.once() == 0
    assert polling.last_success == before
    zhang.say("你好")
    assert await polling.once() == 1
    assert served(database) == ["你好"]


async def test_trouble_with_polls_is_waited_out(service: TelegramService, world: Telegram) -> None:
    naps: list[float] = []

    async def nap(seconds: float) -> None:
        naps.append(seconds)

    polling = Polling(service.bot, service.channel, seconds=0, sleep=nap)
    for fault in (Fault.DISCONNECT_BEFORE, Fault.SERVER_ERROR, Fault.FLOOD):
        world.faults.plan(fault, "getUpdates", retry_after=7)
        assert await polling.once() == 0
    world.inbox.set_webhook(ADDRESS, "", 40)
    assert await polling.once() == 0
    assert naps == [1.0, 2.0, 7.0, 30.0]


async def test_the_menu_of_commands_is_there_in_both_languages(service: TelegramService, world: Telegram) -> None:
    await list_commands(service.bot)
    assert {shelf[1] for shelf in world.commands} == {"", "en"}
    names = [each.command for each in commands("zh-CN")]
    assert names[:3] == ["menu", "complaint", "progress"]
    assert names[-1] == "cancel"
    assert [each.command for each in commands("en")] == names
    assert dict(zip(names, [each.description for each in commands("zh-CN")], strict=True))["complaint"] == "反映问题"
    check_calls(world.sent())


async def test_a_press_that_is_too_old_is_dropped(service: TelegramService, world: Telegram, zhang: Person) -> None:
    offer = {"inline_keyboard": [[{"text": "x", "callback_data": "no-such-verb 1"}]]}
    zhang.private_chat.post(world.bot, text="x", reply_markup=offer)
    query = zhang.press("x")
    world.clock.advance(60)
    polling = Polling(service.bot, service.channel, seconds=0)
    assert await polling.once() == 1
    await polling.settle()
    with pytest.raises(BadRequest, match="too old"):
        await service.bot.answer_callback_query(query)
    assert zhang.toasts == []
