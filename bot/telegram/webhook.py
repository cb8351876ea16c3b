"""The door Telegram knocks at. 200 only after the commit; the answer to a press goes inside the response."""

from __future__ import annotations

import hmac
import json
import logging

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.telegram.channel import NotServedError, TelegramChannel
from bot.telegram.reading import KINDS
from bot.telegram.wire import TelegramBot

log = logging.getLogger("telegram")
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (the name of a header)
PATH = "/telegram/webhook"
_LARGEST = 1 << 20
"""Bytes; an update with a text of full length and a hundred buttons has a tenth of it."""


class _TooLargeError(Exception):
    pass


def webhook_route(channel: TelegramChannel, secret: str, path: str = PATH) -> Route:
    """Raises ValueError without a secret: the door would be open to everybody."""
    if not secret:
        raise ValueError("a webhook needs a secret")

    async def knock(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER)
        if given is None:
            return Response(status_code=401)
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=403)
        try:
            update = json.loads(await _body(request))
        except _TooLargeError:
            return Response(status_code=413)
        except (ValueError, RecursionError):
            log.warning("a body that is no JSON")
            return Response(status_code=200)
        return await _served(channel, update)

    return Route(path, knock, methods=["POST"])


async def _served(channel: TelegramChannel, update: object) -> Response:
    try:
        answered = await channel.take(update)
    except NotServedError as error:
        log.warning("not served, to come again: %s", error)
        return Response(status_code=503)
    if answered is None:
        return Response(status_code=200)
    return JSONResponse({"method": "answerCallbackQuery", **answered.values()})


async def _body(request: Request) -> bytes:
    held = bytearray()
    async for chunk in request.stream():
        held += chunk
        if len(held) > _LARGEST:
            raise _TooLargeError
    return bytes(held)


async def open_webhook(bot: TelegramBot, url: str, secret: str) -> None:
    """Tell Telegram where to knock. Raises TelegramError."""
    await bot.set_webhook(url, secret_token=secret, allowed_updates=list(KINDS), drop_pending_updates=False)
