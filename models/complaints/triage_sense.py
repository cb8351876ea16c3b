"""How much a text resembles the lines that told of danger: the weighed pieces of it, one to three characters long.

The second opinion beside the rules: it hears what no list of words foresaw, and knows a figure of speech by its
company. Weights are data (config/danger.tsv), learned by tests/learn_danger.py from the lines in tests/data.
"""

from __future__ import annotations

import math
import re

from config.complaints import danger_weights

_DIGITS = re.compile(r"\d+")
_SIZES = (1, 2, 3)


def pieces(text: str) -> set[str]:
    """All runs of one to three characters of a folded text; every number is the same number."""
    text = _DIGITS.sub("0", text)
    return {text[start : start + size] for size in _SIZES for start in range(len(text) - size + 1)}


def weighed(text: str) -> dict[str, float]:
    """The pieces that are known and what each adds: their sum and the bias are the verdict, so it can be explained."""
    _, weights = danger_weights()
    known = {piece: weight for piece in pieces(text) if (weight := weights.get(piece)) is not None}
    length = math.sqrt(len(known))
    return {piece: weight / length for piece, weight in known.items()}


def danger(text: str) -> float:
    """From 0 to 1: how sure this opinion is that somebody is in danger now."""
    bias, _ = danger_weights()
    return 1 / (1 + math.exp(-(bias + sum(weighed(text).values()))))
