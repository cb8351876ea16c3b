"""The sender's hand on WeChat: a custom-service message, while the platform lets us write."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from bot.boards import Shown
from bot.files.opening import Fetch
from bot.outcomes import (
    ChannelDownError,
    DoubtfulError,
    NotSentError,
    RefusedError,
    UnreachableError,
    WindowClosedError,
)  # fmt: skip
from bot.rendering import Message
from bot.tencent.client import tried
from bot.tencent.texts import pieces, size
from bot.wechat.client import NO_RIGHT, TRIED_AGAIN_AFTER, WeChatClient, WeChatError
from bot.wechat.replies import safe, with_links
from config import words
from config.channels import WECHAT
from config.limits import wechat_limits
from config.words import Reader
from models.letters.shapes import Parcel
from models.letters.tables import FileKind

log = logging.getLogger("wechat")
_SEND = "/cgi-bin/message/custom/send"
_CLOSED = {45015, 45047}
"""The 48 hours are over; so many messages were sent."""
_GONE = {40003, 43004, 46004}
_BUSY = {-1: 3.0, 40164: 300.0, 45009: 3600.0, 45011: 60.0}


class Courier:
    """See bot.sender. An account without the right to push finds it out by the first letter, and once an hour again."""

    traits = WECHAT

    def __init__(self, client: WeChatClient, now: Callable[[], datetime], fetch: Fetch) -> None:
        self.client = client
        self.now = now
        self.fetch = fetch
        self._forbidden_until = 0.0

    @property
    def can_push(self) -> bool:
        return asyncio.get_running_loop().time() >= self._forbidden_until

    async def hand_over(self, parcel: Parcel, message: Message) -> str:
        """The text with its choices to be tapped, where they find room; then its first picture. Other files cannot go."""
        if not self.can_push:
            raise WindowClosedError("no right to push")
        picture, others = await self._enclosed(parcel, message)
        made = safe(message)
        if others:
            line = words.render("wechat-elsewhere", {}, Reader(parcel.lang, self.now(), parcel.one_estate))
            made = Message(f"{made.text}\n{line}", made.buttons, ())
        full = with_links(made)
        texts = [] if not full else [full] if size(full) <= wechat_limits().text_bytes else _parts(made)
        for place, text in enumerate(texts):
            await self._told(parcel.chat, {"msgtype": "text", "text": {"content": text}}, first=place == 0)
        if picture:
            await self._told(parcel.chat, {"msgtype": "image", "image": {"media_id": picture}}, first=not texts)
        return ""

    async def _enclosed(self, parcel: Parcel, message: Message) -> tuple[str, int]:
        """The media id of the first picture ("" for none), and how many files stay behind."""
        found = [each for each in [await self.fetch(paper, parcel) for paper in message.papers] if each is not None]
        pictures = [each for each in found if each[2] is FileKind.PHOTO]
        if not pictures:
            return "", len(found)
        content, name, _ = pictures[0]
        media_id = [""]

        async def up() -> None:
            media_id[0] = await self.client.upload(
                name, content, "image/png" if name.endswith(".png") else "image/jpeg"
            )

        trouble = await self._trouble(up)
        if isinstance(trouble, RefusedError):
            return "", len(found)
        if trouble is not None:
            # nothing was said yet: whatever happened to the picture, the letter was surely not sent
            raise trouble if isinstance(trouble, WindowClosedError) else ChannelDownError(60)
        return media_id[0], len(found) - 1

    async def show_board(self, shown: Shown) -> str:
        del shown
        raise RefusedError("WeChat has no groups of ours")

    async def _told(self, chat: str, what: dict[str, Any], *, first: bool) -> None:
        trouble = await self._trouble(lambda: self.client.call(_SEND, {"touser": chat, **what}))
        if trouble is None:
            return
        if first:
            raise trouble
        raise DoubtfulError(f"only a part is out: {trouble}")

    async def _trouble(self, call: Callable[[], Awaitable[object]]) -> NotSentError | None:
        try:
            await tried(call, self._meaning)
        except NotSentError as error:
            return error
        return None

    def _meaning(self, error: WeChatError) -> NotSentError:
        if error.code in NO_RIGHT:
            log.warning("the account may not push (%s): what waits is handed over with the next message", error)
            self._forbidden_until = asyncio.get_running_loop().time() + TRIED_AGAIN_AFTER
        return outcome(error)


def outcome(error: WeChatError) -> NotSentError:
    """What the platform's number means for the letter."""
    if error.code in _CLOSED or error.code in NO_RIGHT:
        return WindowClosedError(str(error))
    if error.code in _GONE:
        return UnreachableError(str(error))
    if error.code in _BUSY:
        return ChannelDownError(_BUSY[error.code])
    return RefusedError(str(error))


def _parts(message: Message) -> list[str]:
    return pieces(message.text, wechat_limits().text_bytes)
