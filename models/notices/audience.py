"""Whom a notice goes to: a union of parts, each a place and a group in it. Pure; typed words are read here.

“3幢租户” is one part, the tenants of building 3; “3幢、租户” are two. A mere space leaves it open: it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from config.notices import notice_words
from config.values import Saying, Text, saying
from models.people.addresses import figure, find_buildings, find_place, plain
from models.refusals import Refusal


class Group(Enum):
    ALL = "all"
    OWNER = "owner"
    TENANT = "tenant"
    GARAGE = "garage"
    SHOP = "shop"
    COMMITTEE = "committee"


@dataclass(frozen=True, order=True)
class Part:
    """A building, or an entrance of it, or the whole estate; of it everybody or one group."""

    building: str = ""
    entrance: str = ""
    group: Group = Group.ALL

    def to_json(self) -> list[str]:
        return [self.building, self.entrance, self.group.value]

    @staticmethod
    def from_json(data: Sequence[str]) -> Part:
        return Part(data[0], data[1], Group(data[2]))


WHOLE = Part()
_SEPARATOR = re.compile(r"[、,，;；&+\s]+|和|与|及|还有|加上")
_LOOSE = re.compile(r"\S\s+\S")
_TIGHT = re.compile(r"[、,，;；&+]|和|与|及|还有|加上")
_ENTRANCES = re.compile(r"(\d{1,2})(?=\s*[、,，和]\s*\d{1,2}\s*(?:[、,，和]\s*\d{1,2}\s*)*单元)")
_BUILDINGS = re.compile(r"(\d{1,3})(?=\s*[、,，和]\s*\d{1,3}\s*(?:[、,，和]\s*\d{1,3}\s*)*(?:幢|栋|座|号楼))")
_ENGLISH = re.compile(r"\b(BUILDING|BLOCK)\s+([0-9A-Z]+)")
_ADDRESS = re.compile(
    r"[0-9A-Z一二三四五六七八九十百零期区第至到-]*\s*(?:号楼|幢|栋|座|#楼)|[0-9A-Z一二三四五六七八九十]+\s*单元|(?:BUILDING|BLOCK)[0-9A-Z]+"
)


@dataclass(frozen=True)
class Wish:
    """What was typed. `open_`: places and groups stand side by side, and it is not said how they belong together."""

    parts: tuple[Part, ...]
    open_: bool = False


def parts_from(data: Sequence[Sequence[str]]) -> tuple[Part, ...]:
    return tidy(Part.from_json(each) for each in data)


def tidy(parts: object) -> tuple[Part, ...]:
    """Each part once, in the order they came; beside the whole estate nothing else is needed."""
    once = tuple(dict.fromkeys(parts))  # type: ignore[call-overload]
    return (WHOLE,) if WHOLE in once else once


def is_whole(parts: Sequence[Part]) -> bool:
    return WHOLE in parts


def is_mixed(parts: Sequence[Part]) -> bool:
    """A place for everybody beside a group everywhere: it could mean the group in that place."""
    places = [part for part in parts if part.building and part.group is Group.ALL]
    return bool(places) and any(_is_group(part) for part in parts)


def _is_group(part: Part) -> bool:
    return not part.building and part.group not in (Group.ALL, Group.COMMITTEE)


def narrowed(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The groups in the places: 3 幢 and 租户 become 3 幢的租户."""
    places = [part for part in parts if part.building and part.group is Group.ALL]
    groups = [part.group for part in parts if _is_group(part)]
    others = [part for part in parts if part not in places and not _is_group(part)]
    return tidy([*(Part(place.building, place.entrance, group) for place in places for group in groups), *others])


def read_audience(text: str) -> Wish:
    """Refuses what is not wholly understood: rather ask again than send to the wrong doors."""
    spelled = _ENGLISH.sub(r"\1\2", _BUILDINGS.sub(r"\1幢", _ENTRANCES.sub(r"\1单元", plain(text))))
    found: list[Part] = []
    for segment in (each for each in _SEPARATOR.split(spelled) if each):
        found += _segment(segment, found)
    if not found:
        raise Refusal("notices-audience-unclear", said=Text(text[:30]))
    parts = tidy(found)
    return Wish(parts, is_mixed(parts) and bool(_LOOSE.search(text)) and not _TIGHT.search(text))


def _segment(segment: str, before: list[Part]) -> list[Part]:
    groups, rest = _groups(segment)
    buildings, entrance = find_buildings(segment), find_place(segment).entrance
    rest = _ADDRESS.sub("", rest)
    if _without_filler(rest):
        raise Refusal("notices-audience-unclear", said=Text(segment[:30]))
    if not buildings and entrance and before and before[-1].building:
        last = before[-1]
        if not last.entrance:
            before.pop()
        buildings = (last.building,)
    if not buildings:
        return [Part(group=group) for group in groups] if not entrance else _unclear(segment)
    places = [Part(building, figure(entrance) if len(buildings) == 1 else "") for building in buildings]
    return [Part(place.building, place.entrance, group) for place in places for group in groups or [Group.ALL]]


def _unclear(segment: str) -> list[Part]:
    raise Refusal("notices-audience-unclear", said=Text(segment[:30]))


def _groups(segment: str) -> tuple[list[Group], str]:
    """The groups named, and what is left of the words."""
    found = []
    by_length = sorted(
        ((word.upper(), Group(key)) for key, words in notice_words().groups.items() for word in words),
        key=lambda each: -len(each[0]),
    )
    for word, group in by_length:
        if word in segment and not (word.isascii() and not re.search(rf"\b{word}\b", segment)):
            segment = segment.replace(word, " ")
            found.append(group)
    others = [group for group in found if group is not Group.ALL]
    return list(dict.fromkeys(others or found)), segment


def _without_filler(rest: str) -> str:
    for word in sorted(notice_words().filler, key=len, reverse=True):
        rest = rest.replace(word.upper(), "")
    return rest.strip(" 。.!！:：")


def whom(parts: Sequence[Part]) -> Saying:
    """3 幢、租户 - as one sentence can hold it."""
    spoken = [_spoken(part) for part in parts]
    told = spoken[-1]
    for each in reversed(spoken[:-1]):
        told = saying("notices-whom-and", first=each, rest=told)
    return told


def _spoken(part: Part) -> Saying:
    group = saying(f"notices-whom-{part.group.value}")
    if not part.building:
        return group
    building, entrance = Text(part.building), Text(part.entrance)
    place = (
        saying("notices-whom-entrance", building=building, entrance=entrance)
        if part.entrance
        else saying("notices-whom-building", building=building)
    )
    return place if part.group is Group.ALL else saying("notices-whom-of", place=place, group=group)


def is_for_committee(parts: Sequence[Part]) -> bool:
    return {part.group for part in parts} == {Group.COMMITTEE}
