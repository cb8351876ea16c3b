"""The words of a search that are no words of a story (config/searching.toml): states, and periods counted back."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("searching.toml")


@cache
def states() -> dict[str, str]:
    """Word -> open, over, done, returned, late or withdrawn."""
    return {word: state for state, words in _read()["states"].items() for word in words}


@cache
def periods() -> dict[str, tuple[str, int]]:
    """Word -> (year, month or day; how many back)."""
    return {
        word: (unit, int(back))
        for unit, counted in _read()["periods"].items()
        for back, words in counted.items()
        for word in words
    }


@cache
def _read() -> dict[str, dict[str, dict[str, list[str]]]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
