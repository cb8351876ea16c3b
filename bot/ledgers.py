"""Files of accounts are read outside any unit of work: the table becomes entries, stored in committed chunks.

A process that dies in the middle leaves the statement at `reading`; the next one begins it anew.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.files.store import Store
from bot.mishaps import alone
from bot.sheets import UnreadableFile, read_sheets
from config.values import Saying, saying
from models.calendar import local_day
from models.database import Database
from models.disclosures.actions import CHUNK, fail_reading, finish_reading, store_entries
from models.disclosures.combining import Page, Reading, read_pages
from models.disclosures.ledgers import WrongFile
from models.disclosures.queries import Unread, unread
from models.letters.tables import FileState

log = logging.getLogger("ledgers")
_PAUSE = 3.0


def read_file(data: bytes, name: str, this_year: int, year: int = 0) -> Reading:
    """Every sheet of the file as one ledger of one year. Raises UnreadableFile or WrongFile. Slow: a worker thread."""
    pages = [Page(sheet.name, sheet.rows) for sheet in read_sheets(data, name)]
    return read_pages(pages, this_year, year or None)


class LedgerReader:
    """Reads what waits in one process. `now` gives the aware moment."""

    def __init__(self, database: Database, store: Store, now: Callable[[], datetime]) -> None:
        self.database = database
        self.store = store
        self.now = now

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await self.read_waiting()
            await asyncio.sleep(_PAUSE)

    async def read_waiting(self) -> int:
        """Everything whose file is there by now. Returns how many were settled."""
        waiting: Sequence[Unread] = await self.database.read(unread)
        for one in waiting:
            with alone(log, f"the reading of ledger {one.id}") as mishap:
                await self._read(one)
            if mishap.reference:
                await self._refuse(one, saying("disclosures-refused-file"))
        return len(waiting)

    async def _read(self, one: Unread) -> None:
        if one.state is not FileState.KEPT or not self.store.has(one.digest):
            await self._refuse(one, saying("disclosures-refused-file"))
            return
        data = await asyncio.to_thread(self.store.path(one.digest).read_bytes)
        try:
            reading = await asyncio.to_thread(read_file, data, one.name, local_day(self.now()).year, one.year)
        except UnreadableFile as no:
            await self._refuse(one, no.saying)
            return
        except WrongFile as no:
            await self._refuse(one, no.saying())
            return
        entries = reading.ledger.entries
        for start in range(0, len(entries), CHUNK):
            await self.database.run(store_entries, one.id, entries[start : start + CHUNK])
        await self.database.run(finish_reading, one.id, reading, self.now())

    async def _refuse(self, one: Unread, why: Saying) -> None:
        await self.database.run(fail_reading, one.id, why, self.now())
