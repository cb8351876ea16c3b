"""Where something can be posted by hand, in the words people have for it (postings.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("postings.toml")


@cache
def posting_words() -> Mapping[str, tuple[str, ...]]:
    """By the medium; what stands first is looked for first."""
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {medium: tuple(words) for medium, words in raw.items()}
