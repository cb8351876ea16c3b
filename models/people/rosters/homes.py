"""The columns that say which home a row speaks of: 幢 + 单元 + 室, 幢 + 2-501, or all in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from config.rosters import table, words
from models.people.addresses import Home, canonical, canonical_building, figure, parse_home, plain, read_home
from models.people.rosters.headers import Header
from models.people.tables import UnitKind

_ENTRANCE_IN_BUILDING = re.compile(r"(?P<building>.+?(?:号楼|幢|栋|座|#|楼))-?(?P<entrance>[^-]{1,3})单元")
_INNER = re.compile(r"(?:(?P<building>[^-]+?)(?:号楼|幢|栋|座|#))?-?(?:(?P<entrance>[^-]{1,3}?)单元)?-?(?P<room>[^-]+)")
_NAME_BEFORE = re.compile(r"([\u4e00-\u9fff]{2,}?)([A-Z]{1,2}\d{0,3}|\d{1,3}[A-Z]?)")


def cell(row: Sequence[str], place: int | None) -> str:
    return row[place] if place is not None and place < len(row) else ""


@dataclass
class HomeColumns:
    """Reads homes row by row and remembers what a merged cell above said."""

    zone: int | None
    building: int | None
    entrance: int | None
    room: int | None
    uses_zone: bool = False
    common_name: str = ""
    room_repeats_building: bool = False
    above: dict[str, str] = field(default_factory=dict)
    inherited: bool = False
    """The building of the row last read was blank and taken from above."""

    @classmethod
    def of(cls, header: Header, rows: Sequence[Sequence[str]]) -> HomeColumns:
        """Looks at all rows: a zone that never changes and a name before every building say nothing."""
        zone, building, entrance, room = (
            next(iter(header.places(name)), None) for name in ("zone", "building", "entrance", "room")
        )
        made = cls(zone, building, entrance, room)
        made.uses_zone = len({cell(row, zone) for row in rows if cell(row, room)}) > 1
        made.common_name = _common_name(canonical_building(cell(row, building)) for row in rows if cell(row, building))
        pairs = [(made.building_of(row), plain(cell(row, room)).split("-")) for row in rows if cell(row, room)]
        pairs = [(one, parts) for one, parts in pairs if one and len(parts) == 2]
        made.room_repeats_building = bool(pairs) and all(canonical_building(parts[0]) == one for one, parts in pairs)
        return made

    def said(self, row: Sequence[str]) -> bool:
        return any(cell(row, place) for place in (self.building, self.entrance, self.room) if place is not None)

    def building_of(self, row: Sequence[str]) -> str:
        shown = canonical_building(cell(row, self.building))
        if self.common_name and shown.startswith(self.common_name):
            shown = shown[len(self.common_name) :]
        return shown

    def read(self, row: Sequence[str], kind: UnitKind | None) -> Home | None:
        """None when the cells name no home surely. Merged cells: what is blank is what stood above."""
        self.inherited = False
        room = plain(cell(row, self.room))
        if not room:
            return None
        if self.building is None:
            return _of_kind(read_home(room), kind)
        building, entrance = cell(row, self.building), cell(row, self.entrance)
        self.inherited = not building and "building" in self.above
        if not building:
            building, entrance = self.above.get("building", ""), entrance or self.above.get("entrance", "")
        if not building:
            return _of_kind(read_home(room), kind)
        self.above = {"building": building, "entrance": entrance}
        zone = canonical(cell(row, self.zone)) if self.uses_zone else ""
        return _of_kind(self._joined(zone, building, entrance, room), kind)

    def _joined(self, zone: str, building: str, entrance: str, room: str) -> Home | None:
        both = _ENTRANCE_IN_BUILDING.fullmatch(plain(building).replace(" ", ""))
        if both:
            building, entrance = both["building"], entrance or both["entrance"]
        whole = parse_home(building) if not both else None
        name = whole.building if whole else canonical_building(building)
        if self.common_name and name.startswith(self.common_name):
            name = name[len(self.common_name) :]
        stairs = canonical(figure(re.sub("(?:单元|门|梯)$", "", plain(entrance))))
        inner = self._inner(name, stairs, re.sub("[室房号户]+$", "", room).replace(" ", ""))
        return Home(zone + name, *inner) if inner and name else None

    def _inner(self, building: str, entrance: str, room: str) -> tuple[str, str] | None:
        """Entrance and room of a room cell that may repeat the building or hold the entrance; None if they disagree."""
        parts = room.split("-")
        match = _INNER.fullmatch(room)
        if len(parts) == 3:
            said, stairs, last = canonical_building(parts[0]), parts[1], parts[2]
        elif len(parts) == 2 and not match:
            said, stairs, last = "", parts[0], parts[1]
            if self.room_repeats_building:
                said, stairs = canonical_building(parts[0]), ""
        elif match:
            said = canonical_building(match["building"]) if match["building"] else ""
            stairs, last = match["entrance"] or "", match["room"]
        else:
            return (entrance, room) if not said_elsewhere(room) else None
        stairs = canonical(figure(stairs.removesuffix("单元")))
        if (said and said != building) or (stairs and entrance and stairs != entrance):
            return None
        return entrance or stairs, figure(last)


def said_elsewhere(room: str) -> bool:
    return bool(re.search("[幢栋]|号楼", room))


def _common_name(buildings: Iterable[str]) -> str:
    """A name before every building (星光里1, 星光里2) says nothing; 东区, 二期, 商铺 do."""
    matches = [(one, _NAME_BEFORE.fullmatch(one)) for one in set(buildings) if one not in words("addresses", "kinds")]
    names = {match[1] if match else "" for _, match in matches}
    name = names.pop() if len(names) == 1 else ""
    return "" if name.endswith(("期", "区", "院", *words("addresses", "kinds"))) else name


def _of_kind(home: Home | None, kind: UnitKind | None) -> Home | None:
    """车位 12 of building 3 is not home 12 of building 3, though the sheet says it in a column of its own."""
    if home is None or kind not in {UnitKind.PARKING, UnitKind.STORAGE}:
        return home
    listed = table("kinds")[kind.value]
    if any(word in home.building + home.room for word in listed):
        return home
    return Home(home.building, home.entrance, listed[0] + home.room)
