"""Is the process alive, can it serve, how does it do: for whoever watches the machine, not for the public."""

from __future__ import annotations

import asyncio
import hmac
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.metrics import CONTENT, Metrics
from models.migrations import is_current

if TYPE_CHECKING:
    from bot.serving import Serving

_HERE = {"127.0.0.1", "::1"}
_PATIENCE = 5.0


def health_routes(serving: Serving, metrics: Metrics, token: str) -> list[BaseRoute]:
    """`token` opens the figures to other machines; without it only this machine reads them."""

    async def live(_request: Request) -> Response:
        return PlainTextResponse("ok")

    async def ready(_request: Request) -> Response:
        reason = "stopping" if serving.leaving else await not_ready(serving)
        return PlainTextResponse(reason or "ok", 503 if reason else 200)

    async def figures(request: Request) -> Response:
        if not _may_read(request, token):
            return PlainTextResponse("", 404)
        return Response(await metrics.text(), media_type=CONTENT)

    return [Route("/health/live", live), Route("/health/ready", ready), Route("/metrics", figures)]


async def not_ready(serving: Serving) -> str:
    """One word for what is missing, or ""."""
    try:
        async with asyncio.timeout(_PATIENCE):
            return "" if await asyncio.to_thread(is_current, serving.database) else "schema"
    except (DBAPIError, TimeoutError):
        return "database"


def _may_read(request: Request, token: str) -> bool:
    """A proxy on this machine comes from here too, and says for whom: then it is not this machine that asks."""
    given = request.headers.get("authorization", "")
    if token and hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        return True
    forwarded = {"forwarded", "x-forwarded-for", "x-real-ip"} & set(request.headers.keys())
    return request.client is not None and request.client.host in _HERE and not forwarded
