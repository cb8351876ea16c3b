"""In a room: was it said to us? A mention, a reply, a command. Everything else is the neighbours' own talk."""

from __future__ import annotations

import re

from bot.web.frames import Said
from handlers.desk.registry import PHRASES, VERBS
from models.letters.shapes import normalise

_MENTION = re.compile(r"@?(?:业小秘|yexiaomi)[\s,，:：]*", re.IGNORECASE)


def addressed(said: Said) -> bool:
    text = normalise(said.text)
    if said.replies_to or _MENTION.search(text) or text.startswith("/"):
        return True
    verb = PHRASES.get(text.casefold())
    return verb is not None and VERBS[verb].in_room


def without_mention(text: str) -> str:
    """What is left to understand; a bare mention stays as it is."""
    left = _MENTION.sub("", text, count=1).strip()
    return left or text
