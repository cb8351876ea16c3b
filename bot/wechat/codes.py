"""QR codes that lead into the account: only a certified 服务号 may make them, else papers carry our page's address."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import httpx

from bot.papers.registry import Lead
from bot.shapes import whole, words
from bot.wechat.client import NO_RIGHT, TRIED_AGAIN_AFTER, GarbledError, WeChatClient, WeChatError
from config.limits import wechat_limits
from models.database import Database
from models.letters.codes import keep_address, known_address

log = logging.getLogger("wechat")
_CHANNEL = "wechat"
_PAUSE = 60.0
_CREATE = "/cgi-bin/qrcode/create"


class SceneCodes:
    """For `Opener.codes`. What the platform answers as `url` is what its own picture of the code says."""

    def __init__(self, client: WeChatClient, database: Database, now: Callable[[], datetime]) -> None:
        self.client = client
        self.database = database
        self.now = now
        self._not_before = 0.0
        self._one_at_a_time = asyncio.Lock()

    async def address(self, lead: Lead) -> str:
        """What the QR code of this scene says; "" when the account may make none, or WeChat is out of reach."""
        async with self._one_at_a_time:
            known = await self.database.read(known_address, _CHANNEL, lead.scene, self.now(), stays=lead.stays)
            if known or asyncio.get_running_loop().time() < self._not_before:
                return known
            try:
                return await self._made(lead)
            except WeChatError as error:
                if error.code in NO_RIGHT:
                    self._not_before = asyncio.get_running_loop().time() + TRIED_AGAIN_AFTER
                log.warning("no code for %s, the paper leads to our page: %s", lead.scene, error)
            except (httpx.TransportError, GarbledError) as error:
                self._not_before = asyncio.get_running_loop().time() + _PAUSE
                log.warning(
                    "no code for %s, the paper leads to our page: %s", lead.scene, error or type(error).__name__
                )
            return ""

    async def _made(self, lead: Lead) -> str:
        made = await self.client.call(_CREATE, asked(lead))
        address, seconds = words(made, "url"), whole(made, "expire_seconds")
        if not address:
            raise GarbledError("no address in the answer")
        until = None if lead.stays else self.now() + timedelta(seconds=seconds or 0)
        await self.database.run(keep_address, _CHANNEL, lead.scene, address, until)
        return address


def asked(lead: Lead) -> dict[str, Any]:
    scene = {"action_info": {"scene": {"scene_str": lead.scene}}}
    if lead.stays:
        return {"action_name": "QR_LIMIT_STR_SCENE", **scene}
    return {"action_name": "QR_STR_SCENE", "expire_seconds": wechat_limits().code_seconds, **scene}
