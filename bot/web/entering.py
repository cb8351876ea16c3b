"""How one comes to a seat: by a code, which names nobody; by an entry asked for in a chat, as who asked; or let in by a
channel that knows who opens the page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.web import seats
from bot.web.house import CHANNEL, WebHouse
from bot.web.pages import language_of, show
from config import words
from config.values import Value
from config.words import Reader
from models.database import RowSession
from models.people.entries import find_entry, take_seat, use_entry
from models.people.tables import Account

PATHS = ("/e/", "/i/", "/p/", "/a/", "/n/", "/in/", "/wechat/entered")
"""Where the browser brings its seat along: the codes, the entries, the way back from WeChat."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
_ITS_OWN_FORM = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'"
}


def to_seat(house: WebHouse, request: Request, scene: str = "", token: str = "") -> Response:
    """The seat this browser has, or a new one. Nothing is written: link previews come here too."""
    token = token or seats.good_token(request.cookies.get(seats.COOKIE)) or seats.new_token()
    response = RedirectResponse(f"/chat/{seats.seat_of(token)}/", 303, headers={"Cache-Control": "no-store"})
    seats.hand_cookie(response, token, secure=house.secure, paths=PATHS)
    if scene:
        seats.remember_coming(response, token, scene, secure=house.secure)
    return response


async def let_in(house: WebHouse, request: Request, account_id: UUID, scene: str = "") -> Response:
    """As the person of this account: in the seat the browser has, unless it was somebody's; then in a new one."""
    had = seats.good_token(request.cookies.get(seats.COOKIE))
    for token in (*([had] if had else []), seats.new_token()):
        if await house.database.run(_take, seats.seat_of(token), account_id):
            return to_seat(house, request, scene, token)
    raise AssertionError("a new seat is nobody's")


def _take(session: RowSession, seat: str, account_id: UUID) -> bool:
    return take_seat(session, CHANNEL, seat, session.get_one(Account, account_id))


NOTHING: Mapping[str, Value] = {}


def said(
    house: WebHouse,
    request: Request,
    key: str,
    status: int = 200,
    *,
    action: str = "",
    params: Mapping[str, Value] = NOTHING,
) -> Response:
    """A page of one sentence, with a button where there is something to do."""
    lang = language_of(request)
    reader = Reader(lang, house.now())
    given = {"title": words.render("web-title", {}, reader), "text": words.render(key, params, reader)}
    if not action:
        return show(request, "away.html", lang, status, **given)
    made = show(
        request, "away.html", lang, status, action=action, button=words.render("web-enter", {}, reader), **given
    )
    made.headers.update(_ITS_OWN_FORM)
    return made


def entry_routes(house: WebHouse) -> list[Route]:
    return [Route("/in/{token}", _Entry(house).opened, methods=["GET", "POST"])]


class _Entry:
    """Opened it only shows its button: what previews a link must not use it up."""

    def __init__(self, house: WebHouse) -> None:
        self.house = house

    async def opened(self, request: Request) -> Response:
        token, house = request.path_params["token"], self.house
        if not _TOKEN.fullmatch(token):
            return said(house, request, "web-entry-over", 404)
        if request.method == "GET":
            return await self._shown(request, token)
        if not house.is_ours(request.headers):
            return said(house, request, "web-entry-over", 403)
        account_id = await house.database.run(_used, token, house.now())
        if account_id is None:
            return said(house, request, "web-entry-over", 410)
        return await let_in(house, request, account_id)

    async def _shown(self, request: Request, token: str) -> Response:
        channel = await self.house.database.read(_asked_in, token, self.house.now())
        if not channel:
            return said(self.house, request, "web-entry-over", 410)
        there = self.house.ask_who(request, "") if channel == self.house.knows else None
        if there is not None:  # forwarded, it lets in whoever opens it as themselves
            return there
        return said(self.house, request, "web-entry-open", action=request.url.path)


def _asked_in(session: RowSession, token: str, now: datetime) -> str:
    """The channel it was asked for in; "" when it is dead."""
    account = find_entry(session, token, now)
    return "" if account is None else account.channel


def _used(session: RowSession, token: str, now: datetime) -> UUID | None:
    account = use_entry(session, token, now)
    return None if account is None else account.id
