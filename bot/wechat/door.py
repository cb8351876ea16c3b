"""The address WeChat calls: greeted by GET, told by POST."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.tencent import door
from bot.tencent.door import Query
from bot.wechat.channel import NOTHING, WeChatChannel
from bot.wechat.envelope import Envelope
from bot.wechat.reading import read
from bot.wechat.replies import text_reply
from config.limits import wechat_limits

log = logging.getLogger("wechat")
PATH = "/wechat/callback"


def callback_route(channel: WeChatChannel, envelope: Envelope, now: Callable[[], datetime], path: str = PATH) -> Route:
    async def told(query: Query, body: bytes) -> Response:
        call = read(envelope.open(query, body, now()), now())
        text = await channel.answer(call.incoming) if call.incoming is not None else NOTHING
        if call.incoming is None or text == NOTHING:
            return PlainTextResponse(NOTHING)
        reply = text_reply(call.us, call.incoming.account, text, now())
        return Response(envelope.seal(reply, now()), media_type="application/xml")

    def greeted(query: Query) -> str:
        return envelope.greeted(query, now())

    return door.callback_route(path, greeted, told, most=wechat_limits().body_bytes, log=log)
