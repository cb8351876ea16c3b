"""The web channel's addresses. Thin: each asks whose seat it is, then lets another module do the work."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable

from sqlalchemy.exc import DBAPIError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.types import Scope
from starlette.websockets import WebSocket

from bot.files import Kept, UnfitError, examine
from bot.web import links, seats
from bot.web.entering import entry_routes, said, to_seat
from bot.web.gate import Gate, wants_page
from bot.web.guard import PLAIN_FILE, SOLID_FILE, Guard
from bot.web.house import WebHouse
from bot.web.hub import Page
from bot.web.line import Line
from bot.web.pages import CHAT_WORDS, FRONT_WORDS, HERE, language_of, page_words, show, static_path
from bot.web.sitters import Sitter, who_sits
from bot.web.static_files import LastingFiles
from bot.web.uploads import read_upload, stamp
from config import words
from config.limits import address_limits
from config.values import Text, Value
from config.words import LANGUAGES, Reader
from models.migrations import is_current
from models.people.roles import looks_like_invitation

_SEAT = re.compile(r"[0-9a-f]{32}")
_PREFIX = re.compile(r"[A-Za-z]{2,4}")
_BUILDING = re.compile(r"[A-Za-z0-9]{1,8}")
_CODE = re.compile(r"[A-Z]{2,4}-[1-9][0-9]{0,8}")
Finder = Callable[[Request], Awaitable[Kept | None]]
_INLINE = ("image/", "audio/", "application/pdf", "text/plain")


def routes(house: WebHouse) -> list[BaseRoute]:
    """Every address of the channel, for the process's one app."""
    door = Door(house)
    return [
        Route("/", door.front),
        Route("/chat/{seat}/", door.page),
        Route("/chat/{seat}/room/{room}/", door.page),
        WebSocketRoute("/chat/{seat}/ws", door.line),
        WebSocketRoute("/chat/{seat}/room/{room}/ws", door.line),
        Route("/chat/{seat}/files", door.take_file, methods=["POST"]),
        Route("/chat/{seat}/room/{room}/files", door.take_file, methods=["POST"]),
        Route("/chat/{seat}/own/{id:uuid}", door.own_file),
        Route("/chat/{seat}/room/{room}/own/{id:uuid}", door.own_file),
        Route("/chat/{seat}/letter/{id:uuid}/{place:int}", door.enclosed_file),
        Route("/chat/{seat}/room/{room}/letter/{id:uuid}/{place:int}", door.enclosed_file),
        Route("/e/{prefix}", door.by_estate),
        Route("/e/{prefix}/{building}", door.by_estate),
        Route("/i/{code}", door.by_invitation),
        Route("/p/{code}", door.by_opinion_poster),
        Route("/a/{code}", door.by_accounts_poster),
        Route("/n/{code}", door.by_notice_poster),
        *entry_routes(house),
        Mount(static_path(), LastingFiles(directory=HERE / "static")),
    ]


def create_app(house: WebHouse, more: list[BaseRoute] | None = None) -> Starlette:
    """`more`: the addresses the platforms call, and what else this process serves."""
    callbacks = [each.path for each in more or [] if isinstance(each, Route) and "POST" in (each.methods or ())]
    door = Door(house)
    guard = Middleware(Guard, secure=house.secure, broken=door.broken)
    gate = Middleware(
        Gate, limits=address_limits(), callbacks=callbacks, refuse=door.too_many,
        clock=lambda: house.now().timestamp(),
    )  # fmt: skip
    lost = {404: door.lost, 405: door.lost}
    return Starlette(routes=[*(more or []), *routes(house)], middleware=[guard, gate], exception_handlers=lost)


