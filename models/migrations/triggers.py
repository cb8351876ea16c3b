"""Rows that are written once: the database itself refuses to change or delete them.

Batch migrations on SQLite drop triggers, so they are created anew after every upgrade; a test compares them.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import SQLModel


def create_triggers(connection: sa.Connection) -> None:
    make = _sqlite if connection.dialect.name == "sqlite" else _postgres
    for table, fixed in written_once().items():
        for statement in make(table, fixed):
            connection.exec_driver_sql(statement)


def written_once() -> dict[str, list[str]]:
    """Tables that are append-only, each with the columns no statement may change (a personal one can be redacted)."""
    return {
        table.name: [column.name for column in table.columns if column.name not in table.info["written_once"]]
        for table in SQLModel.metadata.sorted_tables
        if "written_once" in table.info
    }


def _sqlite(table: str, fixed: list[str]) -> list[str]:
    changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in fixed)
    return [
        f"DROP TRIGGER IF EXISTS {table}_once",
        f"DROP TRIGGER IF EXISTS {table}_kept",
        f"CREATE TRIGGER {table}_once BEFORE UPDATE ON {table} WHEN {changed} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is written once'); END",
        f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is written once'); END",
    ]


def _postgres(table: str, fixed: list[str]) -> list[str]:
    changed = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in fixed)
    return [
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is written once'; END $$",
        f"DROP TRIGGER IF EXISTS {table}_once ON {table}",
        f"DROP TRIGGER IF EXISTS {table}_kept ON {table}",
        f"CREATE TRIGGER {table}_once BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({changed}) "
        f"EXECUTE FUNCTION {table}_refuse()",
        f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
    ]
