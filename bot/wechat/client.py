"""The few calls of the official account's API."""

from __future__ import annotations

import httpx

from bot.tencent.client import GarbledError, TokenClient, WeChatError

__all__ = ["API_BASE", "GarbledError", "WeChatClient", "WeChatError"]
API_BASE = "https://api.weixin.qq.com"


class WeChatClient(TokenClient):
    """`transport` stands in for the network in tests."""

    tokens_lost = frozenset({40001, 40014, 42001})

    def __init__(
        self, app_id: str, secret: str, base: str = API_BASE, *, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        super().__init__(base, transport)
        self._app_id = app_id
        self._secret = secret

    async def token_asked(self, *, anew: bool) -> httpx.Response:
        asked = {
            "grant_type": "client_credential", "appid": self._app_id, "secret": self._secret, "force_refresh": anew,
        }  # fmt: skip
        return await self.http.post("/cgi-bin/stable_token", json=asked)
