"""The words of rosters and addresses (config/rosters.toml), read once. Knows nothing of how they are used."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_suffix(".toml")


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def words(section: str, name: str) -> tuple[str, ...]:
    """One list, in the order of the file: the first word is the best. Raises KeyError when there is none."""
    return tuple(_file()[section][name])


@cache
def table(section: str) -> Mapping[str, tuple[str, ...]]:
    """A section whose every entry is a list of words: kinds, states, roles, spots."""
    return {name: tuple(listed) for name, listed in _file()[section].items()}


@cache
def columns() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Field -> `words` (whole headers), `contains` and `without` (parts of headers)."""
    return {
        field: {part: tuple(entry.get(part, ())) for part in ("words", "contains", "without")}
        for field, entry in _file()["columns"].items()
    }
