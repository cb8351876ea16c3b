"""What a free sentence is about, as words in this folder (a file a feature, a table an intent); how sure, 0-100.

In a table `40 = [...]` lists words that make it that sure, `not = [...]` words that take the intent away. A word is a
regular expression, searched in the normalised, case-folded sentence.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def _intents() -> dict[str, tuple[list[tuple[int, re.Pattern[str]]], re.Pattern[str] | None]]:
    found = {}
    for path in sorted(_FOLDER.glob("*.toml")):
        for intent, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if intent in found:
                raise ValueError(f"intent declared twice: {intent}")
            sure = [(int(key), _any(words)) for key, words in entry.items() if key != "not"]
            found[intent] = (sorted(sure, key=lambda each: -each[0]), _any(entry["not"]) if entry.get("not") else None)
    return found


def _any(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{word})" for word in words), re.IGNORECASE)


def hears(intent: str, text: str) -> int:
    """How sure it is that the sentence is about this; 0 when not."""
    sure, unless = _intents()[intent]
    if unless is not None and unless.search(text):
        return 0
    return next((weight for weight, words in sure if words.search(text)), 0)
