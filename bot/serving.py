"""The process that serves: database, channels, senders, the bell and the web server, started and stopped as one."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import socket
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.clock import Bell
from bot.files import Store
from bot.files.opening import from_opener
from bot.ledgers import LedgerReader
from bot.papers.registry import use_public_url
from bot.sender import Sender
from bot.web.app import create_app
from bot.web.courier import WebCourier
from bot.web.frames import LARGEST
from bot.web.house import WebHouse
from config.settings import Mode, Settings, UnsafeSettings
from models.database import Database, Keyring, SchemaTooOld, use_keys
from models.migrations import is_current

if TYPE_CHECKING:
    from bot.telegram.wire import TelegramBot

log = logging.getLogger("serving")
_PATIENCE = 5
_PAUSE = 0.5


def real_now() -> datetime:
    return datetime.now(UTC)


class Serving:
    """`add` channels before it runs. `now` gives the aware moment everything here goes by."""

    def __init__(self, house: WebHouse, *, bell: bool = True) -> None:
        self.house = house
        self.database = house.database
        web = Sender(house.database, WebCourier(house), house.now, here=house.hub.present)
        house.hub.on_join = web.wake
        self.senders = {"web": web}
        self.bell = Bell(house.database, house.now) if bell else None
        self.routes: list[BaseRoute] = []
        self.runs: list[Callable[[], Coroutine[Any, Any, None]]] = [
            house.keeper.run,
            web.run,
            LedgerReader(house.database, house.store, house.now).run,
        ]
        self.stop: Callable[[], None] = lambda: None

    def add(
        self,
        sender: Sender,
        routes: Sequence[BaseRoute] = (),
        run: Callable[[], Coroutine[Any, Any, None]] | None = None,
    ) -> None:
        """Another channel: its sender, the addresses it is called at, what it does all the while (`run`; the sender's
        own where there is none).
        """
        self.senders[sender.courier.traits.name] = sender
        self.routes += routes
        self.runs.append(run or sender.run)

    def app(self) -> Starlette:
        made = create_app(self.house, self.routes)
        made.router.lifespan_context = self._lifespan
        return made

    @contextlib.asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        async with self.running():
            yield

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Senders, keeper and bell work; at the end they are stopped and the pages hung up."""
        self.database.on_commit = self._wake
        tasks = [asyncio.create_task(run()) for run in self.runs]
        for task in tasks:
            task.add_done_callback(self._ended)
        if self.bell is not None:
            self.bell.start()
        try:
            yield
        finally:
            if self.bell is not None:
                self.bell.stop()
            self.house.hub.close_all()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self.database.on_commit = lambda _channels: None

    def _wake(self, channels: set[str]) -> None:
        for channel in channels & self.senders.keys():
            self.senders[channel].wake()

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Nothing that must go on all the while may end unseen: the process stops and whoever watches it starts it anew."""
        if task.cancelled():
            return
        log.critical("a part of the process ended", exc_info=task.exception())
        self.stop()


def build(settings: Settings) -> Serving:
    """From settings that were examined. Raises SchemaTooOld when `db upgrade` is due."""
    use_keys(Keyring(settings.key_list))
    use_public_url(settings.public_url)
    database = Database(settings.database_url)
    if not is_current(database):
        database.close()
        raise SchemaTooOld
    house = WebHouse(database, Store(settings.files_dir), real_now, settings.public_url)
    serving = Serving(house)
    if settings.has_telegram:
        _add_telegram(serving, settings)
    if settings.has_wechat:
        _add_wechat(serving, settings)
    return serving


def _add_telegram(serving: Serving, settings: Settings) -> None:
    """Imported here: an installation without a token does not load Telegram's library."""
    from bot.telegram.files import fetcher  # noqa: PLC0415
    from bot.telegram.service import TelegramService  # noqa: PLC0415
    from bot.telegram.wire import TelegramBot  # noqa: PLC0415

    given, house = settings.telegram, serving.house
    bot = TelegramBot(given.token.get_secret_value(), given.api_base)
    service = TelegramService(bot, house.dispatch, from_opener(house.opener, house.now))
    house.keeper.fetchers["telegram"] = fetcher(bot)
    secret = given.webhook_secret.get_secret_value()
    hooked = given.mode is Mode.WEBHOOK
    webhook = (settings.webhook_url, secret) if hooked else None
    how = f"by webhook at {settings.webhook_url}" if hooked else "by polling"

    async def run() -> None:
        await asyncio.gather(service.run(webhook=webhook), _introduce(bot, how))

    serving.add(service.sender, [service.route(secret)] if hooked else (), run)


def _add_wechat(serving: Serving, settings: Settings) -> None:
    """Imported here, as Telegram is."""
    from bot.wechat.client import WeChatClient  # noqa: PLC0415
    from bot.wechat.codes import SceneCodes  # noqa: PLC0415
    from bot.wechat.envelope import Envelope  # noqa: PLC0415
    from bot.wechat.files import fetcher  # noqa: PLC0415
    from bot.wechat.official import OfficialAccount  # noqa: PLC0415
    from bot.wechat.pages import SignIn  # noqa: PLC0415

    given = settings.wechat
    client = WeChatClient(given.app_id, given.secret.get_secret_value(), given.api_base)
    envelope = Envelope(given.token.get_secret_value(), given.app_id, given.aes_key.get_secret_value())
    house = serving.house
    service = OfficialAccount(client, envelope, house.dispatch, from_opener(house.opener, house.now), given.templates)
    house.keeper.fetchers["wechat"] = fetcher(client)
    house.opener.codes = SceneCodes(client, house.database, house.now).address
    entrance = SignIn(house, client, given.open_base)
    if given.sign_in:
        house.ask_who, house.knows = entrance.ask_who, "wechat"
    serving.add(service.sender, [service.route(), entrance.route()], service.run)


async def _introduce(bot: TelegramBot, how: str) -> None:
    """Says as which bot, once Telegram has told us."""
    log.info("telegram: open, %s", how)
    while True:
        try:
            name = bot.me.username
        except RuntimeError:  # not told yet
            await asyncio.sleep(_PAUSE)
        else:
            log.info("telegram: answers as %s", f"@{name}" if name else "a bot without a name")
            return


def server(serving: Serving, host: str, port: int) -> uvicorn.Server:
    """One worker: the pages that are open are known in memory. Forwarded headers count from this machine only."""
    made = uvicorn.Server(
        uvicorn.Config(
            serving.app(),
            host=host,
            port=port,
            ws="websockets-sansio",
            ws_max_size=LARGEST,
            log_config=None,
            access_log=False,
            server_header=False,
            forwarded_allow_ips="127.0.0.1",
            timeout_graceful_shutdown=_PATIENCE,
        )
    )
    serving.stop = lambda: setattr(made, "should_exit", True)
    return made


def listen(host: str, port: int) -> socket.socket:
    """Raises UnsafeSettings naming what to mend when nobody can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        name = "YXM_PORT" if error.errno in {errno.EADDRINUSE, errno.EACCES} else "YXM_HOST"
        raise UnsafeSettings([f"{name}: cannot listen at {host}:{port} ({error.strerror or error})"]) from None


def run(settings: Settings) -> None:
    """Serve until told to stop (SIGINT, SIGTERM)."""
    with listen(settings.host, settings.port) as listening:
        serving = build(settings)
        log.info("web: open; listens at http://%s:%s", settings.host, settings.port)
        if not settings.has_telegram:
            log.info("telegram: closed, no YXM_TELEGRAM__TOKEN")
        try:
            server(serving, settings.host, settings.port).run(sockets=[listening])
        finally:
            serving.database.close()
