"""Our page opened inside WeChat: the platform says who opens it (snsapi_base), and the page is the same person as in the
account. The way there and back is bound to this browser by a cookie and dies after ten minutes.
"""

from __future__ import annotations

import hmac
import logging
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote
from uuid import UUID

import httpx
from sqlalchemy.exc import DBAPIError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.web.entering import let_in, said, to_seat
from bot.web.house import WebHouse
from bot.wechat.client import GarbledError, WeChatClient, WeChatError
from models.database import RowSession, keyring
from models.people.identity import lock_account

log = logging.getLogger("wechat")
PATH = "/wechat/entered"
_COOKIE = "entering"
_LASTS = timedelta(minutes=10)


@dataclass(frozen=True)
class _Journey:
    """What the browser keeps while the person is away at WeChat. `nonce` is all that travels (letters and digits only)."""

    nonce: str
    until: int
    scene: str

    @property
    def _signed(self) -> str:
        return f"entering:{self.nonce}:{self.until}:{self.scene}"

    def written(self) -> str:
        return f"{self.nonce}.{self.until}.{self.scene}.{keyring().sign(self._signed)}"

    @classmethod
    def read(cls, cookie: str, now: datetime) -> _Journey | None:
        parts = cookie.split(".")
        if len(parts) != 4 or not parts[1].isdecimal() or len(parts[1]) > 12:
            return None
        found = cls(parts[0], int(parts[1]), parts[2])
        good = keyring().signed(found._signed, parts[3]) and found.until > now.timestamp()
        return found if good else None


class SignIn:
    """For `WebHouse.ask_who`. `open_base` is where people are sent, another one than WeChat's own in tests."""

    def __init__(self, house: WebHouse, client: WeChatClient, open_base: str) -> None:
        self.house = house
        self.client = client
        self.open_base = open_base.rstrip("/")

    def route(self) -> Route:
        return Route(PATH, self.entered)

    def ask_who(self, request: Request, scene: str) -> Response | None:
        """The way to WeChat, for whoever opens a page inside it."""
        if "MicroMessenger" not in request.headers.get("user-agent", ""):
            return None
        now = self.house.now()
        journey = _Journey(secrets.token_hex(16), int((now + _LASTS).timestamp()), scene)
        response = RedirectResponse(self._way(journey.nonce), 303, headers={"Cache-Control": "no-store"})
        response.set_cookie(
            _COOKIE, journey.written(), max_age=int(_LASTS.total_seconds()), path=PATH, secure=self.house.secure,
            httponly=True, samesite="lax",
        )  # fmt: skip
        return response

    def _way(self, state: str) -> str:
        """The platform wants its parameters in this order."""
        back = quote(f"{self.house.public_url.rstrip('/')}{PATH}", safe="")
        asked = f"appid={self.client.app_id}&redirect_uri={back}&response_type=code&scope=snsapi_base&state={state}"
        return f"{self.open_base}/connect/oauth2/authorize?{asked}#wechat_redirect"

    async def entered(self, request: Request) -> Response:
        """Back from WeChat. Whoever did not set out from this browser is let in as nobody."""
        journey = _Journey.read(request.cookies.get(_COOKIE, ""), self.house.now())
        state = request.query_params.get("state", "")
        if journey is None or not hmac.compare_digest(journey.nonce.encode(), state.encode("utf-8", "replace")):
            return said(self.house, request, "web-entry-stale", 403)
        response = await self._let_in(request, journey.scene)
        response.delete_cookie(_COOKIE, path=PATH)
        return response

    async def _let_in(self, request: Request, scene: str) -> Response:
        """Where WeChat cannot say who it is, the page is nobody's, as outside of WeChat."""
        try:
            found = await self.client.who_came(request.query_params.get("code", "")[:200])
        except (WeChatError, GarbledError, httpx.TransportError) as error:
            log.warning("nobody is known by this code: %s", error or type(error).__name__)
            return to_seat(self.house, request, scene)
        if found is None:
            return said(self.house, request, "web-entry-snapshot")
        try:
            account_id = await self.house.database.run(_account, found, self.house.now())
        except DBAPIError:
            return said(self.house, request, "web-entry-stale", 503)
        return await let_in(self.house, request, account_id, scene)


def _account(session: RowSession, open_id: str, now: datetime) -> UUID:
    return lock_account(session, "wechat", open_id, now).id
