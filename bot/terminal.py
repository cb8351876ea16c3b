"""The terminal: a real channel for one person at a time, good for trying things and for an installation without chat apps.

Answers are handed over here; what comes unasked appears after each line and every two seconds.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from bot import boards
from bot.clock import Bell
from bot.dispatch import Dispatch
from bot.files import Keeper, Store, UnfitError
from bot.files.keeper import Wanted
from bot.ledgers import LedgerReader
from bot.rendering import Message, compose, toast_text
from bot.sender import Sender
from config.channels import TERMINAL
from handlers.desk.registry import load_features
from models.database import Database
from models.letters.shapes import Enclosed, Incoming, Parcel, Served, Told
from models.letters.tables import FileKind

_TICK = 2.0
_PHOTOS = {".jpg", ".jpeg", ".png", ".webp", ".heic"}


class Terminal:
    """`who` is the account's name on this channel: each name is a person of its own."""

    traits = TERMINAL

    def __init__(self, database: Database, files_dir: Path, who: str, lang: str = "zh") -> None:
        load_features()
        self.who = who
        self.lang = lang
        self.dispatch = Dispatch(database, _now)
        self.sender = Sender(database, self, _now, here=lambda: [who])
        self.bell = Bell(database, _now)
        store = Store(files_dir)
        self.keeper = Keeper(database, store)
        self.ledgers = LedgerReader(database, store, _now)
        self.keeper.fetchers[TERMINAL.name] = _fetch
        self._one_at_a_time = asyncio.Lock()
        self._tty = sys.stdin.isatty()

    async def talk(self, estate: str = "") -> None:
        """Until /quit or the end of the input. With an estate, begin as if its QR code had been scanned; first comes what
        was not handed over yet, last the question that was left open.
        """
        self.bell.start()
        ticking = asyncio.create_task(self._tick())
        try:
            await self._work()
            if estate:
                await self._tell(Told.SCANNED, f"e_{estate.upper()}")
            await self._tell(Told.RETURNED, "")
            lines = _lines()
            while (line := await self._next(lines)) is not None:
                await self._heard(line)
        finally:
            ticking.cancel()
            with suppress(asyncio.CancelledError):
                await ticking
            self.bell.stop()

    async def _next(self, lines: asyncio.Queue[str | None]) -> str | None:
        if self._tty:
            print("> ", end="", flush=True)
        line = await lines.get()
        return None if line is None or line.strip() in {"/quit", "/exit"} else line.strip()

    async def _heard(self, line: str) -> None:
        if not line:
            return
        word, _, rest = line.partition(" ")
        if word not in {"/photo", "/file"}:
            await self._tell(Told.SAID, line)
            return
        enclosed = _enclosed(rest.strip())
        if enclosed is None:
            print(f"error: there is no file {rest}", file=sys.stderr)
        else:
            await self._tell(Told.SAID, "", enclosed)

    async def _tell(self, told: Told, text: str, *enclosed: Enclosed) -> None:
        incoming = Incoming(
            TERMINAL.name, uuid4().hex, told, self.who, _now(), text, name=self.who, lang=self.lang, enclosed=enclosed
        )
        served = await self.dispatch.serve(incoming, TERMINAL)
        await self._show(served)
        await self._work()

    async def _show(self, served: Served) -> None:
        given = []
        for parcel in served.answers:
            message = compose(parcel, _now(), TERMINAL)
            _print(message)
            given.append((parcel.id, "", message.text))
        if served.toast is not None:
            print(f"· {toast_text(served.toast, _now())}", flush=True)
        await self.dispatch.handed_over(given)

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(_TICK)
            await self._work()

    async def _work(self) -> None:
        """What `serve` does all the while: keep what was sent, read the tables among it, hand over what came of it."""
        async with self._one_at_a_time:
            await self.keeper.keep_wanted()
            await self.ledgers.read_waiting()
            await self.sender.drain()

    async def hand_over(self, parcel: Parcel, message: Message) -> str:
        """A letter that came unasked."""
        _print(message, "✉ ")
        return str(parcel.id)

    async def show_board(self, shown: boards.Shown) -> str:
        """A terminal is in no room."""
        return shown.platform_id or "terminal"


def _enclosed(named: str) -> Enclosed | None:
    path = Path(named).expanduser()
    if not path.is_file():
        return None
    kind = FileKind.PHOTO if path.suffix.lower() in _PHOTOS else FileKind.FILE
    return Enclosed(kind, str(path.absolute()), path.name, size=path.stat().st_size)


def _print(message: Message, mark: str = "") -> None:
    papers = "".join(f" [{each.name or each.file}]" for each in message.papers)
    print(f"{mark}{message.text}{papers}", flush=True)


def _now() -> datetime:
    return datetime.now(UTC)


async def _fetch(wanted: Wanted) -> bytes:
    try:
        return await asyncio.to_thread(Path(wanted.platform_id).read_bytes)
    except FileNotFoundError:
        raise UnfitError("web-file-broken") from None


def _lines() -> asyncio.Queue[str | None]:
    """The lines of stdin as they come, None at its end; read beside, so that letters can appear while nothing is typed."""
    queue: asyncio.Queue[str | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        with suppress(RuntimeError):  # the loop is gone: nobody listens any more
            for line in sys.stdin:
                loop.call_soon_threadsafe(queue.put_nowait, line)
            loop.call_soon_threadsafe(queue.put_nowait, None)

    threading.Thread(target=read, name="stdin", daemon=True).start()
    return queue
