"""A sheet that pays common income out by area (分红): area x rate against the stated sums."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from config.ledgers import plain
from config.values import Text
from models.disclosures.ledgers.checks import differs
from models.disclosures.ledgers.entries import Oddity, WrongFile
from models.disclosures.money import parse_money

_AREA = re.compile(r"(约)?(\d{1,9}(?:\.\d{1,4})?)(万)?(?:平方米|平米|㎡|m2)?")
_YUAN = 100  # fen


def read_distribution(rows: Sequence[Sequence[str]]) -> tuple[Oddity, ...]:
    """What does not come out in a two-column sheet of areas, rate and sums; a household's share cut to yuan is right.

    Raises WrongFile when it names no rate per square metre.
    """
    cells = {
        plain(row[0]): (number, row[1].strip()) for number, row in enumerate(rows, 1) if len(row) > 1 and row[0].strip()
    }
    rate = _sum(cells, ("每平方米", "每平米", "每㎡"))
    if rate is None:
        raise WrongFile("ledger-wrong-no-rate")
    found = []
    for area_words, sum_words in ((("总面积",), ("总额", "总金额")), (("一户面积", "户面积"), ("一户所得", "户所得"))):
        area, stated = _area(cells, area_words), _sum(cells, sum_words)
        if area is None or stated is None:
            continue
        exact = area * rate[1]
        if stated[1] not in {int(exact), int(exact) // _YUAN * _YUAN}:
            found.append(
                differs(
                    stated[0], "ledger-odd-distribution", stated[1], int(exact), item=Text(rows[stated[0] - 1][0][:40])
                )
            )
    return tuple(found)


def _sum(cells: dict[str, tuple[int, str]], words: tuple[str, ...]) -> tuple[int, int] | None:
    for label, (row, text) in cells.items():
        if label.startswith(words):
            fen = parse_money(text, 10_000 if "万元" in label else 1)
            return None if fen is None else (row, fen)
    return None


def _area(cells: dict[str, tuple[int, str]], words: tuple[str, ...]) -> Fraction | None:
    """Square metres, also when given roughly (约33.09万)."""
    text = next((text for label, (_, text) in cells.items() if label.startswith(words)), "")
    found = _AREA.fullmatch(plain(text))
    return Fraction(found[2]) * (10_000 if found[3] else 1) if found else None
