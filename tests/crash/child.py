"""A process of the product that is killed at one point: `main(key, database, platform log, point, what, moment)`.

`what` is `serve KEY TEXT`, `send`, or `broadcast`: nine chats at Telegram's pace. What the platform took is a line in the log, written before it answers.
"""

from __future__ import annotations

import asyncio
import os
import signal
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import col, select

from bot.boards import Shown
from bot.dispatch import Dispatch
from bot.rendering import Message, compose
from bot.sender import Sender
from bot.telegram.courier import Courier
from bot.telegram.pacing import Pacing
from bot.telegram.wire import TelegramBot
from config.channels import Traits
from config.limits import telegram_limits
from handlers.desk.registry import load_features
from models.database import Database, Keyring, RowSession, use_keys
from models.letters.shapes import Incoming, Paper, Parcel, Told
from models.letters.tables import Delivery, State
from tests.fakes.telegram import Call, Telegram

RICH = Traits("stage")
RECIPIENTS = "甲乙丙丁戊己庚辛壬"


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def log(path: str, line: str) -> None:
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())


class Platform:
    """Takes a message (a line in the log), then perhaps the process dies before it can write that down."""

    traits = RICH

    def __init__(self, path: str, point: str) -> None:
        self.path = path
        self.point = point

    async def hand_over(self, parcel: Parcel, message: Message) -> str:
        if self.point == "sending-marked":
            die()
        log(self.path, f"{parcel.kind.value}\t{parcel.chat}\t{message.text.splitlines()[0]}")
        if self.point == "platform-took":
            die()
        return "m"

    async def show_board(self, shown: Shown) -> str:
        if self.point == "board-marked":
            die()
        log(self.path, f"{'edit' if shown.platform_id else 'post'}\t{shown.chat}\t{shown.message.text.splitlines()[0]}")
        if self.point == "board-taken":
            die()
        return shown.platform_id or "b"


def arm(database: Database, point: str) -> None:
    """Die at a point of the transaction itself."""
    if point == "before-commit":
        sa.event.listen(database.writer, "commit", lambda _connection: die())
    if point == "before-sent":
        seen = {"commits": 0}

        def second(_connection: sa.Connection) -> None:
            seen["commits"] += 1
            if seen["commits"] == 2:
                die()

        sa.event.listen(database.writer, "commit", second)


async def serve(database: Database, path: str, point: str, key: str, text: str, now: datetime) -> None:
    if point == "received":
        die()
    dispatch = Dispatch(database, lambda: now)
    served = await dispatch.serve(Incoming("stage", key, Told.SAID, "张三", now, text), RICH)
    if point == "after-commit":
        die()
    given = []
    for parcel in served.answers:
        message = compose(parcel, now, RICH)
        log(path, f"{parcel.kind.value}\t{parcel.chat}\t{message.text.splitlines()[0]}")
        if point == "answer-given":
            die()
        given.append((parcel.id, "m", message.text))
    await dispatch.handed_over(given)


async def broadcast(database: Database, path: str, point: str, now: datetime) -> None:
    """The real hand on Telegram with its pace; `point` is how many messages are taken before the process dies."""
    world = Telegram(pacing=False)
    for name in RECIPIENTS:
        world.person(name)

    def watch(stage: str, call: Call) -> None:
        if stage != "served" or call.method != "sendMessage":
            return
        log(path, f"notice\t{call.chat}\t{call.text.splitlines()[0]}")
        if str(len(world.sent("sendMessage"))) == point:
            die()

    world.watchers.append(watch)
    pace = Pacing(replace(telegram_limits(), broadcast_per_second=5))
    async with TelegramBot(world.token, requests=(world.request(), world.request())) as bot:
        sender = Sender(database, Courier(bot, database, lambda: now, nothing, pace), lambda: now, at_once=10)
        sending = asyncio.create_task(sender.run())
        while await database.read(on_the_way):  # noqa: ASYNC110 - the database rings no bell
            await asyncio.sleep(0.05)
        sending.cancel()


async def nothing(_paper: Paper, _parcel: Parcel) -> None:
    """These letters enclose nothing."""


def on_the_way(session: RowSession) -> bool:
    waiting = select(Delivery.id).where(col(Delivery.state).in_((State.QUEUED, State.SENDING)))
    return session.exec(waiting.limit(1)).first() is not None


load_features()  # once, in the process the others are forked from


def main(key: str, url: str, path: str, point: str, what: str, moment: str, *rest: str) -> None:
    use_keys(Keyring((key,)))
    database = Database(url)
    now = datetime.fromisoformat(moment)
    arm(database, point)
    if what == "serve":
        asyncio.run(serve(database, path, point, rest[0], rest[1], now))
    elif what == "broadcast":
        asyncio.run(broadcast(database, path, point, now))
    else:
        asyncio.run(Sender(database, Platform(path, point), lambda: now).drain())
    database.close()
