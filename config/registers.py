"""The words of a bureau's register of estates (config/registers.toml), read once."""

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
def table(section: str) -> Mapping[str, tuple[str, ...]]:
    """Name -> its words, in the order of the file: the first one is the best."""
    return {name: tuple(listed) for name, listed in _file()[section].items()}
