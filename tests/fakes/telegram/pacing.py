"""Telegram's patience: overall per second, per chat per second with a small burst, per group per minute."""

import math
from collections import defaultdict, deque
from collections.abc import Callable

from .limits import LIMITS
from .refused import flood

MINUTE = 60.0
SECOND = 1.0


class Pacing:
    """Counts messages that were taken, in sliding windows; a chat can also be shut for a while on order.

    `share` of the limits is what is enforced; `late` says by how many seconds a message comes later than it was sent.
    """

    def __init__(self, *, on: bool = True) -> None:
        self.on = on
        self.share = 1.0
        self.late: Callable[[], float] = lambda: 0.0
        self._newest = 0.0
        self._all: deque[float] = deque()
        self._chats: defaultdict[int, deque[float]] = defaultdict(deque)
        self._shut: dict[int, float] = {}

    def take(self, chat: int, now: float, *, count: int = 1) -> None:
        """Raises 429 with `retry_after` in whole seconds; `chat` is negative for groups."""
        now = self._newest = max(self._newest, now + self.late())
        opens = max(self._shut.get(chat, now), self._opens(chat, now, count) if self.on else now)
        if opens > now:
            raise flood(max(1, math.ceil(opens - now)))
        self._all.extend([now] * count)
        self._chats[chat].extend([now] * count)

    def shut(self, chat: int, until: float) -> None:
        """Whoever writes there before `until` is refused again, also where pacing is off."""
        self._shut[chat] = until

    def _opens(self, chat: int, now: float, count: int) -> float:
        recent = self._chats[chat]
        overall = _opens(self._all, now, SECOND, self.share * LIMITS.sends_per_second, count)
        burst = LIMITS.chat_burst / (self.share * LIMITS.chat_sends_per_second)
        single = _opens(deque(recent), now, burst, max(LIMITS.chat_burst, count), count)
        group = _opens(recent, now, MINUTE, self.share * LIMITS.group_sends_per_minute, count) if chat < 0 else now
        return max(overall, single, group)


def _opens(sent: deque[float], now: float, window: float, limit: float, count: int) -> float:
    """When `count` more fit into the sliding window; forgets what lies before it."""
    while sent and sent[0] <= now - window:
        sent.popleft()
    excess = math.ceil(len(sent) + count - limit)
    return now if excess <= 0 else sent[min(excess, len(sent)) - 1] + window if sent else now
