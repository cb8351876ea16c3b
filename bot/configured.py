"""Each channel that has its settings joins the process that serves. A channel's library is imported only then."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING

from bot.files.opening import from_opener
from config.settings import Mode, Settings

if TYPE_CHECKING:
    from bot.serving import Serving
    from bot.telegram.wire import TelegramBot

log = logging.getLogger("serving")
_PAUSE = 0.5


def add_channels(serving: Serving, settings: Settings) -> None:
    if settings.has_telegram:
        _telegram(serving, settings)
    if settings.has_wechat:
        _wechat(serving, settings)
    if settings.has_wecom:
        _wecom(serving, settings)
    if settings.wecom.group_keys:
        _wecom_groups(serving, settings)


def _telegram(serving: Serving, settings: Settings) -> None:
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

    if not hooked:
        serving.alarm.polled = ("telegram",)

    async def open_() -> None:
        await asyncio.gather(service.open(), _introduce(bot, how))

    serving.add(
        service.sender, [service.route(secret)] if hooked else (), partial(service.work, webhook=webhook), open=open_
    )


def _wechat(serving: Serving, settings: Settings) -> None:
    """Imported here, as Telegram is."""
    from bot.tencent.files import fetcher  # noqa: PLC0415
    from bot.wechat.client import WeChatClient  # noqa: PLC0415
    from bot.wechat.codes import SceneCodes  # noqa: PLC0415
    from bot.wechat.envelope import Envelope  # noqa: PLC0415
    from bot.wechat.official import OfficialAccount  # noqa: PLC0415
    from bot.wechat.pages import SignIn  # noqa: PLC0415

    given, house = settings.wechat, serving.house
    client = WeChatClient(given.app_id, given.secret.get_secret_value(), given.api_base)
    envelope = Envelope(given.token.get_secret_value(), given.app_id, given.aes_key.get_secret_value())
    service = OfficialAccount(client, envelope, house.dispatch, from_opener(house.opener, house.now), given.templates)
    house.keeper.fetchers["wechat"] = fetcher(client)
    house.opener.codes = SceneCodes(client, house.database, house.now).address
    entrance = SignIn(house, client, given.open_base)
    if given.sign_in:
        house.ask_who, house.knows = entrance.ask_who, "wechat"
    serving.add(service.sender, [service.route(), entrance.route()], service.work, open=service.open)


def _wecom(serving: Serving, settings: Settings) -> None:
    """Imported here, as Telegram is."""
    from bot.tencent.envelope import Seal  # noqa: PLC0415
    from bot.tencent.files import fetcher  # noqa: PLC0415
    from bot.wecom.app import WeComApp  # noqa: PLC0415
    from bot.wecom.client import WeComClient  # noqa: PLC0415

    given, house = settings.wecom, serving.house
    client = WeComClient(given.corp_id, given.agent_id, given.secret.get_secret_value(), given.api_base)
    seal = Seal(given.token.get_secret_value(), given.corp_id, given.aes_key.get_secret_value())
    app = WeComApp(client, seal, house.dispatch, from_opener(house.opener, house.now))
    house.keeper.fetchers["wecom"] = fetcher(client)
    serving.add(app.sender, [app.route()], app.work, open=app.open)


def _wecom_groups(serving: Serving, settings: Settings) -> None:
    from bot.pacing import Pacing  # noqa: PLC0415
    from bot.wecom.groups import GroupCourier, Groups, pace  # noqa: PLC0415
    from bot.wecom.turns import Turns  # noqa: PLC0415

    given, house = settings.wecom, serving.house
    turns = Turns(house.database, house.now, Pacing(pace()))
    groups = Groups(GroupCourier(given.group_keys, turns, from_opener(house.opener, house.now), given.api_base))
    serving.add(groups.sender, open=groups.open)


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
