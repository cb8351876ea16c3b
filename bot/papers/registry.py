"""Papers that letters ask for by name: made after the commit from typed values, in the reader's words.

A feature declares its own in `bot/papers/made_<feature>.py`; those modules are loaded here. The same name, values and
language always give the same bytes.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from typing import NamedTuple

from config.values import Text, Value
from config.words import Reader


class Made(NamedTuple):
    """`kind` is pdf, png, docx or xlsx."""

    data: bytes
    kind: str
    filename: str


class Lead(NamedTuple):
    """Where the QR code on a paper leads (see models.letters.codes); `stays`: it hangs on a wall for nobody knows how long."""

    scene: str
    stays: bool = True


Maker = Callable[[Mapping[str, Value], Reader], Made]
PAPERS: dict[str, Maker] = {}
LEADS: dict[str, Callable[[Mapping[str, Value]], Lead]] = {}
LEADS_TO = "leads-to"
"""Among a paper's values: what its QR code says, where a channel has made one of its own for it."""
_address = ""


def paper(name: str, leads: Callable[[Mapping[str, Value]], Lead] | None = None) -> Callable[[Maker], Maker]:
    """Declare how the paper of this name is made, and where its QR code leads; a name is given once."""

    def declare(make: Maker) -> Maker:
        if name in PAPERS:
            raise ValueError(f"paper declared twice: {name}")
        PAPERS[name] = make
        if leads is not None:
            LEADS[name] = leads
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


def address(name: str, params: Mapping[str, Value]) -> str:
    """What the QR code of this paper says: a channel's own code, else our page of the same scene; "" without either."""
    made = params.get(LEADS_TO)
    if isinstance(made, Text):
        return made.value
    return f"{public_url()}/{LEADS[name](params).scene.replace('_', '/')}" if public_url() else ""
