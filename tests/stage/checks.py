"""What is asserted of every transcript by machine: short messages, few choices, nothing private in a room, nothing
left undelivered without a reason, and the same domain rows on a poor channel as on a rich one."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from sqlmodel import SQLModel, col, select

from bot.play.stage import Stage
from models.complaints.queries import STAFF
from models.complaints.tables import OPEN, Complaint
from models.database import Database, RowSession
from models.letters.tables import Delivery, State

MECHANISM = {
    "accounts", "attachments", "boards", "briefs", "conversations", "deliveries", "inbox", "letters", "numbers", "rooms",
    "retention_nights", "signs", "troubles",
}  # fmt: skip
RANDOM = {"code_hash", "created_at_random"}
LONGEST = 5
MOST_CHOICES = 5
_PHONE = re.compile(r"\d{7,}")
_FLAT = re.compile(r"\d+-\d+-\d{3,4}|\d+\s*幢\s*\d+\s*单元|\d{3,4}\s*室")
_KEY = re.compile(r"(?<![\w./])[a-z]+-[a-z]+(?:-[a-z]+)*(?![\w./])")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


def check_heard(stage: Stage) -> None:
    """Every message anybody received."""
    names = {name for name in stage.offers if name not in stage.rooms}
    for heard in stage.heard:
        text = heard.message.text
        lines = [line for line in text.split("\n") if line.strip()]
        in_room = heard.to in stage.rooms
        if not heard.listed and not in_room and stage.traits.buttons and not text.startswith("📬"):
            assert len(lines) <= LONGEST, f"longer than a head and 4 lines: {text}"
            assert len(heard.message.buttons) <= MOST_CHOICES, f"too many choices: {text}"
        assert len(heard.message.buttons) <= 10, f"too long a list: {text}"
        assert not _KEY.fullmatch(text.strip()), f"a text key was shown: {text}"
        if in_room:
            assert not _PHONE.search(text), f"a telephone number in a room: {text}"
            assert not _FLAT.search(text), f"a flat in a room: {text}"
            assert not any(name in text for name in names if len(name) > 1), f"a name in a room: {text}"


def check_rest(session: RowSession, *, poor: bool) -> None:
    """What is left when the curtain falls."""
    for delivery in session.exec(select(Delivery)):
        waits = delivery.state is State.QUEUED and (poor or delivery.not_before is not None)
        assert waits or delivery.state in (State.SENT, State.VOID), f"{delivery.chat}: {delivery.state} {delivery.text}"
    for case in session.exec(select(Complaint).where(col(Complaint.state).in_(OPEN))):
        assert case.holder in STAFF, f"{case.code} has no holder"


def domain_rows(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Every row of the domain, ids replaced by the order in which rows of their table were made."""
    return database.read_now(_domain_rows)


def _domain_rows(session: RowSession) -> dict[str, list[dict[str, Any]]]:
    tables = [table for table in SQLModel.metadata.sorted_tables if "id" in table.columns]
    rows = {table.name: session.execute(table.select().order_by(table.c.id)).mappings().all() for table in tables}
    names = {row["id"]: f"{name}:{n}" for name, found in rows.items() for n, row in enumerate(found)}
    return {
        name: sorted(
            ({key: _named(value, names) for key, value in row.items() if key not in RANDOM} for row in found), key=repr
        )
        for name, found in rows.items()
        if name not in MECHANISM
    }


def _named(value: Any, names: dict[UUID, str]) -> Any:
    if isinstance(value, UUID):
        return (
            names.get(value, "?").split(":")[0]
            if names.get(value, "?").split(":")[0] in MECHANISM
            else names.get(value)
        )
    if isinstance(value, list):
        return [_named(each, names) for each in value]
    if isinstance(value, dict):
        return {key: _named(each, names) for key, each in value.items()}
    if isinstance(value, str) and _UUID.fullmatch(value):
        return _named(UUID(value), names)
    return value
