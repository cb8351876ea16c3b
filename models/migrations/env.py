"""Alembic's entry: runs on the connection it is given (models.migrations), in batch mode on SQLite."""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from sqlmodel import SQLModel

from models.database.columns import Sealed


def render_item(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """Encrypted columns are plain text to the database: no migration needs the keys. JSON can be compared."""
    if kind == "type" and isinstance(item, Sealed):
        return "sa.Text()"
    if kind == "type" and isinstance(item, sa.JSON):
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
