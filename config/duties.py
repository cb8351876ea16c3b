"""Kinds of duty as data (config/duties.toml): when one is opened, until when, who owes it, on which rule it rests."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

_FILE = Path(__file__).with_name("duties.toml")


class Template(BaseModel):
    """One kind. See the head of duties.toml; rule keys are read with config.law."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: str
    group: str
    yearly: str = ""
    due: str
    law: str
    owed_by: Literal["secretary", "chair", "company", "community", "township"]
    reminders: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    takes: Literal["reference", "period"] = "reference"
    words: tuple[str, ...] = ()


@cache
def templates() -> Mapping[str, Template]:
    """Every kind by its name, in the order of the file."""
    entries = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {kind: Template(kind=kind, **entry) for kind, entry in entries.items()}


def template(kind: str) -> Template:
    """Raises KeyError for a kind that is not written down."""
    return templates()[kind]


def yearly_kinds() -> tuple[Template, ...]:
    return tuple(each for each in templates().values() if each.yearly)


def kind_named(words: str) -> Template | None:
    """The kind somebody names in a sentence; the longest word decides."""
    said = words.casefold()
    named = [(len(word), each) for each in templates().values() for word in each.words if word in said]
    return max(named, key=lambda found: found[0])[1] if named else None
