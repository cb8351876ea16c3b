"""Command phrases inside a typed line, and the code beside them: `受理 SJ-1`, `12 好了`, `打电话答复了 SJ-12 明早换门机`."""

from __future__ import annotations

import re

from handlers.desk.registry import PHRASES

_CODE = r"(?:[A-Za-z]{2,4}-?\d{1,9}|\d{1,9}\s*号|[Nn]o\.?\s*\d{1,9}|#?\d{1,9})"
A_CODE = re.compile(r"[A-Za-z]{2,4}-?\d{1,5}|\d{1,9}\s*号|[Nn]o\.?\s*\d{1,9}|#\d{1,9}")
"""Alone in a line. Of five digits at most: then no invitation (ten of 0-9 and A-F) can be taken for one."""
BREAKS = " ,，:：\n\t"
_CODE_BEHIND = re.compile(rf"\s*[:,，：]?\s*({_CODE})(?:[\s,，:：]+(.*))?", re.DOTALL)
_CODE_BEFORE = re.compile(rf"({_CODE})\s*[:,，：]?\s*")

_SEVERAL = re.compile(rf"(?:{_CODE}[\s,，、]+)+{_CODE}")
_EACH = re.compile(_CODE)


def said_in(text: str) -> list[tuple[str, str]]:
    """The phrases that occur in the text, longest first, with their verbs."""
    folded = text.casefold()
    return sorted(
        ((phrase, name) for phrase, name in PHRASES.items() if phrase in folded), key=lambda item: -len(item[0])
    )


def match(phrase: str, text: str) -> tuple[str, str] | None:
    """The code and the words around the phrase; None when it is not said so."""
    behind = after(phrase, text)
    if behind is not None:
        found = _CODE_BEHIND.fullmatch(behind)
        return (found.group(1), (found.group(2) or "").strip()) if found else None
    before = _CODE_BEFORE.match(text)
    rest = after(phrase, text[before.end() :]) if before else None
    if before is None or rest is None or (rest and rest[0] not in BREAKS):
        return None
    return before.group(1), rest.strip(BREAKS)


def match_several(phrase: str, text: str) -> list[str]:
    """`12 13 15 好了`, `好了 12、13`: the codes, each once; empty when it is not two or more and the phrase alone."""
    before = text[: len(text) - len(phrase)] if text.casefold().endswith(phrase) else None
    found = _SEVERAL.fullmatch((before or after(phrase, text) or "").strip(BREAKS))
    return list(dict.fromkeys(_EACH.findall(found.group()))) if found else []


def after(phrase: str, text: str) -> str | None:
    """What follows the phrase at the beginning of the text; None when it does not begin so."""
    return text[len(phrase) :] if text[: len(phrase)].casefold() == phrase else None
