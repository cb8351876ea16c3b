"""An API behind a token that runs out: one token for all, fetched by one at a time; a call whose token was taken back is
made once more with a new one.
"""

from __future__ import annotations

import asyncio
import time
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

import httpx

from bot.outcomes import ChannelDownError, DoubtfulError, NotSentError
from bot.shapes import whole, words

T = TypeVar("T")
_EARLY = 300.0
"""Seconds before its end from which a token is not used any more."""
TIMEOUT = httpx.Timeout(10.0, connect=5.0)


class WeChatError(Exception):
    """The platform's own answer: its number and words."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(f"{code} {words}"[:200])
        self.code = code


class GarbledError(Exception):
    """An answer that is none: HTML, half of a JSON. What was asked may have been done."""


class TokenClient(ABC):
    """`transport` stands in for the network in tests."""

    tokens_lost: frozenset[int]
    """The numbers that say: this token is worth nothing (any more)."""

    def __init__(self, base: str, transport: httpx.AsyncBaseTransport | None) -> None:
        self.http = httpx.AsyncClient(base_url=base, timeout=TIMEOUT, transport=transport)
        self._token = ""
        self._good_until = 0.0
        self._one_at_a_time = asyncio.Lock()

    async def close(self) -> None:
        await self.http.aclose()

    async def check_secret(self) -> None:
        """Fetch a token. Raises WeChatError, GarbledError, httpx.TransportError."""
        await self._fresh_token()

    async def call(self, path: str, body: Mapping[str, Any], **params: str) -> Mapping[str, Any]:
        """POST as JSON. Raises WeChatError, GarbledError, httpx.TransportError."""
        return answer_of(await self._with_token("POST", path, json=body, params=params))

    async def ask(self, path: str, params: Mapping[str, str]) -> Mapping[str, Any]:
        """GET. Raises as `call`."""
        return answer_of(await self._with_token("GET", path, params=params))

    async def download(self, media_id: str, most: int) -> bytes:
        """What a person sent, while the platform keeps it (three days); at most so many bytes are read: one more tells."""
        answer = await self._with_token("GET", "/cgi-bin/media/get", params={"media_id": media_id})
        return answer.content[: most + 1]

    async def upload(self, name: str, content: bytes, media: str, kind: str = "image") -> str:
        """A file the platform keeps three days. Returns its media id."""
        answer = await self._with_token(
            "POST", "/cgi-bin/media/upload", params={"type": kind}, files={"media": (name, content, media)}
        )
        return words(answer_of(answer), "media_id")

    @abstractmethod
    async def token_asked(self, *, anew: bool) -> httpx.Response:
        """The platform's answer to who asks for a token; `anew`: the one it last gave was taken back."""

    async def _with_token(self, method: str, path: str, **given: Any) -> httpx.Response:
        token = await self._fresh_token()
        try:
            return await self._asked(method, path, token, given)
        except WeChatError as error:
            if error.code not in self.tokens_lost:
                raise
        return await self._asked(method, path, await self._fresh_token(instead_of=token), given)

    async def _asked(self, method: str, path: str, token: str, given: Mapping[str, Any]) -> httpx.Response:
        more = {**given, "params": {"access_token": token, **given.get("params", {})}}
        answer = await self.http.request(method, path, **more)
        if answer.status_code >= 500:
            raise GarbledError(f"status {answer.status_code}")
        if "json" in answer.headers.get("content-type", "") or answer.content[:1] == b"{":
            answer_of(answer)
        return answer

    async def _fresh_token(self, *, instead_of: str = "") -> str:
        """Whoever comes while one is being fetched is given that one."""
        async with self._one_at_a_time:
            if self._token and self._token != instead_of and time.monotonic() < self._good_until:
                return self._token
            anew = bool(instead_of) and self._token == instead_of
            found = answer_of(await self.token_asked(anew=anew))
            token, seconds = words(found, "access_token"), whole(found, "expires_in") or 0
            if not token:
                raise GarbledError("no token in the answer")
            self._token, self._good_until = token, time.monotonic() + max(seconds - _EARLY, seconds / 2)
            return token


def answer_of(response: httpx.Response) -> Mapping[str, Any]:
    """The object the platform answered with. Raises WeChatError, GarbledError."""
    try:
        found = response.json()
    except ValueError as error:
        raise GarbledError(f"status {response.status_code}, no JSON") from error
    if not isinstance(found, dict):
        raise GarbledError("no object")
    code = whole(found, "errcode")
    if code:
        raise WeChatError(code, words(found, "errmsg"))
    return found


async def tried(call: Callable[[], Awaitable[T]], meaning: Callable[[WeChatError], NotSentError]) -> T:
    """What the call gives; else what the platform's number means, or its silence, is raised."""
    try:
        return await call()
    except WeChatError as error:
        raise meaning(error) from error
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        raise ChannelDownError from error
    except (httpx.TransportError, GarbledError) as error:
        raise DoubtfulError(str(error) or type(error).__name__) from error
