"""Texts as these platforms take them: so many bytes, and nothing in them that could become a link."""

from __future__ import annotations

from models.letters.shapes import clean


def safe_words(text: str) -> str:
    """Nothing a person wrote becomes a link or calls somebody: what looks like a tag is no tag any more."""
    return "\n".join(clean(line) for line in text.replace("<", "＜").split("\n"))


def size(text: str) -> int:
    return len(text.encode())


def pieces(text: str, most: int) -> list[str]:
    """In pieces of at most `most` bytes, cut between lines where that is possible, never inside a character."""
    found: list[str] = []
    rest = text
    while size(rest) > most:
        head = rest.encode()[:most].decode(errors="ignore")
        line = head.rfind("\n")
        cut = line + 1 if line >= len(head) // 2 else len(head)
        found.append(rest[:cut].rstrip("\n"))
        rest = rest[cut:]
    return [each for each in (*found, rest) if each.strip()]
