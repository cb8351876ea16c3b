"""For developers: `python -m models.migrations "what changed"` writes the next revision from the tables."""

import sys
import tempfile
from pathlib import Path

import sqlalchemy as sa
from alembic import command

from models import load_tables
from models.database import Database
from models.migrations import _config, upgrade

with tempfile.TemporaryDirectory() as folder:
    load_tables()
    database = Database(f"sqlite:///{Path(folder) / 'empty.sqlite3'}")
    if list((Path(__file__).parent / "versions").glob("*.py")):
        upgrade(database)
    engine = sa.create_engine(database.url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        number = len(list((Path(__file__).parent / "versions").glob("*.py"))) + 1
        command.revision(_config(connection), sys.argv[1], autogenerate=True, rev_id=f"{number:04d}")
    engine.dispose()
    database.close()
