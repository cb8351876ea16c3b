"""The few calls of WeCom's API: messages of the app, cards that change, files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from bot.shapes import words
from bot.tencent.client import GarbledError, TokenClient, WeChatError

__all__ = ["API_BASE", "GarbledError", "WeChatError", "WeComClient"]
API_BASE = "https://qyapi.weixin.qq.com"
NOT_SHOWN = 81013
"""The platform's number for: nobody of those named is shown this app."""


class WeComClient(TokenClient):
    """`transport` stands in for the network in tests."""

    tokens_lost = frozenset({40001, 40014, 42001})

    def __init__(
        self,
        corp_id: str,
        agent_id: int,
        secret: str,
        base: str = API_BASE,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        super().__init__(base, transport)
        self._corp_id = corp_id
        self._agent_id = agent_id
        self._secret = secret

    async def token_asked(self, *, anew: bool) -> httpx.Response:
        del anew  # the platform gives another one when the last is worth nothing any more
        return await self.http.get("/cgi-bin/gettoken", params={"corpid": self._corp_id, "corpsecret": self._secret})

    async def send(self, member: str, what: Mapping[str, Any]) -> str:
        """To one member. Returns the message's id. Raises WeChatError also where the platform took it for nobody."""
        told = await self.call("/cgi-bin/message/send", {"touser": member, "agentid": self._agent_id, **what})
        if words(told, "invaliduser") or words(told, "unlicenseduser"):
            raise WeChatError(NOT_SHOWN, "taken for nobody")
        return words(told, "msgid")

    async def change_card(self, member: str, code: str, what: Mapping[str, Any]) -> None:
        """What this member sees of a card; the code is good once and for 72 hours."""
        whose = {"userids": [member], "agentid": self._agent_id, "response_code": code}
        await self.call("/cgi-bin/message/update_template_card", {**whose, **what})

    async def create_menu(self, doors: Sequence[Mapping[str, Any]]) -> None:
        await self.call("/cgi-bin/menu/create", {"button": doors}, agentid=str(self._agent_id))

    async def app_name(self) -> str:
        """What the app is called. Raises WeChatError where the secret is another app's, or we call from a wrong address."""
        told = await self.ask("/cgi-bin/agent/get", {"agentid": str(self._agent_id)})
        return words(told, "name")
