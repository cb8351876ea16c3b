"""Papers that letters ask for by name: made after the commit from typed values, in the reader's words.

A feature declares its own in `bot/papers/made_<feature>.py`; those modules are loaded here. The same name, values and
language always give the same bytes.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from typing import NamedTuple

from config.values import Value
from config.words import Reader


class Made(NamedTuple):
    """`kind` is pdf, png, docx or xlsx."""

    data: bytes
    kind: str
    filename: str


Maker = Callable[[Mapping[str, Value], Reader], Made]
PAPERS: dict[str, Maker] = {}
_address = ""


def paper(name: str) -> Callable[[Maker], Maker]:
    """Declare how the paper of this name is made; a name is given once."""

    def declare(make: Maker) -> Maker:
        if name in PAPERS:
            raise ValueError(f"paper declared twice: {name}")
        PAPERS[name] = make
        return make

    return declare


def load_papers() -> None:
    import bot.papers  # noqa: PLC0415 (this folder loads its own modules)

    for module in pkgutil.iter_modules(bot.papers.__path__):
        if module.name.startswith("made_"):
            importlib.import_module(f"bot.papers.{module.name}")


def use_public_url(address: str) -> None:
    """Where QR codes on papers lead; one installation has one."""
    global _address  # noqa: PLW0603 (papers are made from values alone, but for this)
    _address = address.rstrip("/")


def public_url() -> str:
    """Without a slash at the end; empty while the installation has none, and papers then carry no code."""
    return _address
