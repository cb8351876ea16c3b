"""A sentence without any command leads to the right desk: labelled first lines of residents, each said by a newcomer."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.dispatch import serve
from bot.play.cast import make_estate, make_people
from bot.play.stage import RICH
from handlers.desk.registry import load_features
from models.database import Database, RowSession
from models.letters.shapes import Incoming, Told

load_features()
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
LINES = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parents[1] / "data" / "ordinary_lines.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
MEANT = {
    "complaint": ("complaints-confirm-first", "complaints-ask", "complaints-filed", "complaints-guess"),
    "progress": ("complaints-none-yet", "complaints-mine"),
    "accounts": ("disclosures-",),
    "meeting": ("meetings-",),
    "notice": ("notices-",),
    "opinion": ("opinions-",),
    "secretary": ("home-secretary",),
    "home": ("homes-",),
    "privacy": ("privacy-",),
    "unclear": ("desk-not-understood", "home-", "desk-"),
}
FLOOR = {
    "complaint": 0.9, "progress": 0.8, "accounts": 0.85, "meeting": 0.85, "notice": 0.75, "opinion": 0.7,
    "secretary": 0.75, "home": 0.85, "privacy": 0.85, "unclear": 0.8,
}  # fmt: skip


def scene(session: RowSession) -> None:
    make_estate(session, "四季家园(SJ) duty=62770001 office=62770009")
    make_people(session, "李梅=专职秘书 @ 四季家园(SJ)", "stage", NOW)
    newcomers = ", ".join(f"n{n}=业主 {n % 9 + 1}-1-{100 + n}" for n in range(len(LINES)))
    make_people(session, f"{newcomers} @ 四季家园(SJ)", "stage", NOW)


def heard(database: Database) -> list[tuple[str, str, str]]:
    """(meant, text, key of the first answer) of every line."""
    found = []
    for n, (intent, text) in enumerate(LINES):
        incoming = Incoming("stage", f"l{n}", Told.SAID, f"n{n}", NOW, text)
        served = database.run_now(serve, incoming, NOW, RICH)
        found.append((intent, text, served.answers[0].key if served.answers else ""))
    return found


def test_first_lines_reach_their_desk(database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    database.run_now(scene)
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    wrong = []
    for intent, text, key in heard(database):
        total[intent] += 1
        if key.startswith(MEANT[intent]):
            right[intent] += 1
        else:
            wrong.append(f"{intent}: {text} -> {key}")
    shares = {intent: right[intent] / total[intent] for intent in total}
    with capsys.disabled():
        if wrong:
            print("\n" + "\n".join(wrong) + f"\n{shares}")
    assert all(shares[intent] >= FLOOR[intent] for intent in total), shares
