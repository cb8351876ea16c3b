"""Every address of the web server, good and bad: what its answer tells the browser, and what it never holds."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from bot.files import Store
from bot.play import cast
from bot.serving import real_now
from bot.web import seats
from bot.web.app import create_app
from bot.web.house import WebHouse
from models.database import Database
from tests.wire.web_phone import Phone, resident, serving

PAGE = {"accept": "text/html"}
TOKEN = "t" * 32
GOOD = {
    "seat": seats.seat_of(TOKEN), "room": "group", "id": str(UUID(int=7)), "place": "0", "prefix": "SJ",
    "code": "SJ-12", "path": "chat.css", "building": "3", "token": TOKEN,
}  # fmt: skip
BAD = {**dict.fromkeys(GOOD, "x<script>y"), "id": str(UUID(int=0)), "place": "9" * 30}


async def breaks(_request: Request) -> Response:
    raise ValueError("13800000001 张三")


def house_of(database: Database, folder: Path, url: str = "") -> WebHouse:
    return WebHouse(database, Store(folder), real_now, url)


@asynccontextmanager
async def visiting(database: Database, folder: Path, url: str = "") -> AsyncIterator[tuple[Any, httpx.AsyncClient]]:
    app = create_app(house_of(database, folder, url), [Route("/breaks/{code}", breaks)])
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://estate.example", headers=PAGE) as client:
        yield app, client


def addresses(routes: list[BaseRoute], given: dict[str, str]) -> list[tuple[str, str]]:
    """(method, address) of everything that can be asked for, and what no address knows."""
    found = [("GET", "/nothing/here"), ("DELETE", "/")]
    for route in routes:
        if isinstance(route, Mount):
            found += [("GET", f"{route.path}/{given['path']}"), ("POST", f"{route.path}/x")]
        elif isinstance(route, Route):
            path = re.sub(r"{(\w+)(?::\w+)?}", lambda name: given[name[1]], route.path)
            found += [(method, path) for method in ("GET", "POST")]
    return found


class Inside(HTMLParser):
    """What a page must not hold: code or looks of its own, addresses of others."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        data = given.get("type") == "application/json"
        self.wrong += ["a script of its own"] if tag == "script" and "src" not in given and not data else []
        self.wrong += [tag] if tag in {"style", "base", "object", "embed"} else []
        for name, value in attrs:
            outside = name in {"src", "action", "poster"} and not (value or "").startswith("/")
            self.wrong += [f"{tag} {name}"] if name.startswith("on") or name == "style" or outside else []


def check(answer: httpx.Response) -> None:
    headers = answer.headers
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy.partition("style-src")[0]
    assert "default-src 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers
    if "frame-ancestors" not in policy:
        assert "sandbox" in policy or headers["content-type"] == "application/pdf"
    assert not re.search(r"frame-ancestors[^;]*(\*|https?:)", policy)
    for cookie in headers.get_list("set-cookie"):
        assert {"httponly", "samesite=lax"} <= set(cookie.lower().split("; ")), cookie
        assert "; Path=/;" not in cookie
    if headers.get("content-type", "").startswith("text/html"):
        inside = Inside()
        inside.feed(answer.text)
        assert inside.wrong == []
        assert "<script>y" not in answer.text


async def test_every_answer_says_what_a_browser_may_do(database: Database, tmp_path: Path) -> None:
    database.run_now(cast.make_estate, "四季家园(SJ)")
    async with visiting(database, tmp_path) as (app, client):
        statuses = set()
        for given, cookie in ((GOOD, {"cookie": f"seat={TOKEN}"}), (GOOD, {}), (BAD, {})):
            for method, address in addresses(app.routes, given):
                answer = await client.request(method, address, headers=cookie)
                check(answer)
                assert "strict-transport-security" not in answer.headers
                statuses.add(answer.status_code)
        assert {200, 303, 403, 404, 405, 500} <= statuses


async def test_by_https_a_browser_keeps_to_it_and_to_itself_the_cookies(database: Database, tmp_path: Path) -> None:
    async with visiting(database, tmp_path, "https://estate.example") as (_, client):
        for address in ("/e/SJ", "/nothing", "/breaks/x"):
            answer = await client.get(address)
            assert answer.headers["strict-transport-security"] == "max-age=31536000"
        cookies = (await client.get("/e/SJ")).headers.get_list("set-cookie")
        assert len(cookies) > 1
        assert all("secure" in each.lower().split("; ") for each in cookies)


async def test_what_breaks_is_a_page_with_a_reference_and_no_secret_in_the_log(
    database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with visiting(database, tmp_path) as (_, client):
        answer = await client.get("/breaks/AB12CD34EF")
    assert answer.status_code == 500
    reference = re.search(r"编号 ([0-9a-f]{6})", answer.text)
    assert reference is not None
    (record,) = [each for each in caplog.records if each.levelno >= logging.ERROR]
    assert record.getMessage() == f"a page of /breaks broke, reference {reference[1]}"
    assert "13800000001" not in answer.text


async def test_an_address_that_leads_nowhere_is_a_kind_page_in_ones_language(
    database: Database, tmp_path: Path
) -> None:
    async with visiting(database, tmp_path) as (_, client):
        answer = await client.get("/nothing")
        assert (answer.status_code, "扫" in answer.text) == (404, True)
        english = await client.get("/nothing", headers={"accept-language": "en"})
        assert "QR code" in english.text
        assert (await client.get("/nothing", headers={"accept": "*/*"})).text == ""


async def test_another_site_can_make_a_browser_do_nothing(database: Database, tmp_path: Path) -> None:
    """The cookie alone opens no deed: a page of ours must ask."""
    database.run_now(cast.make_estate, "四季家园(SJ)")
    async with serving(database, tmp_path) as place:
        phone: Phone = await resident(place)
        ours = {"Origin": f"http://{place.base}"}
        assert (await phone.upload(b"a", "a.txt", "text/plain", **ours)).status_code == 200
        for foreign in (
            {"Origin": "https://evil.example"},
            {"Origin": "null"},
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
        ):
            assert (await phone.upload(b"a", "a.txt", "text/plain", **foreign)).status_code == 403
        async with httpx.AsyncClient(base_url=f"http://{place.base}", cookies=phone.cookies) as client:
            form = await client.post(f"{phone.path}files", files={"file": ("a.txt", b"a")})
            assert form.status_code == 403
