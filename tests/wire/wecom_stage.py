"""The stage with WeCom before it: every line of a transcript is a callback of the fake, through the real door; what is
pressed is a card's button or option, what no card holds is typed.

The process is started anew before every line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from typing import Any

import httpx
from sqlmodel import select
from starlette.applications import Starlette

from bot.dispatch import Dispatch
from bot.pacing import Pacing
from bot.tencent.envelope import Seal
from bot.wecom.app import WeComApp
from bot.wecom.client import WeComClient
from bot.wecom.courier import pace
from bot.wecom.door import PATH
from config.channels import WECOM
from models.database import Database, RowSession
from models.people.tables import Account
from tests.fakes.wecom import Member, WeCom
from tests.fakes.wecom_wire import poster
from tests.stage.script import Order, Say, ScriptError
from tests.stage.stage import Stage
from tests.wire.telegram_stage import enclose

_ENCLOSED = re.compile(r"^\((photo|voice|scan|album)\s*([^)]*)\)\s*(.*)$", re.DOTALL)


class WeComStage(Stage):
    def __init__(self, reopen: Callable[[], Database]) -> None:
        super().__init__(reopen, WECOM)
        self.lag = 0.0
        self.world = WeCom(self.clock)

    def clock(self) -> datetime:
        """The stage's time, and what the courier has waited."""
        return self.now + timedelta(seconds=self.lag)

    async def sleep(self, seconds: float) -> None:
        self.lag += seconds

    @asynccontextmanager
    async def process(self, database: Database) -> Any:
        """A process of its own; at its end everything that may be said is said."""
        client = WeComClient(
            self.world.corp_id, self.world.agent_id, self.world.secret, transport=self.world.transport()
        )
        pacing = Pacing(pace(), time=lambda: self.clock().timestamp(), sleep=self.sleep)
        seal = Seal(self.world.token, self.world.corp_id, self.world.aes_key)
        app = WeComApp(client, seal, Dispatch(database, lambda: self.now), enclose, pacing)
        before = {each.name: len(each.heard) for each in self.world.members.values()}
        yield app
        await app.marks.settle()
        await app.sender.drain()
        await client.close()
        for each in self.world.members.values():
            for seen in each.heard[before.get(each.name, 0) :]:
                self._hear_text(each.name, seen.text, list(seen.labels))
        assert self.world.lost == []

    async def _step(self, database: Database, step: object) -> None:
        if isinstance(step, Say) and step.room:
            return  # nobody is heard in its groups
        await super()._step(database, step)  # type: ignore[arg-type]

    async def _order(self, database: Database, order: Order) -> None:
        if order.word == "room":
            return
        if order.word != "people":
            await super()._order(database, order)
            return
        ids = {name: member.userid for name, member in self.world.members.items()}
        database.run_now(_renamed, {userid: name for name, userid in ids.items()})
        await super()._order(database, order)
        names = [part.strip().partition("=")[0] for part in order.rest.rpartition("@")[0].split(",")]
        database.run_now(_renamed, ids | {name: self.world.member(name).userid for name in names})

    async def _say(self, database: Database, say: Say) -> None:
        who = self.world.member(say.who)
        text = say.text.replace("(code)", self.code)
        found = _ENCLOSED.match(text)
        if found is not None and found[1] in ("photo", "album"):
            for _ in range(int(found[2] or 1)):  # one message each, and no caption
                await self.tell(database, who.photo())
            text = found[3]
            if not text:
                return
        message = self._message(who, text)
        if message is None:
            raise ScriptError(f"{say.line}: no such choice among {[each.labels for each in who.heard]}")
        self.last_told = message
        await self.tell(database, message)

    async def _again(self, database: Database) -> None:
        await self.tell(database, self.last_told)

    def _message(self, who: Member, text: str) -> dict[str, Any] | None:
        if text.startswith("[") and text.endswith("]"):
            return who.presses(text[1:-1]) or who.presses(f"✓ {text[1:-1]}") or typed(who, text[1:-1])
        found = _ENCLOSED.match(text)
        if found is None:
            return who.says(text)
        assert found[1] == "voice", "no code of ours is scanned here"
        return who.voice()

    async def tell(self, database: Database, message: dict[str, Any]) -> None:
        async with self.process(database) as app:
            web = httpx.AsyncClient(transport=httpx.ASGITransport(Starlette(routes=[app.route()])))
            async with web:
                assert await self.world.tell(message, poster(web, f"http://estate.example{PATH}")) == 200

    async def _deliver(self, database: Database) -> None:
        """After the clock was turned: what may be pushed."""
        async with self.process(database):
            pass

    def _hear_text(self, name: str, text: str, labels: list[str]) -> None:
        with suppress(IndexError):
            self.code = [*re.findall(r"(?:邀请码 |invitation )([0-9A-F]{10})", text)][-1]
        first, *more = text.split("\n")
        self.written += [f"{name}< {first}", *(f"  {line}" for line in more)]
        if labels:
            self.written.append("  " + " ".join(f"[{each}]" for each in labels))


def typed(who: Member, label: str) -> dict[str, Any] | None:
    """What no card holds: its number, or beside a vote its words."""
    for seen in reversed(who.heard):
        found = re.search(rf"(?:^|\s)([0-9]{{1,2}}) {re.escape(label)}(?:\s|$)", seen.text)
        if found:
            return who.presses(found[1]) or who.says(found[1])
        if re.search(rf"也可以发：.*{re.escape(label)}|also send.*{re.escape(label)}", seen.text):
            return who.says(label)
    return None


def _renamed(session: RowSession, new: dict[str, str]) -> None:
    """The transcript's people are known to the platform by their member ids."""
    for account in session.exec(select(Account).where(Account.channel == "wecom")):
        account.external = new.get(account.external, account.external)
