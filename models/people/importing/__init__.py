"""The roster goes into the database: first what would change, then in parts that are committed one by one.

    parts = parts_of(roster)
    for part in database.read_now(parts_left, estate.id, parts):
        database.run_now(import_part, estate.id, part, now)

A file updates and adds; it never duplicates and never deletes. Homes it does not name stay. An owner it names no longer
for a home has sold it: the dry run shows it, and whoever was bound through that owner is told.
"""

from models.people.importing.actions import Imported, import_part, import_roster
from models.people.importing.heads import Head, heads_of
from models.people.importing.parts import PART, Part, parts_left, parts_of
from models.people.importing.plan import Totals, plan_import, totals_of
from models.people.importing.runs import ImportRun

__all__ = [
    "PART",
    "Head",
    "ImportRun",
    "Imported",
    "Part",
    "Totals",
    "heads_of",
    "import_part",
    "import_roster",
    "parts_left",
    "parts_of",
    "plan_import",
    "totals_of",
]
