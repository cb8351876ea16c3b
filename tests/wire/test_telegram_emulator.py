"""The real service, over real HTTP, against a Bot API server that nobody here wrote: polled and pushed."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import uvicorn
from sqlmodel import select
from starlette.applications import Starlette

from bot.dispatch import Dispatch
from bot.telegram.service import TelegramService
from bot.telegram.wire import TelegramBot
from models.complaints.tables import Complaint
from models.database import Database, RowSession
from models.people.tables import Account
from tests.fakes.emulator import Emulator, emulator
from tests.fakes.telegram import Telegram
from tests.stage import cast
from tests.stage import stage as _every_feature  # noqa: F401 (loads them)
from tests.wire.telegram_stage import SECRET, enclose

__all__ = ["emulator"]
pytestmark = pytest.mark.heavy
WITHIN = 30.0


def scene(session: RowSession) -> None:
    now = datetime.now(UTC)
    cast.make_estate(session, "四季家园(SJ) duty=62770001")
    cast.make_people(session, "张桂芬=业主 3-2-501, 李梅=专职秘书 @ 四季家园(SJ)", "telegram", now)


def known_as(session: RowSession, numbers: dict[str, int]) -> None:
    for account in session.exec(select(Account)):
        account.external = str(numbers[account.external])


class Town:
    """Two people of the fake world, whose updates are injected into the emulator."""

    def __init__(self, emulator: Emulator, database: Database) -> None:
        self.emulator = emulator
        self.world = Telegram(pacing=False)
        self.world.bot["id"] = 7
        self.people = {name: self.world.person(name) for name in ("张桂芬", "李梅")}
        self.given = 0
        database.run_now(scene)
        database.run_now(known_as, {name: person.id for name, person in self.people.items()})

    async def inject(self) -> None:
        """What people did in the world reaches the emulator."""
        waiting = self.world.inbox.pending()
        for update in waiting[self.given :]:
            await self.emulator.inject(update)
        self.given = len(waiting)

    async def says(self, name: str, text: str) -> None:
        self.people[name].say(text)
        await self.inject()

    async def presses(self, name: str, label: str) -> None:
        """The last button of that label which the bot sent to this person."""
        person = self.people[name]
        for call in reversed(await self.emulator.sent("sendMessage")):
            rows = _keyboard(call["params"])
            if str(call["params"]["chat_id"]) == str(person.id) and label in [
                each["text"] for row in rows for each in row
            ]:
                shown = person.private_chat.post(self.world.bot, text="x", reply_markup={"inline_keyboard": rows})
                person.press(label, message=shown)
                await self.inject()
                return
        raise AssertionError(f"{label} was never offered to {name}")

    async def heard(self, name: str, words: str) -> str:
        """Waits until the person was told something with these words."""
        number = str(self.people[name].id)

        async def told() -> str:
            for call in await self.emulator.sent("sendMessage"):
                if str(call["params"]["chat_id"]) == number and words in call["params"]["text"]:
                    return str(call["params"]["text"])
            return ""

        return await eventually(told)


def _keyboard(params: dict[str, Any]) -> list[list[dict[str, str]]]:
    import json

    markup = params.get("reply_markup", {})
    markup = json.loads(markup) if isinstance(markup, str) else markup
    rows: list[list[dict[str, str]]] = markup.get("inline_keyboard", [])
    return rows


async def eventually(look: Callable[[], Awaitable[str]]) -> str:
    async with asyncio.timeout(WITHIN):
        while True:
            found = await look()
            if found:
                return found
            await asyncio.sleep(0.05)


_BEGAN = datetime.now(UTC)
_MORNING = (_BEGAN + timedelta(days=2)).replace(hour=2)


def by_day() -> datetime:
    """The hours pass as everywhere, but from a morning on: at night what can wait is not sent."""
    return _MORNING + (datetime.now(UTC) - _BEGAN)


def make(emulator: Emulator, database: Database) -> TelegramService:
    bot = TelegramBot(emulator.token, emulator.address)
    service = TelegramService(bot, Dispatch(database, by_day), enclose)
    database.on_commit = lambda _channels: service.sender.wake()
    return service


@asynccontextmanager
async def running(work: Any) -> Any:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def door(service: TelegramService) -> Any:
    """The real route, served on loopback."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    app = Starlette(routes=[service.route(SECRET)])
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    task = asyncio.create_task(server.serve([listener]))
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/telegram/webhook"
    finally:
        server.should_exit = True
        await task


async def conversation(town: Town, database: Database) -> None:
    await town.says("张桂芬", "3号楼电梯又坏了，门关不上")
    assert "3 幢的电梯" in await town.heard("张桂芬", "对吗？")
    await town.presses("张桂芬", "对")
    await town.heard("张桂芬", "记下了，1 号")
    assert "门关不上" in await town.heard("李梅", "SJ-1 电梯")
    await town.presses("李梅", "我来办")
    await town.heard("李梅", "SJ-1 由您来办")
    await town.says("张桂芬", "进度")
    await town.heard("张桂芬", "电梯 · 3 幢")
    assert database.read_now(lambda session: len(session.exec(select(Complaint)).all())) == 1
    assert await town.emulator.sent(taken=False) == []


async def test_polled(emulator: Emulator, database: Database) -> None:
    town, service = Town(emulator, database), make(emulator, database)
    async with running(service.run()):
        await conversation(town, database)
    assert len(await emulator.sent("answerCallbackQuery")) == 2


async def test_a_process_that_ends_in_the_middle_is_continued_by_the_next(
    emulator: Emulator, database: Database
) -> None:
    town = Town(emulator, database)
    async with running(make(emulator, database).run()):
        await town.says("张桂芬", "3号楼电梯又坏了，门关不上")
        await town.heard("张桂芬", "对吗？")
    await town.presses("张桂芬", "对")
    async with running(make(emulator, database).run()):
        await town.heard("张桂芬", "记下了，1 号")
    asked = [call for call in await emulator.sent("sendMessage") if "对吗？" in call["params"]["text"]]
    assert len(asked) == 1


async def test_pushed(emulator: Emulator, database: Database) -> None:
    town, service = Town(emulator, database), make(emulator, database)
    async with door(service) as address, running(service.run(webhook=(address, SECRET))):

        async def settled() -> str:
            return "yes" if await emulator.sent("setWebhook") else ""

        await eventually(settled)
        await conversation(town, database)
