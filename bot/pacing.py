"""How fast a platform lets us write: all together, to one chat, to some chats by the minute. In memory; it starts empty
after a restart.

Nothing is reserved ahead: whoever waits takes the next moment that is free for his kind, and a moment for answers is
free before one for notices and boards.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import monotonic

from bot.outcomes import ChannelDownError
from models.letters.tables import Kind

_PATIENCE = 5.0
"""Seconds a letter waits in hand (its lease is longer); who must wait longer goes back."""
_BOARD_PATIENCE = 0.5
_MINUTE = 61.0
"""A second longer than the platform's: what was sent early may arrive late."""
_FORGET = 4096
_TO_MANY = (Kind.NOTICE, Kind.BOARD)


@dataclass(frozen=True)
class Pace:
    """`broadcast_per_second` is what notices and boards may take of `per_second`. A chat that is `counted` takes so many
    a minute, and of them so many boards.
    """

    per_second: float
    broadcast_per_second: float
    chat_seconds: float
    per_minute: int
    boards_per_minute: int
    counted: Callable[[str], bool] = lambda _chat: True


class Pacing:
    """`time` and `sleep` are the loop's own unless a test has its clock."""

    def __init__(
        self,
        pace: Pace,
        *,
        time: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self.pace = pace
        self._time = time
        self._sleep = sleep
        self._free_at = 0.0
        self._free_for_many_at = 0.0
        self._held_until = 0.0
        self._last_flood = float("-inf")
        self._chats: dict[str, float] = {}
        self._minutes: dict[str, deque[float]] = {}
        self._boards: dict[str, deque[float]] = {}

    async def turn(self, chat: str, kind: Kind, *, count: int = 1) -> None:
        """Returns when `count` messages may go to this chat now. Raises ChannelDownError when that is far off."""
        patience = _BOARD_PATIENCE if kind is Kind.BOARD else _PATIENCE
        waited = 0.0
        while (wait := self._wait(chat, kind, count)) > 0:
            if waited + wait > patience:
                raise ChannelDownError(wait)
            await self._sleep(wait)
            waited += wait
        self._take(chat, kind, count)

    async def pause(self, seconds: float) -> None:
        """Between two pieces of one letter."""
        await self._sleep(min(seconds, _PATIENCE))

    def flooded(self, seconds: float) -> None:
        """The platform said wait. A second time within a minute all chats wait."""
        now = self._time()
        if now - self._last_flood < _MINUTE:
            self._held_until = max(self._held_until, now + seconds)
        self._last_flood = now

    def _wait(self, chat: str, kind: Kind, count: int) -> float:
        now = self._time()
        free = [self._held_until, self._free_at, self._chats.get(chat, 0.0)]
        if kind in _TO_MANY:
            free.append(self._free_for_many_at)
        if self.pace.counted(chat):
            free.append(_free_in(self._minutes.get(chat), now, self.pace.per_minute, count))
        if kind is Kind.BOARD:
            free.append(_free_in(self._boards.get(chat), now, self.pace.boards_per_minute, count))
        return max(free) - now

    def _take(self, chat: str, kind: Kind, count: int) -> None:
        now = self._time()
        self._free_at = now + count / self.pace.per_second
        if kind in _TO_MANY:
            self._free_for_many_at = now + count / self.pace.broadcast_per_second
        if len(self._chats) > _FORGET:
            self._chats = {each: until for each, until in self._chats.items() if until > now}
        self._chats[chat] = now + count * self.pace.chat_seconds
        if self.pace.counted(chat):
            if len(self._minutes) > _FORGET:
                self._minutes = {
                    each: sent for each, sent in self._minutes.items() if sent and sent[-1] > now - _MINUTE
                }
            self._minutes.setdefault(chat, deque()).extend([now] * count)
        if kind is Kind.BOARD:
            self._boards.setdefault(chat, deque()).extend([now] * count)


def _free_in(sent: deque[float] | None, now: float, limit: int, count: int) -> float:
    """When `count` more fit into the last minute; forgets what lies before it."""
    if not sent:
        return 0.0
    while sent and sent[0] <= now - _MINUTE:
        sent.popleft()
    excess = len(sent) + count - limit
    return sent[min(excess, len(sent)) - 1] + _MINUTE if excess > 0 and sent else 0.0
