"""The letter of the housing bureau, clause by clause, and what of it the product does. The list grows with the product."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "answers.toml"
STATES = ("done", "partly", "not-yet")


class BrokenAnswersError(ValueError):
    """The file cannot be used; the message names the clause."""


@dataclass(frozen=True)
class Clause:
    """`clause` is where it stands in the letter; `step` the demo's step that shows it, or empty."""

    id: str
    clause: str
    zh: str
    en: str
    state: str
    step: str = ""
    more_zh: str = ""
    more_en: str = ""

    def duty(self, lang: str) -> str:
        return self.en if lang == "en" else self.zh

    def more(self, lang: str) -> str:
        """What works, or what is still missing."""
        return self.more_en if lang == "en" else self.more_zh


@cache
def clauses() -> tuple[Clause, ...]:
    """In the letter's order. Raises BrokenAnswersError."""
    rows = tuple(Clause(**row) for row in tomllib.loads(_FILE.read_text(encoding="utf-8"))["clause"])
    for n, row in enumerate(rows, 1):
        if row.id != f"D{n}" or row.state not in STATES:
            raise BrokenAnswersError(f"{row.id}: clauses are numbered D1, D2, … and their state is one of {STATES}")
        if row.state != "done" and not (row.more_zh and row.more_en):
            raise BrokenAnswersError(f"{row.id}: say what is missing")
    return rows
