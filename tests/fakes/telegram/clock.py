"""Time in the fake world: stands still until somebody moves it, or follows a clock that is handed in."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

BEGINNING = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)  # a Monday, 09:00 in China


class Clock:
    def __init__(self, source: Callable[[], datetime] | None = None) -> None:
        """`source` gives aware datetimes; after moving it call `tick()` so that long polls notice."""
        self._source = source
        self._at = BEGINNING.timestamp()
        self._waiting: set[asyncio.Future[None]] = set()

    def time(self) -> float:
        return self._source().timestamp() if self._source else self._at

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.time(), UTC)

    def stamp(self) -> int:
        return int(self.time())

    def advance(self, seconds: float) -> None:
        if self._source:
            raise AssertionError("this clock follows another: move that one, then tick()")
        self._at += seconds
        self.tick()

    def tick(self) -> None:
        """Wakes whoever waits for time to pass or for something to happen."""
        for waiter in self._waiting:
            waiter.get_loop().call_soon_threadsafe(_wake, waiter)

    async def wait(self) -> None:
        """Returns at the next tick, whatever the reason."""
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(waiter)
        try:
            await waiter
        finally:
            self._waiting.discard(waiter)


def _wake(waiter: asyncio.Future[None]) -> None:
    if not waiter.done():
        waiter.set_result(None)
