"""The machine's side: settings, folders, fonts, time zone, database, clock, keys."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import manimgx_fonts_cjk
import sqlalchemy as sa
from pydantic import BaseModel

from bot.checks.findings import Finding, must, note, ok
from bot.papers.glyphs import printable, read_glyphs
from config.holidays import overrides
from config.settings import PREFIX, Environment, Settings
from models.database import Database, RowSession, keyring
from models.database.rotation import is_all_new, places
from models.migrations import is_current, newest

_OUR_OWN = {"YXM_TRACE", "YXM_NO_SKIP", "YXM_TEST_POSTGRES_URL"}
_LEAST_FREE = 1 << 30
_MOST_DRIFT = 30.0


def configuration(settings: Settings) -> Iterator[Finding]:
    where = ".env and the environment" if Path(".env").exists() else "the environment; there is no .env here"
    yield ok("configuration", f"read from {where}; {settings.environment.value}")
    for name in sorted(_unknown()):
        yield note("configuration", f"{name} is no setting of this product; see .env.example")
    if settings.environment is not Environment.PRODUCTION:
        yield note("configuration", "YXM_ENVIRONMENT=development takes unsafe addresses; not for real residents")
    if not settings.public_url:
        yield note("configuration", "YXM_PUBLIC_URL is not set: QR codes and signed links point nowhere")


def _unknown() -> set[str]:
    """Names that begin like ours and mean nothing: a slip of the pen says nothing by itself."""
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields} | _OUR_OWN
    for part, fields in Settings.model_fields.items():
        if isinstance(fields.annotation, type) and issubclass(fields.annotation, BaseModel):
            known |= {f"{PREFIX}{part}__{name}".upper() for name in fields.annotation.model_fields}
    written = {name.upper() for name in os.environ}
    if Path(".env").exists():
        lines = Path(".env").read_text(encoding="utf-8").splitlines()
        written |= {line.split("=")[0].strip().upper() for line in lines if "=" in line and not line.startswith("#")}
    return {name for name in written if name.startswith(PREFIX)} - known


def folders(settings: Settings) -> Iterator[Finding]:
    """Files can be written, and there is room."""
    folder, faults = settings.files_dir, list(writable(settings))
    if faults:
        yield from faults
        return
    free = shutil.disk_usage(folder).free
    room = f"{free / (1 << 30):.1f} GB free"
    yield ok("files", f"{folder}, {room}") if free >= _LEAST_FREE else must("files", f"{folder}: only {room}")


def writable(settings: Settings) -> Iterator[Finding]:
    folder = settings.files_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".check"
        probe.touch()
        probe.unlink()
    except OSError as error:
        yield must("files", f"{folder} cannot be written ({error.strerror}); mend its owner or YXM_FILES_DIR")


def fonts(settings: Settings) -> Iterator[Finding]:
    """The font of papers and charts can draw Chinese."""
    pinned = Path(manimgx_fonts_cjk.__file__).parent
    files = [settings.font] if settings.font else sorted(each for each in pinned.rglob("*.?t[fc]"))
    if not files:
        yield must("fonts", "the bundled font is missing; install the dependencies again")
        return
    try:
        good = printable("业主公告", read_glyphs(files[0])) == "业主公告"
    except (OSError, ValueError):
        yield must("fonts", f"YXM_FONT: {files[0]} is no font that can be read")
        return
    yield ok("fonts", files[0].name) if good else must("fonts", f"{files[0]} cannot draw Chinese; mend YXM_FONT")


def zone() -> Finding:
    """Days are days in China, working days those of its calendar."""
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date()
    known = any(day.year == today.year for day in overrides())
    if not known and not _has_year(today):
        return note("calendar", f"the holidays of {today.year} are not known; see config/holidays.toml")
    return ok("calendar", f"{today.isoformat()} in China")


def _has_year(today: date) -> bool:
    import chinese_calendar

    try:
        chinese_calendar.is_workday(today)
    except NotImplementedError:
        return False
    return True


def schema(database: Database) -> list[Finding]:
    """It answers, and has the newest schema."""
    where = database.url.render_as_string()
    try:
        current = is_current(database)
    except sa.exc.DBAPIError as error:
        told = str(error.orig).strip().splitlines()
        said = told[0] if told else type(error).__name__
        return [must("database", f"YXM_DATABASE_URL: {where} does not answer: {said}")]
    if not current:
        return [ok("database", where), must("schema", "not the newest; run `python -m bot db upgrade`")]
    return [ok("database", where), ok("schema", newest())]


def clock(database: Database) -> Finding:
    """The clock here and the database's agree (one file has no other clock to compare with)."""
    if database.is_sqlite:
        return ok("clock", f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC")
    there: datetime = database.read_now(lambda session: session.execute(sa.select(sa.func.now())).scalar_one())
    drift = abs((datetime.now(UTC) - there).total_seconds())
    if drift > _MOST_DRIFT:
        return must("clock", f"differs by {drift:.0f} s from the database's; turn on time synchronisation")
    return ok("clock", f"agrees with the database's within {drift:.1f} s")


def sealing(database: Database) -> Iterator[Finding]:
    """What is sealed can be opened with the keys given; it is looked at the newest row of each table."""
    for place in places():
        for name in place.sealed:
            column = place.table.c[name]
            query = sa.select(column).where(column != "").order_by(place.table.c.id.desc()).limit(1)
            try:
                database.read_now(_newest, query)
            except ValueError as error:
                yield must("keys", f"{error}; put the key it was sealed with behind the first in YXM_KEYS")
                return
    names = keyring().names
    yield ok("keys", f"{names[0]} seals")
    older = f"{len(names) - 1} older key{'s' * (len(names) > 2)}"
    if len(names) > 1 and database.read_now(is_all_new):
        yield note("keys", f"{older}: nothing is sealed with it any more, take it out of YXM_KEYS")
    elif len(names) > 1:
        yield note("keys", f"{older} still in use: `python -m bot keys rotate`, then take it out")


def _newest(session: RowSession, query: sa.Select[tuple[str]]) -> None:
    session.execute(query).first()
