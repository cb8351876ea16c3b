"""What the process writes down so that a standstill is seen, and the look at it every minute.

Not the clock's: a bell that stands still cannot say so.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.mishaps import alone
from config.channels import Traits
from config.limits import standstill_limits
from models.calendar.quiet import after_quiet, is_night
from models.database import Database, RowSession
from models.letters.handover import Turn
from models.letters.standing import oldest_waiting, wanted_files
from models.signs import Standing, give_sign, signs, standstills, tell_of_standstills

log = logging.getLogger("signs")
_SELDOM = timedelta(seconds=20)
_EVERY = 60.0


class Sign:
    """A sign of life, written at most every twenty seconds."""

    def __init__(self, database: Database, now: Callable[[], datetime], name: str) -> None:
        self.database = database
        self.now = now
        self.name = name
        self._given: datetime | None = None

    async def give(self) -> None:
        """A sign that cannot be written stops nobody."""
        now = self.now()
        if self._given is not None and now - self._given < _SELDOM:
            return
        self._given = now
        with alone(log, f"the sign of {self.name}"):
            await self.database.run(give_sign, self.name, now)


def reach(traits: Traits) -> Turn:
    """The letters of a channel that nothing holds back but us: who has no page open, or may not be written to, waits."""
    return Turn(here=None if traits.rings or traits.windowed else (), windowed=traits.windowed)


def look(session: RowSession, channels: Mapping[str, Turn], polled: tuple[str, ...], now: datetime) -> Standing:
    """How things stand on these channels."""
    night = is_night(now)
    oldest = {name: oldest_waiting(session, name, now, replace(turn, night=night)) for name, turn in channels.items()}
    waiting = {
        name: since if night else after_quiet(since)  # by day nothing waits since before the morning
        for name, since in oldest.items()
        if since is not None
    }
    return Standing(waiting, wanted_files(session)[1], signs(session), polled)


class Alarm:
    """Tells an administrator once that something stands still, and once that it goes on. `polled` names the channels
    whose messages we fetch.
    """

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self.database = database
        self.now = now
        self.channels: dict[str, Turn] = {}
        self.polled: tuple[str, ...] = ()

    async def run(self) -> None:
        """Until cancelled. The first look is after a minute: what waited while nobody was there may go first."""
        while True:
            await asyncio.sleep(_EVERY)
            with alone(log, "the look for what stands still"):
                await self.look()

    async def look(self) -> int:
        """Returns how many standstills began or ended."""
        return await self.database.run(_look_and_tell, self.channels, self.polled, self.now())


def _look_and_tell(session: RowSession, channels: Mapping[str, Turn], polled: tuple[str, ...], now: datetime) -> int:
    found = standstills(look(session, channels, polled, now), standstill_limits(), now)
    return tell_of_standstills(session, found, now)
