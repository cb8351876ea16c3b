"""A browser without a screen: cookies, a page's line, uploads - and the server it talks to."""

from __future__ import annotations

import asyncio
import contextlib
import json
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from sqlmodel import select
from websockets.asyncio.client import ClientConnection, connect

from bot.files import Store
from bot.listening import server
from bot.serving import Serving, real_now
from bot.web.house import WebHouse
from models.database import Database, RowSession
from models.people.roles import Role, invite
from models.people.tables import Estate


@dataclass
class Place:
    """A running server."""

    database: Database
    house: WebHouse
    base: str


@contextlib.asynccontextmanager
async def serving(database: Database, folder: Path) -> AsyncIterator[Place]:
    house = WebHouse(database, Store(folder), real_now)
    made: uvicorn.Server = server(Serving(house, bell=False), "127.0.0.1", 0)
    task = asyncio.create_task(made.serve())
    while not made.started:  # noqa: ASYNC110 (uvicorn has no event for it)
        await asyncio.sleep(0.01)
    port = made.servers[0].sockets[0].getsockname()[1]
    try:
        yield Place(database, house, f"127.0.0.1:{port}")
    finally:
        made.should_exit = True
        await task


@dataclass
class Phone:
    """A browser with one seat: cookies, a page, what it heard."""

    place: Place
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)
    path: str = ""
    heard: list[dict[str, Any]] = field(default_factory=list)

    async def open(self, address: str) -> httpx.Response:
        async with httpx.AsyncClient(base_url=f"http://{self.place.base}", cookies=self.cookies) as client:
            answer = await client.get(address)
            while answer.has_redirect_location:
                answer = await client.get(answer.headers["location"])
            self.cookies.update(client.cookies)
        if str(answer.url.path).startswith("/chat/"):
            self.path = answer.url.path
        return answer

    def header(self, path: str | None = None) -> dict[str, str]:
        request = httpx.Request("GET", f"http://{self.place.base}{path or self.path}")
        self.cookies.set_cookie_header(request)
        return {"Cookie": request.headers.get("cookie", "")}

    @contextlib.asynccontextmanager
    async def line(self, more: str = "", **headers: str) -> AsyncIterator[Talk]:
        address = f"ws://{self.place.base}{self.path}{more}ws"
        given = {**self.header(), **headers}
        async with connect(address, additional_headers=given, user_agent_header=None) as socket:
            yield Talk(socket)

    async def upload(self, data: bytes, name: str, media: str, **headers: str) -> httpx.Response:
        given = {"X-Requested-With": "chat", **headers}
        async with httpx.AsyncClient(base_url=f"http://{self.place.base}", cookies=self.cookies) as client:
            return await client.post(f"{self.path}files", files={"file": (name, data, media)}, headers=given)

    async def get(self, address: str) -> httpx.Response:
        async with httpx.AsyncClient(base_url=f"http://{self.place.base}", cookies=self.cookies) as client:
            return await client.get(address)

    @property
    def seat(self) -> str:
        return self.path.split("/")[2]


@dataclass
class Talk:
    socket: ClientConnection
    heard: list[dict[str, Any]] = field(default_factory=list)

    async def send(self, **frame: Any) -> str:
        frame.setdefault("key", str(uuid.uuid4()))
        await self.socket.send(json.dumps(frame))
        return str(frame["key"])

    async def say(self, text: str, **more: Any) -> str:
        return await self.send(type="said", text=text, files=more.pop("files", []), replies_to=None, **more)

    async def until(self, kind: str, *, has: str = "", within: float = 5) -> dict[str, Any]:
        """The next frame of this kind (whose text holds `has`)."""
        async with asyncio.timeout(within):
            while True:
                frame = json.loads(await self.socket.recv())
                self.heard.append(frame)
                if frame["type"] == kind and has in frame.get("text", ""):
                    return frame

    async def nothing(self, within: float = 0.3) -> list[dict[str, Any]]:
        """What still comes within this time."""
        frames = []
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within):
                while True:
                    frames.append(json.loads(await self.socket.recv()))
        return frames


async def resident(place: Place) -> Phone:
    phone = Phone(place)
    answer = await phone.open("/e/SJ")
    assert answer.status_code == 200
    return phone


async def staff(place: Place, role: Role = Role.SECRETARY) -> Phone:
    code = place.database.run_now(code_for, role)
    phone = Phone(place)
    await phone.open(f"/i/{code}")
    async with phone.line() as talk:
        await talk.until("message")
    return phone


def code_for(session: RowSession, role: Role) -> str:
    return invite(session, role, session.exec(select(Estate)).one(), real_now())
