"""Limits of the platforms (limits.toml, each with its source), and the house's own."""

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
    chat_seconds: float
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


@dataclass(frozen=True)
class WeComLimits:
    """Texts in bytes of UTF-8; what stands on a card in characters, two Latin ones counting as one."""

    body_bytes: int
    per_second: int
    broadcast_per_second: int
    member_per_minute: int
    text_bytes: int
    title: int
    words: int
    note: int
    buttons: int
    button: int
    options: int
    option: int
    option_bytes: int
    task_bytes: int
    code_hours: int
    picture_bytes: int
    file_bytes: int
    least_bytes: int
    media_hours: int
    group_per_minute: int
    group_text_bytes: int
    group_picture_bytes: int


@dataclass(frozen=True)
class StandstillLimits:
    """After how many minutes an administrator is told that something stands still."""

    letters_minutes: int
    clock_minutes: int
    polls_minutes: int
    files_minutes: int


@cache
def standstill_limits() -> StandstillLimits:
    return StandstillLimits(**_limits("standstill"))


@dataclass(frozen=True)
class PersonLimits:
    """Messages of one account: so many at once, then so many a minute."""

    at_once: int
    per_minute: int


@dataclass(frozen=True)
class Allowance:
    """Requests: so many at once, then so many a second."""

    at_once: int
    per_second: float


@dataclass(frozen=True)
class AddressLimits:
    """Requests from one address of the open net. `most`: so many addresses are remembered."""

    most: int
    pages: Allowance
    uploads: Allowance
    callbacks: Allowance


@cache
def person_limits() -> PersonLimits:
    return PersonLimits(**_limits("person"))


@cache
def address_limits() -> AddressLimits:
    given = _limits("address")
    return AddressLimits(given.pop("most"), **{name: Allowance(**each) for name, each in given.items()})


@cache
def telegram_limits() -> TelegramLimits:
    return TelegramLimits(**_limits("telegram"))


@cache
def wechat_limits() -> WeChatLimits:
    return WeChatLimits(**_limits("wechat"))


@cache
def wecom_limits() -> WeComLimits:
    return WeComLimits(**_limits("wecom"))


def _limits(platform: str) -> dict[str, Any]:
    read: dict[str, Any] = tomllib.loads(Path(__file__).with_name("limits.toml").read_text("utf-8"))[platform]
    return read
