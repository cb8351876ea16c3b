"""The official account as one thing: its door, its sender, its menu."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from functools import partial

from starlette.routing import Route

from bot.dispatch import Dispatch
from bot.files.opening import Fetch
from bot.sender import Sender
from bot.tencent.serving import until_shown
from bot.wechat.channel import WeChatChannel
from bot.wechat.client import WeChatClient
from bot.wechat.courier import Courier
from bot.wechat.door import callback_route
from bot.wechat.envelope import Envelope
from bot.wechat.menu import create_menu
from bot.wechat.templates import Ringer
from config.settings import Template

log = logging.getLogger("wechat")


class OfficialAccount:
    """`sender.wake` is to be called after commits that promised letters to `wechat` (Database.on_commit)."""

    def __init__(
        self,
        client: WeChatClient,
        envelope: Envelope,
        dispatch: Dispatch,
        fetch: Fetch,
        templates: Mapping[str, Template] | None = None,
    ) -> None:
        self.client = client
        self.envelope = envelope
        self.courier = Courier(client, dispatch.now, fetch)
        self.channel = WeChatChannel(dispatch, lambda: self.courier.can_push)
        self.sender = Sender(dispatch.database, self.courier, dispatch.now)
        self.ringer = Ringer(client, dispatch.database, dispatch.now, templates or {})

    def route(self) -> Route:
        return callback_route(self.channel, self.envelope, self.channel.dispatch.now)

    async def open(self) -> None:
        """The line to WeChat, which every process has. Until cancelled."""
        log.info("wechat: open, %s", "safe mode" if self.envelope.is_sealed else "plain mode")
        try:
            await asyncio.Event().wait()
        finally:
            await self.client.close()

    async def work(self) -> None:
        """What one process of all does: send, and show the menu. Until cancelled; may begin again."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.sender.run())
            group.create_task(until_shown(partial(create_menu, self.client), log))
            group.create_task(self.ringer.run())
