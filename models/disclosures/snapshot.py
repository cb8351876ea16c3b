"""What is frozen when accounts are published, as JSON and back, and its hash. Pure.

The hash is over canonical JSON (keys sorted, no blanks, UTF-8): the same content has the same hash on every machine.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.disclosures.ledgers.entries import Entry, Fund, Kind, Period, Stated, Sum

SHORT = 12
"""Letters of a hash that are printed."""


@dataclass(frozen=True)
class Published:
    """A snapshot read back. `entries` are numbered (their `row`) as in the statement."""

    year: int
    version: int
    entries: tuple[Entry, ...]
    stated: tuple[Stated, ...]
    note: str


def content_of(prefix: str, published: Published) -> dict[str, Any]:
    """Everything a reader is told the publication says, and nothing else."""
    return {
        "estate": prefix,
        "year": published.year,
        "version": published.version,
        "entries": [entry_to_json(entry) for entry in published.entries],
        "stated": [stated_to_json(one) for one in published.stated],
        "note": published.note,
    }


def read_content(content: Mapping[str, Any]) -> Published:
    return Published(
        content["year"],
        content["version"],
        tuple(entry_from_json(one) for one in content["entries"]),
        tuple(stated_from_json(one) for one in content["stated"]),
        content["note"],
    )


def digest_of(content: Mapping[str, Any]) -> str:
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def entry_to_json(entry: Entry) -> dict[str, Any]:
    return {
        "row": entry.row,
        "kind": entry.kind.value,
        "fund": entry.fund.value,
        "category": entry.category,
        "item": entry.item,
        "received": entry.received,
        "due": entry.due,
        "party": entry.party,
        "period": [entry.period.year, entry.period.month, entry.period.months] if entry.period else None,
        "day": _iso(entry.day),
        "start": _iso(entry.start),
        "until": _iso(entry.until),
        "note": entry.note,
    }


def entry_from_json(data: Mapping[str, Any]) -> Entry:
    return Entry(
        data["row"],
        Kind(data["kind"]),
        Fund(data["fund"]),
        data["category"],
        data["item"],
        data["received"],
        data["due"],
        data["party"],
        Period(*data["period"]) if data["period"] else None,
        _day(data["day"]),
        _day(data["start"]),
        _day(data["until"]),
        data["note"],
    )


def stated_to_json(one: Stated) -> list[Any]:
    return [one.row, one.what.value, one.label, one.fen, one.fund.value, one.kind.value if one.kind else None, one.year]


def stated_from_json(data: Sequence[Any]) -> Stated:
    row, what, label, fen, fund, kind, year = data
    return Stated(row, Sum(what), label, fen, Fund(fund), Kind(kind) if kind else None, year)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
