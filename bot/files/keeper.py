"""What came with messages is fetched after the commit: examined, stored, and its row says how it went."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from bot.files.examine import UnfitError, examine
from bot.files.store import Store
from bot.mishaps import alone
from models.database import Database, RowSession
from models.letters.tables import Attachment, FileKind, FileState

log = logging.getLogger("files")
_AFTER = tuple(timedelta(minutes=each) for each in (0, 0.5, 2, 10, 60, 6 * 60, 24 * 60, 48 * 60, 71 * 60))
"""How long after its message a file is tried for, and tried again: WeChat keeps one three days."""
_PAUSE = 30.0
_AT_ONCE = 20
_UNCLAIMED = 8 * 24 * 3600.0
"""Seconds an uploaded file waits for its message: a phone may be off the net for days."""


@dataclass(frozen=True)
class Wanted:
    id: UUID
    channel: str
    platform_id: str
    kind: FileKind
    name: str
    tries: int


@dataclass(frozen=True)
class Held:
    """It lies in the store already, examined."""

    digest: str


class FetchError(Exception):
    """Not now; it is tried again."""


Fetch = Callable[[Wanted], Awaitable[bytes | Held]]
"""How a channel gets a file by its platform id. Raises FetchError, or UnfitError when there is nothing to be had."""


class Keeper:
    """`fetchers` by channel; `wake` may be called from any thread after a commit that brought attachments."""

    def __init__(
        self, database: Database, store: Store, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.database = database
        self.store = store
        self.now = now
        self.fetchers: dict[str, Fetch] = {}
        self._one_at_a_time = asyncio.Lock()
        self._woken = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def wake(self) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._woken.set)

    async def run(self) -> None:
        """Keep what is wanted until cancelled; sweep what nobody claimed, about once an hour."""
        self._loop = asyncio.get_running_loop()
        next_sweep = 0.0
        while True:
            self._woken.clear()
            await self.keep_wanted()
            if self._loop.time() >= next_sweep:
                await self.sweep()
                next_sweep = self._loop.time() + 3600
            with suppress(TimeoutError):
                async with asyncio.timeout(_PAUSE):  # wait_for can lose a cancellation
                    await self._woken.wait()

    async def keep_wanted(self) -> int:
        """One pass over what is wanted now. Returns how many were kept."""
        async with self._one_at_a_time:
            wanted = await self.database.read(_wanted, list(self.fetchers), self.now())
            return sum([await self._keep_or_not(each) for each in wanted])

    async def _keep_or_not(self, wanted: Wanted) -> bool:
        """A file that breaks us is tried like one that did not come."""
        with alone(log, f"the keeping of attachment {wanted.id}"):
            return await self._keep(wanted)
        await self.database.run(_failed, wanted.id)
        return False

    async def _keep(self, wanted: Wanted) -> bool:
        try:
            found = await self.fetchers[wanted.channel](wanted)
            if isinstance(found, Held):
                digest, size = found.digest, self.store.path(found.digest).stat().st_size
            else:
                digest, size = await asyncio.to_thread(self._examine, found, wanted)
        except (FetchError, OSError, TimeoutError) as error:
            log.info("attachment %s not fetched yet: %s", wanted.id, error)
            await self.database.run(_failed, wanted.id)
            return False
        except UnfitError as unfit:
            await self.database.run(_settled, wanted.id, FileState.REFUSED, "", 0)
            log.info("attachment %s refused: %s", wanted.id, unfit.key)
            return False
        await self.database.run(_settled, wanted.id, FileState.KEPT, digest, size)
        return True

    def _examine(self, data: bytes, wanted: Wanted) -> tuple[str, int]:
        found = examine(data, wanted.name, wanted.kind)
        return self.store.put(found.data), len(found.data)

    async def sweep(self) -> int:
        """Discard files that no row names any more. Returns how many."""
        lying = await asyncio.to_thread(lambda: list(self.store.all(older_than=_UNCLAIMED)))
        gone = 0
        for start in range(0, len(lying), 500):
            part = lying[start : start + 500]
            named = await self.database.read(_named, part)
            for digest in set(part) - named:
                self.store.discard(digest)
                gone += 1
        return gone


def _wanted(session: RowSession, channels: Sequence[str], now: datetime) -> list[Wanted]:
    turns = [
        sa.and_(col(Attachment.tries) == tries, col(Attachment.created_at) <= now - after)
        for tries, after in enumerate(_AFTER)
    ]
    query = (
        select(Attachment)
        .where(Attachment.state == FileState.WANTED, col(Attachment.channel).in_(channels), sa.or_(*turns))
        .order_by(col(Attachment.tries), col(Attachment.id))
        .limit(_AT_ONCE)
    )
    return [
        Wanted(each.id, each.channel, each.platform_id, each.kind, each.name, each.tries)
        for each in session.exec(query)
    ]


def _settled(session: RowSession, attachment_id: UUID, state: FileState, digest: str, size: int) -> None:
    row = session.get(Attachment, attachment_id, with_for_update=True)
    if row is not None and row.state is FileState.WANTED:
        row.state, row.sha256, row.size = state, digest, size


def _failed(session: RowSession, attachment_id: UUID) -> None:
    row = session.get(Attachment, attachment_id, with_for_update=True)
    if row is not None and row.state is FileState.WANTED:
        row.tries += 1
        if row.tries >= len(_AFTER):
            row.state = FileState.REFUSED


def _named(session: RowSession, digests: Sequence[str]) -> set[str]:
    query = select(col(Attachment.sha256)).where(
        col(Attachment.sha256).in_(digests), Attachment.state == FileState.KEPT
    )
    return set(session.exec(query))
