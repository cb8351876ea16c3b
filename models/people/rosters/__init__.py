"""The roster of an estate as companies and bureaus keep it: rows of text -> units, owners, tenants, and what is odd.

Pure: no database, no clock. Nothing here deletes; a difference between file and register is shown first.
"""

from models.people.rosters.changes import FieldChange, LeftOut, RosterChanges, UnitChange, changes
from models.people.rosters.reading import read_roster
from models.people.rosters.roster import KnownUnit, Oddity, Party, Roster, RosterUnit, UnitState, WrongFile

__all__ = [
    "FieldChange",
    "KnownUnit",
    "LeftOut",
    "Oddity",
    "Party",
    "Roster",
    "RosterChanges",
    "RosterUnit",
    "UnitChange",
    "UnitState",
    "WrongFile",
    "changes",
    "read_roster",
]
