"""Looking into what a platform sent, which may be anything: a wrong type is as good as nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]
_MOST = 1 << 53
"""Ids of Telegram have at most 52 bits."""


def part(data: Json, name: str) -> Json | None:
    value = data.get(name)
    return value if isinstance(value, dict) else None


def words(data: Json, name: str) -> str:
    """Without lone surrogates, which no database takes."""
    value = data.get(name)
    return value.encode("utf-8", "ignore").decode() if isinstance(value, str) else ""


def whole(data: Json, name: str) -> int | None:
    value = data.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _MOST else None


def parts(data: Json, name: str) -> list[Json]:
    value = data.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
