"""The pages that are open now, by chat. In memory of this one process: what a page missed is in its history."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from bot.web.gate import Allowances
from config.limits import Allowance

Frame = dict[str, Any]
_MOST_PAGES = 8
_MOST_WAITING = 400
_MOST_SEATS = 10_000
_ALLOWANCE = Allowance(at_once=30, per_second=1.0)


@dataclass(eq=False)
class Page:
    """One open page of a seat: its private chat, or a room (`room` is the room's id on this channel)."""

    seat: str
    room: str = ""
    lang: str = "zh-CN"
    plain: bool = False
    room_id: UUID | None = None
    account_id: UUID | None = None
    frames: asyncio.Queue[Frame | None] = field(default_factory=lambda: asyncio.Queue(_MOST_WAITING))

    @property
    def chat(self) -> str:
        return self.room or self.seat

    @property
    def path(self) -> str:
        return f"/chat/{self.seat}/room/{self.room}/" if self.room else f"/chat/{self.seat}/"

    def put(self, frame: Frame) -> None:
        """To be sent in order. A page that does not read is closed; it comes back and reads its history."""
        if self.frames.full():
            self.close()
        else:
            self.frames.put_nowait(frame)

    def close(self) -> None:
        while self.frames.full():
            self.frames.get_nowait()
        self.frames.put_nowait(None)


class Hub:
    """`on_join` is called when a page opens: letters that waited for it can go."""

    def __init__(self) -> None:
        self._pages: defaultdict[str, list[Page]] = defaultdict(list)
        self._allowances = Allowances(_ALLOWANCE, _MOST_SEATS, time.monotonic)
        self.on_join: Callable[[], None] = lambda: None

    def join(self, page: Page) -> None:
        pages = self._pages[page.chat]
        pages.append(page)
        mine = [each for each in pages if each.seat == page.seat]
        for old in mine[:-_MOST_PAGES]:
            old.close()
        self.on_join()

    def leave(self, page: Page) -> None:
        self._pages[page.chat].remove(page)
        if not self._pages[page.chat]:
            del self._pages[page.chat]

    def pages_of(self, chat: str) -> list[Page]:
        return list(self._pages.get(chat, ()))

    def present(self) -> set[str]:
        """The chats that have a page open."""
        return set(self._pages)

    def count(self) -> int:
        """How many pages are open."""
        return sum(len(pages) for pages in self._pages.values())

    def tell(self, pages: Iterable[Page], make: Callable[[Page], Frame]) -> None:
        for page in pages:
            page.put(make(page))

    def close_all(self) -> None:
        for pages in list(self._pages.values()):
            for page in pages:
                page.close()

    def allow(self, seat: str) -> bool:
        """May this seat be served now? Thirty at once, then one a second, over all its pages."""
        return self._allowances.take(seat) == 0
