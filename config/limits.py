"""Limits of the platforms (limits.toml, each with its source)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


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


@cache
def telegram_limits() -> TelegramLimits:
    return TelegramLimits(**tomllib.loads(Path(__file__).with_name("limits.toml").read_text("utf-8"))["telegram"])
