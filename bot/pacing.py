"""How fast a platform lets us write: all together, to one chat, to some chats by the minute. In memory; it starts empty
after a restart.

Nothing is reserved ahead: who waits stands in a line, the more urgent first and of equals who came first, and the first
who may go goes. Moments follow each other evenly; one that was missed by a little, because the machine was busy, still
counts from when it was due, or each delay would be lost for good. In no second more than a tenth above the pace goes.
"""

from __future__ import annotations

import asyncio
from bisect import insort
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import monotonic

from bot.outcomes import ChannelDownError
from models.letters.tables import PRIORITY, Kind

_PATIENCE = 5.0
"""Seconds a letter waits in hand (its lease is longer); who must wait longer goes back."""
_BOARD_PATIENCE = 2.0
_LATE = 0.25
"""Seconds by which a moment may be missed and still count from when it was due."""
_SECOND = 1.0
_MADE_GOOD = 1.1
"""So much more than the pace may go in a second that makes good what the one before missed."""
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


@dataclass(eq=False)
class _Waiting:
    chat: str
    kind: Kind
    count: int
    came: float
    until: float
    called: asyncio.Future[None]
    taken: bool = False

    @property
    def place(self) -> int:
        """Notices and boards wait in one line, or in a long broadcast no board would ever be shown."""
        return min(PRIORITY[self.kind], PRIORITY[Kind.NOTICE])


class _Lane:
    """So many a second, evenly; in no second more than a tenth above it, however much was missed."""

    def __init__(self, per_second: float) -> None:
        self._step = 1 / per_second
        self._most = max(1, int(per_second * _MADE_GOOD))
        self._free_at = 0.0
        self._leaving = 0
        self._gone: deque[float] = deque()

    def free_at(self, now: float, count: int) -> float:
        """Who is still being marked may go at any moment, so he counts as gone just now."""
        window = _free_in(self._gone, now, _SECOND, self._most - self._leaving, count)
        full = self._leaving > 0 and self._leaving + count > self._most
        return max(self._free_at, window, now + _SECOND if full else 0.0)

    def take(self, due: float, count: int) -> None:
        self._free_at = due + count * self._step
        self._leaving += count

    def leave(self, now: float, count: int) -> None:
        self._leaving -= count
        self._gone.extend([now] * count)


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
        self._line: list[_Waiting] = []
        self._bell: asyncio.Task[None] | None = None
        self._rings_at = float("inf")
        self._all = _Lane(pace.per_second)
        self._many = _Lane(pace.broadcast_per_second)
        self._held_until = 0.0
        self._last_flood = float("-inf")
        self._chats: dict[str, float] = {}
        self._minutes: dict[str, deque[float]] = {}
        self._boards: dict[str, deque[float]] = {}

    async def turn(
        self, chat: str, kind: Kind, *, count: int = 1, mark: Callable[[], Awaitable[object]] | None = None
    ) -> None:
        """Returns when `count` messages may go to this chat now. Raises ChannelDownError when that is far off.

        `mark` is what must be done at that moment before they go. Should it take long, many would go at once when it is
        done and others right behind them: so they count as gone only then.
        """
        now = self._time()
        patience = _BOARD_PATIENCE if kind is Kind.BOARD else _PATIENCE
        waiting = _Waiting(chat, kind, count, now, now + patience, asyncio.get_running_loop().create_future())
        insort(self._line, waiting, key=lambda each: each.place)
        self._set_bell()
        try:
            await waiting.called
            if mark is not None:
                await mark()
        finally:
            if waiting in self._line:
                self._line.remove(waiting)
            if waiting.taken:
                self._leave(waiting, self._time())
            self._set_bell()

    def _call_up(self) -> None:
        """All whose moment has come, in their order, and those whose moment is too far off; the others wait on."""
        now = self._time()
        for each in list(self._line):
            due = self._due(each, now)
            if now < due <= each.until:
                continue
            self._line.remove(each)
            if each.called.done():  # no longer waits
                continue
            if due > now:
                each.called.set_exception(ChannelDownError(due - now))
                continue
            self._take(each, max(due, now - _LATE), now)
            each.called.set_result(None)
        self._set_bell()

    def _set_bell(self) -> None:
        """For the next moment that is anybody's; at once for whose moment is too far off."""
        now = self._time()
        dues = ((each, self._due(each, now)) for each in self._line)
        first = min((due if due <= each.until else now for each, due in dues), default=float("inf"))
        if self._bell is not None and first != self._rings_at:
            self._bell.cancel()
            self._bell = None
        if self._bell is None and self._line:
            self._bell, self._rings_at = asyncio.create_task(self._ring(first - now)), first

    async def _ring(self, wait: float) -> None:
        await self._sleep(wait)
        self._bell = None
        self._call_up()

    async def pause(self, seconds: float) -> None:
        """Between two pieces of one letter."""
        await self._sleep(min(seconds, _PATIENCE))

    def flooded(self, seconds: float) -> None:
        """The platform said wait. A second time within a minute all chats wait."""
        now = self._time()
        if now - self._last_flood < _MINUTE:
            self._held_until = max(self._held_until, now + seconds)
        self._last_flood = now

    def _due(self, who: _Waiting, now: float) -> float:
        """The moment that is theirs as things stand."""
        pace, count = self.pace, who.count
        free = [who.came, self._held_until, self._all.free_at(now, count), self._chats.get(who.chat, 0.0)]
        if who.kind in _TO_MANY:
            free.append(self._many.free_at(now, count))
        if pace.counted(who.chat):
            free.append(_free_in(self._minutes.get(who.chat), now, _MINUTE, pace.per_minute, count))
        if who.kind is Kind.BOARD:
            free.append(_free_in(self._boards.get(who.chat), now, _MINUTE, pace.boards_per_minute, count))
        return max(free)

    def _take(self, who: _Waiting, due: float, now: float) -> None:
        who.taken = True
        self._all.take(due, who.count)
        if who.kind in _TO_MANY:
            self._many.take(due, who.count)
        if len(self._chats) > _FORGET:
            self._chats = {each: until for each, until in self._chats.items() if until > now}
        self._chats[who.chat] = now + who.count * self.pace.chat_seconds
        if self.pace.counted(who.chat):
            if len(self._minutes) > _FORGET:
                self._minutes = {
                    each: sent for each, sent in self._minutes.items() if sent and sent[-1] > now - _MINUTE
                }
            self._minutes.setdefault(who.chat, deque()).extend([now] * who.count)
        if who.kind is Kind.BOARD:
            self._boards.setdefault(who.chat, deque()).extend([now] * who.count)

    def _leave(self, who: _Waiting, now: float) -> None:
        self._all.leave(now, who.count)
        if who.kind in _TO_MANY:
            self._many.leave(now, who.count)


def _free_in(sent: deque[float] | None, now: float, window: float, limit: int, count: int) -> float:
    """When `count` more fit into the window; forgets what lies before it."""
    if not sent:
        return 0.0
    while sent and sent[0] <= now - window:
        sent.popleft()
    excess = len(sent) + count - limit
    return sent[min(excess, len(sent)) - 1] + window if excess > 0 and sent else 0.0
