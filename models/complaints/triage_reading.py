"""From any text to the known words in it: folded once, looked up in one pass, innocent expressions left out.

Pure; linear in the length read, which is cut. What the words mean together is not known here.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import NamedTuple

import ahocorasick

from config.complaints import ComplaintWords, complaint_words

_HAN = "\u3400-\u9fff"
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff\ud800-\udfff]"
)
_BLANK = re.compile(rf"(?<=[{_HAN}0-9])[ \u3000]+(?=[{_HAN}0-9])")
_ECHO = re.compile(r"(.)\1{3,}", re.DOTALL)


class Hit(NamedTuple):
    start: int
    end: int
    weight: int = 0
    again: bool = False  # the same word stands earlier


Hits = Mapping[str, list[Hit]]


@dataclass(frozen=True)
class Reading:
    """The folded text; `breaks` are the sorted positions where a clause ends."""

    text: str
    breaks: tuple[int, ...]

    @property
    def is_latin(self) -> bool:
        """Two thirds of it, so that an English cry with 谢谢 stays English."""
        return 3 * len(self.text.encode("ascii", "ignore")) > 2 * len(self.text)

    def clause(self, position: int) -> tuple[int, int]:
        """Where the clause around this position starts and ends."""
        after = bisect_right(self.breaks, position)
        end = self.breaks[after] if after < len(self.breaks) else len(self.text)
        return (self.breaks[after - 1] if after else 0), end


class Entry(NamedTuple):
    word: str
    tags: tuple[tuple[str, int], ...]
    slipped: bool = False
    innocent: bool = False


def read(text: str) -> Reading:
    """Width folded, invisible characters gone, simple characters, spelling mended, blanks between Han closed."""
    words = complaint_words().reading
    folded = unicodedata.normalize("NFKC", text[: words.cut])[: words.cut].lower()
    folded = _ECHO.sub(r"\1\1\1", _UNSEEN.sub("", folded).translate(_simplified()))
    closed, gaps = _close_blanks(folded)
    # Spelling is mended in place: every slip is as long as what it stands for, or the gaps move by a hair.
    closed = _misspelt().sub(lambda found: words.spelling[found[0]], closed)
    closed = _heard(closed)
    breaks = {i for i, char in enumerate(closed) if char in words.breaks}
    return Reading(closed, tuple(sorted(breaks.union(gaps))))


def find(reading: Reading) -> Hits:
    """Every known word that is read, by tag, in order of place."""
    text = reading.text
    found = [(end + 1 - len(entry.word), end + 1, entry) for end, entry in _automaton().iter(text)]
    hidden = _Hidden([(start, end) for start, end, entry in found if entry.innocent])
    hits: dict[str, list[Hit]] = defaultdict(list)
    met: set[str] = set()
    for start, end, entry in sorted(found, key=itemgetter(0, 1)):
        if not _stands_alone(text, start, end) or hidden.covers(start, end, entry.slipped):
            continue
        again = entry.word in met
        for tag, weight in entry.tags:
            hits[tag].append(Hit(start, end, weight, again))
        met.add(entry.word)
    return hits


class _Hidden:
    """Places of innocent expressions; covers what lies wholly inside one (a slip also where it equals one)."""

    def __init__(self, places: list[tuple[int, int]]) -> None:
        self._places = sorted(places)
        self._starts = [start for start, _ in self._places]

    def covers(self, start: int, end: int, slipped: bool) -> bool:
        last = bisect_right(self._starts, start)
        return any(
            place[1] >= end and (slipped or place != (start, end)) for place in self._places[max(0, last - 12) : last]
        )


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not (
        (_is_latin(text[start]) and start and _is_latin(text[start - 1]))
        or (_is_latin(text[end - 1]) and end < len(text) and _is_latin(text[end]))
    )


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _close_blanks(text: str) -> tuple[str, list[int]]:
    """Blanks inside Chinese are taken out, their places kept: they may have stood for a comma."""
    pieces = _BLANK.split(text)
    gaps, place = [], 0
    for piece in pieces[:-1]:
        place += len(piece)
        gaps.append(place)
    return "".join(pieces), gaps


def _heard(text: str) -> str:
    """Words of danger written by their sound alone (媒汽, 触店) as they are meant: in place, both are two characters."""
    alike = _alike()
    found = [(place, word) for place in range(len(text) - 1) if (word := alike.get(text[place : place + 2]))]
    for place, word in found:
        text = text[:place] + word + text[place + 2 :]
    return text


@cache
def _alike() -> dict[str, str]:
    return complaint_words().reading.sounds.heard


@cache
def _simplified() -> dict[int, str]:
    return complaint_words().reading.simplified


@cache
def _misspelt() -> re.Pattern[str]:
    slips = sorted(complaint_words().reading.spelling, key=len, reverse=True)
    return re.compile("|".join(re.escape(slip) for slip in slips))


@cache
def _automaton() -> ahocorasick.Automaton:
    words = complaint_words()
    tags: dict[str, dict[str, int]] = defaultdict(dict)
    for tag, word, weight in _tagged(words):
        tags[word][tag] = weight
    automaton = ahocorasick.Automaton()
    exact = _exact(words)
    innocent = {word for group in words.reading.innocent.values() for word in group}
    for word in innocent - tags.keys():
        automaton.add_word(word, Entry(word, (), innocent=True))
    for word, named in tags.items():
        automaton.add_word(word, Entry(word, tuple(named.items()), innocent=word in innocent))
        for slip in _slips(word, words) if named.keys() - exact else ():
            if slip not in tags and slip not in innocent:
                automaton.add_word(slip, Entry(slip, tuple(named.items()), slipped=True))
    automaton.make_automaton()
    return automaton


def _tagged(words: ComplaintWords) -> Iterator[tuple[str, str, int]]:
    for key, weighted in words.categories.items():
        yield from ((f"category/{key}", word, weight) for weight, group in weighted.items() for word in group)
    yield from (("voice", word, points) for points, group in words.voice.points.items() for word in group)
    for groups in (words.groups, words.urgent_words):
        yield from ((name, word, 0) for name, group in groups.items() for word in group)
    for name, frame in words.frames.items():
        for side in ("before", "after", "unless"):
            yield from ((f"frame/{name}/{side}", word, 0) for word in getattr(frame, side))
    for name in ("now", "touched"):
        yield from ((f"present/{name}", word, 0) for word in getattr(words.present, name))
    for name in ("pending", "reopened"):
        yield from ((f"settled/{name}", word, 0) for word in getattr(words.settled, name))


def _exact(words: ComplaintWords) -> frozenset[str]:
    """Tags whose words are taken only as written: a slip must never call an emergency off."""
    over = {name for groups in words.over.values() for name in groups}
    frames = {f"frame/{name}/{side}" for name in words.frames for side in ("before", "after", "unless")}
    return frozenset(over | frames | {"settled/pending", "settled/reopened", "present/now"})


def _slips(word: str, words: ComplaintWords) -> Iterator[str]:
    if len(word) > 1:
        for place, char in enumerate(word):
            for other in words.reading.slips.get(char, ""):
                yield word[:place] + other + word[place + 1 :]
