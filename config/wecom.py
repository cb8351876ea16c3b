"""The settings of WeCom: an app of its own, and the hooks of groups that are posted into. Either goes without the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from pydantic import BaseModel, SecretStr

_CORP_ID = re.compile(r"w[wx][A-Za-z0-9]{6,30}")
_TOKEN = re.compile(r"[A-Za-z0-9]{3,32}")
_AES_KEY = re.compile(r"[A-Za-z0-9]{43}")
_GROUP_KEY = re.compile(r"[A-Za-z0-9-]{16,64}")
_LONGEST_NAME = 40


class WeCom(BaseModel):
    """`token` and `aes_key` stand beside the app's callback address in its console. `groups` is `name=key, name=key`: what a
    group is called here, and what stands behind `key=` in its hook's address.
    """

    corp_id: str = ""
    agent_id: int = 0
    secret: SecretStr = SecretStr("")
    token: SecretStr = SecretStr("")
    aes_key: SecretStr = SecretStr("")
    api_base: str = "https://qyapi.weixin.qq.com"
    groups: SecretStr = SecretStr("")

    @property
    def group_keys(self) -> dict[str, str]:
        """By name, in their order; the keys are secret."""
        parts = [each.partition("=") for each in re.split(r"[,\n]", self.groups.get_secret_value()) if each.strip()]
        return {name.strip(): key.strip() for name, _, key in parts}

    @property
    def is_app(self) -> bool:
        """Any setting of the app is there."""
        return self.model_copy(update={"groups": SecretStr("")}) != WeCom(api_base=self.api_base)


def wecom_faults(given: WeCom, public_url: str) -> Iterator[str]:
    """Every line to mend."""
    if given.is_app:
        yield from _app_faults(given, public_url)
    if given.is_app or given.group_keys:
        yield from _base_faults(given.api_base)
    yield from _group_faults(given)


def _app_faults(given: WeCom, public_url: str) -> Iterator[str]:
    if not _CORP_ID.fullmatch(given.corp_id):
        yield "YXM_WECOM__CORP_ID: not a corp id; it looks like ww0123456789abcdef: 管理后台, 我的企业, at the foot of the page"
    if given.agent_id <= 0:
        yield "YXM_WECOM__AGENT_ID: missing; the AgentId on the app's page, a number like 1000002"
    if not given.secret.get_secret_value():
        yield "YXM_WECOM__SECRET: missing; the Secret on the app's page (it is shown in the WeCom app of an administrator)"
    if not _TOKEN.fullmatch(given.token.get_secret_value()):
        yield "YXM_WECOM__TOKEN: 3 to 32 letters and digits, the same as on the app's page under 接收消息"
    if not _AES_KEY.fullmatch(given.aes_key.get_secret_value()):
        yield "YXM_WECOM__AES_KEY: the EncodingAESKey has 43 letters and digits; it stands on the app's page under 接收消息"
    if not public_url:
        yield "YXM_PUBLIC_URL: missing; WeCom calls this address, ending in /wecom/callback"


def _base_faults(api_base: str) -> Iterator[str]:
    base = urlsplit(api_base)
    if base.scheme not in {"http", "https"} or not base.hostname:
        yield "YXM_WECOM__API_BASE: write it like https://qyapi.weixin.qq.com"
    elif base.scheme == "http" and base.hostname == "qyapi.weixin.qq.com":
        yield "YXM_WECOM__API_BASE: must begin with https://, or the secret travels in the open"


def _group_faults(given: WeCom) -> Iterator[str]:
    """A key is never shown, not even where it is wrong."""
    parts = [each.partition("=") for each in re.split(r"[,\n]", given.groups.get_secret_value()) if each.strip()]
    for place, (name, _, key) in enumerate(parts, 1):
        if not 0 < len(name.strip()) <= _LONGEST_NAME or not _GROUP_KEY.fullmatch(key.strip()):
            yield f"YXM_WECOM__GROUPS: group {place} is not name=key; the key is what stands behind key= in the hook's address"
    names = [name.strip() for name, _, _ in parts]
    if len(set(names)) < len(names):
        yield "YXM_WECOM__GROUPS: the same name stands there twice"
