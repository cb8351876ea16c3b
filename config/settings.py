"""What an installation decides for itself, from the environment and `.env` (names begin with YXM_).

Settings are read once, at the edge, and handed down; the floors below `bot` never ask for them. A configuration that
is unsafe or half is refused as a whole, with one line for each thing to mend.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from config.wecom import WeCom, wecom_faults

PREFIX = "YXM_"
_TOKEN = re.compile(r"[0-9]{5,20}:[A-Za-z0-9_-]{20,64}")
_HOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_APP_ID = re.compile(r"wx[A-Za-z0-9]{6,30}")
_WECHAT_TOKEN = re.compile(r"[A-Za-z0-9]{3,32}")
_FIELD = re.compile(r"[a-z_]{3,20}[0-9]{1,2}")
REMINDERS = (
    "meetings-reminder", "meetings-reminder-ask", "opinions-question", "opinions-reminder", "duties-prompt-publication",
    "duties-overdue-publication", "duties-prompt-meeting-result", "duties-overdue-meeting-result", "postings-remind",
)  # fmt: skip
"""Our letters that may go as a template message of WeChat: reminders, nothing that must be answered at once."""
_AES_KEY = re.compile(r"[A-Za-z0-9]{43}")
_SHORTEST_TOKEN = 20
_DATABASES = ("sqlite:///", "postgresql://", "postgresql+psycopg://")


class UnsafeSettings(Exception):  # noqa: N818 (a state, as the operator reads it)
    """`lines` say each thing to mend, by the name of its setting."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("; ".join(lines))
        self.lines = lines


class Environment(Enum):
    PRODUCTION = "production"
    DEVELOPMENT = "development"


class Mode(Enum):
    """How Telegram reaches us."""

    POLLING = "polling"
    WEBHOOK = "webhook"


class Telegram(BaseModel):
    """`api_base` ends before `/bot<token>`; another one than Telegram's own is for tests and local Bot API servers."""

    token: SecretStr = SecretStr("")
    api_base: str = "https://api.telegram.org"
    mode: Mode = Mode.POLLING
    webhook_secret: SecretStr = SecretStr("")


class Template(BaseModel):
    """`fields`: of the template, each with the value of our letter that stands in it (`text`: its beginning)."""

    id: str = ""
    fields: dict[str, str] = {}


def _from_json(written: Any) -> Any:
    """Read here, not by the library, which cannot say which setting it was."""
    try:
        return json.loads(written) if isinstance(written, str) else written
    except ValueError as error:
        raise ValueError(f"no JSON ({error}); .env.example shows one") from error


class WeChat(BaseModel):
    """An official account: `token` and `aes_key` stand beside the callback address in its console.

    `sign_in`: a page of ours opened inside WeChat knows who opens it; `open_base` is where it asks.
    """

    app_id: str = ""
    secret: SecretStr = SecretStr("")
    token: SecretStr = SecretStr("")
    aes_key: SecretStr = SecretStr("")
    api_base: str = "https://api.weixin.qq.com"
    sign_in: bool = False
    open_base: str = "https://open.weixin.qq.com"
    templates: Annotated[dict[str, Template], NoDecode, BeforeValidator(_from_json)] = {}


class Settings(BaseSettings):
    """Use `read_settings`; made directly it is not examined. Secrets do not show when it is printed."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", env_file=".env", env_file_encoding="utf-8", extra="ignore"
    )

    database_url: str = "sqlite:///var/yexiaomi.sqlite3"
    keys: SecretStr = SecretStr("")
    """Encryption keys, comma separated; the first seals, all open."""
    public_url: str = ""
    """Where residents' browsers and Telegram reach this installation, without a slash at the end."""
    files_dir: Path = Path("var/files")
    host: str = "127.0.0.1"
    port: int = 8000
    metrics_token: SecretStr = SecretStr("")
    """Opens /metrics to other machines; without it only this machine reads it."""
    environment: Environment = Environment.PRODUCTION
    telegram: Telegram = Telegram()
    wechat: WeChat = WeChat()
    wecom: WeCom = WeCom()
    font: Path | None = None
    """A font file for papers and charts, when the bundled one is not to be used."""

    @cached_property
    def key_list(self) -> tuple[str, ...]:
        """The encryption keys as written, the sealing one first."""
        return tuple(key for key in (part.strip() for part in self.keys.get_secret_value().split(",")) if key)

    @property
    def has_telegram(self) -> bool:
        return bool(self.telegram.token.get_secret_value())

    @property
    def has_wechat(self) -> bool:
        return bool(self.wechat.app_id)

    @property
    def has_wecom(self) -> bool:
        return bool(self.wecom.corp_id)

    @property
    def webhook_url(self) -> str:
        return f"{self.public_url.rstrip('/')}/telegram/webhook"


