"""The demo's pages: the stage with its frames, the clock, the reset, and the letter clause by clause."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.clock import next_due, ring_all
from bot.demo.estate import DemoEstate
from bot.demo.guide import SEATS, answers_page, demo_words, seats_shown, steps_shown
from bot.demo.pictures import draw_picture
from bot.serving import Serving
from bot.web import seats
from bot.web.house import WebHouse
from bot.web.pages import language_of, show
from config import words
from config.words import Reader

_SPANS = {"1h": timedelta(hours=1), "1d": timedelta(days=1), "7d": timedelta(days=7)}
_FAR = timedelta(days=400)
_MOST_RINGS = 400


def serving_of(estate: DemoEstate) -> Serving:
    """The demo is the product's own process, with a clock that is moved and a seat that is shown without buttons."""
    plain = {estate.seats[each.person] for each in SEATS if each.plain}
    house = WebHouse(estate.database, estate.store, estate.clock.now, plain=lambda seat: seat in plain)
    serving = Serving(house)
    serving.routes += Site(estate, serving).routes()
    return serving


class Site:
    """One turn of the clock, or one reset, at a time."""

    def __init__(self, estate: DemoEstate, serving: Serving) -> None:
        self.estate = estate
        self.serving = serving
        self._turning = asyncio.Lock()

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/", self.stage),
            Route("/answers", self.answers),
            Route("/demo/clock", self.turn, methods=["POST"]),
            Route("/demo/reset", self.reset, methods=["POST"]),
            Route("/demo/photo", self.photo),
        ]

    async def stage(self, request: Request) -> Response:
        """The page; whoever opens it may sit on all its chairs."""
        lang = language_of(request)
        demo = {
            **await self._time(),
            "clock": "/demo/clock",
            "reset": "/demo/reset",
            "photo": "/demo/photo",
            "seats": seats_shown(self.estate.seats, lang),
            "steps": steps_shown(lang),
        }
        reader = Reader(lang, self.estate.clock.now())
        title, tagline = (words.render(key, {}, reader) for key in ("web-title", "demo-tagline"))
        other = "?lang=zh-CN" if lang == "en" else "?lang=en"
        response = show(
            request, "demo.html", lang, title=title, tagline=tagline, answers=f"/answers?lang={lang}", other=other,
            words=demo_words(), demo=demo,
        )  # fmt: skip
        for each in {each.person for each in SEATS}:
            seats.hand_cookie(response, self.estate.tokens[each], secure=False)
        return response

    async def photo(self, _request: Request) -> Response:
        """What the company sends along when the lift runs again."""
        return Response(await asyncio.to_thread(draw_picture, 2), media_type="image/png")

    async def answers(self, request: Request) -> Response:
        lang = language_of(request)
        return show(request, "answers.html", lang, **answers_page(lang))

    async def _time(self) -> dict[str, Any]:
        now = self.estate.clock.now()
        due = await next_due(self.estate.database, now, heard=True)
        return {"now": _iso(now), "next": _iso(due) if due and due <= now + _FAR else None}

    def _refuses(self, request: Request) -> bool:
        return "x-requested-with" not in request.headers or not self.serving.house.is_ours(request.headers)

    async def turn(self, request: Request) -> Response:
        if self._refuses(request):
            return PlainTextResponse("", 403)
        try:
            by = (await request.json()).get("by")
        except (ValueError, AttributeError):
            by = None
        if by != "next" and by not in _SPANS:
            return PlainTextResponse("", 400)
        async with self._turning:
            rang = await self._turn(by)
        return JSONResponse({**await self._time(), "rang": rang})

    async def _turn(self, by: str) -> int:
        """From due time to due time, so that everything happens at its own hour."""
        clock, database = self.estate.clock, self.estate.database
        now = clock.now()
        until = now + _SPANS[by] if by in _SPANS else await next_due(database, now, heard=True)
        if until is None or until > now + _FAR:
            return 0
        rang = 0
        while rang < _MOST_RINGS and (due := await next_due(database, now)) is not None and due <= until:
            clock.set(due)  # first: what the ring writes may be on its way before the ring is over
            await ring_all(database, due)
            await self.serving.senders["web"].drain()
            now, rang = due, rang + 1
        clock.set(until)
        if rang == _MOST_RINGS:
            await ring_all(database, until)
        return rang

    async def reset(self, request: Request) -> Response:
        if self._refuses(request):
            return PlainTextResponse("", 403)
        async with self._turning:
            await asyncio.to_thread(self.estate.begin_anew)
        self.serving.house.hub.close_all()
        return JSONResponse({**await self._time(), "rang": 0})


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
