"""A unit while its rows are being read: co-owners, family and tenants come in rows of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from config.rosters import words
from config.values import Area, Count, Text, Value
from models.people.addresses import Home
from models.people.rosters.cells import kind_of, read_area, read_last_day, read_names, read_phones, role_of, state_of
from models.people.rosters.headers import Header
from models.people.rosters.homes import HomeColumns, cell
from models.people.rosters.roster import Oddity, Party, RosterUnit, UnitState
from models.people.tables import UnitKind


@dataclass(frozen=True)
class Row:
    number: int
    cells: Sequence[str]


@dataclass
class Draft:
    home: Home
    kind: UnitKind
    area: int | None = None
    state: UnitState = UnitState.UNKNOWN
    developer: bool = False
    area_was_odd: bool = False
    rows: list[int] = field(default_factory=list)
    parties: dict[str, list[Party]] = field(default_factory=lambda: {"owner": [], "tenant": [], "family": []})

    def unit(self) -> RosterUnit:
        owners, tenants, family = (tuple(self.parties[role]) for role in ("owner", "tenant", "family"))
        return RosterUnit(
            home=self.home,
            rows=tuple(self.rows),
            kind=self.kind,
            area=self.area,
            state=self.state,
            developer=self.developer,
            owners=owners,
            tenants=tenants,
            family=family,
        )

    def add(self, role: str, party: Party) -> bool:
        """False when the party stands here already and the row says nothing new of it."""
        same = self.parties[role]
        for place, known in enumerate(same):
            if name_key(known.name) == name_key(party.name):
                phones = tuple(dict.fromkeys(known.phones + party.phones))
                same[place] = replace(known, phones=phones, until=party.until or known.until)
                return same[place] != known
        same.append(party)
        return True


def name_key(name: str) -> str:
    """阿里·木 and 阿里木 are one name."""
    return re.sub(r"[\s·•.・()-]", "", name).casefold()


@dataclass
class Sheet:
    """`area_place` is the column of the chosen area, None while there is none."""

    header: Header
    area_place: int | None
    homes: HomeColumns
    drafts: dict[Home, Draft] = field(default_factory=dict)
    oddities: list[Oddity] = field(default_factory=list)
    last: Draft | None = None
    inherited: dict[int, bool] = field(default_factory=dict)
    """Rows whose building is taken from above, and whether they say everything else."""

    def read(self, row: Row) -> None:
        draft = self._draft(row)
        if draft is None:
            return
        self.last = draft
        is_first = not draft.rows
        draft.rows.append(row.number)
        self._read_area(row, draft)
        state = state_of(self._text(row, "state"))
        draft.state = state if state is not UnitState.UNKNOWN else draft.state
        is_new = self._read_parties(row, draft)
        if not is_first and not is_new:
            self.odd(row, "roster-odd-duplicate", home=Text(draft.home.spoken), first=Text(str(draft.rows[0])))

    def odd(self, row: Row, key: str, **params: Value) -> None:
        self.oddities.append(Oddity(row.number, key, params))

    def _draft(self, row: Row) -> Draft | None:
        kind_text = self._text(row, "kind")
        places = " ".join(cell(row.cells, place) for place in (self.homes.building, self.homes.room))
        kind = kind_of(kind_text) or kind_of(places)
        home = self.homes.read(row.cells, kind)
        if home is not None:
            if self.homes.inherited:
                self.inherited[row.number] = self._is_complete(row)
            return self.drafts.setdefault(home, Draft(home, kind or UnitKind.HOME))
        if self.homes.said(row.cells):
            shown = " ".join(
                cell(row.cells, one) for one in (self.homes.building, self.homes.entrance, self.homes.room)
            )
            self.odd(row, "roster-odd-home", text=Text(" ".join(shown.split())[:40]))
            return None
        return self._continued(row)

    def _is_complete(self, row: Row) -> bool:
        places = [place for name in ("entrance", "owner") for place in self.header.places(name)[:1]]
        return all(cell(row.cells, place) for place in [*places, self.area_place] if place is not None)

    def _continued(self, row: Row) -> Draft | None:
        """Under a merged cell only the co-owner's name and telephone are filled."""
        area = read_area(cell(row.cells, self.area_place)).area
        if self.last and self._text(row, "owner") and area in {None, self.last.area}:
            self.odd(row, "roster-odd-co-owner", home=Text(self.last.home.spoken))
            return self.last
        if area is not None or self._text(row, "owner"):
            self.odd(row, "roster-odd-no-home")
        return None

    def _read_area(self, row: Row, draft: Draft) -> None:
        text = cell(row.cells, self.area_place)
        read = read_area(text)
        home = Text(draft.home.spoken)
        if read.oddity:
            draft.area_was_odd = True
            rounded = {"area": Area(read.area)} if read.area is not None else {}
            self.odd(row, read.oddity, home=home, text=Text(text[:20]), **rounded)
        if draft.area is None:
            draft.area = read.area
        elif read.area not in {None, draft.area}:
            assert read.area is not None
            self.odd(row, "roster-odd-area-differs", home=home, first=Area(draft.area), second=Area(read.area))

    def _read_parties(self, row: Row, draft: Draft) -> bool:
        """True when the row said anything new."""
        role = next((found for text in self._texts(row, "role") if (found := role_of(text))), "owner")
        co_owners = [name for text in self._texts(row, "co_owner") for name in read_names(text)]
        names = (*read_names(self._text(row, "owner")), *co_owners) if role != "former" else ()
        is_new = self._seat(row, draft, role, names, self._phones(row, "phone", draft))
        tenants = read_names(self._text(row, "tenant"))
        is_new |= self._seat(row, draft, "tenant", tenants, self._phones(row, "tenant_phone", draft))
        if any(word in self._text(row, "owner") for word in words("owners", "developer")):
            draft.developer = True
        return is_new

    def _seat(self, row: Row, draft: Draft, role: str, names: tuple[str, ...], phones: tuple[str, ...]) -> bool:
        """As many telephones as names: one each; otherwise all stand with the first, and are told."""
        until = self._until(row) if role == "tenant" and names else None
        is_new = False
        for place, name in enumerate(names):
            own = phones[place : place + 1] if len(phones) == len(names) else phones if place == 0 else ()
            is_new |= draft.add(role, Party(name, own, until))
        if len(names) > 1 and len(phones) not in {0, len(names)}:
            self.odd(row, "roster-odd-phones-shared", home=Text(draft.home.spoken), phones=Count(len(phones)))
        return is_new

    def _until(self, row: Row) -> date | None:
        text = self._text(row, "until")
        until, understood = read_last_day(text)
        if not understood:
            self.odd(row, "roster-odd-date", text=Text(text[:30]))
        return until

    def _phones(self, row: Row, name: str, draft: Draft) -> tuple[str, ...]:
        phones, odd = read_phones("、".join(self._texts(row, name)))
        for figures in odd:
            self.odd(row, "roster-odd-phone", home=Text(draft.home.spoken), figures=Count(figures))
        return phones

    def _texts(self, row: Row, name: str) -> list[str]:
        return [text for place in self.header.places(name) if (text := cell(row.cells, place))]

    def _text(self, row: Row, name: str) -> str:
        return next(iter(self._texts(row, name)), "")
