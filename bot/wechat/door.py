"""The address WeChat calls: greeted by GET, told by POST. Whatever comes is answered, never with an error of ours."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.wechat.channel import NOTHING, NotServedError, WeChatChannel
from bot.wechat.envelope import Envelope, ForgedError, UnreadableError
from bot.wechat.reading import read
from bot.wechat.replies import text_reply
from config.limits import wechat_limits

log = logging.getLogger("wechat")
PATH = "/wechat/callback"


class _TooLargeError(Exception):
    pass


def callback_route(channel: WeChatChannel, envelope: Envelope, now: Callable[[], datetime], path: str = PATH) -> Route:
    async def called(request: Request) -> Response:
        query = {name: str(value) for name, value in request.query_params.items()}
        try:
            if request.method == "GET":
                envelope.check(query, now())
                return PlainTextResponse(query.get("echostr", ""))
            return await _told(channel, envelope, query, await _body(request), now)
        except ForgedError as error:
            log.warning("refused: %s", error)
            return Response(status_code=403)
        except _TooLargeError:
            return Response(status_code=413)
        except UnreadableError as error:
            log.warning("nothing that can be read: %s", error)
            return Response(status_code=400)
        except NotServedError:
            return Response(status_code=503)

    return Route(path, called, methods=["GET", "POST"])


async def _told(
    channel: WeChatChannel, envelope: Envelope, query: Mapping[str, str], body: bytes, now: Callable[[], datetime]
) -> Response:
    call = read(envelope.open(query, body, now()), now())
    text = await channel.answer(call.incoming) if call.incoming is not None else NOTHING
    if call.incoming is None or text == NOTHING:
        return PlainTextResponse(NOTHING)
    reply = text_reply(call.us, call.incoming.account, text, now())
    return Response(envelope.seal(reply, now()), media_type="application/xml")


async def _body(request: Request) -> bytes:
    held = bytearray()
    async for chunk in request.stream():
        held += chunk
        if len(held) > wechat_limits().body_bytes:
            raise _TooLargeError
    return bytes(held)
