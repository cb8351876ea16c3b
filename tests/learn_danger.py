"""Learns config/danger.tsv from the labelled lines: `python -m tests.learn_danger`; with a sentence it explains it.

Logistic regression over pieces of text, both classes weighed alike, by accelerated gradient descent: no chance in it,
so the same lines give the same file. The first row holds the bias and the mark of the lines it was learned from.
"""

from __future__ import annotations

import csv
import hashlib
import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from config.complaints import DANGER_FILE
from models.complaints.triage_reading import read
from models.complaints.triage_sense import danger, pieces, weighed

DATA = Path(__file__).parent / "data"
_SEEN_AT_LEAST = 2  # lines a piece must stand in
_TRUST = 10.0  # in the lines, against small weights
_ROUNDS = 250


def labelled() -> Iterator[tuple[str, bool]]:
    """Every line of the tests and whether it must alarm; lines open to argument are left out."""
    for name in ("emergency_lines", "triage_dev"):
        yield from ((row["text"], row["kind"] != "none") for row in _rows(name))
    yield from ((row["text"], False) for row in _rows("ordinary_lines"))
    yield from ((row["text"], row["label"] == "E") for row in _rows("danger_lines") if not row["open"])


def mark() -> str:
    """Changes with every line and label, and with how a line is read."""
    told = "\n".join(f"{danger_now:d}{read(text).text}" for text, danger_now in labelled())
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def learn() -> tuple[float, dict[str, float]]:
    told = ((read(text), danger_now) for text, danger_now in labelled())
    lines = [(pieces(reading.text), danger_now) for reading, danger_now in told if not reading.is_latin]
    seen = Counter(piece for found, _ in lines for piece in found)
    kept = sorted(piece for piece in seen if seen[piece] >= _SEEN_AT_LEAST)
    number = {piece: place for place, piece in enumerate(kept)}
    rows = [[number[piece] for piece in found if piece in number] for found, _ in lines]
    alarms = sum(danger_now for _, danger_now in lines)
    share = {True: len(lines) / (2 * alarms), False: len(lines) / (2 * (len(lines) - alarms))}
    weights = _descend([sorted(row) for row in rows], [now for _, now in lines], share, len(number))
    return weights[-1], {piece: weights[place] for piece, place in number.items()}


def _descend(rows: list[list[int]], alarming: list[bool], share: dict[bool, float], size: int) -> list[float]:
    """The weights, the bias last."""
    weights = [0.0] * (size + 1)
    ahead = weights[:]
    step = 1 / (1 + _TRUST * len(rows) / 3)
    for turn in range(_ROUNDS):
        slope = [*ahead[:-1], 0.0]
        for row, now in zip(rows, alarming, strict=True):
            length = math.sqrt(len(row) or 1)
            felt = ahead[-1] + sum(ahead[place] for place in row) / length
            off = _TRUST * share[now] * (1 / (1 + math.exp(-felt)) - now)
            for place in row:
                slope[place] += off / length
            slope[-1] += off
        stepped = [old - step * tilt for old, tilt in zip(ahead, slope, strict=True)]
        push = turn / (turn + 3)
        ahead = [new + push * (new - old) for new, old in zip(stepped, weights, strict=True)]
        weights = stepped
    return weights


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def write() -> None:
    bias, weights = learn()
    rows = [f"{mark()}\t{round(100 * bias)}"]
    rows += [f"{piece}\t{round(100 * weight)}" for piece, weight in weights.items() if round(100 * weight)]
    DANGER_FILE.write_text("\n".join(rows) + "\n", encoding="utf-8")


def explain(text: str) -> None:
    folded = read(text).text
    print(f"{danger(folded):.2f}", *sorted(weighed(folded).items(), key=lambda item: -abs(item[1]))[:20])


if __name__ == "__main__":
    explain(sys.argv[1]) if len(sys.argv) > 1 else write()
