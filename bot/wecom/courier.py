"""The sender's hand on WeCom: first a letter's files, then its words, at last its choices on a card."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from bot.boards import Shown
from bot.files.opening import Fetch
from bot.outcomes import ChannelDownError, NotSentError, RefusedError, UnreachableError
from bot.pacing import Pace, Pacing
from bot.rendering import Message
from bot.tencent.client import tried
from bot.wecom.cards import layout, task_of, typed
from bot.wecom.client import NOT_SHOWN, WeChatError, WeComClient
from bot.wecom.turns import Step, Turns
from bot.wecom.uploads import Sheet, Uploads, put_up, sheet_of
from config import words
from config.channels import WECOM
from config.limits import wecom_limits
from config.words import Reader
from models.database import Database
from models.letters.shapes import Parcel

log = logging.getLogger("wecom")
_GONE = {NOT_SHOWN, 40031, 46004, 60111, 82001}
"""Nobody of that id, or the app is not shown to them."""
_BUSY = {-1: 3.0, 45009: 60.0, 45033: 5.0, 50005: 60.0}
_NOT_OURS = {40001, 40013, 40056, 48002, 60011, 60020, 301002}
"""The secret, the app, or the address we call from: the administrator must mend it, and no letter is to blame."""
_MENDED = 300.0
_FORGOTTEN = 40007
_AGAIN = 1.0


def pace() -> Pace:
    given = wecom_limits()
    return Pace(given.per_second, given.broadcast_per_second, 0, given.member_per_minute, given.member_per_minute)


class Courier:
    """See bot.sender. `fetch` gives the content of enclosed papers."""

    traits = WECOM

    def __init__(
        self,
        client: WeComClient,
        database: Database,
        now: Callable[[], datetime],
        fetch: Fetch,
        pacing: Pacing | None = None,
    ) -> None:
        self.client = client
        self.now = now
        self.fetch = fetch
        self.turns = Turns(database, now, pacing or Pacing(pace()))
        self.uploads = Uploads(client, now)

    async def hand_over(self, parcel: Parcel, message: Message) -> str:
        laid = layout(parcel, message, self.now(), task_of(parcel.id, secrets.token_hex(4)))
        files, missing = await self._enclosed(parcel, message)
        texts = [*laid.texts, *([self._elsewhere(parcel)] if missing else [])]
        steps = [*files, *(self._step(parcel, "text", {"content": each}) for each in texts)]
        if laid.card is not None:
            steps.append(partial(self._on_card, parcel, message, laid.card))
        return await self.turns.send(parcel, steps)

    async def _on_card(self, parcel: Parcel, message: Message, card: dict[str, Any]) -> str:
        """What the platform takes on no card is said all the same."""
        try:
            return await self._step(parcel, "template_card", card)()
        except RefusedError as refused:
            log.warning("a card is refused (%s): its choices are typed", refused)
        sent = ""
        for each in typed(parcel, message, self.now()):
            sent = await self._step(parcel, "text", {"content": each})()
        return sent

    async def show_board(self, shown: Shown) -> str:
        raise RefusedError(f"the app is in no group: {shown.board_id}")

    def _step(self, parcel: Parcel, kind: str, what: dict[str, Any]) -> Step:
        send = partial(self.client.send, parcel.chat, {"msgtype": kind, kind: what})
        return lambda: tried(send, self._meaning)

    async def _enclosed(self, parcel: Parcel, message: Message) -> tuple[list[Step], int]:
        """The files, which are up, as messages; and how many the platform does not take."""
        found = [each for each in [await self.fetch(paper, parcel) for paper in message.papers] if each is not None]
        sheets = [sheet_of(*each) for each in found]
        up = [(each.kind, await self._up(each)) for each in sheets if each is not None]
        steps = [self._step(parcel, kind, {"media_id": media}) for kind, media in up if media]
        return steps, len(sheets) - len(steps)

    async def _up(self, sheet: Sheet) -> str:
        return await put_up(lambda: tried(partial(self.uploads.media_id, sheet), self._meaning))

    def _elsewhere(self, parcel: Parcel) -> str:
        return words.render("wecom-elsewhere", {}, Reader(parcel.lang, self.now(), parcel.one_estate))

    def _meaning(self, error: WeChatError) -> NotSentError:
        if error.code in _NOT_OURS:
            log.error("WeCom refuses us (%s); `python -m bot check` says what to mend", error)
        if error.code == _FORGOTTEN:
            self.uploads.forget()
        meant = outcome(error)
        if isinstance(meant, ChannelDownError) and error.code in _BUSY:
            self.turns.pacing.flooded(meant.retry_after)
        return meant


def outcome(error: WeChatError) -> NotSentError:
    """What the platform's number means for the letter."""
    if error.code in _GONE:
        return UnreachableError(str(error))
    if error.code in _BUSY:
        return ChannelDownError(_BUSY[error.code])
    if error.code in _NOT_OURS:
        return ChannelDownError(_MENDED)
    if error.code == _FORGOTTEN:
        return ChannelDownError(_AGAIN)
    return RefusedError(str(error))
