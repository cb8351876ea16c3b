"""A choice is a verb and its arguments, as it travels: at most 64 bytes, an ASCII verb, then codes or numbers."""

from __future__ import annotations

import re

from config.values import Saying, Text, Value, saying
from models.letters.shapes import Choice

LONGEST = 64
_VERB = re.compile(r"[a-z][a-z0-9-]{1,31}")
_ARGUMENT = re.compile(r"[A-Za-z0-9_.:-]{1,40}")


def choice(
    verb: str, *arguments: str | int, label: Saying | str | None = None, out: bool = False, **params: Value
) -> Choice:
    """The choice of a verb. `label` replaces the verb's own: a text key (with `params`) or a saying.

    Raises ValueError when it cannot travel: a name or a sentence has no business in a button.
    """
    parts = [str(argument) for argument in arguments]
    if not _VERB.fullmatch(verb) or not all(_ARGUMENT.fullmatch(part) for part in parts):
        raise ValueError(f"cannot travel: {verb} {parts}")
    line = " ".join([verb, *parts])
    if len(line.encode()) > LONGEST:
        raise ValueError(f"longer than {LONGEST} bytes: {line}")
    return Choice(line, saying(label, **params) if isinstance(label, str) else label, out)


def option(turn: int, number: int, label: Saying, *, out: bool = False) -> Choice:
    """An option of the question asked at this turn."""
    return Choice(f"= {turn} {number}", label, out)


def own_words(text: str) -> Saying:
    """A label made of somebody's words (an option a secretary wrote)."""
    return saying("desk-own-words", words=Text(text))


def split(line: str) -> tuple[str, list[str]]:
    """Verb and arguments of a choice that came back; whatever it is, nothing is raised."""
    parts = line[: LONGEST * 2].split()
    return (parts[0], parts[1:]) if parts else ("", [])
