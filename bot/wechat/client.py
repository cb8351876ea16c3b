"""The few calls of the official account's API. One token for all, fetched by one at a time; a call whose token was
taken back is made once more with a new one.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from typing import Any

import httpx

from bot.shapes import whole, words

API_BASE = "https://api.weixin.qq.com"
_TOKEN_LOST = {40001, 40014, 42001}
NO_RIGHT = {48001, 48004, 50002}
"""Not certified, blocked, or limited: this cannot be done, everything else goes on."""
TRIED_AGAIN_AFTER = 3600.0
"""Seconds until a right we did not have is tried again."""
_EARLY = 300.0
"""Seconds before its end from which a token is not used any more."""
_TIMEOUT = httpx.Timeout(10.0, connect=5.0)


class WeChatError(Exception):
    """The platform's own answer: its number and words."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(f"{code} {words}"[:200])
        self.code = code


class GarbledError(Exception):
    """An answer that is none: HTML, half of a JSON. What was asked may have been done."""


class WeChatClient:
    """`transport` stands in for the network in tests."""

    def __init__(
        self, app_id: str, secret: str, base: str = API_BASE, *, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self.app_id = app_id
        self._secret = secret
        self._http = httpx.AsyncClient(base_url=base, timeout=_TIMEOUT, transport=transport)
        self._token = ""
        self._good_until = 0.0
        self._one_at_a_time = asyncio.Lock()

    async def close(self) -> None:
        await self._http.aclose()

    async def check_secret(self) -> None:
        """Fetch a token. Raises WeChatError, GarbledError, httpx.TransportError."""
        await self._fresh_token()

    async def call(self, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """POST as JSON. Raises WeChatError, GarbledError, httpx.TransportError."""
        return _answer(await self._with_token("POST", path, json=body))

    async def download(self, media_id: str, most: int) -> bytes:
        """What a person sent, while the platform keeps it (three days); at most so many bytes are read: one more tells."""
        answer = await self._with_token("GET", "/cgi-bin/media/get", params={"media_id": media_id})
        return answer.content[: most + 1]

    async def upload(self, name: str, content: bytes, media: str) -> str:
        """A temporary picture. Returns its media id."""
        answer = await self._with_token(
            "POST", "/cgi-bin/media/upload", params={"type": "image"}, files={"media": (name, content, media)}
        )
        return words(_answer(answer), "media_id")

    async def who_came(self, code: str) -> str | None:
        """The open id of whoever brought this code from the platform's page; None for a snapshot, which is nobody."""
        asked = {"appid": self.app_id, "secret": self._secret, "code": code, "grant_type": "authorization_code"}
        found = _answer(await self._http.get("/sns/oauth2/access_token", params=asked))
        if whole(found, "is_snapshotuser"):
            return None
        if not words(found, "openid"):
            raise GarbledError("no open id in the answer")
        return words(found, "openid")

    async def _with_token(self, method: str, path: str, **given: Any) -> httpx.Response:
        token = await self._fresh_token()
        try:
            return await self._asked(method, path, token, given)
        except WeChatError as error:
            if error.code not in _TOKEN_LOST:
                raise
        return await self._asked(method, path, await self._fresh_token(instead_of=token), given)

    async def _asked(self, method: str, path: str, token: str, given: Mapping[str, Any]) -> httpx.Response:
        more = {**given, "params": {"access_token": token, **given.get("params", {})}}
        answer = await self._http.request(method, path, **more)
        if answer.status_code >= 500:
            raise GarbledError(f"status {answer.status_code}")
        if "json" in answer.headers.get("content-type", "") or answer.content[:1] == b"{":
            _answer(answer)
        return answer

    async def _fresh_token(self, *, instead_of: str = "") -> str:
        """Whoever comes while one is being fetched is given that one."""
        async with self._one_at_a_time:
            if self._token and self._token != instead_of and time.monotonic() < self._good_until:
                return self._token
            asked = {
                "grant_type": "client_credential", "appid": self.app_id, "secret": self._secret,
                "force_refresh": bool(instead_of) and self._token == instead_of,
            }  # fmt: skip
            found = _answer(await self._http.post("/cgi-bin/stable_token", json=asked))
            token, seconds = words(found, "access_token"), whole(found, "expires_in") or 0
            if not token:
                raise GarbledError("no token in the answer")
            self._token, self._good_until = token, time.monotonic() + max(seconds - _EARLY, seconds / 2)
            return token


def _answer(response: httpx.Response) -> Mapping[str, Any]:
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
