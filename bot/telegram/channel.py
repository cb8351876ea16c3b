"""An update of Telegram on its way through dispatch, whichever door it came by.

Updates of one account are served in the order they came; different accounts at the same time. When `take` returns, what
the update caused is committed: only then may the platform be told that we have it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import DBAPIError

from bot.dispatch import Dispatch
from bot.mishaps import alone
from bot.rendering import toast_text
from bot.telegram.courier import OPENS_PRIVATE_CHAT
from bot.telegram.keyboards import pieces
from bot.telegram.links import HOME, deep_link, payload_of
from bot.telegram.reading import Me, query_id, read, update_id
from bot.telegram.wire import TelegramBot
from config.channels import TELEGRAM
from config.limits import telegram_limits
from models.database import is_unavailable
from models.letters.shapes import Incoming, Served

log = logging.getLogger("telegram")


class NotServedError(Exception):
    """Not now: the database is not to be had, or we do not know our own name yet. The platform must deliver it again."""


@dataclass(frozen=True)
class Answered:
    """The answer to a press: at the least it stops the button from turning."""

    query: str
    text: str = ""
    url: str = ""

    def values(self) -> dict[str, Any]:
        """As parameters of answerCallbackQuery."""
        more = {"text": self.text, "url": self.url}
        return {"callback_query_id": self.query, **{name: value for name, value in more.items() if value}}


class _Lanes:
    """One lock per account, while somebody is in it."""

    def __init__(self) -> None:
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def of(self, account: str) -> AsyncIterator[None]:
        lock, users = self._locks.get(account, (asyncio.Lock(), 0))
        self._locks[account] = lock, users + 1
        try:
            async with lock:
                yield
        finally:
            lock, users = self._locks.pop(account)
            if users > 1:
                self._locks[account] = lock, users - 1


class TelegramChannel:
    """Until `bot` is initialised nothing is served: only then we know what names us."""

    traits = TELEGRAM

    def __init__(self, dispatch: Dispatch, bot: TelegramBot) -> None:
        self.dispatch = dispatch
        self.bot = bot
        self._lanes = _Lanes()

    async def take(self, update: object) -> Answered | None:
        """Serve it; returns the answer to its press, if it is one. Raises NotServedError when it must come again."""
        query = query_id(update)
        # the desk answers what breaks in a feature; what breaks before it must not stop the updates behind this one
        with alone(log, f"update {update_id(update)}", passes=(NotServedError,)):
            return await self._taken(update, query)
        return Answered(query) if query else None

    async def _taken(self, update: object, query: str) -> Answered | None:
        incoming = read(update, self._me(), self.dispatch.now())
        if incoming is None:
            log.info("update %s is not for us: %s", update_id(update), _kinds(update))
            return Answered(query) if query else None
        async with self._lanes.of(incoming.account):
            served = await self._serve(incoming)
        return self._answered(query, incoming, served) if query else None

    def _me(self) -> Me:
        try:
            return self.bot.me
        except RuntimeError as error:
            raise NotServedError("Telegram has not told us our name yet") from error

    async def _serve(self, incoming: Incoming) -> Served:
        try:
            return await self.dispatch.serve(incoming, TELEGRAM)
        except DBAPIError as error:
            if is_unavailable(error):
                raise NotServedError(str(error)) from error
            raise

    def _answered(self, query: str, incoming: Incoming, served: Served) -> Answered:
        if served.toast is None:
            return Answered(query)
        if served.toast.key == OPENS_PRIVATE_CHAT:
            payload = payload_of(incoming.choice) if incoming.choice else HOME
            return Answered(query, url=deep_link(self.bot.me.username, payload))
        return Answered(query, pieces(toast_text(served.toast, self.dispatch.now()), telegram_limits().toast)[0])


def _kinds(update: object) -> list[str]:
    """For the log: what it is called, never what it says."""
    return sorted(str(name)[:32] for name in update)[:5] if isinstance(update, Mapping) else [type(update).__name__]
