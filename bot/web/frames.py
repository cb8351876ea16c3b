"""The words of the line between a page and us: what may come in, and what goes out. Knows no session."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

from bot.rendering import Button
from bot.web.hub import Frame
from models.letters.shapes import LONGEST

LARGEST = 64 * 1024
MOST_FILES = 9
_KEY = re.compile(r"[A-Za-z0-9-]{8,64}")
_CHOICE = re.compile(r"[\x20-\x7e]{1,64}")


class GarbledError(Exception):
    """Not a frame we know."""


@dataclass(frozen=True)
class Said:
    key: str
    text: str
    files: tuple[str, ...]
    replies_to: str


@dataclass(frozen=True)
class Pressed:
    key: str
    choice: str
    message: str


@dataclass(frozen=True)
class SeenFrame:
    ids: tuple[UUID, ...]


@dataclass(frozen=True)
class Ping:
    pass


Heard = Said | Pressed | SeenFrame | Ping


def read_frame(raw: str) -> Heard:
    """Raises GarbledError for whatever is not exactly one of ours."""
    if len(raw) > LARGEST:
        raise GarbledError
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        raise GarbledError from None
    if not isinstance(data, dict):
        raise GarbledError
    match data.get("type"):
        case "said":
            return _said(data)
        case "pressed":
            message = data.get("message")
            return Pressed(_key(data), _choice(data), message if isinstance(message, str) else "")
        case "seen":
            return SeenFrame(tuple(_ids(data.get("ids"))))
        case "ping":
            return Ping()
    raise GarbledError


def _said(data: dict[str, Any]) -> Said:
    text, files, replies_to = data.get("text", ""), data.get("files", []), data.get("replies_to")
    if not isinstance(text, str) or not isinstance(files, list) or not all(isinstance(each, str) for each in files):
        raise GarbledError
    if not text.strip() and not files:
        raise GarbledError
    return Said(
        _key(data), text[:LONGEST], tuple(files[:MOST_FILES]), replies_to if isinstance(replies_to, str) else ""
    )


def _key(data: dict[str, Any]) -> str:
    key = data.get("key")
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        raise GarbledError
    return key


def _choice(data: dict[str, Any]) -> str:
    choice = data.get("choice")
    if not isinstance(choice, str) or not _CHOICE.fullmatch(choice):
        raise GarbledError
    return choice


def _ids(given: object) -> list[UUID]:
    if not isinstance(given, list):
        raise GarbledError
    found = []
    for each in given[:200]:
        try:
            found.append(UUID(each))
        except (ValueError, TypeError, AttributeError):
            continue  # a message of one's own, or an old page's
    return found


@dataclass(frozen=True)
class Hung:
    """A file on a message; without an address it is only named."""

    kind: str
    name: str
    url: str = ""


@dataclass(frozen=True)
class Shown:
    """One message as a page shows it. Of the choices only a list's stand in `text`, as its last lines; `calls` are the
    telephone numbers in it.
    """

    id: str
    by: Literal["bot", "me", "other"]
    at: datetime
    text: str
    name: str = ""
    buttons: tuple[Button, ...] = ()
    calls: tuple[str, ...] = ()
    live: bool = False
    key: str = ""

    def frame(self, files: Sequence[Hung] = (), *, plain: bool = False) -> Frame:
        frame: Frame = {
            "type": "message",
            "id": self.id,
            "from": self.by,
            "name": self.name,
            "at": self.at.astimezone(UTC).isoformat(),
            "text": self.text,
            "choices": self._choices(plain=plain),
            "calls": list(self.calls),
            "files": [{"kind": each.kind, "name": each.name, "url": each.url} for each in files],
            "replaces": None,
            "live": self.live,
        }
        if self.key:
            frame["key"] = self.key
        return frame

    def _choices(self, *, plain: bool) -> list[Frame]:
        """`row`: the line of the text that is this choice. A list's choice without a number was taken or is too old."""
        rows = [each for each in self.buttons if each.row]
        first = self.text.count("\n") + 1 - len(rows)
        places = {each: first + n for n, each in enumerate(rows)}
        return [
            {
                "label": each.row or each.label if plain else each.label,
                "choice": each.line,
                "number": each.number,
                "row": places.get(each),
            }
            for each in self.buttons
            if each.number is not None or not (plain or each.row)
        ]
