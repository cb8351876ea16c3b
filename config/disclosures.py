"""Questions about the accounts in English, put into the words the books are searched for (`disclosures.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("disclosures.toml")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WORD = re.compile(r"[a-z][a-z-]*")
_LISTS = ("time", "item", "side")


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def in_book_words(question: str) -> str:
    """The question itself when it has a Chinese character; else what of it the books can be searched for."""
    if _CHINESE.search(question):
        return question
    said = question.casefold()
    year = _YEAR.search(said)
    parts = [f"{year.group()}年"] if year else []
    for name in _LISTS:
        found = [book for word, book in _words()[name].items() if _stands_in(word, said)]
        parts += found[:1] or ([unknown_item(question)] if name == "item" else [])
    return "".join(parts) or question


def unknown_item(question: str) -> str:
    """What an English question asks about that has no word here (swimming pool); "" when it names no such item."""
    said = question.casefold()
    if _CHINESE.search(said) or any(_stands_in(word, said) for word in _words()["item"]):
        return ""
    for name in ("time", "side"):
        for word in _words()[name]:
            said = re.sub(rf"\b{re.escape(word)}[a-z]*", " ", said)
    return " ".join(word for word in _WORD.findall(said) if word not in _words()["idle"])


def _stands_in(word: str, said: str) -> bool:
    return re.search(rf"\b{re.escape(word)}", said) is not None
