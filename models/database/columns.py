"""How columns are declared: personal data says what it is and how long it is kept, foreign keys order the flush.

A text column is either `personal(...)` or `plain(...)`; a house test refuses a third kind.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, Literal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, Relationship, SQLModel

from models.database.ids import new_id
from models.database.secrets import keyring

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
_JSON = sa.JSON().with_variant(JSONB(), "postgresql")  # json has no equality there
PersonalKind = Literal["phone", "name", "story", "address", "photo", "account", "signature"]


class Row(SQLModel):
    """The base of every table: an id made in Python."""

    id: UUID = Field(default_factory=new_id, primary_key=True)


class Sealed(sa.types.TypeDecorator[str]):
    """Text encrypted at rest, bound to `place` (table.column). Unencrypted it is at most 2,000 characters.

    An empty text stays empty: what was redacted, or never known, can be counted without a key.
    """

    impl = sa.Text
    cache_ok = True

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002
        return keyring().seal(value, self.place) if value else value

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> str | None:  # noqa: ARG002
        return keyring().open(value, self.place) if value else value


def choice_of(kind: type[Enum], **more: Any) -> Any:
    """A column of an enumeration, kept by value, without a native type or a CHECK (a new member needs no migration)."""
    column = sa.Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )
    return Field(sa_type=column, **more)


def personal(kind: PersonalKind, keep: str, *, sealed: str = "", **more: Any) -> Any:
    """A personal column: what kind it is and how long it is kept after its matter ends (ISO 8601 duration).

    `sealed` names table.column when it is encrypted at rest.
    """
    info = {"personal": kind, "keep": keep}
    if sealed:
        more["sa_type"] = Sealed(sealed)
    else:
        more.setdefault("sa_type", sa.Text)
    return Field(sa_column_kwargs={"info": info}, **more)


def plain(**more: Any) -> Any:
    """A text column that says nothing of a person."""
    more.setdefault("sa_type", sa.Text)
    return Field(sa_column_kwargs={"info": {"personal": None}}, **more)


def stored_json(*, keep: str = "", kind: PersonalKind | None = None, **more: Any) -> Any:
    """A JSON column; says so when people's words can be in it."""
    return Field(sa_type=_JSON, sa_column_kwargs={"info": {"personal": kind, "keep": keep}}, **more)


def foreign(target: str, **more: Any) -> Any:
    """A foreign key, indexed. Its table must also hold a one-way `link(...)` (rows are flushed in that order)."""
    more.setdefault("index", True)
    return Field(foreign_key=target, **more)


def link(*columns: str) -> Any:
    """The one-way relationship of a foreign key: it orders the flush and is never followed.

    `columns` as "Table.column" when a table points twice to the same one.
    """
    args: dict[str, Any] = {"lazy": "raise", "viewonly": False}
    if columns:
        args["foreign_keys"] = ",".join(columns)
    return Relationship(sa_relationship_kwargs=args)


def indexed(*columns: str, unique: bool = False, where: str = "") -> Any:
    """An index named after its columns; `where` makes it partial on both databases."""
    condition: dict[str, Any] = {"sqlite_where": sa.text(where), "postgresql_where": sa.text(where)} if where else {}
    return sa.Index(None, *columns, unique=unique, **condition)


def written_once(*redactable: str) -> dict[str, Any]:
    """`__table_args__` of rows that the database itself refuses to change or delete, but for redacting these columns."""
    return {"info": {"written_once": redactable}}
