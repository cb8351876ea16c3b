"""What a command opens: the settings, the keys, the database with the newest schema, a progress bar."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

    from config.settings import Settings
    from models.database import Database
    from models.people.tables import Estate

DEMO = Path("var/demo")


class Stop(Exception):  # noqa: N818 (it ends a command)
    """End the command with these lines on stderr."""

    def __init__(self, *lines: str) -> None:
        super().__init__("; ".join(lines))
        self.lines = lines


def demo_settings(folder: Path = DEMO) -> Settings:
    """The demo's own settings: its database, files and key lie together in one folder; the key is made when missing."""
    from config.settings import Environment, read_settings
    from models.database import new_key

    folder.mkdir(parents=True, exist_ok=True)
    key = folder / "demo.key"
    if not key.exists():
        key.touch(mode=0o600)
        key.write_text(new_key() + "\n", encoding="ascii")
    return read_settings(
        _env_file=None,
        database_url=f"sqlite:///{folder / 'demo.sqlite3'}",
        keys=key.read_text(encoding="ascii").strip(),
        files_dir=folder / "files",
        environment=Environment.DEVELOPMENT,
        public_url="",
        telegram={"token": ""},
    )


@contextmanager
def opened(settings: Settings, *, any_schema: bool = False) -> Iterator[Database]:
    """The database, its keys in use. Stops when the schema is not the newest, unless any will do."""
    from models import load_tables
    from models.database import Database, Keyring, use_keys

    use_keys(Keyring(settings.key_list))
    load_tables()
    try:
        database = Database(settings.database_url)
    except (OSError, ValueError) as error:
        raise Stop(f"YXM_DATABASE_URL: {error}") from None
    try:
        if not _is_current(database) and not any_schema:
            raise Stop("the database has not the newest schema; run `python -m bot db upgrade`")
        yield database
    finally:
        database.close()


def _is_current(database: Database) -> bool:
    import sqlalchemy as sa

    from models.migrations import is_current

    try:
        return is_current(database)
    except sa.exc.DBAPIError as error:
        told = next(iter(str(error.orig).strip().splitlines()), type(error).__name__)
        raise Stop(f"YXM_DATABASE_URL: {database.url.render_as_string()} does not answer: {told}") from None


@contextmanager
def configured() -> Iterator[Database]:
    from config.settings import read_settings

    with opened(read_settings()) as database:
        yield database


def estate_by(database: Database, prefix: str) -> Estate:
    """The estate of this prefix. Stops when there is none."""
    from models.people.identity import find_estate

    estate = database.read_now(find_estate, prefix)
    if estate is None:
        raise Stop(f"no estate has the prefix {prefix}; `python -m bot estate list` shows them")
    return estate


def moment() -> datetime:
    return datetime.now(UTC)


_LIBRARIES = (
    "httpx", "httpcore", "apscheduler", "alembic", "uvicorn", "websockets", "sqlalchemy", "multipart", "python_multipart",
    "telegram.Bot", "telegram.ext", "telegram.request", "asyncio",
)  # fmt: skip


class OneLine(logging.Formatter):
    """A line a record: what happened and the error's name; the whole story with YXM_TRACE=1."""

    def format(self, record: logging.LogRecord) -> str:
        line = f"{record.name}: {record.getMessage()}"
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            line += f" ({type(error).__name__}: {error})".replace("\n", " ")
            if os.environ.get("YXM_TRACE"):
                line += "\n" + self.formatException(record.exc_info)
        return line


def log_to_stderr() -> None:
    """For commands that talk on stdout: warnings and errors, a line each."""
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)


def log_fully() -> None:
    """For what runs for days: a line a record with its time, errors with their whole story.

    The libraries write addresses, and Telegram's addresses hold the token; some write all that is said: they are quiet,
    also for who turns everything up to look for a fault.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s", force=True)
    for name in _LIBRARIES:
        logging.getLogger(name).setLevel(logging.WARNING)


def progress() -> Progress:
    """A bar on stderr; where that is no terminal it stays silent."""
    from rich.console import Console
    from rich.progress import Progress

    return Progress(console=Console(stderr=True), transient=True)
