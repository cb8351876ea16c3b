"""The address WeCom calls: greeted by GET, told by POST, always sealed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from starlette.responses import Response
from starlette.routing import Route

from bot.tencent import door
from bot.tencent.door import Query
from bot.tencent.envelope import Seal
from bot.wecom.channel import WeComChannel
from bot.wecom.reading import read
from config.limits import wecom_limits

log = logging.getLogger("wecom")
PATH = "/wecom/callback"


def callback_route(channel: WeComChannel, seal: Seal, now: Callable[[], datetime], path: str = PATH) -> Route:
    """Raises ValueError where nothing is sealed: this platform knows no plain mode."""
    if not seal.is_sealed:
        raise ValueError("a callback of WeCom needs an EncodingAESKey")

    async def told(query: Query, body: bytes) -> Response:
        await channel.take(read(seal.open_body(query, body, now()), now()))
        return Response()

    def greeted(query: Query) -> str:
        return seal.open_words(query, query.get("echostr", ""), now())

    return door.callback_route(path, greeted, told, most=wecom_limits().body_bytes, log=log)
