"""The app as one thing: its door, its sender, the marks on its cards, its menu."""

from __future__ import annotations

import asyncio
import logging
from functools import partial

from starlette.routing import Route

from bot.dispatch import Dispatch
from bot.files.opening import Fetch
from bot.pacing import Pacing
from bot.sender import Sender
from bot.tencent.envelope import Seal
from bot.tencent.serving import until_shown
from bot.wecom.channel import WeComChannel
from bot.wecom.client import WeComClient
from bot.wecom.courier import Courier
from bot.wecom.door import callback_route
from bot.wecom.marks import Marks
from bot.wecom.menu import create_menu

log = logging.getLogger("wecom")


class WeComApp:
    """`sender.wake` is to be called after commits that promised letters to `wecom` (Database.on_commit)."""

    def __init__(
        self, client: WeComClient, seal: Seal, dispatch: Dispatch, fetch: Fetch, pacing: Pacing | None = None
    ) -> None:
        self.client = client
        self.seal = seal
        self.marks = Marks(dispatch.database, client, dispatch.now)
        self.courier = Courier(client, dispatch.database, dispatch.now, fetch, pacing)
        self.channel = WeComChannel(dispatch, self.marks.pressed)
        self.sender = Sender(dispatch.database, self.courier, dispatch.now)

    def route(self) -> Route:
        return callback_route(self.channel, self.seal, self.channel.dispatch.now)

    async def open(self) -> None:
        """The line to WeCom, which every process has. Until cancelled."""
        log.info("wecom: open")
        try:
            await asyncio.Event().wait()
        finally:
            await self.client.close()

    async def work(self) -> None:
        """What one process of all does: send, and show the menu. Until cancelled; may begin again."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.sender.run())
            group.create_task(until_shown(partial(create_menu, self.client), log))
