"""The roster goes into the database: first what would change, then in parts that are committed one by one.

    parts = parts_of(roster)
    for part in database.read_now(parts_left, estate.id, parts):
        database.run_now(import_part, estate.id, part, now)

A file updates and adds; it never duplicates and never deletes. Homes it does not name stay. A home of whose owners it
names none was sold: the dry run shows it, and whoever was bound through them is told. One of several owners whom it
leaves out stays and is told, unless the part says otherwise (`end_unnamed`).
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
