"""How much one address of the open net may ask, what it reads then, and whom that never touches."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from bot.files import Store
from bot.web.app import create_app
from bot.web.gate import Allowances, address_of
from bot.web.house import WebHouse
from config.limits import Allowance, address_limits
from models.database import Database

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
LIMITS = address_limits()
MANY, OTHER = "120.26.1.1", "120.26.1.2"
PAGE = {"accept": "text/html"}


async def hook(_request: Request) -> Response:
    return PlainTextResponse("taken")


@pytest.fixture
def app(database: Database, tmp_path: Path) -> Any:
    house = WebHouse(database, Store(tmp_path), lambda: NOW)
    return create_app(house, [Route("/hook", hook, methods=["POST"])])


@asynccontextmanager
async def from_address(app: Any, address: str = MANY, **headers: str) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app, client=(address, 50_000))
    async with httpx.AsyncClient(transport=transport, base_url="http://estate.example", headers=headers) as client:
        yield client


async def used_up(client: httpx.AsyncClient, most: int = LIMITS.pages.at_once) -> httpx.Response:
    """The first that is refused."""
    for _ in range(most + 1):
        answer = await client.get("/chat/x/", headers=PAGE)
        if answer.status_code == 429:
            return answer
    raise AssertionError("never refused")


async def test_who_asks_for_too_much_reads_when_to_come_back(app: Any) -> None:
    async with from_address(app) as client:
        page = await used_up(client)
        assert int(page.headers["retry-after"]) >= 1
        assert "这个网络来的人太多了" in page.text
        assert "frame-ancestors" in page.headers["content-security-policy"]
        english = await client.get("/", headers={**PAGE, "accept-language": "en"})
        assert "Too many requests" in english.text
        told = await client.get("/")
        assert told.json() == {"error": "这个网络来的人太多了，请过一会儿再打开。急事请打物业值班电话。"}


async def test_others_and_what_costs_nothing_are_served_meanwhile(app: Any) -> None:
    async with from_address(app) as client, from_address(app, OTHER) as neighbour:
        await used_up(client)
        assert (await neighbour.get("/")).status_code == 200
        assert (await client.get("/health/live")).status_code != 429
        page = await neighbour.get("/")
        style = page.text.partition('href="/static/')[2].partition('"')[0]
        assert (await client.get(f"/static/{style}")).status_code == 200


async def test_a_platform_is_heard_when_its_address_is_shared(app: Any) -> None:
    async with from_address(app) as client:
        await used_up(client)
        for _ in range(LIMITS.pages.at_once):
            assert (await client.post("/hook")).status_code == 200


async def test_uploads_have_an_allowance_of_their_own(app: Any) -> None:
    async with from_address(app) as client:
        statuses = [(await client.post("/chat/x/files")).status_code for _ in range(LIMITS.uploads.at_once * 2)]
        assert statuses[: LIMITS.uploads.at_once] == [404] * LIMITS.uploads.at_once
        assert statuses[-1] == 429
        assert (await client.get("/")).status_code == 200


async def test_a_page_s_line_is_refused_as_its_page_is(app: Any) -> None:
    async with from_address(app) as client:
        await used_up(client)
    told: list[Any] = []

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        told.append(message)

    path = f"/chat/{'0' * 32}/ws"
    scope = {"type": "websocket", "path": path, "headers": [], "query_string": b"", "client": (MANY, 1)}
    await app(scope, receive, send)
    assert told == [{"type": "websocket.close", "code": 1013}]


async def test_a_proxy_on_this_machine_is_believed_and_nobody_else(app: Any) -> None:
    behind = ProxyHeadersMiddleware(app, trusted_hosts="127.0.0.1")
    async with from_address(behind, "127.0.0.1", **{"x-forwarded-for": MANY}) as client:
        await used_up(client)
    async with from_address(behind, "127.0.0.1", **{"x-forwarded-for": OTHER}) as client:
        assert (await client.get("/")).status_code == 200
    async with from_address(behind, MANY, **{"x-forwarded-for": OTHER}) as client:
        assert (await client.get("/")).status_code == 429


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("120.26.1.1", "120.26.1.1"),
        ("::ffff:120.26.1.1", "120.26.1.1"),
        ("2408:8000:1:2:aaaa::1", "2408:8000:1:2::"),
        ("2408:8000:1:2:bbbb::2", "2408:8000:1:2::"),
        ("127.0.0.1", None),
        ("10.0.0.7", None),
        ("100.64.0.9", None),
        ("::1", None),
        ("testclient", None),
    ],
)
def test_whom_a_request_counts_for(address: str, counted: str | None) -> None:
    assert address_of({"type": "http", "client": (address, 1)}) == counted
    assert address_of({"type": "http"}) is None


def test_an_allowance_fills_up_again_and_no_more_addresses_are_kept_than_fit() -> None:
    now = [0.0]
    kept = Allowances(Allowance(3, 0.5), 100, lambda: now[0])
    assert [kept.take("a") for _ in range(5)] == [0, 0, 0, 2, 2]
    now[0] = 1.9
    assert kept.take("a") == 1
    now[0] = 2.0
    assert [kept.take("a"), kept.take("a")] == [0, 2]
    now[0] = 1000.0
    assert [kept.take("a") for _ in range(4)] == [0, 0, 0, 2]
    for n in range(10_000):
        kept.take(f"{n}")
    assert len(kept) == 100
