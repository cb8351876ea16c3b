"""The words of money tables and of questions about them: `ledgers.toml`, read once. Knows no table and no entry."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("ledgers.toml")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")


@dataclass(frozen=True)
class Category:
    """One line of the publication form; its label is the text `ledger-<key>`."""

    key: str
    kind: str
    fund: str
    words: tuple[str, ...]
    names: tuple[str, ...]
    near: tuple[str, ...]


@cache
def data() -> Mapping[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def categories() -> Mapping[str, Category]:
    return {
        key: Category(key, one["kind"], one["fund"], tuple(one["words"]), tuple(one["names"]), tuple(one["near"]))
        for key, one in data()["categories"].items()
    }


@cache
def _simple() -> Mapping[int, str]:
    pairs = data()["traditional"]
    return {ord(old): new for old, new in zip(pairs[::2], pairs[1::2], strict=True)}


def plain(text: str) -> str:
    """For comparing: NFKC, simplified characters, lower case, no blanks."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text)).translate(_simple()).lower()


def bare(text: str) -> str:
    """`plain` without what stands in brackets."""
    return _BRACKETS.sub("", plain(text))


def longest(text: str, words: Iterable[str]) -> str:
    """The longest of the words contained in the text, or ""; at equal length the first."""
    return max((word for word in words if word in text), key=len, default="")


def best_key(text: str, lists: Mapping[str, Iterable[str]]) -> str:
    """The key under which the longest contained word stands, or ""."""
    found = [(len(longest(text, words)), key) for key, words in lists.items()]
    length = max((size for size, _ in found), default=0)
    return next(key for size, key in found if size == length) if length else ""
