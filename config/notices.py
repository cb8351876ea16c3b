"""The words of notices as data (notices.toml): groups of people, topics."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("notices.toml")


@dataclass(frozen=True)
class NoticeWords:
    groups: Mapping[str, tuple[str, ...]]
    filler: tuple[str, ...]
    topics: Mapping[str, tuple[str, ...]]


@cache
def notice_words() -> NoticeWords:
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))

    def table(name: str) -> dict[str, tuple[str, ...]]:
        return {key: tuple(words) for key, words in raw[name].items()}

    return NoticeWords(
        groups=table("groups"),
        filler=tuple(raw["filler"]["words"]),
        topics=table("topics"),
    )
