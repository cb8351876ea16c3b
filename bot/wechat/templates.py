"""Template messages: a sign of a reminder to somebody we may not write to now. The operator says which of our letters go as
which template and what stands in its fields; the letter itself waits for the person's next word.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Mapping
from datetime import datetime

import httpx

from bot.rendering import compose
from bot.wechat.client import NO_RIGHT, TRIED_AGAIN_AFTER, GarbledError, WeChatClient, WeChatError
from config import words
from config.channels import WECHAT
from config.settings import Template
from config.values import Day, Moment, Value
from config.words import LOCAL, Reader
from models.database import Database
from models.letters.ringing import cannot_ring, not_rung, ring
from models.letters.shapes import Parcel

log = logging.getLogger("wechat")
_SEND = "/cgi-bin/message/template/send"
_EVERY = 20.0
_LONGEST = {"thing": 20, "const": 20, "character_string": 32, "number": 32, "phrase": 5, "name": 10}
"""Characters the platform takes, by the kind of field; others are cut like a thing."""
_BUSY = {-1, 45009, 45011}
WHOLE_TEXT = "text"
"""A field that holds the beginning of the letter itself."""


class Ringer:
    """`run` until cancelled; `ring_now` is one round."""

    def __init__(
        self, client: WeChatClient, database: Database, now: Callable[[], datetime], templates: Mapping[str, Template]
    ) -> None:
        self.client = client
        self.database = database
        self.now = now
        self.templates = templates
        self._not_before = 0.0

    async def run(self) -> None:
        while self.templates:
            await self.ring_now()
            await asyncio.sleep(_EVERY)

    async def ring_now(self) -> int:
        """Returns for how many it rang."""
        if not self.templates or asyncio.get_running_loop().time() < self._not_before:
            return 0
        waiting = await self.database.run(ring, WECHAT.name, tuple(self.templates), self.now())
        rung = [await self._rung(each) for each in waiting]
        return sum(rung)

    async def _rung(self, parcel: Parcel) -> bool:
        template = self.templates[parcel.key]
        try:
            data = {field: {"value": self._value(field, source, parcel)} for field, source in template.fields.items()}
            await self.client.call(_SEND, {"touser": parcel.chat, "template_id": template.id, "data": data})
        except KeyError as missing:
            await self.database.run(cannot_ring, parcel.id, f"the letter has no value {missing}")
        except WeChatError as error:
            await self._refused(parcel, error)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            await self.database.run(not_rung, parcel.id)
        except (httpx.TransportError, GarbledError) as error:
            log.warning("whether it rang nobody knows: %s", error or type(error).__name__)
        else:
            return True
        return False

    async def _refused(self, parcel: Parcel, error: WeChatError) -> None:
        """43101 the person refused, 47003 a field does not fit, 48001 no right: it stays in the mailbox."""
        if error.code in _BUSY:
            await self.database.run(not_rung, parcel.id)
        else:
            log.warning("no template for %s: %s", parcel.key, error)
            await self.database.run(cannot_ring, parcel.id, str(error))
        if error.code in NO_RIGHT:
            self._not_before = asyncio.get_running_loop().time() + TRIED_AGAIN_AFTER

    def _value(self, field: str, source: str, parcel: Parcel) -> str:
        """Raises KeyError for a value the letter has not."""
        kind = field.rstrip("0123456789")
        if source == WHOLE_TEXT:
            return _cut(kind, compose(parcel, self.now(), WECHAT).text)
        value = parcel.params[source]
        if kind in ("time", "date") and isinstance(value, Moment | Day):
            return _moment(value)
        return _cut(kind, words.render("desk-own-words", {"words": value}, _reader(parcel, self.now())))


def _reader(parcel: Parcel, now: datetime) -> Reader:
    return Reader(parcel.lang, now, parcel.one_estate)


def _cut(kind: str, text: str) -> str:
    shown, most = re.sub(r"\s+", " ", text).strip(), _LONGEST.get(kind, _LONGEST["thing"])
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"


def _moment(value: Value) -> str:
    """As the platform reads it: 2026年11月30日 18:00."""
    if isinstance(value, Moment):
        there = value.value.astimezone(LOCAL)
        return f"{there.year}年{there.month}月{there.day}日 {there:%H:%M}"
    assert isinstance(value, Day)
    return f"{value.value.year}年{value.value.month}月{value.value.day}日"
