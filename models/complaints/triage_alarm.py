"""Is this an emergency now? Groups of words near each other, unless denied, over, imagined, past or rehearsed.

Pure: the words, the rules and what calls an alarm off are data (config/complaints.toml).
A missed emergency is the worst error here: whatever is doubtful alarms.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache, cached_property

from config.complaints import ComplaintWords, Frame, Kind, Rule, complaint_words
from models.complaints.triage_reading import Hit, Hits, Reading

_LOOK_BACK = 18  # characters in which a denial and its fillers stand
_LOOK_AHEAD = 6  # characters in which "... 的话", "... 过" follow


class Scene:
    """One text and what its words amount to."""

    def __init__(self, reading: Reading, hits: Hits) -> None:
        self.reading = reading
        self.hits = hits
        self.words = complaint_words()
        self._endings: dict[str, int] = {}

    def emergency(self) -> Kind | None:
        return next((rule.kind for rule in self.words.rules.emergency if self._fires(rule)), None)

    def is_urgent(self) -> bool:
        return any(self._fires(rule) for rule in self.words.rules.urgent)

    def _fires(self, rule: Rule) -> bool:
        *context, event = (self.hits.get(name, ()) for name in rule.all)
        if not event or not all(context):
            return False
        return any(
            all(_near(hit, self._stated(group), rule.span) for group in rule.all[:-1])
            and not any(_near(hit, self.hits.get(group, ()), rule.span) for group in rule.without)
            and not self._is_called_off(hit, rule.kind)
            for hit in self._stated(rule.all[-1])
        )

    def _stated(self, group: str) -> list[Hit]:
        return [hit for hit in self.hits.get(group, ()) if (hit.start, hit.end) not in self._denied]

    def _is_called_off(self, hit: Hit, kind: Kind | None) -> bool:
        if self._is_over(hit, kind):
            return True
        if kind is None:
            return False
        near_miss = kind in self.words.denial.near_miss_kinds and self._stands_behind(_near_misses(), hit)
        return near_miss or any(
            self._is_framed(hit, name, frame) for name, frame in self.words.frames.items() if kind in frame.kinds
        )

    # --- denied

    @cached_property
    def _denied(self) -> frozenset[tuple[int, int]]:
        """Places of words that a denial stands before, also through an enumeration (没有着火、漏气)."""
        groups = (*self.words.groups, *self.words.urgent_words)
        places = sorted({(hit.start, hit.end) for group in groups for hit in self.hits.get(group, ())})
        denied: set[tuple[int, int]] = set()
        ends: set[int] = set()
        for start, end in places:
            hit = Hit(start, end)
            if (self._stands_behind(_denials(), hit) or self._carries_on(start, ends)) and not self._is_doubted(hit):
                denied.add((start, end))
                ends.add(end)
        return frozenset(denied)

    def _stands_behind(self, pattern: re.Pattern[str], hit: Hit) -> bool:
        start, _ = self.reading.clause(hit.start)
        found = pattern.search(self.reading.text, max(start, hit.start - _LOOK_BACK), hit.start)
        return found is not None and found.lastgroup != "spared"

    def _carries_on(self, start: int, denied_ends: set[int]) -> bool:
        return bool(denied_ends) and any(
            start - len(link) in denied_ends and self.reading.text.startswith(link, start - len(link))
            for link in self.words.denial.carried
        )

    def _is_doubted(self, hit: Hit) -> bool:
        """不是着火了吧: asked, not denied."""
        _, end = self.reading.clause(hit.end - 1)
        return self.reading.text.endswith(self.words.denial.doubt, hit.end, end)

    # --- said to be nothing

    @cached_property
    def quiet_clauses(self) -> frozenset[tuple[int, int]]:
        """Clauses in which every event is plainly denied or over (没有漏气; 漏气修好了), and those that say so (虚惊一场)."""
        events = {rule.all[-1] for rule in (*self.words.rules.emergency, *self.words.rules.urgent)}
        told: dict[tuple[int, int], bool] = {}
        for hit in (hit for name in events for hit in self.hits.get(name, ())):
            clause = self.reading.clause(hit.start)
            told[clause] = told.get(clause, True) and self._is_nothing(hit)
        quiet = {clause for clause, nothing in told.items() if nothing}
        return frozenset(quiet | {self.reading.clause(hit.start) for hit in self._calming() if quiet})

    def _is_nothing(self, hit: Hit) -> bool:
        denied = self._stands_behind(_plain_denials(), hit) and not self._is_doubted(hit)
        return denied or self._is_over(hit, None)

    def _calming(self) -> list[Hit]:
        return [hit for group in ("mended", "cleared") for hit in self.hits.get(group, ())]

    # --- over

    def _is_over(self, hit: Hit, kind: Kind | None) -> bool:
        groups = self.words.over[kind] if kind else ("mended", "cleared")
        return any(self._last_ending(group) >= hit.end for group in groups)

    def _last_ending(self, group: str) -> int:
        """Where the last valid word of ending of this group starts; -1 for none."""
        if group not in self._endings:
            again = max((hit.start for hit in self.hits.get("settled/reopened", ())), default=-1)
            settled = (hit.start for hit in self.hits.get(group, ()) if self._is_settled(hit, again))
            self._endings[group] = max(settled, default=-1)
        return self._endings[group]

    def _is_settled(self, ending: Hit, again: int) -> bool:
        """A word of ending counts unless denied, only hoped for, asked, or followed by a word that opens it again."""
        if again >= ending.end or (ending.start, ending.end) in self._denied:
            return False
        start, _ = self.reading.clause(ending.start)
        hoped = any(start <= hit.start and hit.end <= ending.start for hit in self.hits.get("settled/pending", ()))
        return not hoped and not _asked().match(self.reading.text, ending.end)

    # --- framed

    def _is_framed(self, hit: Hit, name: str, frame: Frame) -> bool:
        before, after, unless = (self.hits.get(f"frame/{name}/{side}", ()) for side in ("before", "after", "unless"))
        if len(self.reading.text) <= frame.longer_than:
            return False
        if frame.scope == "message":
            return bool(before or after) and not unless
        start, end = self.reading.clause(hit.start)
        if any(hit.end <= word.start < min(end, hit.end + _LOOK_AHEAD) for word in after):
            return True
        opening = next((word for word in before if start <= word.start and word.end <= hit.start), None)
        return opening is not None and not any(opening.end <= word.start and word.end <= hit.start for word in unless)


def _near(hit: Hit, others: Sequence[Hit], span: int) -> bool:
    """Whether one of these stands within so many characters before or behind (or over) the word."""
    first = bisect_left(others, (hit.start - span - 12,))
    for other in others[first:]:
        if other.start - hit.end > span:
            return False
        if hit.start - other.end <= span:
            return True
    return False


def _either(words: Iterable[str]) -> str:
    longest = sorted(words, key=len, reverse=True)
    return "|".join(
        (r"(?<![a-z])" if word[0].isascii() and word[0].isalnum() else "") + re.escape(word) for word in longest
    )


def _behind(found: str, words: ComplaintWords) -> re.Pattern[str]:
    fillers = _either(words.denial.fillers)
    return re.compile(rf"(?:(?P<spared>{_either(words.denial.spared)})|(?:{found}))(?:{fillers}){{0,5}}\Z")


@cache
def _denials() -> re.Pattern[str]:
    words = complaint_words()
    return _behind(_either(words.denial.words), words)


@cache
def _plain_denials() -> re.Pattern[str]:
    words = complaint_words()
    return _behind(_either(words.denial.plain), words)


@cache
def _near_misses() -> re.Pattern[str]:
    words = complaint_words()
    return _behind(_either(words.denial.near_miss), words)


@cache
def _asked() -> re.Pattern[str]:
    return re.compile(rf"了?(?:{_either(complaint_words().settled.asked)})")
