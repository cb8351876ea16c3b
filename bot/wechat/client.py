"""The few calls of the official account's API."""

from __future__ import annotations

import httpx

from bot.shapes import whole, words
from bot.tencent.client import GarbledError, TokenClient, WeChatError, answer_of

__all__ = ["API_BASE", "GarbledError", "WeChatClient", "WeChatError"]
API_BASE = "https://api.weixin.qq.com"
NO_RIGHT = {48001, 48004, 50002}
"""Not certified, blocked, or limited: this cannot be done, everything else goes on."""
TRIED_AGAIN_AFTER = 3600.0
"""Seconds until a right we did not have is tried again."""


class WeChatClient(TokenClient):
    """`transport` stands in for the network in tests."""

    tokens_lost = frozenset({40001, 40014, 42001})

    def __init__(
        self, app_id: str, secret: str, base: str = API_BASE, *, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        super().__init__(base, transport)
        self.app_id = app_id
        self._secret = secret

    async def token_asked(self, *, anew: bool) -> httpx.Response:
        asked = {
            "grant_type": "client_credential", "appid": self.app_id, "secret": self._secret, "force_refresh": anew,
        }  # fmt: skip
        return await self.http.post("/cgi-bin/stable_token", json=asked)

    async def who_came(self, code: str) -> str | None:
        """The open id of whoever brought this code from the platform's page; None for a snapshot, which is nobody."""
        asked = {"appid": self.app_id, "secret": self._secret, "code": code, "grant_type": "authorization_code"}
        found = answer_of(await self.http.get("/sns/oauth2/access_token", params=asked))
        if whole(found, "is_snapshotuser"):
            return None
        if not words(found, "openid"):
            raise GarbledError("no open id in the answer")
        return words(found, "openid")
