"""How fast we may write on Telegram: its groups, whose ids begin with a minus, take so many a minute."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic

from bot import pacing
from config.limits import TelegramLimits, telegram_limits


class Pacing(pacing.Pacing):
    """`time` and `sleep` are the loop's own unless a test has its clock."""

    def __init__(
        self,
        limits: TelegramLimits | None = None,
        *,
        time: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        given = limits or telegram_limits()
        pace = pacing.Pace(
            given.per_second, given.broadcast_per_second, given.chat_seconds, given.group_per_minute,
            given.group_boards_per_minute, lambda chat: chat.startswith("-"),
        )  # fmt: skip
        super().__init__(pace, time=time, sleep=sleep)
