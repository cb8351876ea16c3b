"""Everything of Telegram that one process runs: the line, the door for updates, the sender.

service = TelegramService(TelegramBot(token, api_base), dispatch, from_opener(opener, now))
routes = [service.route(secret)]                    # mode webhook
await service.run(webhook=(url, secret))            # or run() for polling; until cancelled
"""

from __future__ import annotations

import asyncio
import logging

from starlette.routing import Route
from telegram.error import TelegramError

from bot.dispatch import Dispatch
from bot.files.opening import Fetch
from bot.sender import Sender
from bot.signs import Sign
from bot.telegram.channel import TelegramChannel
from bot.telegram.commands import list_commands
from bot.telegram.courier import Courier
from bot.telegram.pacing import Pacing
from bot.telegram.polling import Polling
from bot.telegram.webhook import open_webhook, webhook_route
from bot.telegram.wire import TelegramBot

log = logging.getLogger("telegram")
_AGAIN = 15.0
_IN_FLIGHT = 20
"""Letters in hand at a time: enough to keep the pace while a call takes most of a second. An answer passes those that wait."""


class TelegramService:
    """`sender.wake` is to be called after commits that promised letters to `telegram` (Database.on_commit)."""

    def __init__(self, bot: TelegramBot, dispatch: Dispatch, fetch: Fetch, pacing: Pacing | None = None) -> None:
        self.bot = bot
        self.channel = TelegramChannel(dispatch, bot)
        self.courier = Courier(bot, dispatch.database, dispatch.now, fetch, pacing)
        self.sender = Sender(dispatch.database, self.courier, dispatch.now, at_once=_IN_FLIGHT)
        sign = Sign(dispatch.database, dispatch.now, "polls telegram")
        self.polling = Polling(bot, self.channel, polled=sign.give)
        self._opened = asyncio.Event()

    def route(self, secret: str) -> Route:
        """Raises ValueError without a secret."""
        return webhook_route(self.channel, secret)

    async def run(self, *, webhook: tuple[str, str] | None = None) -> None:
        """Everything, in the only process there is. Until cancelled."""
        opening = asyncio.create_task(self.open())
        try:
            await self.work(webhook=webhook)
        finally:
            opening.cancel()
            await asyncio.gather(opening, return_exceptions=True)

    async def open(self) -> None:
        """The line to Telegram, which every process keeps that serves its webhook or may `work`. Until cancelled."""
        try:
            await self._until_it_works()
            self._opened.set()
            await asyncio.Event().wait()
        finally:
            self._opened.clear()
            await self.bot.shutdown()

    async def work(self, *, webhook: tuple[str, str] | None = None) -> None:
        """What one process of all does: send, and poll or else set the webhook (address and secret). Until cancelled;
        may begin again.
        """
        await self._opened.wait()
        async with asyncio.TaskGroup() as group:
            group.create_task(self.sender.run())
            group.create_task(self._listen(webhook))

    async def _until_it_works(self) -> None:
        """Telegram may be out of reach when we start: the rest of the house does not wait for it."""
        while True:
            try:
                await self.bot.initialize()
            except TelegramError as error:
                log.warning("no line to Telegram yet: %s", error)
                await asyncio.sleep(_AGAIN)
            else:
                return

    async def _listen(self, webhook: tuple[str, str] | None) -> None:
        while True:
            if await self._settled(webhook):
                break
            await asyncio.sleep(_AGAIN)
        if webhook is None:
            await self.polling.run()

    async def _settled(self, webhook: tuple[str, str] | None) -> bool:
        """The menu of commands can do without; the webhook cannot."""
        try:
            if webhook is not None:
                await open_webhook(self.bot, *webhook)
            await list_commands(self.bot)
        except TelegramError as error:
            log.warning("Telegram did not take our settings: %s", error)
            return webhook is None
        return True
