"""The calendar's bell: APScheduler only rings; every job asks the database what is due and not yet done.

Each job runs per estate in a transaction of its own, so that one bad estate stops nobody.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.mishaps import alone
from models.database import Database
from scheduler.jobs import JOBS, Job, load_jobs

log = logging.getLogger("clock")
EVERY_SECONDS = 20
_LAST_RING = 5.0
"""Seconds that a ring has to come to its end when the process stops; what it does not do the next one does."""


async def ring_all(database: Database, now: datetime) -> int:
    """Every job once: whatever is due by now is done once, however late. Returns how many subjects were worked on."""
    load_jobs()
    return sum([await _ring(database, job, now) for job in JOBS.values()])


async def _ring(database: Database, job: Job, now: datetime) -> int:
    done = 0
    with alone(log, f"job {job.name}"):
        for subject in await database.read(job.due, now):
            with alone(log, f"job {job.name} for {subject}") as mishap:
                await database.run(job.work, subject, now)
            done += not mishap.reference
    return done


async def ring_due(database: Database, after: datetime, until: datetime) -> datetime | None:
    """Ring at the first due moment after `after` and not later than `until`. Returns it, or None when nothing is due."""
    due = await next_due(database, after)
    if due is None or due > until:
        return None
    await ring_all(database, due)
    return due


async def next_due(database: Database, after: datetime, *, heard: bool = False) -> datetime | None:
    """When the next job has something to do; with `heard` something that somebody hears of."""
    load_jobs()
    jobs = [job for job in JOBS.values() if not (heard and job.housekeeping)]
    moments = [await database.read(job.next_due, after) for job in jobs]
    return min((moment for moment in moments if moment is not None), default=None)


async def _nothing() -> None:
    """Nobody wants to know."""


class Bell:
    """Rings while the process runs. `rang` is called after each ring that is over."""

    def __init__(
        self, database: Database, now: Callable[[], datetime], rang: Callable[[], Awaitable[None]] = _nothing
    ) -> None:
        self.database = database
        self.now = now
        self.rang = rang
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._ringing = asyncio.Lock()

    async def run(self) -> None:
        """Until cancelled; the first ring is at once: whoever rang before may have been gone for a while."""
        self.start(at_once=True)
        try:
            await asyncio.Event().wait()
        finally:
            self._scheduler.pause()
            with suppress(TimeoutError):
                async with asyncio.timeout(_LAST_RING), self._ringing:
                    pass
            self.stop()

    def start(self, *, at_once: bool = False) -> None:
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        first = {"next_run_time": datetime.now(UTC)} if at_once else {}
        every = IntervalTrigger(seconds=EVERY_SECONDS)
        self._scheduler.add_job(self.ring, every, coalesce=True, max_instances=1, misfire_grace_time=None, **first)
        self._scheduler.start()

    async def ring(self) -> None:
        async with self._ringing:
            await ring_all(self.database, self.now())
            await self.rang()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)
