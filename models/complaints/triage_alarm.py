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
        # Spans are counted in Chinese characters; the same thought takes more of ours.
        self._stretch = 2 if reading.is_latin else 1

    def emergency(self) -> Kind | None:
        return next((rule.kind for rule in self._possible if self._fires(rule)), None)

    @cached_property
    def _possible(self) -> list[Rule]:
        """The rules whose every group is said somewhere: few, of many."""
        said = self.hits.keys()
        return [rule for rule, needed in _emergency_rules() if needed <= said]

    def is_urgent(self) -> bool:
        return any(self._fires(rule) for rule in self.words.rules.urgent)

    def is_called_off(self) -> bool:
        """Something would be an emergency, were it not denied, over, past, asked."""
        return any(self._fires(rule, heeding=False) for rule in self._possible)

    @property
    def touches_danger(self) -> bool:
        return "present/touched" in self.hits

    def likeliest(self) -> Kind | None:
        """The kind of which most is said, where no rule is whole; None where less than half of any is."""
        shares = [(self._share(rule), rule.kind) for rule in self.words.rules.emergency]
        best = max(share for share, _ in shares)
        return next((kind for share, kind in shares if share == best >= 1 / 2), None)

    def _share(self, rule: Rule) -> float:
        return sum(group in self.hits for group in rule.all) / len(rule.all)

    def _fires(self, rule: Rule, *, heeding: bool = True) -> bool:
        """Whether the rule stands; heedless of all that calls it off when not `heeding`."""
        if not all(name in self.hits for name in rule.all):
            return False
        span = rule.span * self._stretch
        stated = self._stated if heeding else self._said
        return any(
            all(_near(hit, stated(group), span) for group in rule.all[:-1])
            and not any(_near(hit, self.hits.get(group, ()), span) for group in rule.without)
            and not (heeding and self._is_called_off(hit, rule.kind))
            for hit in stated(rule.all[-1])
        )

    def _said(self, group: str) -> list[Hit]:
        return self.hits.get(group, [])

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
        groups = (found for name, found in self.hits.items() if name in _group_names())
        places = {hit[:2] for found in groups for hit in found}
        denied: set[tuple[int, int]] = set()
        ends: set[int] = set()
        reach = -1
        # Longest first where several start together: what starts inside a denied word is denied with it.
        for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
            hit = Hit(start, end)
            said = self._stands_behind(_denials(), hit) or self._carries_on(start, ends)
            if start < reach or (said and not self._is_doubted(hit)):
                denied.add((start, end))
                ends.add(end)
                reach = max(reach, end)
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
        told: dict[tuple[int, int], bool] = {}
        for hit in {hit for name in _events() & self.hits.keys() for hit in self.hits[name]}:
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
        return any(self._last_ending(group) > hit.end for group in groups)

    def _last_ending(self, group: str) -> int:
        """Where the last valid word of ending of this group ends; -1 for none."""
        if group not in self._endings:
            again = max((hit.start for hit in self.hits.get("settled/reopened", ())), default=-1)
            settled = (hit.end for hit in self.hits.get(group, ()) if self._is_settled(hit, again))
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
        if frame.heeds_now:
            unless = [*unless, *self.hits.get("present/now", ())]
        if len(self.reading.text) <= frame.longer_than:
            return False
        if frame.scope == "message":
            return bool(before or after) and not unless
        start, end = self.reading.clause(hit.start)
        if any(hit.end <= word.start < min(end, hit.end + _LOOK_AHEAD) for word in after):
            return True
        opening = next((word for word in before if start <= word.start and word.end <= hit.start), None)
        for frame_word in (opening, self._shaped(frame.shape, start, end)):
            if frame_word is not None:
                first, last = sorted((frame_word[:2], hit[:2]))
                if not any(first[1] <= word.start and word.end <= last[0] for word in unless):
                    return True
        return False

    def _shaped(self, pattern: str, start: int, end: int) -> Hit | None:
        """Where in this clause the pattern stands (in 2019, 4月份)."""
        found = _shape(pattern).search(self.reading.text, start, end) if pattern else None
        return Hit(*found.span()) if found else None


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


def _distant(words: ComplaintWords) -> str:
    """A denial of the whole clause, up to a word that turns it; 是不是 and 要不是 are none."""
    return rf"(?<![是要])(?:{_either(words.denial.distant)})(?:(?!{_either(words.denial.turn)}).){{0,8}}"


@cache
def _denials() -> re.Pattern[str]:
    words = complaint_words()
    return _behind(f"{_distant(words)}|{_either(words.denial.words)}", words)


@cache
def _plain_denials() -> re.Pattern[str]:
    words = complaint_words()
    return _behind(f"{_distant(words)}|{_either(words.denial.plain)}", words)


@cache
def _near_misses() -> re.Pattern[str]:
    words = complaint_words()
    return _behind(_either(words.denial.near_miss), words)


@cache
def _emergency_rules() -> tuple[tuple[Rule, frozenset[str]], ...]:
    return tuple((rule, frozenset(rule.all)) for rule in complaint_words().rules.emergency)


@cache
def _events() -> frozenset[str]:
    rules = complaint_words().rules
    return frozenset(rule.all[-1] for rule in (*rules.emergency, *rules.urgent))


@cache
def _group_names() -> frozenset[str]:
    words = complaint_words()
    return frozenset({*words.groups, *words.urgent_words})


@cache
def _shape(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def _asked() -> re.Pattern[str]:
    return re.compile(rf"了?(?:{_either(complaint_words().settled.asked)})")
