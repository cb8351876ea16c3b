"""Fetching updates: commit first, then acknowledge by asking for what comes after."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from time import monotonic

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.telegram.channel import Answered, NotServedError, TelegramChannel
from bot.telegram.errors import seconds_of
from bot.telegram.reading import update_id
from bot.telegram.wire import TelegramBot

log = logging.getLogger("telegram")
_SECONDS = 50
_WATCHDOG = 20
"""Seconds beyond a poll's own time after which it is given up, whatever the library believes."""
_LONGEST_PAUSE = 30.0


class Polling:
    """`seconds` is how long Telegram holds a poll open; `polled` is called after each that succeeded."""

    def __init__(
        self,
        bot: TelegramBot,
        channel: TelegramChannel,
        *,
        seconds: int = _SECONDS,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        polled: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self.bot = bot
        self.channel = channel
        self.seconds = seconds
        self.last_success = monotonic()
        self._sleep = sleep
        self._polled = polled
        self._offset = 0
        self._pause = 0.0
        self._answers: set[asyncio.Task[None]] = set()

    @property
    def stalled(self) -> bool:
        """No poll has come back for three times its length."""
        return monotonic() - self.last_success > 3 * (self.seconds + _WATCHDOG)

    async def run(self) -> None:
        """Poll until cancelled. A webhook that was set before is taken down: Telegram serves one or the other."""
        await self._leave_webhook()
        while True:
            await self.once()

    async def once(self) -> int:
        """One poll and all it brought. Returns how many updates were served."""
        try:
            async with asyncio.timeout(self.seconds + _WATCHDOG):
                updates = await self.bot.updates(self._offset, self.seconds)
        except TimeoutError:
            log.warning("a poll never came back; its connections are made anew")
            await self.bot.reconnect_polls()
            return 0
        except TelegramError as error:
            await self._wait_after(error)
            return 0
        self.last_success = monotonic()
        if self._polled is not None:
            await self._polled()
        return await self._take_all(updates)

    async def settle(self) -> None:
        """Wait for the answers to presses that are still on their way."""
        await asyncio.gather(*self._answers)

    async def _leave_webhook(self) -> None:
        try:
            await self.bot.delete_webhook(drop_pending_updates=False)
        except TelegramError as error:
            await self._wait_after(error)

    async def _take_all(self, updates: list[object]) -> int:
        """Tasks start in the order they are made, so each account's updates line up in theirs."""
        results = await asyncio.gather(*(self._take(each) for each in updates), return_exceptions=True)
        for place, result in enumerate(results):
            if isinstance(result, NotServedError):
                log.warning("not served, to come again: %s", result)
                self._offset = update_id(updates[place]) or self._offset
                await self._rest()
                return place
            if isinstance(result, BaseException):
                raise result
        self._pause = 0.0
        numbers = [number for each in updates if (number := update_id(each)) is not None]
        self._offset = max(numbers, default=self._offset - 1) + 1
        return len(updates)

    async def _take(self, update: object) -> None:
        answered = await self.channel.take(update)
        if answered is not None:
            task = asyncio.get_running_loop().create_task(self._answer(answered))
            self._answers.add(task)
            task.add_done_callback(self._answers.discard)

    async def _answer(self, answered: Answered) -> None:
        """A toast that comes too late, or not at all, is dropped."""
        try:
            await self.bot.answer_callback_query(answered.query, answered.text or None, url=answered.url or None)
        except TelegramError as error:
            log.info("press not answered: %s", error)

    async def _wait_after(self, error: TelegramError) -> None:
        if isinstance(error, (Conflict, InvalidToken)):
            log.error("Telegram refuses our polls: %s", error)
            await self._sleep(_LONGEST_PAUSE)
        elif isinstance(error, RetryAfter):
            await self._sleep(seconds_of(error))
        else:
            log.warning("a poll failed: %s", error)
            await self._rest()

    async def _rest(self) -> None:
        self._pause = min(max(1.0, self._pause * 2), _LONGEST_PAUSE)
        await self._sleep(self._pause)
