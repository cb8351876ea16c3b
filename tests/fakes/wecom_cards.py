"""A template card as the platform takes and shows it: what must be there, and what would be cut on a telephone."""

from __future__ import annotations

import re
from typing import Any

_TASK = re.compile(r"[0-9A-Za-z_@-]{1,128}")


def faults_of(card: dict[str, Any]) -> list[str]:
    """What is wrong; the words begin with `cut` where it is only not shown whole."""
    kind, title = card["card_type"], card.get("main_title", {})
    found = [] if _TASK.fullmatch(card["task_id"]) else ["not a task id"]
    found += [] if title.get("title") else ["no title"]
    found += _long("title", title.get("title", ""), 36) + _long("title.desc", title.get("desc", ""), 44)
    if kind == "button_interaction":
        return found + _long("sub_title_text", card.get("sub_title_text", ""), 160) + _buttons(card)
    if kind == "vote_interaction":
        return found + (["no such field: sub_title_text"] if "sub_title_text" in card else []) + _options(card)
    return [*found, f"not taken here: {kind}"]


def _buttons(card: dict[str, Any]) -> list[str]:
    buttons = card["button_list"]
    found = [] if 1 <= len(buttons) <= 6 else [f"{len(buttons)} buttons"]
    found += [] if len({each["key"] for each in buttons}) == len(buttons) else ["a key twice"]
    for each in buttons:
        found += _long("button", each["text"], 10)
        found += [] if 0 < len(each["key"].encode()) <= 1024 else ["a key too long"]
        found += [] if each.get("style", 1) in (1, 2, 3, 4) else ["no such style"]
    return found


def _options(card: dict[str, Any]) -> list[str]:
    box, submit = card["checkbox"], card["submit_button"]
    options = box["option_list"]
    found = [] if 1 <= len(options) <= 20 else [f"{len(options)} options"]
    found += [] if box["question_key"] and submit["key"] and box["mode"] in (0, 1) else ["a key missing"]
    found += [] if len({each["id"] for each in options}) == len(options) else ["an id twice"]
    found += _long("submit", submit["text"], 10)
    for each in options:
        found += _long("option", each["text"], 17)
        found += [] if 0 < len(each["id"].encode()) <= 128 else ["an id too long"]
    ticked = sum(bool(each["is_checked"]) for each in options)
    return found + ([] if ticked <= 1 or box["mode"] else ["two ticks where one is chosen"])


def _long(what: str, text: str, most: int) -> list[str]:
    """Two Latin letters take the place of a Chinese character."""
    width = sum(1 if ord(letter) < 0x2000 else 2 for letter in text)
    return [f"cut: {what} {text}"] if width > 2 * most else []


def shown(card: dict[str, Any]) -> str:
    """As it is read, without what can be touched."""
    title = card["main_title"]
    lines = [title["title"], title.get("desc", ""), card.get("sub_title_text", "")]
    return "\n".join(each for each in lines if each)
