"""What a roster says once it is understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from config.values import Saying, Text, Value
from models.people.addresses import Home
from models.people.tables import WEIGHING, UnitKind
from models.refusals import Refusal


class WrongFile(Refusal):
    """The rows are no roster, or not one that can be used as it is; `key` says what is missing."""


class UnitState(Enum):
    UNSOLD = "unsold"
    OCCUPIED = "occupied"
    VACANT = "vacant"
    LET = "let"
    RENOVATING = "renovating"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Party:
    """An owner, tenant or family member of a unit. `until` is the last day of a tenancy."""

    name: str
    phones: tuple[str, ...] = ()
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class KnownUnit:
    """A unit as the register knows it. `area` in 0.01 m², None while unknown."""

    kind: UnitKind = UnitKind.HOME
    area: int | None = None
    state: UnitState = UnitState.UNKNOWN
    developer: bool = False
    """Unsold stock: all of it is one head."""
    owners: tuple[Party, ...] = ()
    tenants: tuple[Party, ...] = ()

    @property
    def weight(self) -> int | None:
        """The area that counts in a decision: none for parking and storage; None while unknown."""
        return self.area if self.kind in WEIGHING else 0


@dataclass(frozen=True, kw_only=True)
class RosterUnit(KnownUnit):
    """`rows` are the sheet's row numbers that speak of the unit. Family members are no owners and never weigh."""

    home: Home
    rows: tuple[int, ...]
    family: tuple[Party, ...] = ()


@dataclass(frozen=True)
class Oddity:
    """Something a person should look at; the row number is the sheet's own."""

    row: int
    key: str
    params: Mapping[str, Value] = field(default_factory=dict)

    @property
    def saying(self) -> Saying:
        return Saying(self.key, {"row": Text(str(self.row)), **self.params})


@dataclass(frozen=True)
class Roster:
    """`understood` pairs a header with its field. With several area columns and none chosen every area is None."""

    units: tuple[RosterUnit, ...]
    oddities: tuple[Oddity, ...]
    understood: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]
    area_columns: tuple[str, ...]
    area_column: str | None

    @property
    def needs_area_column(self) -> bool:
        return self.area_column is None and len(self.area_columns) > 1

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(name for _, name in self.understood)
