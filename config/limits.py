"""Limits of the platforms (limits.toml, each with its source)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class TelegramLimits:
    """Lengths in UTF-16 units, sizes in bytes."""

    per_second: int
    broadcast_per_second: int
    chat_seconds: int
    group_per_minute: int
    group_boards_per_minute: int
    text: int
    caption: int
    toast: int
    album: int
    download_bytes: int
    upload_bytes: int
    photo_bytes: int
    deep_link: int


@dataclass(frozen=True)
class WeChatLimits:
    """Lengths in bytes of UTF-8."""

    text_bytes: int
    patience_seconds: float
    deliveries: int
    body_bytes: int
    said_hours: int
    said_messages: int
    tap_seconds: int
    tap_messages: int
    code_seconds: int


@cache
def telegram_limits() -> TelegramLimits:
    return TelegramLimits(**_limits("telegram"))


@cache
def wechat_limits() -> WeChatLimits:
    return WeChatLimits(**_limits("wechat"))


def _limits(platform: str) -> dict[str, Any]:
    read: dict[str, Any] = tomllib.loads(Path(__file__).with_name("limits.toml").read_text("utf-8"))[platform]
    return read
