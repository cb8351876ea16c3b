"""The stage with WeChat before it: every line of a transcript is a callback of the fake, through the real door.

The process is started anew before every line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

import httpx
from sqlmodel import select
from starlette.applications import Starlette

from bot.dispatch import Dispatch
from bot.sender import Sender
from bot.wechat.channel import WeChatChannel
from bot.wechat.client import WeChatClient
from bot.wechat.courier import Courier
from bot.wechat.door import PATH, callback_route
from bot.wechat.envelope import Envelope
from config.channels import WECHAT
from models.database import Database, RowSession
from models.people.tables import Account
from tests.fakes.wechat import BROKEN, Person, WeChat, poster
from tests.stage.script import Order, Say, ScriptError
from tests.stage.stage import Stage
from tests.wire.telegram_stage import enclose

AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
_ENCLOSED = re.compile(r"^\((photo|voice|scan|album)\s*([^)]*)\)\s*(.*)$", re.DOTALL)
_LINK = re.compile(r"<a [^>]*>([^<]*)</a>")


class WeChatStage(Stage):
    """`sealed`: in safe mode."""

    def __init__(self, reopen: Callable[[], Database], *, sealed: bool = False, certified: bool = True) -> None:
        super().__init__(reopen, WECHAT)
        self.aes_key = AES_KEY if sealed else ""
        self.world = WeChat(lambda: self.now, aes_key=self.aes_key, certified=certified)

    async def _step(self, database: Database, step: object) -> None:
        if isinstance(step, Say) and step.room:
            return  # WeChat's groups have no official bot
        await super()._step(database, step)  # type: ignore[arg-type]

    async def _order(self, database: Database, order: Order) -> None:
        if order.word == "room":
            return
        if order.word != "people":
            await super()._order(database, order)
            return
        ids = {name: person.open_id for name, person in self.world.people.items()}
        database.run_now(_renamed, {open_id: name for name, open_id in ids.items()})
        await super()._order(database, order)
        names = [part.strip().partition("=")[0] for part in order.rest.rpartition("@")[0].split(",")]
        database.run_now(_renamed, ids | {name: self.world.person(name).open_id for name in names})

    async def _say(self, database: Database, say: Say) -> None:
        who = self.world.person(say.who)
        text = say.text.replace("(code)", self.code)
        found = _ENCLOSED.match(text)
        if found is not None and found[1] in ("photo", "album"):
            for _ in range(int(found[2] or 1)):  # one message each, and no caption
                self.last_told = who.photo()
                await self.tell(database, self.last_told)
            text = found[3]
            if not text:
                return
        message = self._message(who, text)
        if message is None:  # what waits is had by asking
            await self.tell(database, who.says("更多"))
            message = self._message(who, text)
        if message is None:
            raise ScriptError(f"{say.line}: no such choice among {who.links()}")
        self.last_told = message
        await self.tell(database, message)

    async def _again(self, database: Database) -> None:
        await self.tell(database, self.last_told)

    def _message(self, who: Person, text: str) -> dict[str, str] | None:
        if text.startswith("[") and text.endswith("]"):
            return who.taps(text[1:-1]) or _typed(who, text[1:-1])
        found = _ENCLOSED.match(text)
        if found is None:
            return who.says(text)
        return who.event("SCAN", found[2]) if found[1] == "scan" else who.voice()

    async def tell(self, database: Database, message: dict[str, str]) -> None:
        """One callback to a process of its own; then what may be pushed."""
        client = WeChatClient(self.world.app_id, self.world.secret, transport=self.world.transport())
        courier = Courier(client, lambda: self.now, enclose)
        channel = WeChatChannel(Dispatch(database, lambda: self.now))
        envelope = Envelope(self.world.token, self.world.app_id, self.aes_key)
        app = Starlette(routes=[callback_route(channel, envelope, lambda: self.now)])
        before = {each.name: len(each.heard) for each in self.world.people.values()}
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as web:
            await self.world.tell(message, poster(web, f"http://estate.example{PATH}"))
        await Sender(database, courier, lambda: self.now).drain()
        await client.close()
        for each in self.world.people.values():
            for text in each.heard[before.get(each.name, 0) :]:
                assert text != BROKEN
                self._hear_text(each.name, text)

    async def _deliver(self, database: Database) -> None:
        """After the clock was turned: what may be pushed."""
        client = WeChatClient(self.world.app_id, self.world.secret, transport=self.world.transport())
        await Sender(database, Courier(client, lambda: self.now, enclose), lambda: self.now).drain()
        await client.close()

    def _hear_text(self, name: str, text: str) -> None:
        with suppress(IndexError):
            self.code = [*re.findall(r"(?:邀请码 |invitation )([0-9A-F]{10})", text)][-1]
        first, *more = _LINK.sub(r"\1", text).split("\n")
        self.written += [f"{name}< {first}", *(f"  {line}" for line in more)]


def _typed(who: Person, label: str) -> dict[str, str] | None:
    """Where a text was too long for links: its number."""
    for text in reversed(who.heard):
        found = re.search(rf"(?:^|\s)([0-9]{{1,2}}) {re.escape(label)}(?:\s|$)", _LINK.sub(r"\1", text))
        if found:
            return who.says(found[1])
    return None


def _renamed(session: RowSession, new: dict[str, str]) -> None:
    """The transcript's people are known to the platform by their open ids."""
    for account in session.exec(select(Account).where(Account.channel == "wechat")):
        account.external = new.get(account.external, account.external)
