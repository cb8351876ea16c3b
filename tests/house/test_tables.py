"""Why: personal data that is not declared is neither exported, nor redacted, nor deleted; a foreign key without its link is
flushed in the order of the alphabet; and a migration that forgets a column or a trigger is found by residents."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

from models import load_tables, migrations
from models.database import Database, Sealed, new_id
from models.migrations.triggers import written_once
from tests.postgres import Postgres

load_tables()
TABLES = list(SQLModel.metadata.sorted_tables)
MAPPERS = {mapper.local_table: mapper for mapper in SQLModel._sa_registry.mappers}  # type: ignore[attr-defined]
DURATION = re.compile(r"P(\d+[YMD])+")


def columns() -> Iterator[sa.Column[object]]:
    for table in TABLES:
        yield from table.columns


def test_every_column_of_words_says_whether_it_is_personal_and_how_long_it_is_kept() -> None:
    wordy = (sa.String, sa.Text, sa.JSON, Sealed)
    silent, unbounded = [], []
    for column in columns():
        if isinstance(column.type, sa.Enum) or not isinstance(column.type, wordy):
            continue
        if "personal" not in column.info:
            silent.append(str(column))
        elif column.info["personal"] is not None and not DURATION.fullmatch(column.info["keep"]):
            unbounded.append(str(column))
    assert silent == []
    assert unbounded == []


def test_what_is_sealed_is_bound_to_its_own_place() -> None:
    """Otherwise a value moved to another column would open there."""
    assert [
        str(column) for column in columns() if isinstance(column.type, Sealed) and column.type.place != str(column)
    ] == []


def test_what_is_sealed_can_be_sealed_anew() -> None:
    """In rows that are written once a sealed column must be one that may change, or the keys can never be rotated."""
    fixed = written_once()
    assert [
        str(one) for one in columns() if isinstance(one.type, Sealed) and one.name in fixed.get(one.table.name, [])
    ] == []


def test_every_foreign_key_has_a_link_that_is_never_followed() -> None:
    missing = []
    for table in TABLES:
        linked = {column for each in MAPPERS[table].relationships for column in each.local_columns}
        missing += [str(column) for column in table.columns if column.foreign_keys and column not in linked]
    assert missing == []
    assert [str(each) for mapper in MAPPERS.values() for each in mapper.relationships if each.lazy != "raise"] == []


def test_no_row_is_deleted_by_a_parent() -> None:
    """A batch change of a parent table would take all its children along."""
    keys = [key for table in TABLES for key in table.foreign_keys]
    assert [str(key.parent) for key in keys if key.ondelete or key.onupdate] == []


def test_enumerations_take_new_members_without_a_migration() -> None:
    kinds = [column for column in columns() if isinstance(column.type, sa.Enum)]
    assert [str(one) for one in kinds if one.type.native_enum or one.type.create_constraint] == []
    assert [str(one) for one in kinds if max(map(len, one.type.enums)) > 32] == []


def test_moments_carry_their_zone() -> None:
    wrong = [str(column) for column in columns() if type(column.type) is sa.DateTime]
    assert wrong == [], "declare `datetime` without sa_type: the house's type keeps UTC on both databases"


def test_money_and_area_are_whole_numbers() -> None:
    assert [str(column) for column in columns() if isinstance(column.type, sa.Float | sa.Numeric)] == []


def triggers(connection: sa.Connection) -> set[str]:
    where = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    return set(connection.exec_driver_sql(where[connection.dialect.name]).scalars())


@pytest.fixture(params=["sqlite", "postgres"])
def upgraded(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database brought to the newest schema by the migrations alone."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path / 'new.sqlite3'}")
        migrations.upgrade(database)
        yield database
        database.close()
        return
    server: Postgres = request.getfixturevalue("postgres_server")
    url = server.make("template1")
    database = Database(url.render_as_string(hide_password=False))
    migrations.upgrade(database)
    yield database
    database.close()
    server.drop(url)


def test_the_migrations_make_the_tables_the_product_knows(upgraded: Database) -> None:
    migrations.check(upgraded)
    assert migrations.is_current(upgraded)


def test_rows_written_once_are_guarded_after_every_upgrade(upgraded: Database) -> None:
    expected = {f"{table}_{what}" for table in written_once() for what in ("once", "kept")}
    migrations.upgrade(upgraded)
    with upgraded.writer.connect() as connection:
        assert triggers(connection) == expected


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_the_database_itself_refuses_to_change_what_is_written_once(kind: str, request: pytest.FixtureRequest) -> None:
    reopen: Callable[[], Database] = request.getfixturevalue(f"reopen_{kind}")
    database = reopen()
    try:
        for name in written_once():
            table = SQLModel.metadata.tables[name]
            for act in (table.update().values(id=new_id()), table.delete()):
                with pytest.raises(sa.exc.DBAPIError, match="written once"):
                    _insert_and(database, table, act)
    finally:
        database.close()


def _insert_and(database: Database, table: sa.Table, act: sa.Executable) -> None:
    with database.writer.begin() as connection:
        _insert_anything(connection, table)
        connection.execute(act)


def _insert_anything(connection: sa.Connection, table: sa.Table) -> None:
    """A row with whatever its columns need, its references not looked at."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    else:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
    sample = {column.name: _sample(column) for column in table.columns if not column.nullable}
    connection.execute(table.insert().values(sample))
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql("SET LOCAL session_replication_role = origin")


def _sample(column: sa.Column[object]) -> object:
    from datetime import UTC, date, datetime
    from uuid import UUID

    if isinstance(column.type, sa.Enum):
        return column.type.python_type(column.type.enums[0]) if column.type.enum_class else column.type.enums[0]
    if isinstance(column.type, sa.JSON):
        return []
    kinds = {UUID: new_id(), str: "x", int: 1, bool: True, date: date(2026, 11, 24)}
    return kinds.get(column.type.python_type, datetime(2026, 11, 24, tzinfo=UTC))


OLDER = [each.revision for each in ScriptDirectory(str(Path(migrations.__file__).parent)).walk_revisions()][:0:-1]


@pytest.fixture(params=["sqlite", "postgres"])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without any table."""
    server: Postgres | None = request.getfixturevalue("postgres_server") if request.param == "postgres" else None
    url = server.make("template1") if server else sa.make_url(f"sqlite:///{tmp_path / 'old.sqlite3'}")
    database = Database(url.render_as_string(hide_password=False))
    yield database
    database.close()
    if server:
        server.drop(url)


@pytest.mark.parametrize("older", OLDER)
def test_an_upgrade_loses_no_row_of_a_filled_database(bare: Database, older: str) -> None:
    """As it stood at each older revision, with a row in every table; the batch changes of SQLite copy whole tables."""
    engine = sa.create_engine(bare.url, poolclass=sa.NullPool)
    old = sa.MetaData()
    with engine.begin() as connection:
        command.upgrade(migrations._config(connection), older)
        old.reflect(connection)
        filled = [table for table in old.tables.values() if table.name != "alembic_version"]
        for table in filled:
            _insert_anything(connection, table)
    migrations.upgrade(bare)
    with engine.connect() as connection:
        counts = {
            table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in filled
        }
    engine.dispose()
    assert migrations.is_current(bare)
    assert set(counts.values()) == {1}


def test_an_upgrade_keeps_a_copy_of_a_filled_file(tmp_path: Path) -> None:
    file = tmp_path / "old.sqlite3"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE something (a)")
    connection.commit()
    connection.close()
    database = Database(f"sqlite:///{file}")
    migrations.upgrade(database)
    database.close()
    assert (tmp_path / f"old.sqlite3.before-{migrations.newest()}").exists()
