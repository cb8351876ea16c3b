"""An address the platform calls: greeted by GET, told by POST. Whatever comes is answered, never with an error of ours."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.tencent.envelope import ForgedError, UnreadableError

Query = Mapping[str, str]


class NotServedError(Exception):
    """Not now: the database is not to be had. The platform must deliver it again."""


class _TooLargeError(Exception):
    pass


def callback_route(
    path: str,
    greeted: Callable[[Query], str],
    told: Callable[[Query, bytes], Awaitable[Response]],
    *,
    most: int,
    log: logging.Logger,
) -> Route:
    """`greeted` and `told` raise ForgedError, UnreadableError, NotServedError; of a body `most` bytes are read."""

    async def called(request: Request) -> Response:
        query = {name: str(value) for name, value in request.query_params.items()}
        try:
            if request.method == "GET":
                return PlainTextResponse(greeted(query))
            return await told(query, await _body(request, most))
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


async def _body(request: Request, most: int) -> bytes:
    held = bytearray()
    async for chunk in request.stream():
        held += chunk
        if len(held) > most:
            raise _TooLargeError
    return bytes(held)
