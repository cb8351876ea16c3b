"""Money tables understood: from the rows of a sheet to entries, oddities and the year's summary. Pure."""

from models.disclosures.ledgers.distribution import read_distribution
from models.disclosures.ledgers.entries import Entry, Fund, Kind, Ledger, Oddity, Period, Stated, Sum, WrongFile
from models.disclosures.ledgers.reading import read_ledger
from models.disclosures.ledgers.summary import (
    PARTS,
    Figure,
    Summary,
    Totals,
    compare_ledgers,
    missing_parts,
    summarise,
)

__all__ = [
    "PARTS",
    "Entry",
    "Figure",
    "Fund",
    "Kind",
    "Ledger",
    "Oddity",
    "Period",
    "Stated",
    "Sum",
    "Summary",
    "Totals",
    "WrongFile",
    "compare_ledgers",
    "missing_parts",
    "read_distribution",
    "read_ledger",
    "summarise",
]
