"""What a resident's sentence is about, how urgent it is, whether somebody is in danger now.

Pure and quick: no clock, no session, no estate. All words are data (config/complaints.toml).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from config.complaints import Kind, Reading, complaint_words
from models.complaints.triage_alarm import Scene
from models.complaints.triage_reading import Hit, Hits, find, read
from models.complaints.triage_sense import danger

_AT_HAND = 8
_PASSING = 2  # the weight of a word that speaks of its category only in passing


class Urgency(StrEnum):
    NORMAL = "normal"
    URGENT = "urgent"


@dataclass(frozen=True)
class Triage:
    """`ranked`: category keys, best first, empty when no word is known. `complaint_score` is 0-100.

    `doubtful`: no emergency, yet it touches upon danger, so that a person in it must be shown a way.
    """

    ranked: tuple[str, ...]
    sure: bool
    urgency: Urgency
    emergency: Kind | None
    complaint_score: int
    is_complaint: bool
    doubtful: bool = False


@lru_cache(maxsize=_AT_HAND)
def triage(text: str) -> Triage:
    """Understands any string, of any length; never raises. An emergency is always urgent and a complaint. Every feature
    asks it of the message at hand: that one, and few beside it, is read once.
    """
    reading = read(text)
    hits = find(reading)
    scene = Scene(reading, hits)
    emergency, doubtful = _judged(scene)
    urgent = emergency is not None or scene.is_urgent()
    scores = _lead(_weigh(hits), emergency)
    voice = 100 if emergency else _complaint_score(_left_standing(scene, hits), urgent)
    return Triage(
        ranked=tuple(scores),
        sure=_is_sure([*scores.values()]),
        urgency=Urgency.URGENT if urgent else Urgency.NORMAL,
        emergency=emergency,
        complaint_score=voice,
        is_complaint=voice >= complaint_words().voice.threshold,
        doubtful=doubtful,
    )


def _judged(scene: Scene) -> tuple[Kind | None, bool]:
    """The emergency by the rules and the learned opinion, or else whether there is a doubt.

    The rules speak first. The opinion adds what they missed (not what they called off) where it is very sure, and
    takes away only what it is very sure is none.
    """
    told, sense, text = scene.emergency(), complaint_words().sense, scene.reading.text
    heard = sense.shortest <= len(text) <= sense.longest and not scene.reading.is_latin  # it learned from Chinese
    felt = danger(text) if heard else sense.doubt
    if told is not None:
        return (told, False) if felt >= sense.calm else (None, True)
    called_off = scene.is_called_off()
    if felt > sense.alarm and not called_off and (kind := scene.likeliest()):
        return kind, False
    return None, called_off or felt > sense.doubt or scene.touches_danger


def _weigh(hits: Hits) -> dict[str, int]:
    """Categories and their weight, heaviest first; each word counts once, more in the head of a text."""
    words = complaint_words()
    scores: dict[str, int] = {}
    for key in words.categories:
        if found := hits.get(f"category/{key}"):
            scores[key] = sum(_points(hit, words.reading) for hit in found if not hit.again)
    return dict(sorted(scores.items(), key=lambda item: -item[1]))


def _points(hit: Hit, reading: Reading) -> int:
    return hit.weight * (reading.head_factor if hit.start < reading.head else 1)


def _lead(scores: dict[str, int], emergency: Kind | None) -> dict[str, int]:
    """An emergency names its own category, which is put first and sure. One that has none (somebody is hurt) is not of
    the kind that a passing word names: 老伴在楼道摔倒了 is nothing of the fire brigade's.
    """
    words = complaint_words()
    first = words.leads.get(emergency) if emergency else None
    if emergency and first is None and max(scores.values(), default=0) <= _PASSING * words.reading.head_factor:
        first = "other"
    return {first: 2 * sum(scores.values()) + 1, **{k: v for k, v in scores.items() if k != first}} if first else scores


def _is_sure(scores: list[int]) -> bool:
    """The best is half as heavy again as the next."""
    return bool(scores) and (len(scores) == 1 or 2 * scores[0] >= 3 * scores[1])


def _left_standing(scene: Scene, hits: Hits) -> Hits:
    """Without the words of clauses that only say it is not so, or over: 没有漏气，虚惊一场 complains of nothing."""
    quiet = scene.quiet_clauses
    if not quiet:
        return hits
    spoken = {name: found for name, found in hits.items() if name == "voice" or name.startswith("category/")}
    return {
        name: [hit for hit in found if hit.weight < 0 or scene.reading.clause(hit.start) not in quiet]
        for name, found in spoken.items()
    }


def _complaint_score(hits: Hits, urgent: bool) -> int:
    voice = complaint_words().voice
    best = next(iter(_weigh(hits)), None)
    said = sum({hit.weight for hit in hits.get("voice", ())})
    score = said + (voice.category[best] if best else 0) + voice.urgent * urgent
    return max(0, min(100, score))
