"""A message's choices as an inline keyboard, its text in pieces Telegram takes."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.rendering import Button

_ROW_WIDTH = 16
"""Latin letters a row of buttons shows without cutting on a small phone; a Chinese character counts two."""
_ROW_MOST = 5


def keyboard(buttons: Sequence[Button], link: tuple[str, str] | None = None) -> InlineKeyboardMarkup | None:
    """`link` is a last button of its own: label and address."""
    rows: list[list[InlineKeyboardButton]] = []
    width = _ROW_WIDTH
    for button in buttons:
        width += _width(button.label) + 2
        if not rows or width > _ROW_WIDTH or len(rows[-1]) == _ROW_MOST:
            rows.append([])
            width = _width(button.label)
        rows[-1].append(InlineKeyboardButton(button.label, callback_data=button.line))
    if link is not None:
        rows.append([InlineKeyboardButton(link[0], url=link[1])])
    return InlineKeyboardMarkup(rows) if rows else None


def _width(label: str) -> int:
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in label)


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 units, so most emoji are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def pieces(text: str, most: int) -> list[str]:
    """The text in pieces of at most `most` units, cut between lines where that is possible, never inside a character."""
    found: list[str] = []
    rest = text
    while units(rest) > most:
        head = _head(rest, most)
        line = head.rfind("\n")
        cut = line + 1 if line >= len(head) // 2 else len(head)
        found.append(rest[:cut].rstrip("\n"))
        rest = rest[cut:]
    return [each for each in (*found, rest) if each.strip()] or [text]


def _head(text: str, most: int) -> str:
    head = text[:most]
    while units(head) > most:
        head = head[: len(head) - (units(head) - most + 1) // 2]
    return head
