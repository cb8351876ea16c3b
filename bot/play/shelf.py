"""The files a transcript speaks of, `(file 账目.csv)`: they lie beside it, and are kept and read as any others."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

from bot.files.keeper import FetchError, Keeper, Wanted
from bot.files.store import Store
from bot.ledgers import LedgerReader
from models.database import Database


class Shelf:
    """`folder` is where the transcript lies. Nothing stays on disk between two lines."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def has(self, name: str) -> bool:
        return self._path(name) is not None

    def _path(self, name: str) -> Path | None:
        path = self.folder / Path(name).name
        return path if path.suffix != ".txt" and path.is_file() else None

    async def keep(self, database: Database, now: datetime) -> None:
        """Fetch what was sent, read what is to be read."""
        with tempfile.TemporaryDirectory() as folder:
            store = Store(Path(folder))
            for path in self.folder.iterdir():
                if self.has(path.name):
                    store.put(path.read_bytes())
            keeper = Keeper(database, store, lambda: now)
            keeper.fetchers["stage"] = self._fetch
            await keeper.keep_wanted()
            await LedgerReader(database, store, lambda: now).read_waiting()

    async def _fetch(self, wanted: Wanted) -> bytes:
        path = self._path(wanted.name)
        if path is None:
            raise FetchError(wanted.name or "no file of the transcript")
        return path.read_bytes()
