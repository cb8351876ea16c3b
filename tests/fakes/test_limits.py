"""The table of limits says what the notes on the platforms say, and we stay below it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from config.limits import telegram_limits, wechat_limits
from tests.fakes.telegram.limits import TABLE

NOTES = Path(__file__).parents[3] / "shared" / "PLATFORMS.md"
SAID = {
    ("telegram", "text"): r"Limits: text (\d+)",
    ("telegram", "caption"): r"caption (\d+)",
    ("telegram", "callback_data_bytes"): r"callback data (\d+) \*\*bytes",
    ("telegram", "buttons"): r"(\d+) buttons, \d+ a row",
    ("telegram", "buttons_in_row"): r"buttons, (\d+) a row",
    ("telegram", "deep_link"): r"deep-link payload (\d+)",
    ("telegram", "toast"): r"not rate limited \(<= (\d+) chars\)",
    ("telegram", "album_most"): r"album 2-(\d+)",
    ("telegram", "group_sends_per_minute"): r"<= (\d+)/min per\s+group",
    ("telegram", "chat_sends_per_second"): r"(\d+)/s per chat",
    ("telegram", "sends_per_second"): r"about 25-(\d+)/s overall",
    ("wechat", "reply_bytes"): r"cut at (\d+) bytes",
    ("wechat", "passive_reply_seconds"): r"Passive reply within (\d+) s",
    ("wechat", "passive_attempts"): r"\((\d+) in all\)",
    ("wechat", "service_messages"): r"messages: (\d+) per 48 h",
    ("wechat", "menu_messages"): r"; (\d+) within 1 minute",
    ("wechat", "mass_per_month"): r"at most (\d+) times a month",
    ("wechat", "template_thing"): r"`thing` <= (\d+) chars",
    ("wecom", "webhook_text_bytes"): r"text <= (\d+) bytes",
    ("wecom", "webhook_per_minute"): r"(\d+) a minute per hook",
}


def table() -> dict[str, dict[str, int]]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


@pytest.mark.needs_data
@pytest.mark.skipif(not NOTES.exists(), reason="the notes on the platforms are not here")
@pytest.mark.parametrize(("platform", "name"), SAID, ids=str)
def test_the_table_says_what_the_notes_say(platform: str, name: str) -> None:
    found = re.search(SAID[platform, name], NOTES.read_text(encoding="utf-8"))
    assert found is not None
    assert table()[platform][name] == int(found[1])


def test_what_we_allow_ourselves_is_within_nine_tenths_of_it() -> None:
    ours, theirs = telegram_limits(), table()["telegram"]
    assert ours.per_second <= 0.9 * theirs["sends_per_second"]
    assert ours.broadcast_per_second <= 0.8 * ours.per_second
    assert ours.group_per_minute <= 0.9 * theirs["group_sends_per_minute"]
    assert ours.group_boards_per_minute < ours.group_per_minute
    assert ours.chat_seconds >= 1 / (0.9 * theirs["chat_sends_per_second"])
    for name in ("text", "caption", "toast", "deep_link", "download_bytes", "upload_bytes", "photo_bytes"):
        assert getattr(ours, name) <= theirs[name]
    assert ours.album <= theirs["album_most"]


def test_wechat_is_told_no_more_than_it_takes() -> None:
    ours, theirs = wechat_limits(), table()["wechat"]
    assert ours.text_bytes <= theirs["reply_bytes"]
    assert ours.patience_seconds < theirs["passive_reply_seconds"]
    assert (ours.said_messages, ours.tap_messages) == (theirs["service_messages"], theirs["menu_messages"])
    assert (ours.said_hours * 3600, ours.tap_seconds) == (
        theirs["service_window_seconds"],
        theirs["menu_window_seconds"],
    )
