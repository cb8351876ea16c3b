"""From what a bot sends to what people read: parse mode, entities, trimming, length."""

import re
from typing import Any

from .html import Entities, HtmlText
from .limits import units
from .markdown import MarkdownText
from .refused import bad

COMMAND = re.compile(r"(?:(?<=\s)|^)/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?")
ADDRESS = re.compile(r"https?://[^\s，。、）]+")


def read_text(source: str, parse_mode: str, given: Entities | None) -> tuple[str, Entities]:
    """Explicit entities win over the parse mode, as with Telegram. Refuses 400 "can't parse entities"."""
    if given is not None:
        _check(source, given)
        return _trimmed(source, given)
    match parse_mode.lower():
        case "":
            return _trimmed(source, [])
        case "html":
            return _trimmed(*HtmlText(source).read())
        case "markdownv2":
            return _trimmed(*MarkdownText(source).read())
        case _:
            raise bad("unsupported parse_mode")


def _check(text: str, entities: Entities) -> None:
    length = units(text)
    for entity in entities:
        if entity["offset"] < 0 or entity["offset"] + entity["length"] > length:
            raise bad("entity beginning or end is out of bounds")


def _trimmed(text: str, entities: Entities) -> tuple[str, Entities]:
    left = units(text) - units(text.lstrip())
    kept = text.strip()
    end = units(kept)
    moved: Entities = []
    for entity in entities:
        start = max(0, entity["offset"] - left)
        stop = min(end, entity["offset"] - left + entity["length"])
        if stop > start:
            moved.append({**entity, "offset": start, "length": stop - start})
    return kept, moved


def found_in(text: str) -> Entities:
    """Entities Telegram finds by itself in what a person writes: commands and addresses."""
    found: list[dict[str, Any]] = []
    for kind, pattern in (("bot_command", COMMAND), ("url", ADDRESS)):
        for hit in pattern.finditer(text):
            found.append({"type": kind, "offset": units(text[: hit.start()]), "length": units(hit[0])})  # noqa: PERF401
    return sorted(found, key=lambda entity: entity["offset"])