def read_settings(*, need_keys: bool = True, **given: Any) -> Settings:
    """The settings of this process; `given` values win over the environment.

    Raises UnsafeSettings naming every line to mend. `need_keys=False` is for commands that open no database.
    """
    settings, lines = examined(need_keys=need_keys, **given)
    if lines:
        raise UnsafeSettings(lines)
    return settings


def examined(*, need_keys: bool = True, **given: Any) -> tuple[Settings, list[str]]:
    """The settings, and every line to mend in them; what cannot be read stands there as if nobody had written it."""
    try:
        settings = Settings(**given)
    except ValidationError as error:
        unread = {str(each["loc"][0]) for each in error.errors()}
        standing = {name: Settings.model_fields[name].get_default(call_default_factory=True) for name in unread}
        settings, lines = examined(need_keys=need_keys, **{**given, **standing})
        return settings, [*(_misread(each) for each in error.errors()), *lines]
    return settings, list(faults(settings, need_keys=need_keys))


def faults(settings: Settings, *, need_keys: bool = True) -> Iterator[str]:
    """Every line to mend, in the order of `.env.example`."""
    if not settings.database_url.startswith(_DATABASES):
        yield "YXM_DATABASE_URL: write sqlite:///var/yexiaomi.sqlite3 or postgresql://user:password@host/name"
    elif settings.database_url.removeprefix("sqlite:///") in {"", ":memory:"}:
        yield "YXM_DATABASE_URL: the embedded database needs a file, as in sqlite:///var/yexiaomi.sqlite3"
    yield from _key_faults(settings, need_keys=need_keys)
    yield from _url_faults(settings)
    if 0 < len(settings.metrics_token.get_secret_value()) < _SHORTEST_TOKEN:
        yield f"YXM_METRICS_TOKEN: {_SHORTEST_TOKEN} characters or more, or nothing: then only this machine reads /metrics"
    if settings.font is not None and not settings.font.is_file():
        yield f"YXM_FONT: there is no file {settings.font}"
    if settings.has_telegram:
        yield from _telegram_faults(settings)
    elif settings.telegram.webhook_secret.get_secret_value() or settings.telegram.mode is Mode.WEBHOOK:
        yield "YXM_TELEGRAM__TOKEN: missing, though other YXM_TELEGRAM__ settings are there; @BotFather gives it"
    if settings.wechat != WeChat(api_base=settings.wechat.api_base, open_base=settings.wechat.open_base):
        yield from _wechat_faults(settings)
    yield from wecom_faults(settings.wecom, settings.public_url)


def _key_faults(settings: Settings, *, need_keys: bool) -> Iterator[str]:
    if need_keys and not settings.key_list:
        yield "YXM_KEYS: no encryption key; make one with `python -m bot keys new`, and keep a copy apart from the backups"
    for place, key in enumerate(settings.key_list, 1):
        if not is_key(key):
            yield f"YXM_KEYS: key {place} is not 32 bytes of URL-safe base64; `python -m bot keys new` prints a good one"
    if len(set(settings.key_list)) < len(settings.key_list):
        yield "YXM_KEYS: the same key stands there twice"


def _url_faults(settings: Settings) -> Iterator[str]:
    if not 1 <= settings.port <= 65535:
        yield "YXM_PORT: a port is a number from 1 to 65535"
    if not settings.public_url:
        return
    address = urlsplit(settings.public_url)
    local = address.hostname in {"127.0.0.1", "::1", "localhost"}
    if address.scheme not in {"http", "https"} or not address.hostname or address.query or address.fragment:
        yield "YXM_PUBLIC_URL: write it like https://bot.example.cn"
    elif address.scheme == "http" and not local and settings.environment is Environment.PRODUCTION:
        yield "YXM_PUBLIC_URL: must begin with https://, or signed links travel in the open"


