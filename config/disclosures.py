"""Questions about the accounts in English, put into the words the books are searched for (`disclosures.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("disclosures.toml")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def in_book_words(question: str) -> str:
    """The question itself when it has a Chinese character; else what of it the books can be searched for."""
    if _CHINESE.search(question):
        return question
    said = question.casefold()
    year = _YEAR.search(said)
    parts = [f"{year.group()}年"] if year else []
    for words in _words().values():
        found = [book for word, book in words.items() if re.search(rf"\b{re.escape(word)}", said)]
        parts += found[:1]
    return "".join(parts) or question
