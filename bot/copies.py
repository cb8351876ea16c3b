"""A copy of the whole installation while it serves, and the way back: the database and the files, in one folder.

The keys are not in it: without them a copy tells no telephone number, and nobody can use it. Keep them apart.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing, suppress
from pathlib import Path

import sqlalchemy as sa

from bot.files import Store
from bot.watch import Alone, HeldElsewhereError
from config.settings import Settings

_LITE, _DUMP, _FILES = "database.sqlite3", "database.dump", "files"


class CopyError(Exception):
    """It cannot be done; the words say why and what to do."""


def make_copy(settings: Settings, folder: Path) -> int:
    """Into the folder, whose older copy it takes the place of. Returns how many files it has now."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    url = sa.make_url(settings.database_url)
    if url.get_backend_name() == "sqlite":
        _copy_lite(Path(str(url.database)), folder / _LITE)
    else:
        fresh = folder / f"{_DUMP}.new"
        _run("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", f"--file={fresh}")
        fresh.replace(folder / _DUMP)
    return _take_over(Store(settings.files_dir), Store(folder / _FILES))


def bring_back(settings: Settings, folder: Path) -> int:
    """From the folder. A SQLite file that stands there is kept as `<file>.before-restore`. Returns how many files came."""
    url = sa.make_url(settings.database_url)
    lite = url.get_backend_name() == "sqlite"
    source = folder / (_LITE if lite else _DUMP)
    if not source.exists():
        raise CopyError(f"{source} is not there: it is no copy made by `backup` from this kind of database")
    if lite:
        _bring_back_lite(source, Path(str(url.database)))
    else:
        _run("pg_restore", url, "--clean", "--if-exists", "--no-owner", "--single-transaction", str(source))
    return _take_over(Store(folder / _FILES), Store(settings.files_dir), remove=False)


def _copy_lite(source: Path, target: Path) -> None:
    """While it is written: SQLite's own copy, whole and of one moment."""
    if not source.exists():
        raise CopyError(f"{source} is not there")
    fresh = target.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(fresh)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    fresh.chmod(0o600)
    _examine(fresh)
    fresh.replace(target)


def _bring_back_lite(source: Path, target: Path) -> None:
    _examine(source)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        watch = Alone(str(target))
    except HeldElsewhereError:
        raise CopyError(f"a process serves {target}: stop it first") from None
    try:
        if target.exists():
            _copy_lite(target, target.with_name(f"{target.name}.before-restore"))
            for more in ("", "-wal", "-shm"):
                target.with_name(target.name + more).unlink(missing_ok=True)
        shutil.copyfile(source, target)
    finally:
        watch.close()


def _examine(file: Path) -> None:
    with closing(sqlite3.connect(file)) as opened:
        try:
            (found,) = opened.execute("PRAGMA integrity_check").fetchone()
        except sqlite3.DatabaseError as error:
            found = str(error)
    if found != "ok":
        raise CopyError(f"{file} is damaged: {found}")


def _run(program: str, url: sa.URL, *more: str) -> None:
    """The password goes by the environment: what stands in a command line is seen by everybody on the machine."""
    open_url = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    secret = {"PGPASSWORD": str(url.password)} if url.password else {}
    found = shutil.which(program)
    if found is None:
        raise CopyError(
            f"{program} is not here; install PostgreSQL's client programs, of the server's version or newer"
        )
    told = subprocess.run(  # noqa: S603 (our own words)
        [found, f"--dbname={open_url}", *more],
        env={**os.environ, **secret},
        capture_output=True,
        text=True,
        check=False,
    )
    if told.returncode:
        raise CopyError(f"{program}: {next(iter(told.stderr.strip().splitlines()), told.returncode)}")


def _take_over(source: Store, target: Store, *, remove: bool = True) -> int:
    """Files are named by what is in them: only what is new is copied; what is gone there goes here, or privacy ends."""
    there, here = set(source.all()), set(target.all())
    for name in sorted(there - here):
        with suppress(FileNotFoundError):  # discarded this very moment
            if target.put(source.path(name).read_bytes()) != name:
                raise CopyError(f"{source.path(name)} is damaged: what is in it is not what it is named for")
    for name in here - there if remove else ():
        target.discard(name)
    return len(there)
