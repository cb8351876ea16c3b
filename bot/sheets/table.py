"""A table as plain text, and what a clean cell is."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Sheet:
    """`rows` start at the sheet's first row, so that index + 1 is the row number a person sees."""

    name: str
    rows: list[list[str]]


def clean(text: str) -> str:
    """NFKC, trimmed, without control characters, lone surrogates and zero-width marks; a line break becomes a space."""
    if text.isascii() and text.isprintable():
        return text.strip()
    spaced = "".join(" " if char in "\r\n\t\v\f" else char for char in unicodedata.normalize("NFKC", text))
    return "".join(char for char in spaced if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}).strip()


def trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Without empty cells at the right and empty rows at the bottom; rows above keep their place."""
    shorter = [_without_tail(row) for row in rows]
    while shorter and not shorter[-1]:
        shorter.pop()
    return shorter


def _without_tail(row: list[str]) -> list[str]:
    end = len(row)
    while end and not row[end - 1]:
        end -= 1
    return row[:end]
