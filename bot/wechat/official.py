"""The official account as one thing: its door, its sender, its menu."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping

import httpx
from starlette.routing import Route

from bot.dispatch import Dispatch
from bot.files.opening import Fetch
from bot.sender import Sender
from bot.wechat.channel import WeChatChannel
from bot.wechat.client import GarbledError, WeChatClient, WeChatError
from bot.wechat.courier import Courier
from bot.wechat.door import callback_route
from bot.wechat.envelope import Envelope
from bot.wechat.menu import create_menu
from bot.wechat.templates import Ringer
from config.settings import Template

log = logging.getLogger("wechat")
_AGAIN = 30.0


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

    async def run(self) -> None:
        """Until cancelled."""
        log.info("wechat: open, %s", "safe mode" if self.envelope.is_sealed else "plain mode")
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self.sender.run())
                group.create_task(self._show_menu())
                group.create_task(self.ringer.run())
        finally:
            await self.client.close()

    async def _show_menu(self) -> None:
        """WeChat may be out of reach when we start; an account without the right goes on without a menu."""
        while True:
            try:
                await create_menu(self.client)
            except WeChatError as error:
                log.warning("no menu: %s", error)
                return
            except (httpx.TransportError, GarbledError) as error:
                log.warning("no line to WeChat yet: %s", error)
                await asyncio.sleep(_AGAIN)
            else:
                return
