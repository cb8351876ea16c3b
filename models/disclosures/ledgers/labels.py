"""What a line's label makes of it: a total, a balance, the name of a part, a foot note, or an ordinary item."""

from __future__ import annotations

import re

from config.ledgers import bare, data
from models.disclosures.ledgers.entries import Kind, Sum
from models.disclosures.ledgers.layout import fund_in

_NUMBERING = re.compile(r"^[(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)、.．]+|^[①-⑳]")
_PAIR = re.compile(r"(?P<label>[^:：\d]{2,20})[:：]\s*(?P<figure>.+)")
_LONGEST = 16


def clean_label(text: str) -> str:
    """Without numbering, brackets, blanks and the colon at its end."""
    return _NUMBERING.sub("", bare(text)).strip(":：、.。*")


def pair(text: str) -> tuple[str, str]:
    """A cell such as 专户余额：12,345.60元 taken apart."""
    found = _PAIR.fullmatch(text.strip())
    return (found["label"], found["figure"]) if found else (text, "")


def stated_as(label: str) -> Sum | None:
    """What kind of stated figure the label announces; None for an ordinary item."""
    clean = clean_label(label)
    if not clean or len(clean) > _LONGEST:
        return None
    words = data()["stated"]
    for name in ("bank", "opening", "overdrawn", "closing", "subtotal", "grand", "total"):
        for word in words[name]:
            if clean.endswith(word) or (name not in {"closing", "bank"} and clean.startswith(word)):
                return Sum.OPENING if name == "overdrawn" else Sum(name)
    return None


def is_overdrawn(label: str) -> bool:
    return any(word in clean_label(label) for word in data()["stated"]["overdrawn"])


def section_kind(label: str) -> Kind | None:
    """收入 or 一、支出部分: the label is nothing but the name of a part."""
    clean = clean_label(label)
    return next((Kind(kind) for kind, words in data()["sections"].items() if clean in words), None)


def names_fund(label: str) -> bool:
    """A line without figures that opens another fund's part of the sheet."""
    return len(clean_label(label)) <= _LONGEST and fund_in(label) is not None


def is_foot(label: str) -> bool:
    return clean_label(label).startswith(tuple(data()["foot"]["words"]))


def is_of_which(label: str) -> bool:
    return clean_label(label).startswith("其中")
