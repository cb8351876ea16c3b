"""Which department a kind of violation goes to (responsibility.toml): house defaults, to be confirmed by the township."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

_FILE = Path(__file__).with_name("responsibility.toml")


class Office(BaseModel):
    """`phone` is a public number."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    phone: str = Field(pattern=r"\d{3,12}")


@cache
def offices() -> Mapping[str, Office]:
    """By the kind of violation, in the order of the file."""
    entries = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {kind: Office(**entry) for kind, entry in entries.items()}
