"""Telegram's row of the limits table (`tests/fakes/limits.toml`)."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).parents[1] / "limits.toml"


@dataclass(frozen=True)
class Limits:
    text: int
    caption: int
    callback_data_bytes: int
    buttons: int
    buttons_in_row: int
    toast: int
    toast_within_seconds: int
    deep_link: int
    command: int
    command_description: int
    commands: int
    album_least: int
    album_most: int
    download_bytes: int
    upload_bytes: int
    photo_bytes: int
    photo_sides: int
    photo_ratio: int
    file_link_seconds: int
    delete_within_seconds: int
    update_kept_seconds: int
    updates_at_once: int
    sends_per_second: int
    chat_burst: int
    chat_sends_per_second: int
    group_sends_per_minute: int
    webhook_ports: list[int]
    secret_token: int


LIMITS = Limits(**tomllib.loads(TABLE.read_text("utf-8"))["telegram"])


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 units, so most emoji are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
