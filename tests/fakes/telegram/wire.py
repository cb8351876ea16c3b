"""The Bot API at the wire: below python-telegram-bot, above the world. Every call is kept for the oracle."""

import inspect
import json
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from telegram.error import TelegramError
from telegram.request import BaseRequest, RequestData

from . import faults
from .chats import Json
from .files import Upload
from .inbox import Post
from .methods import METHODS, Params
from .refused import Refused
from .world import World

CALL = re.compile(r"/bot([^/]+)/(\w+)$")
DOWNLOAD = re.compile(r"/file/bot([^/]+)/(.+)$")


@dataclass
class Call:
    """One call of the bot. `code` 0: nothing came back (time-out, disconnect); `answer` is the JSON that did."""

    method: str
    params: dict[str, str]
    files: dict[str, Upload] = field(default_factory=dict)
    at: float = 0.0
    code: int = 0
    answer: Json = field(default_factory=dict)
    served: bool = False

    @property
    def chat(self) -> int | None:
        named = self.params.get("chat_id", "")
        return int(named) if named.lstrip("-").isdigit() else None

    @property
    def text(self) -> str:
        return self.params.get("text") or self.params.get("caption") or ""


class Telegram(World):
    """`calls` holds every call but getUpdates, refused ones too; `watchers` hear ("arrived" | "served", call)."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.calls: list[Call] = []
        self.polls = 0
        self.watchers: list[Callable[[str, Call], None]] = []

    def request(self) -> "FakeRequest":
        """For `telegram.Bot(token, request=..., get_updates_request=...)`."""
        return FakeRequest(self)

    def sent(self, method: str = "") -> list[Call]:
        """Calls that were taken, of one method or of all."""
        return [call for call in self.calls if call.served and method in ("", call.method)]

    async def serve(self, token: str, call: Call) -> tuple[int, bytes]:
        if token != self.token:
            return 401, _packed(Refused(401, "Unauthorized").body())
        self._note(call)
        self._watch("arrived", call)
        planned = self._planned(call)
        try:
            if planned and (instead := faults.before(planned)):
                call.code = instead[0]
                return instead
            code, body = 200, {"ok": True, "result": await self._run(call)}
        except Refused as refused:
            code, body = refused.code, refused.body()
        packed = _packed(body)
        call.served = code == 200
        self._watch("served", call)
        if planned:
            faults.after(planned)
        call.code, call.answer = code, json.loads(packed)
        return code, packed

    def _planned(self, call: Call) -> faults.Planned | None:
        planned = self.faults.take(call.method, call.chat)
        if planned and planned.fault is faults.Fault.FLOOD and call.chat:
            self.pacing.shut(call.chat, self.clock.time() + planned.retry_after)
        return planned

    def _note(self, call: Call) -> None:
        call.at = self.clock.time()
        if call.method == "getUpdates":
            self.polls += 1
        else:
            self.calls.append(call)

    def _watch(self, stage: str, call: Call) -> None:
        for watcher in self.watchers:
            watcher(stage, call)

    async def _run(self, call: Call) -> Any:
        method = METHODS.get(call.method.lower())
        if method is None:
            raise Refused(501, f"Not Implemented: the fake Telegram does not know {call.method}")
        result = method(self, Params(call.params, call.files))
        return await result if inspect.isawaitable(result) else result

    async def push(self, post: Post) -> int:
        """Delivers waiting updates to the webhook through `post(url, headers, body)` and gives how many went.

        A JSON answer with "method" is run as a call, as Telegram does; nobody hears whether it was refused.
        """
        bodies = await self.inbox.push(post)
        for body in bodies:
            if body.startswith(b"{") and "method" in (inside := json.loads(body)):
                name = str(inside.pop("method"))
                values = {k: v if isinstance(v, str) else json.dumps(v) for k, v in inside.items()}
                with suppress(TelegramError):
                    await self.serve(self.token, Call(name, values))
        return len(bodies)

    def download(self, token: str, path: str) -> tuple[int, bytes]:
        content = self.files.download(path) if token == self.token else None
        return (404, _packed(Refused(404, "Not Found").body())) if content is None else (200, content)


def _packed(body: Json) -> bytes:
    return json.dumps(body).encode()


class FakeRequest(BaseRequest):
    """What python-telegram-bot takes for its HTTP client."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram

    @property
    def read_timeout(self) -> float | None:
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(  # noqa: PLR0917 - the signature is theirs
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,
        write_timeout: Any = None,
        connect_timeout: Any = None,
        pool_timeout: Any = None,
    ) -> tuple[int, bytes]:
        del method, read_timeout, write_timeout, connect_timeout, pool_timeout
        path = unquote(urlsplit(url).path)
        if found := DOWNLOAD.search(path):
            return self.telegram.download(*found.groups())
        found = CALL.search(path)
        if not found:
            return 404, _packed(Refused(404, "Not Found").body())
        values = request_data.json_parameters if request_data else {}
        return await self.telegram.serve(found[1], Call(found[2], dict(values), _uploads(request_data)))


def _uploads(data: RequestData | None) -> dict[str, Upload]:
    if data is None or not data.contains_files:
        return {}
    uploads: dict[str, Upload] = {}
    for name, (filename, content, mime) in data.multipart_data.items():
        uploads[name] = Upload(filename, content if isinstance(content, bytes) else content.read(), mime)
    return uploads
