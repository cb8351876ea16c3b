"""The bot's line to Telegram: python-telegram-bot's Bot with updates as plain JSON, and polls on connections of their own."""

from __future__ import annotations

from typing import Any

from telegram import Bot
from telegram.request import BaseRequest, HTTPXRequest

from bot.telegram.reading import KINDS, Me

_POLL_CONNECTIONS = 8
_CALL_CONNECTIONS = 64
_POLL_MARGIN = 10
"""Seconds a poll may take beyond the time Telegram was asked to wait."""


class TelegramBot(Bot):
    """`requests` for calls and for polls stand in for HTTP in tests."""

    def __init__(
        self,
        token: str,
        api_base: str = "https://api.telegram.org",
        *,
        proxy: str | None = None,
        requests: tuple[BaseRequest, BaseRequest] | None = None,
    ) -> None:
        calls, polls = requests or (
            HTTPXRequest(_CALL_CONNECTIONS, read_timeout=10, write_timeout=10, pool_timeout=30, proxy=proxy),
            HTTPXRequest(_POLL_CONNECTIONS, proxy=proxy),
        )
        base = api_base.rstrip("/")
        super().__init__(token, f"{base}/bot", f"{base}/file/bot", calls, polls)
        self._polls = polls

    @property
    def me(self) -> Me:
        """Raises RuntimeError before `initialize` has succeeded."""
        return Me(self.bot.id, self.bot.username or "")

    async def updates(self, offset: int, seconds: int) -> list[Any]:
        """What waits from this offset on, as it came; everything before it is acknowledged by asking.

        The library would make objects of them, and one in an odd shape would fail them all.
        """
        asked = {"offset": offset, "timeout": seconds, "limit": 100, "allowed_updates": list(KINDS)}
        got = await self._post("getUpdates", asked, read_timeout=seconds + _POLL_MARGIN)
        return got if isinstance(got, list) else []

    async def reconnect_polls(self) -> None:
        """After a poll that never came back: its connections are not trusted any more."""
        await self._polls.shutdown()
        await self._polls.initialize()
