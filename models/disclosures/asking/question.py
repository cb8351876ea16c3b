"""A question about the accounts taken apart: which time, which side, which fund, and the words of the item itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from config.ledgers import categories, data, longest, plain
from models.disclosures.ledgers.days import full_year, parse_period
from models.disclosures.ledgers.entries import Fund, Period
from models.disclosures.ledgers.summary import item_name

ACCOUNTS = 50  # `looks_like_accounts` from here on means yes
_SURE = 90
_LONGEST = 120  # characters of a question that are read
_MARKS = re.compile(r"[^\w]+|_")
_YEAR = re.compile(r"(?:民国)?(?<!\d)(\d{2,4})年度?|(?<!\d)(20\d\d)(?!\d)")
_FULL_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_NARROWING = 2  # characters beside a category: 电梯 of 电梯广告
_PART = re.compile(r"[上下]半年|第?[一二三四1-4]季度|(?<!\d)\d{1,2}月份?|(?:十[一二]?|[一二三四五六七八九])月份?")


@dataclass(frozen=True)
class Question:
    """`asked`: the item in the asker's words; `core`: what of them must be found in the books, "" for the whole."""

    asked: str
    core: str
    year: int
    period: Period | None
    sides: frozenset[str]
    fund: Fund | None
    whole: bool


def looks_like_accounts(text: str) -> int:
    """0 to 100; from ACCOUNTS on a free line is a question about the accounts rather than a complaint or a price."""
    clean = _clean(text)
    score = 0
    for name, group in data()["asking"]["points"].items():
        words = [word for one in categories().values() for word in one.words] if name == "category" else group["words"]
        score += group["points"] if longest(clean, words) else 0
    if 0 < score < ACCOUNTS and _is_year_and_item(clean):
        return _SURE
    return max(0, min(100, score))


def _is_year_and_item(clean: str) -> bool:
    """2023年电梯广告: a year and what the books have a category for, and next to nothing else."""
    if not longest(clean, data()["asking"]["years"]) and not _FULL_YEAR.search(clean):
        return False
    rest = without(_year(clean, 0)[1], data()["asking"]["idle"]["words"])
    left = without(rest, [word for one in categories().values() for word in one.words])
    return left != rest and len(left) <= _NARROWING


def read_question(question: str, latest: int, this_year: int) -> Question:
    """`latest`: the year meant when the question names none."""
    words = data()["asking"]
    year, rest = _year(_clean(question), this_year)
    year = year or latest
    period, rest = _part(rest, year)
    fund = next((Fund(name) for name, its in words["funds"].items() if longest(rest, its)), None)
    sides, rest = _sides(rest)
    asked = without(rest, words["idle"]["words"])
    general = [*words["whole"]["words"], *(word for its in words["funds"].values() for word in its)]
    core = without(asked, general)
    whole = bool(longest(asked, general))
    if without_beside(core) == "" and not any(core in one.names for one in categories().values()):
        asked = core = ""
    return Question(asked, core, year, period, sides, fund, whole)


def _clean(text: str) -> str:
    return _MARKS.sub("", plain(text[:_LONGEST]))


def _year(text: str, this_year: int) -> tuple[int | None, str]:
    relative = data()["asking"]["years"]
    word = longest(text, relative)
    if word:
        return this_year + int(relative[word]), text.replace(word, "", 1)
    for found in _YEAR.finditer(text):
        year = full_year(found[1] or found[2])
        if year:
            return year, text.replace(found[0], "", 1)
    return None, text


def _part(text: str, year: int) -> tuple[Period | None, str]:
    """The month, quarter or half asked for, and the text without it."""
    found = _PART.search(text)
    period = parse_period(found[0], year) if found else None
    return (period, text.replace(found[0], "", 1)) if found and period else (None, text)


def _sides(text: str) -> tuple[frozenset[str], str]:
    """Which of received, spent and balance are asked for, and the text without those words."""
    found = set()
    for side, words in data()["asking"]["sides"].items():
        while word := longest(text, words):
            found.add(side)
            text = text.replace(word, " ", 1)
    return frozenset(found), text.replace(" ", "")


def without(text: str, words: Sequence[str]) -> str:
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, "")
    return text


def without_beside(text: str) -> str:
    """Without 收入, 费 and the like, which do not narrow a category."""
    return without(text, data()["asking"]["beside"]["words"])


@lru_cache(maxsize=8192)  # the same few items are compared with every question
def core_of(item: str) -> str:
    """An entry's item, brought to the form questions are compared in."""
    return without(_clean(item_name(item)), data()["asking"]["idle"]["words"])
