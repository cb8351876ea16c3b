"""The two ends of the wire in one light process: a client that posts updates, a platform that takes calls.

Both are raw asyncio so that they cost both bots the same and little.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qs

TOKEN = "123456789:AAEbenchbenchbenchbenchbenchbenchben"
SECRET = "bench_secret_bench_secret"
_ME = {"id": 123456789, "is_bot": True, "first_name": "bench", "username": "bench_bot", "can_join_groups": True}


@dataclass
class Platform:
    """Answers every Bot API call at once; remembers when a message for a chat arrived."""

    arrived: dict[int, list[float]] = field(default_factory=dict)
    calls: int = 0
    _message: int = 0
    _server: asyncio.Server | None = None

    async def start(self) -> int:
        self._server = await asyncio.start_server(self._talk, "127.0.0.1", 0)
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def stop(self) -> None:
        assert self._server is not None
        self._server.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = _length(head)
                body = await reader.readexactly(length) if length else b""
                method = head.split(b" ", 2)[1].rsplit(b"/", 1)[-1].decode()
                chat = int(parse_qs(body.decode("utf-8", "replace")).get("chat_id", ["0"])[0])
                if method == "sendMessage" and self._refused(chat):
                    writer.write(_FLOOD)
                else:
                    writer.write(_response(self._result(method, chat)))
        except (asyncio.IncompleteReadError, ConnectionResetError, asyncio.CancelledError):
            writer.close()

    def _refused(self, chat: int) -> bool:
        """Whether this platform says 429."""
        del chat
        return False

    def _result(self, method: str, chat: int) -> object:
        self.calls += 1
        if method == "getMe":
            return _ME
        if method not in ("sendMessage", "editMessageText"):
            return True
        self.arrived.setdefault(chat, []).append(time.perf_counter())
        self._message += 1
        kind = "private" if chat > 0 else "supergroup"
        return {"message_id": self._message, "date": 1, "chat": {"id": chat, "type": kind}, "text": "x"}


_TOO_MANY = b'{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":1}}'
_FLOOD = (
    b"HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(_TOO_MANY)
) + _TOO_MANY


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.split(b":")[1])
    return 0


def _response(result: object) -> bytes:
    body = json.dumps({"ok": True, "result": result}).encode()
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)


class Client:
    """One kept-alive connection to a bot's webhook."""

    def __init__(self, port: int, path: str) -> None:
        self.port, self.path = port, path

    async def open(self) -> None:
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)

    async def post(self, update: dict[str, object]) -> float:
        """Seconds until the bot acknowledged. Raises RuntimeError unless it said 200."""
        body = json.dumps(update).encode()
        began = time.perf_counter()
        self.writer.write(
            f"POST {self.path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = _length(head)
        if length:
            await self.reader.readexactly(length)
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.split(b"\r\n")[0].decode())
        return time.perf_counter() - began

    def close(self) -> None:
        self.writer.close()


async def flood(port: int, path: str, updates: Sequence[dict[str, object]], clients: int) -> tuple[float, list[float]]:
    """Post all updates over so many connections; (updates per second, seconds each took)."""
    queue = iter(updates)
    took: list[float] = []

    async def one() -> None:
        client = Client(port, path)
        await client.open()
        for update in queue:
            seconds = await client.post(update)
            took.append(seconds)
        client.close()

    began = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(clients)))
    return len(updates) / (time.perf_counter() - began), took


def tap(number: int, user: int, data: str, group: int) -> dict[str, object]:
    """Somebody presses a button of the board in the owners' group."""
    chat = {"id": group, "type": "supergroup", "title": "业主群"}
    message = {"message_id": 1, "date": 1790000000, "chat": chat, "text": "board", "from": _ME}
    who = {"id": user, "is_bot": False, "first_name": f"住户{user}"}
    query = {"id": str(number), "from": who, "chat_instance": "1", "data": data, "message": message}
    return {"update_id": number, "callback_query": query}


def line(number: int, user: int, text: str) -> dict[str, object]:
    """Somebody writes to the bot alone."""
    who = {"id": user, "is_bot": False, "first_name": f"住户{user}"}
    chat = {"id": user, "type": "private", "first_name": f"住户{user}"}
    message = {"message_id": number, "date": 1790000000, "chat": chat, "from": who, "text": text}
    return {"update_id": number, "message": message}


def percentile(values: Sequence[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]