def _telegram_faults(settings: Settings) -> Iterator[str]:
    telegram = settings.telegram
    if not _TOKEN.fullmatch(telegram.token.get_secret_value()):
        yield "YXM_TELEGRAM__TOKEN: not a bot token; it looks like 123456789:AAE... and comes from @BotFather"
    base = urlsplit(telegram.api_base)
    if base.scheme not in {"http", "https"} or not base.hostname:
        yield "YXM_TELEGRAM__API_BASE: write it like https://api.telegram.org"
    elif base.scheme == "http" and base.hostname == "api.telegram.org":
        yield "YXM_TELEGRAM__API_BASE: must begin with https://, or the token travels in the open"
    if telegram.mode is not Mode.WEBHOOK:
        return
    secret = telegram.webhook_secret.get_secret_value()
    if not secret:
        yield "YXM_TELEGRAM__WEBHOOK_SECRET: a webhook without a secret is open to everybody; 16 or more of A-Z a-z 0-9 _ -"
    elif not _HOOK_SECRET.fullmatch(secret):
        yield "YXM_TELEGRAM__WEBHOOK_SECRET: 16 to 256 characters of A-Z a-z 0-9 _ -"
    if not settings.public_url:
        yield "YXM_PUBLIC_URL: missing; YXM_TELEGRAM__MODE=webhook needs the address Telegram is to call"
    elif urlsplit(settings.public_url).scheme != "https" and settings.environment is Environment.PRODUCTION:
        yield "YXM_PUBLIC_URL: Telegram calls a webhook only at https://"


def _wechat_faults(settings: Settings) -> Iterator[str]:
    given = settings.wechat
    if not _APP_ID.fullmatch(given.app_id):
        yield "YXM_WECHAT__APP_ID: not an app id; it looks like wx0123456789abcdef and stands in the account's console"
    if not given.secret.get_secret_value():
        yield "YXM_WECHAT__SECRET: missing; the AppSecret of the account's console, 基本配置"
    if not _WECHAT_TOKEN.fullmatch(given.token.get_secret_value()):
        yield "YXM_WECHAT__TOKEN: 3 to 32 letters and digits, the same as beside the callback address; without it anybody could speak for anybody"
    aes_key = given.aes_key.get_secret_value()
    if aes_key and not _AES_KEY.fullmatch(aes_key):
        yield "YXM_WECHAT__AES_KEY: the EncodingAESKey has 43 letters and digits"
    elif not aes_key and settings.environment is Environment.PRODUCTION:
        yield "YXM_WECHAT__AES_KEY: missing; choose 安全模式 in the console, or what residents write travels readable"
    for name, written, own in (
        ("API_BASE", given.api_base, "api.weixin.qq.com"),
        ("OPEN_BASE", given.open_base, "open.weixin.qq.com"),
    ):
        base = urlsplit(written)
        if base.scheme not in {"http", "https"} or not base.hostname:
            yield f"YXM_WECHAT__{name}: write it like https://{own}"
        elif base.scheme == "http" and base.hostname == own:
            yield f"YXM_WECHAT__{name}: must begin with https://, or the secret travels in the open"
    yield from _template_faults(given.templates)
    if not settings.public_url:
        yield "YXM_PUBLIC_URL: missing; WeChat calls this address, ending in /wechat/callback"


def _template_faults(templates: dict[str, Template]) -> Iterator[str]:
    for key, each in templates.items():
        if key not in REMINDERS:
            yield f"YXM_WECHAT__TEMPLATES: {key[:40]} is none of our reminders; they are {', '.join(REMINDERS)}"
        if not each.id:
            yield f"YXM_WECHAT__TEMPLATES: {key[:40]} has no template id"
        wrong = [field for field in each.fields if not _FIELD.fullmatch(field)]
        if wrong or not each.fields:
            yield f"YXM_WECHAT__TEMPLATES: {key[:40]} needs fields like thing1 or time2, as the template names them"


def is_key(text: str) -> bool:
    try:
        return len(base64.urlsafe_b64decode(text)) == 32
    except (binascii.Error, ValueError):
        return False


def _misread(error: Any) -> str:
    name = PREFIX + "__".join(str(part) for part in error["loc"]).upper()
    return f"{name}: {error['msg']}"
