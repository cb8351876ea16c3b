"""The process that serves: database, channels, senders, the bell and the web server, started and stopped as one.

Every process answers what comes to it; what one of all does has a post on its watch (bot.watch).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime
from enum import Enum

from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.clock import Bell
from bot.configured import add_channels
from bot.files import Store
from bot.health import health_routes
from bot.ledgers import LedgerReader
from bot.listening import listen, server
from bot.metrics import Metrics
from bot.papers.registry import load_papers, use_public_url
from bot.sender import Sender
from bot.signs import Alarm, Sign, reach
from bot.watch import Alone, HeldElsewhereError, Shared, Watch, Work, for_ever, through_outages
from bot.web.app import create_app
from bot.web.courier import WebCourier
from bot.web.house import WebHouse
from config.limits import person_limits
from config.settings import Settings, UnsafeSettings
from handlers.desk.registry import load_features
from models.database import Database, Keyring, SchemaTooOld, use_keys
from models.migrations import is_current

log = logging.getLogger("serving")


def real_now() -> datetime:
    return datetime.now(UTC)


class Part(Enum):
    """What a process takes part in: `web` answers pages and webhooks, `worker` does what one of all does."""

    WEB = "web"
    WORKER = "worker"
    ALL = "all"


class Serving:
    """`add` channels before it runs. `now` gives the aware moment everything here goes by; `watch` is for what one
    process of all does (without one this process is the only one).
    """

    def __init__(
        self, house: WebHouse, *, bell: bool = True, watch: Watch | None = None, part: Part = Part.ALL
    ) -> None:
        load_features()
        load_papers()
        self.house = house
        self.part = part
        self.database = house.database
        self.watch = watch or Alone()
        here, rooms = house.hub.present, lambda: self.watch.holds("web")
        web = Sender(house.database, WebCourier(house), house.now, here=here, rooms=rooms)
        house.hub.on_join = web.wake
        self.senders = {"web": web}
        self.wakes: dict[str, Callable[[], None]] = {"web": web.wake, "files": house.keeper.wake}
        self.routes: list[BaseRoute] = []
        self.runs: list[Work] = [web.run, house.echo.run]
        self.stop: Callable[[], None] = lambda: None
        self.leaving = False
        self.metrics = Metrics(self)
        self.metrics_token = ""
        self.alarm = Alarm(house.database, house.now)
        self._watching: asyncio.Task[None] | None = None
        self.post("web", for_ever)
        self.post("files", house.keeper.run)
        self.post("accounts", LedgerReader(house.database, house.store, house.now).run)
        if bell:
            self.post("clock", Bell(house.database, house.now, Sign(house.database, house.now, "clock").give).run)

    def add(
        self,
        sender: Sender,
        routes: Sequence[BaseRoute] = (),
        work: Work | None = None,
        *,
        open: Work | None = None,  # noqa: A002 (as every channel calls it)
    ) -> None:
        """Another channel: its sender, the addresses it is called at; `work` is what one process of all does for it (the
        sender's own where there is none) and may begin again, `open` what each does all the while.
        """
        name = sender.courier.traits.name
        self.senders[name] = sender
        self.wakes[name] = sender.wake
        self.routes += routes
        self.post(name, work or sender.run)
        if open is not None:
            self.runs.append(open)

    def post(self, name: str, work: Work) -> None:
        """What one process of all does."""
        if self.part is not Part.WEB:
            self.watch.add(name, work)

    def app(self) -> Starlette:
        health = health_routes(self, self.metrics, self.metrics_token)
        made = Starlette(routes=health)
        if self.part is not Part.WORKER:
            made = create_app(self.house, [*health, *self.routes])
        made.router.lifespan_context = self._lifespan
        return made

    @contextlib.asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        async with self.running():
            yield

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Senders, keeper and bell work; at the end they are stopped and the pages hung up."""
        self.metrics.open()
        self.database.on_commit = self._wake
        self.alarm.channels = {name: reach(each.courier.traits) for name, each in self.senders.items()}
        self.watch.on_end = self._ended
        tasks = [asyncio.create_task(through_outages("serving", run)) for run in self.runs]
        self._watching = asyncio.create_task(self.watch.run())
        for task in [*tasks, self._watching]:
            task.add_done_callback(self._ended)
        try:
            yield
        finally:
            await self.leave()
            self.house.hub.close_all()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self.database.on_commit = lambda _woken: None
            self.metrics.close()

    async def leave(self) -> None:
        """Nothing that one process of all does is begun any more; when this returns others may take it up."""
        watching = self._watching
        if watching is not None and not self.leaving:
            watching.cancel()
        self.leaving = True
        if watching is not None:  # asked again it only waits: a second cancelling would ground what is in flight
            await asyncio.wait({watching})

    def heard(self, line: str) -> None:
        """What a process, perhaps this one, told all with a commit."""
        kind, _, names = line.partition(" ")
        if kind == "wake":
            self._wake(set(names.split(",")))
        else:
            self.house.echo.hear(line)

    def missed(self) -> None:
        """Something may have been told while we did not hear: everybody looks, and the pages read their history."""
        self._wake(set(self.wakes))
        self.house.hub.close_all()

    def _wake(self, names: set[str]) -> None:
        for name in names & self.wakes.keys():
            self.wakes[name]()

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Nothing that must go on all the while may end unseen: the process stops and whoever watches it starts it anew."""
        if task.cancelled():
            return
        log.critical("a part of the process ended", exc_info=task.exception())
        self.stop()


def build(settings: Settings, part: Part = Part.ALL) -> Serving:
    """From settings that were examined. Raises SchemaTooOld when `db upgrade` is due, UnsafeSettings when another process
    serves on this SQLite file.
    """
    use_keys(Keyring(settings.key_list))
    use_public_url(settings.public_url)
    database = Database(settings.database_url)
    if not is_current(database):
        database.close()
        raise SchemaTooOld
    house = WebHouse(database, Store(settings.files_dir), real_now, settings.public_url, pace=person_limits())
    serving = Serving(house, watch=_watch(database), part=part)
    serving.post("alarm", serving.alarm.run)
    serving.metrics_token = settings.metrics_token.get_secret_value()
    if isinstance(serving.watch, Shared):
        serving.watch.on_notice, serving.watch.on_gap = serving.heard, serving.missed
    add_channels(serving, settings)
    return serving


def _watch(database: Database) -> Watch:
    if not database.is_sqlite:
        return Shared(database.url)
    try:
        return Alone(str(database.url.database))
    except HeldElsewhereError:
        raise UnsafeSettings(
            ["YXM_DATABASE_URL: a process serves this file already, and SQLite takes one; several need PostgreSQL"]
        ) from None


def run(settings: Settings, part: Part = Part.ALL) -> None:
    """Serve until told to stop (SIGINT, SIGTERM)."""
    with listen(settings.host, settings.port) as listening:
        serving = build(settings, part)
        log.info("web: open; listens at http://%s:%s", settings.host, settings.port)
        if not settings.has_telegram:
            log.info("telegram: closed, no YXM_TELEGRAM__TOKEN")
        try:
            server(serving, settings.host, settings.port).run(sockets=[listening])
        finally:
            serving.watch.close()
            serving.database.close()
