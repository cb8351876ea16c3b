"""The line of one page: hello, then the history, then live. What is said is served in order, acknowledged after the
commit and before the answer; the same key again is the same message.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import DBAPIError
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from bot.rendering import compose, toast_text
from bot.web import frames, seats
from bot.web.addressing import addressed, without_mention
from bot.web.frames import GarbledError, Heard, Ping, Pressed, Said, SeenFrame
from bot.web.history import label_pressed, message_id, past, said_once
from bot.web.house import CHANNEL, WebHouse
from bot.web.hub import Frame, Page
from bot.web.showing import letter_shown, on_page, past_on_page
from bot.web.sitters import Sitter, who_sits
from bot.web.uploads import enclosed
from config import words
from config.channels import WEB
from config.words import Reader
from models.letters.seen import see
from models.letters.shapes import Incoming, Served, Told

log = logging.getLogger("web")
_GARBLED_MOST = 10
_NOT_ALLOWED, _BAD = 4403, 1008


@dataclass
class Line:
    """One connection being served."""

    house: WebHouse
    socket: WebSocket
    page: Page
    sitter: Sitter
    garbled: int = 0

    async def serve(self) -> None:
        """Until the page or we hang up."""
        hub = self.house.hub
        hub.join(self.page)  # first, so that nothing falls between the history and what is live
        writer = None
        try:
            await self.greet()
            writer = asyncio.create_task(self._write())
            await self._come_in()
            await self._read()
        except (WebSocketDisconnect, RuntimeError) as gone:
            if isinstance(gone, RuntimeError) and self.socket.application_state is WebSocketState.CONNECTED:
                raise
        finally:
            hub.leave(self.page)
            if writer is not None:
                writer.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await writer

    def _hello(self) -> Frame:
        return {
            "type": "hello",
            "title": self.sitter.title,
            "who": self.sitter.who,
            "lang": self.page.lang,
            "rendering": "plain" if self.page.plain else "rich",
            "group": bool(self.page.room),
        }

    async def _send(self, frame: Frame) -> None:
        """Raises WebSocketDisconnect when the page has left: the server may know it before we have heard of it."""
        try:
            await self.socket.send_json(frame)
        except RuntimeError as gone:
            raise WebSocketDisconnect(1006) from gone

    async def greet(self) -> None:
        await self._send(self._hello())
        for each in await self.house.database.read(past, self.page, self.house.now()):
            if not each.pressed or self.page.plain:
                await self._send(await past_on_page(self.house, self.page, each))

    async def _write(self) -> None:
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):
            while (frame := await self.page.frames.get()) is not None:
                await self._send(frame)
            await self.socket.close(1013)

    async def _come_in(self) -> None:
        """The estate's code, or an invitation, that led here: served once, as a scan."""
        came = seats.coming(self.socket.cookies)
        if came is None or self.page.room:
            return
        scene, mark = came
        incoming = replace(self._incoming(f"came-{mark}", Told.SCANNED), text=scene)
        await self._served(incoming, f"came-{mark}", quiet=True)

    async def _read(self) -> None:
        while True:
            message = await self.socket.receive()
            if message["type"] == "websocket.disconnect":
                return
            try:
                heard = frames.read_frame(message.get("text") or "")
            except GarbledError:
                self.garbled += 1
                if self.garbled > _GARBLED_MOST:
                    await self.socket.close(_BAD)
                    return
                self._error("web-not-read")
            else:
                await self._take(heard)

    async def _take(self, heard: Heard) -> None:
        match heard:
            case Ping():
                return
            case SeenFrame(ids):
                await self._seen(ids)
            case Said() | Pressed():
                if not self.house.hub.allow(self.page.seat):
                    self._error("web-too-fast")
                    return
                incoming = self._said(heard) if isinstance(heard, Said) else await self._pressed(heard)
                await self._served(incoming, heard.key)

    async def _seen(self, ids: tuple[UUID, ...]) -> None:
        if ids and self.page.account_id is not None and not self.page.room:
            await self.house.database.run(see, ids, self.page.account_id, self.house.now())

    def _incoming(self, key: str, told: Told) -> Incoming:
        page = self.page
        return Incoming(
            CHANNEL,
            f"{page.seat}:{key}",
            told,
            page.seat,
            self.house.now(),
            room=page.room,
            room_title=self.sitter.title if page.room else "",
            lang=page.lang,
        )

    def _said(self, said: Said) -> Incoming:
        album = said.key[:36] if len(said.files) > 1 else ""
        files = (enclosed(each, self.page.seat, album) for each in said.files)
        return replace(
            self._incoming(said.key, Told.SAID),
            text=without_mention(said.text) if self.page.room else said.text,
            replies_to=said.replies_to[:64],
            addressed=not self.page.room or addressed(said),
            enclosed=tuple(each for each in files if each is not None),
        )

    async def _pressed(self, pressed: Pressed) -> Incoming:
        reader = Reader(self.page.lang, self.house.now())
        label = await self.house.database.read(label_pressed, pressed.message, pressed.choice, reader)
        return replace(self._incoming(pressed.key, Told.PRESSED), choice=pressed.choice, text=label)

    async def _served(self, incoming: Incoming, key: str, *, quiet: bool = False) -> None:
        """Serve, acknowledge, show it to the chat's other pages, hand the answers over."""
        try:
            served = await self.house.dispatch.serve(incoming, WEB)
        except DBAPIError:
            log.exception("not served, the page will say it again")
            self._error("web-again")
            return
        if not quiet:
            shown = incoming.told is Told.SAID or self.page.plain
            self.page.put({"type": "ack", "key": key, "message": message_id(key) if shown else None})
        if self.page.account_id is None or any(each.lang != self.page.lang for each in served.answers):
            await self._know_oneself()
        told = []
        if not served.again and not quiet:
            await self._show_others(incoming)
            told = [self.house.echo.line("said", self.page.chat, incoming.key)]
        if not (served.again and quiet):
            await self._answer(served, told)

    async def _know_oneself(self) -> None:
        sitter = await self.house.database.read(who_sits, self.page.seat, "", self.page.lang, self.house.now())
        if sitter is not None and not self.page.room:
            self.sitter, self.page.account_id, self.page.lang = sitter, sitter.account_id, sitter.lang
            self.page.put(self._hello())

    async def _show_others(self, incoming: Incoming) -> None:
        for page in self.house.hub.pages_of(self.page.chat):
            if page is self.page:
                continue
            said = await self.house.database.read(said_once, page, incoming.key, self.house.now())
            if said is not None and (not said.pressed or page.plain):
                page.put(await past_on_page(self.house, page, said))

    async def _answer(self, served: Served, told: list[str]) -> None:
        """`told`: what the other processes hear with it."""
        now = self.house.now()
        given = []
        for parcel in served.answers:
            message = compose(parcel, now, WEB)
            shown, files = await letter_shown(self.house, parcel, message, now)
            pages = [self.page] if served.again else self.house.hub.pages_of(parcel.chat)
            self.house.hub.tell(pages, _maker(shown, files, now))
            given.append((parcel.id, "", message.text))
            if not served.again:
                told.append(self.house.echo.line("letter", parcel.chat, str(parcel.id)))
        if served.toast is not None:
            self._toast(toast_text(served.toast, now), now)
        await self.house.dispatch.handed_over(given, told)

    def _toast(self, text: str, now: datetime) -> None:
        """A passing line; where a chat has none it stands there as a message."""
        if self.page.plain:
            self.page.put(frames.Shown(f"toast-{now.timestamp()}", "bot", now, text).frame(plain=True))
        else:
            self.page.put({"type": "toast", "text": text})

    def _error(self, key: str) -> None:
        text = words.render(key, {}, Reader(self.page.lang, self.house.now()), strict=False)
        self.page.put({"type": "error", "text": text})


def _maker(shown: frames.Shown, files: list[frames.Hung], now: datetime) -> Callable[[Page], Frame]:
    return lambda page: on_page(page, shown, files, now)
