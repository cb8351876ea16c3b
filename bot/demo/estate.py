"""The demo's estate: one folder with its database, files, clock and seats; made when missing, made anew on reset."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.demo import story
from bot.demo.books import write_books
from bot.demo.clock import LOCAL, DemoClock, opening
from bot.files import Store
from bot.web.seats import new_token, seat_of
from config.settings import Settings
from handlers.desk.registry import load_features
from models.database import Database, Keyring, use_keys
from models.migrations import upgrade

ROOMS = {"业主群": "owners"}
Prepare = Callable[[Database], None]


@dataclass
class DemoEstate:
    """`tokens` by name of the person: who has the folder has the demo."""

    folder: Path
    database: Database
    store: Store
    clock: DemoClock
    tokens: dict[str, str]
    prepare: Prepare

    @classmethod
    def open(cls, folder: Path, settings: Settings, prepare: Prepare = upgrade) -> DemoEstate:
        """The estate of this folder, with the newest schema; its story played first when it is new."""
        use_keys(Keyring(settings.key_list))
        load_features()
        folder.mkdir(parents=True, exist_ok=True)
        file, seats = folder / "demo.sqlite3", folder / "seats.json"
        fresh = not file.exists() or not seats.exists()
        tokens = {} if fresh else json.loads(seats.read_text(encoding="utf-8"))
        clock = DemoClock(folder / "clock.json")
        made = cls(folder, Database(f"sqlite:///{file}"), Store(settings.files_dir), clock, tokens, prepare)
        if fresh:
            made.begin_anew()
        else:
            prepare(made.database)
        return made

    @property
    def seats(self) -> dict[str, str]:
        return {name: seat_of(token) for name, token in self.tokens.items()}

    def begin_anew(self) -> None:
        """Make the estate in a file aside, or take the one made today, and put it into the one that is open.

        Slow (seconds): not on the loop.
        """
        opens = opening()
        aside = self.folder / f"fresh-{opens:%Y%m%d}.sqlite3"
        if not aside.exists():
            self._make(aside, opens)
        self._put_in(aside)
        self.clock.set(opens)

    def _make(self, ready: Path, opens: datetime) -> None:
        for path in self.folder.glob("fresh*"):
            path.unlink()
        aside = self.folder / "fresh.sqlite3"
        fresh = Database(f"sqlite:///{aside}")
        try:
            self.prepare(fresh)
            with tempfile.TemporaryDirectory() as books:
                write_books(Path(books), opens.astimezone(LOCAL).year)
                for path in Path(books).iterdir():
                    self.store.put(path.read_bytes())
                asyncio.run(story.play(fresh, opens, Path(books)))
            self._know(fresh.read_now(story.names_of))
            fresh.run_now(story.develop, self.store)
            fresh.run_now(story.move_to_pages, self.seats, ROOMS)
        finally:
            fresh.close()
        with sqlite3.connect(aside) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
        connection.close()
        aside.replace(ready)

    def _know(self, names: list[str]) -> None:
        """Everybody has a seat, and keeps it over a reset."""
        for name in names:
            self.tokens.setdefault(name, new_token())
        (self.folder / "seats.json").write_text(json.dumps(self.tokens, ensure_ascii=False), encoding="utf-8")

    def _put_in(self, aside: Path) -> None:
        """Page by page under SQLite's own locks: whoever has the database open sees the old one, then the new one."""
        live = Path(str(self.database.url.database))
        with sqlite3.connect(aside) as source, sqlite3.connect(live, timeout=20) as target:
            source.backup(target)
        source.close()
        target.close()
