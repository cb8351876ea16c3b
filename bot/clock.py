"""The calendar's bell: APScheduler only rings; every job asks the database what is due and not yet done.

Each job runs per estate in a transaction of its own, so that one bad estate stops nobody.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.mishaps import alone
from models.database import Database
from scheduler.jobs import JOBS, Job, load_jobs

log = logging.getLogger("clock")
EVERY_SECONDS = 20


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


class Bell:
    """Rings while the process runs."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self.database = database
        self.now = now
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    def start(self) -> None:
        self._scheduler.add_job(
            self.ring, IntervalTrigger(seconds=EVERY_SECONDS), coalesce=True, max_instances=1, misfire_grace_time=None
        )
        self._scheduler.start()

    async def ring(self) -> None:
        await ring_all(self.database, self.now())

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)
