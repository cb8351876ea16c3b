"""The platforms' side: tokens, webhook, rights, the clock. Nothing is changed there."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from bot.checks.findings import Finding, must, note, ok
from config.settings import Mode, Settings

_PATIENCE = 10.0
_MOST_DRIFT = 30.0
_MANY_WAITING = 100
_WECHAT_SAYS = {
    40013: "YXM_WECHAT__APP_ID is not an account's; look in the console, 基本配置",
    40125: "YXM_WECHAT__SECRET is wrong; make a new one in the console, 基本配置",
    40001: "YXM_WECHAT__SECRET is wrong; make a new one in the console, 基本配置",
    40164: "this machine's address is not in the console's IP 白名单; add it there",
}
"""What its numbers mean when a token is asked for; below, WeCom's."""

_WECOM_SAYS = {
    40013: "YXM_WECOM__CORP_ID is no organisation's; look in 管理后台, 我的企业",
    40001: "YXM_WECOM__SECRET is wrong; look on the app's page",
    60020: "this machine's address is not among the app's 企业可信IP; add it on the app's page",
}


async def telegram(settings: Settings) -> list[Finding]:
    """What Telegram says of the bot; one note when there is no token."""
    if not settings.has_telegram:
        return [note("telegram", "no token: the channel is closed")]
    base = f"{settings.telegram.api_base.rstrip('/')}/bot{settings.telegram.token.get_secret_value()}"
    try:
        async with httpx.AsyncClient(timeout=_PATIENCE) as client:
            me = await client.post(f"{base}/getMe")
            hook = await client.post(f"{base}/getWebhookInfo")
            return [*_token(me), *_webhook(settings, hook.json().get("result") or {})]
    except httpx.HTTPError as error:
        return [must("telegram", f"{settings.telegram.api_base} does not answer ({type(error).__name__})")]
    except (ValueError, AttributeError):
        return [must("telegram", f"{settings.telegram.api_base} does not speak the Bot API; mend the address")]


def _token(answer: httpx.Response) -> list[Finding]:
    body = answer.json()
    if not body.get("ok"):
        return [
            must("telegram", f"the token is refused ({body.get('description', answer.status_code)}); ask @BotFather")
        ]
    me = body["result"]
    found = [ok("telegram", f"@{me['username']}" if me.get("username") else f"answers as {me.get('first_name', '?')}")]
    if not me.get("can_join_groups", True):
        found.append(note("telegram", "may not join groups; @BotFather, /setjoingroups"))
    return [*found, *_drift(answer)]


def _drift(answer: httpx.Response) -> list[Finding]:
    said = answer.headers.get("date")
    if not said:
        return []
    drift = abs((datetime.now(UTC) - parsedate_to_datetime(said)).total_seconds())
    if drift > _MOST_DRIFT:
        return [must("clock", f"differs by {drift:.0f} s from Telegram's; turn on time synchronisation")]
    return []


def _webhook(settings: Settings, info: dict[str, Any]) -> list[Finding]:
    set_to, waiting = str(info.get("url") or ""), int(info.get("pending_update_count") or 0)
    found = []
    if settings.telegram.mode is Mode.POLLING:
        if set_to:
            found.append(note("webhook", "one is set at Telegram; `serve` takes it away before it polls"))
    elif set_to != settings.webhook_url:
        found.append(note("webhook", f"not set to {settings.webhook_url} yet; `serve` sets it"))
    elif info.get("last_error_message"):
        found.append(must("webhook", f"Telegram cannot deliver: {info['last_error_message']}"))
    else:
        found.append(ok("webhook", set_to))
    if waiting > _MANY_WAITING:
        found.append(note("webhook", f"{waiting} updates wait at Telegram"))
    return found


async def wechat(settings: Settings, *, transport: httpx.AsyncBaseTransport | None = None) -> list[Finding]:
    """What WeChat says of the official account; one note when there is no app id."""
    if not settings.has_wechat:
        return [note("wechat", "no app id: the channel is closed")]
    from bot.wechat.client import GarbledError, WeChatClient, WeChatError

    given = settings.wechat
    client = WeChatClient(given.app_id, given.secret.get_secret_value(), given.api_base, transport=transport)
    try:
        await client.check_secret()
    except WeChatError as error:
        return [must("wechat", _WECHAT_SAYS.get(error.code, f"the secret is refused ({error})"))]
    except (httpx.HTTPError, GarbledError) as error:
        return [must("wechat", f"{given.api_base} does not answer as WeChat does ({type(error).__name__})")]
    finally:
        await client.close()
    mode = "safe mode" if given.aes_key.get_secret_value() else "plain mode"
    return [ok("wechat", f"the secret is taken, {mode}; the console must call {settings.public_url}/wechat/callback")]


async def wecom(settings: Settings, *, transport: httpx.AsyncBaseTransport | None = None) -> list[Finding]:
    """What WeCom says of the app; one note when there is none."""
    if not settings.has_wecom:
        return [note("wecom", "no corp id: the channel is closed")]
    from bot.wecom.client import GarbledError, WeChatError, WeComClient

    given = settings.wecom
    secret = given.secret.get_secret_value()
    client = WeComClient(given.corp_id, given.agent_id, secret, given.api_base, transport=transport)
    try:
        shown = await client.app_name()
    except WeChatError as error:
        return [must("wecom", _WECOM_SAYS.get(error.code, f"the app is refused ({error})"))]
    except (httpx.HTTPError, GarbledError) as error:
        return [must("wecom", f"{given.api_base} does not answer as WeCom does ({type(error).__name__})")]
    finally:
        await client.close()
    return [ok("wecom", f"answers as {shown}; the app's page must call {settings.public_url}/wecom/callback")]
