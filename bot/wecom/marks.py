"""A card that was answered shows what: the question of a form is over, its card keeps one grey button; on every other card
the choice is ticked and all can still be pressed (a case goes on, a vote may be changed until its close).

A mark is a courtesy: one that fails is not made up for, an old press is told by its turn all the same.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from typing import Any

import httpx

from bot.mishaps import alone
from bot.rendering import button, compose
from bot.tencent.texts import safe_words
from bot.wecom.cards import QUESTION, closed_by, delivery_of, layout, task_of
from bot.wecom.client import GarbledError, WeChatError, WeComClient
from bot.wecom.reading import Press
from config.channels import WECOM
from config.words import Reader
from models.database import Database
from models.letters.parcels import shown_before
from models.letters.shapes import Parcel

log = logging.getLogger("wecom")
_REMEMBERED = 1000


class Marks:
    """`pressed` returns at once; what it began is done in the background (`settle` waits for it)."""

    def __init__(self, database: Database, client: WeComClient, now: Callable[[], datetime]) -> None:
        self.database = database
        self.client = client
        self.now = now
        self._closed: OrderedDict[str, None] = OrderedDict()
        self._doing: set[asyncio.Task[None]] = set()

    def pressed(self, member: str, press: Press) -> None:
        task = asyncio.create_task(self._mark(member, press))
        self._doing.add(task)
        task.add_done_callback(self._doing.discard)

    async def settle(self) -> None:
        await asyncio.gather(*self._doing)

    async def _mark(self, member: str, press: Press) -> None:
        with alone(log, f"the mark on {press.task}"):
            delivery = delivery_of(press.task)
            if delivery is None or not press.code or press.task in self._closed:
                return
            parcel = await self.database.read(shown_before, delivery, member, self.now())
            change = self._change(parcel, press) if parcel is not None else None
            if change is None:
                return
            try:
                await self.client.change_card(member, press.code, change)
            except (WeChatError, GarbledError, httpx.TransportError) as error:
                log.info("a card was not changed: %s", error)

    def _change(self, parcel: Parcel, press: Press) -> dict[str, Any] | None:
        reader = Reader(parcel.lang, self.now(), parcel.one_estate)
        labels = {each.choice.line: button(each, reader).label for each in parcel.choices}
        if press.line not in labels:
            return None
        if press.line.split()[0] == QUESTION:
            self._remember(press.task)
            return {"button": {"replace_name": closed_by(safe_words(labels[press.line]), reader)}}
        task = task_of(parcel.id, secrets.token_hex(4))
        card = layout(parcel, compose(parcel, self.now(), WECOM), self.now(), task, press.line).card
        return {"template_card": card} if card is not None else None

    def _remember(self, task: str) -> None:
        """A second press on it was too late: it does not change what the card says was chosen."""
        self._closed[task] = None
        while len(self._closed) > _REMEMBERED:
            self._closed.popitem(last=False)
