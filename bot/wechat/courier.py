"""The sender's hand on WeChat: a custom-service message, while the platform lets us write."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

import httpx

from bot.boards import Shown
from bot.channels import WECHAT
from bot.outcomes import (
    ChannelDownError,
    DoubtfulError,
    NotSentError,
    RefusedError,
    UnreachableError,
    WindowClosedError,
)  # fmt: skip
from bot.rendering import Message
from bot.wechat.client import GarbledError, WeChatClient, WeChatError
from bot.wechat.replies import pieces, safe, size, with_links
from config.limits import wechat_limits
from models.letters.shapes import Parcel

log = logging.getLogger("wechat")
_SEND = "/cgi-bin/message/custom/send"
_CLOSED = {45015, 45047}
"""The 48 hours are over; so many messages were sent."""
_NO_RIGHT = {48001, 48004, 50002}
"""Not certified, blocked, or limited: nothing can be pushed, everything else goes on."""
_GONE = {40003, 43004, 46004}
_BUSY = {-1: 3.0, 40164: 300.0, 45009: 3600.0, 45011: 60.0}
_FORBIDDEN_FOR = 3600.0
"""Seconds until a right we did not have is tried again."""


class Courier:
    """See bot.sender. An account without the right to push finds it out by the first letter, and once an hour again."""

    traits = WECHAT

    def __init__(self, client: WeChatClient, now: Callable[[], datetime]) -> None:
        self.client = client
        self.now = now
        self._forbidden_until = 0.0

    @property
    def can_push(self) -> bool:
        return asyncio.get_running_loop().time() >= self._forbidden_until

    async def hand_over(self, parcel: Parcel, message: Message) -> str:
        """With its choices to be tapped, where they find room."""
        if not self.can_push:
            raise WindowClosedError("no right to push")
        made = safe(message)
        full = with_links(made)
        for place, text in enumerate([full] if size(full) <= wechat_limits().text_bytes else _parts(made)):
            await self._told(parcel.chat, text, first=place == 0)
        return ""

    async def show_board(self, shown: Shown) -> str:
        del shown
        raise RefusedError("WeChat has no groups of ours")

    async def _told(self, chat: str, text: str, *, first: bool) -> None:
        body = {"touser": chat, "msgtype": "text", "text": {"content": text}}
        trouble = await self._trouble(lambda: self.client.call(_SEND, body))
        if trouble is None:
            return
        if first:
            raise trouble
        raise DoubtfulError(f"only a part is out: {trouble}")

    async def _trouble(self, call: Callable[[], Awaitable[object]]) -> NotSentError | None:
        try:
            await call()
        except WeChatError as error:
            if error.code in _NO_RIGHT:
                log.warning("the account may not push (%s): what waits is handed over with the next message", error)
                self._forbidden_until = asyncio.get_running_loop().time() + _FORBIDDEN_FOR
            return outcome(error)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            return ChannelDownError()
        except (httpx.TransportError, GarbledError) as error:
            return DoubtfulError(str(error) or type(error).__name__)
        return None


def outcome(error: WeChatError) -> NotSentError:
    """What the platform's number means for the letter."""
    if error.code in _CLOSED or error.code in _NO_RIGHT:
        return WindowClosedError(str(error))
    if error.code in _GONE:
        return UnreachableError(str(error))
    if error.code in _BUSY:
        return ChannelDownError(_BUSY[error.code])
    return RefusedError(str(error))


def _parts(message: Message) -> list[str]:
    return pieces(message.text, wechat_limits().text_bytes)
