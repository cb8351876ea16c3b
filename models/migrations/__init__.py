"""The schema's history. `upgrade` brings a database to the newest; SQLite is copied first and checked after."""

from __future__ import annotations

import io
import sqlite3
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from models import load_tables
from models.database import Database
from models.migrations.triggers import create_triggers

_HERE = Path(__file__).parent


def _config(connection: sa.Connection) -> Config:
    config = Config(stdout=io.StringIO())  # a command says in its own words what it found
    config.set_main_option("script_location", str(_HERE))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


@cache
def newest() -> str:
    head = ScriptDirectory(str(_HERE)).get_current_head()
    assert head is not None
    return head


def is_current(database: Database) -> bool:
    """Has this database had every migration?"""
    with database.reader.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == newest()


def upgrade(database: Database, *, keep_copy: bool = True) -> None:
    """Bring it to the newest schema. A filled SQLite file is first copied to `<file>.before-<revision>`.

    Raises RuntimeError when a foreign key no longer holds afterwards; the copy is then what to go back to.
    """
    load_tables()
    if database.is_sqlite and keep_copy:
        _copy(database)
    engine = sa.create_engine(database.url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        if database.is_sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.commit()
        with connection.begin():
            command.upgrade(_config(connection), "head")
            create_triggers(connection)
            _check_references(connection)
    engine.dispose()


def check(database: Database) -> None:
    """Raises alembic's error when the tables and the migrations differ."""
    load_tables()
    engine = sa.create_engine(database.url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        command.check(_config(connection))
    engine.dispose()


def _copy(database: Database) -> None:
    source = Path(str(database.url.database))
    if not source.exists() or source.stat().st_size == 0 or is_current(database):
        return
    with sqlite3.connect(source) as live, sqlite3.connect(f"{source}.before-{newest()}") as copy:
        live.backup(copy)


def _check_references(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"after the migration {len(broken)} rows point to nothing, the first in {broken[0][0]}")
