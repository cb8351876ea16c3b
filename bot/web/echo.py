"""What is shown on a chat's pages here is shown on its pages at the other processes too.

Told is only which thing on which chat; each process looks it up as the page's history does. What a process did not hear
stands in the history: its pages are hung up and come back to it (see `Hub.close_all`).
"""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from bot.mishaps import alone
from bot.web.history import Past, live_once, said_once, told_once
from bot.web.hub import Page
from bot.web.showing import past_on_page
from bot.web.sitters import who_sits
from models.database import RowSession

if TYPE_CHECKING:
    from bot.web.house import WebHouse

log = logging.getLogger("web")
Look = Callable[[RowSession, Page, str, datetime], Past | None]
_LOOKS: dict[str, Look] = {"said": said_once, "letter": told_once, "board": live_once}
_MARK = "show "


class Echo:
    """`line` makes what is told with a commit, `hear` takes what another process told; `run` shows it, in order."""

    def __init__(self, house: WebHouse) -> None:
        self.house = house
        self._me = secrets.token_hex(6)
        self._heard: asyncio.Queue[tuple[str, str, str]] = asyncio.Queue()

    def line(self, kind: str, chat: str, name: str) -> str:
        return _MARK + json.dumps([self._me, kind, chat, name])

    async def tell(self, kind: str, chat: str, name: str) -> None:
        """For what is shown outside any unit of work. On SQLite there is nobody to tell."""
        if not self.house.database.is_sqlite:
            await self.house.database.run(_tell, self.line(kind, chat, name))

    def hear(self, line: str) -> None:
        """Whatever was told; what is ours, or nobody here looks at, is passed over."""
        if not line.startswith(_MARK):
            return
        by, kind, chat, name = json.loads(line.removeprefix(_MARK))
        if by != self._me and self.house.hub.pages_of(chat):
            self._heard.put_nowait((kind, chat, name))

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            kind, chat, name = await self._heard.get()
            for page in self.house.hub.pages_of(chat):
                with alone(log, f"the echo of {kind} {name}"):
                    await self._show(page, _LOOKS[kind], name)

    async def _show(self, page: Page, look: Look, name: str) -> None:
        read, now = self.house.database.read, self.house.now()
        if page.account_id is None:  # it may have spoken for the first time, at the other process
            sitter = await read(who_sits, page.seat, page.room, page.lang, now)
            page.account_id = sitter.account_id if sitter is not None else None
        past = await read(look, page, name, now)
        if past is not None and (not past.pressed or page.plain):
            page.put(await past_on_page(self.house, page, past))


def _tell(session: RowSession, line: str) -> None:
    session.told.append(line)