class Door:
    """Asks for the seat's cookie, every time."""

    def __init__(self, house: WebHouse) -> None:
        self.house = house
        self._examining = asyncio.Semaphore(2)

    # --- pages

    async def page(self, request: Request) -> Response:
        seat, lang = request.path_params["seat"], language_of(request)
        sitter = await self._sitter(request.cookies, seat, request.path_params.get("room", ""), lang)
        if sitter is None:
            return self.away(request, 404)
        given = page_words(CHAT_WORDS)
        response = show(request, "chat.html", sitter.lang, title=sitter.title, words=given)
        seats.hand_cookie(response, request.cookies[seats.COOKIE], secure=self.house.secure)
        return response

    async def front(self, request: Request) -> Response:
        """Who comes without a code: what this is and how one gets in; of the estates nothing."""
        lang = language_of(request)
        other = next(each for each in LANGUAGES if each != lang)
        return show(
            request, "front.html", lang, title=words.render("web-title", {}, Reader(lang, self.house.now())),
            words=page_words(FRONT_WORDS, "web-front-")[lang], up=await self._is_current(),
            other={"url": f"/?lang={other}", "lang": other},
        )  # fmt: skip

    def away(self, request: Request, status: int, key: str = "web-no-seat", **params: Value) -> Response:
        return said(self.house, request, key, status, params=params)

    async def lost(self, request: Request, error: Exception) -> Response:
        """An address that leads nowhere, or is asked in a way it does not know."""
        assert isinstance(error, HTTPException)
        if not wants_page(request.scope):
            return PlainTextResponse("", error.status_code, headers=error.headers)
        return self.away(request, error.status_code)

    def broken(self, scope: Scope, reference: str) -> Response:
        """Something of ours broke; the reference leads to the log."""
        return self.away(Request(scope), 500, "web-broken", reference=Text(reference))

    def too_many(self, scope: Scope, seconds: int) -> Response:
        """What an address reads that asks for more than it may."""
        request = Request(scope)
        if wants_page(scope):
            response = self.away(request, 429, "web-too-many")
        else:
            response = self._no("web-too-many", 429, language_of(request))
        response.headers["Retry-After"] = str(seconds)
        return response

    async def _sitter(self, cookies: dict[str, str], seat: str, room: str, lang: str) -> Sitter | None:
        if not _SEAT.fullmatch(seat) or not seats.opens(cookies, seat):
            return None
        return await self.house.database.read(who_sits, seat, room, lang, self.house.now())

    # --- the line

    async def line(self, socket: WebSocket) -> None:
        seat, room = socket.path_params["seat"], socket.path_params.get("room", "")
        lang = "en" if socket.headers.get("accept-language", "zh")[:2].lower() == "en" else "zh-CN"
        sitter = await self._sitter(socket.cookies, seat, room, lang) if self.house.is_ours(socket.headers) else None
        if sitter is None:
            await socket.close(4403)
            return
        await socket.accept()
        plain = not room and self.house.plain(seat)
        page = Page(seat, room, sitter.lang, plain, sitter.room_id, sitter.account_id)
        await Line(self.house, socket, page, sitter).serve()

    # --- files

    async def take_file(self, request: Request) -> Response:
        seat = request.path_params["seat"]
        sitter = await self._sitter(request.cookies, seat, request.path_params.get("room", ""), "zh-CN")
        if sitter is None:
            return PlainTextResponse("", 404)
        if "x-requested-with" not in request.headers or not self.house.is_ours(request.headers):
            return PlainTextResponse("", 403)
        if not self.house.hub.allow(f"files:{seat}"):
            return self._no("web-too-fast", 429, sitter.lang)
        try:
            data, name, claimed = await read_upload(request)
            async with self._examining:
                found = await asyncio.to_thread(examine, data, name, claimed)
        except UnfitError as unfit:
            return self._no(unfit.key, 413 if unfit.key == "web-file-too-big" else 415, sitter.lang)
        digest = await asyncio.to_thread(self.house.store.put, found.data)
        return JSONResponse({"id": stamp(seat, found, digest), "kind": found.kind.value, "name": found.name})

    def _no(self, key: str, status: int, lang: str) -> Response:
        text = words.render(key, {}, Reader(lang, self.house.now()))
        return JSONResponse({"error": text}, status)

    async def own_file(self, request: Request) -> Response:
        return await self._file(request, self._own)

    async def enclosed_file(self, request: Request) -> Response:
        return await self._file(request, self._enclosed)

    async def _file(self, request: Request, find: Finder) -> Response:
        """Cookie, signature, rights, file: each may say no, and all no look the same."""
        query, path = request.query_params, request.url.path
        until = query.get("until", "")
        if not seats.opens(request.cookies, request.path_params["seat"]) or not links.is_signed(
            path, until, query.get("sig", "")
        ):
            return self.away(request, 404)
        kept = await find(request)
        if kept is None:
            return self.away(request, 404)
        if links.is_over(until, self.house.now()):  # the right person, with a page that was open for long
            return RedirectResponse(links.sign(path, self.house.now()), 302, headers={"Cache-Control": "no-store"})
        inline = kept.media.startswith(_INLINE)
        headers = {
            **(PLAIN_FILE if kept.media == "application/pdf" else SOLID_FILE),
            "Cache-Control": "private, max-age=600",
        }
        return FileResponse(
            kept.path,
            media_type=kept.media,
            filename=kept.name,
            content_disposition_type="inline" if inline else "attachment",
            headers=headers,
        )

    async def _own(self, request: Request) -> Kept | None:
        seat, attachment_id = request.path_params["seat"], request.path_params["id"]
        room = request.path_params.get("room", "")
        if not await self.house.database.read(links.own_file, seat, room, attachment_id, self.house.now()):
            return None
        return await self.house.opener.open_file(attachment_id)

    async def _enclosed(self, request: Request) -> Kept | None:
        seat, delivery_id, place = (request.path_params[name] for name in ("seat", "id", "place"))
        now = self.house.now()
        found = await self.house.database.read(links.enclosed, seat, delivery_id, place, now)
        if found is None:
            return None
        paper, lang = found
        return await self.house.opener.open(paper, Reader(lang, now))

    # --- how one comes here

    async def by_estate(self, request: Request) -> Response:
        prefix, building = request.path_params["prefix"], request.path_params.get("building")
        if not _PREFIX.fullmatch(prefix) or not (building is None or _BUILDING.fullmatch(building)):
            return self.away(request, 404)
        scene = f"e_{prefix.upper()}" if building is None else f"e_{prefix.upper()}_{building.upper()}"
        return self._to_seat(request, scene)

    async def by_invitation(self, request: Request) -> Response:
        code = request.path_params["code"]
        if not looks_like_invitation(code):
            return self.away(request, 404)
        return self._to_seat(request, f"i_{code.upper()}")

    async def by_opinion_poster(self, request: Request) -> Response:
        return self._by_poster(request, "p")

    async def by_accounts_poster(self, request: Request) -> Response:
        return self._by_poster(request, "a")

    async def by_notice_poster(self, request: Request) -> Response:
        return self._by_poster(request, "n")

    def _by_poster(self, request: Request, scene: str) -> Response:
        """A QR code as it hangs on a board: it names the matter, nobody's identity."""
        code = request.path_params["code"].upper()
        if not _CODE.fullmatch(code):
            return self.away(request, 404)
        return self._to_seat(request, f"{scene}_{code}")

    def _to_seat(self, request: Request, scene: str) -> Response:
        """A channel that can tell who opens the page is asked first; the seat of this browser else."""
        return self.house.ask_who(request, scene) or to_seat(self.house, request, scene)

    async def _is_current(self) -> bool:
        try:
            return await asyncio.to_thread(is_current, self.house.database)
        except DBAPIError:
            return False
