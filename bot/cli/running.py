"""What runs and talks: demo, serve, chat, play."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.opening import DEMO, Stop, demo_settings, estate_by, log_fully, log_to_stderr, opened

if TYPE_CHECKING:
    from config.settings import Settings
    from models.database import Database


_PORTS_TRIED = 50
_LANGUAGES = ("zh", "en")
_ROLES = ("all", "web", "worker")


def declare(app: typer.Typer) -> None:
    app.command(epilog="Example: python -m bot demo --port 8080")(demo)
    app.command(
        epilog="Example: python -m bot serve (behind a reverse proxy with https). Several processes need PostgreSQL: any "
        "number with --role web, one or more with --role worker or all."
    )(serve)
    app.command(
        epilog="Example: python -m bot chat --as 张三 --estate SJ. In it: numbers, phrases, /photo FILE, /file TABLE, /quit"
    )(chat)
    app.command(epilog="Example: python -m bot play tests/conversations/complaints/lift.txt")(play)


def demo(
    host: Annotated[str, typer.Option(help="Where the demo listens.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Its port; 0 takes a free one.", min=0, max=65535)] = 8000,
    folder: Annotated[Path, typer.Option(help="Where its database, files and key lie.")] = DEMO,
    reset: Annotated[bool, typer.Option("--reset", help="Begin anew.")] = False,
) -> None:
    """Open a living demo estate in the browser: a resident, the secretary, the chair and a group."""
    log_to_stderr()
    free = free_port(host, port)
    if free != port:
        print(f"port {port} is taken; this one is free: {free}")
    settings = demo_settings(folder).model_copy(update={"host": host, "port": free})
    _part("bot.demo").run(settings, reset=reset)


def free_port(host: str, port: int) -> int:
    """The port, or the next that nobody listens at; 0 stays 0. Stops when the host itself is none of this machine's."""
    import errno
    import socket

    for each in range(port, min(port + _PORTS_TRIED, 65536)):
        try:
            socket.create_server((host, each)).close()
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise Stop(f"cannot listen at {host}:{each}: {error.strerror or error}") from None
        else:
            return each
    raise Stop(f"no port is free from {port} to {port + _PORTS_TRIED - 1}; say another by --port")


def serve(
    role: Annotated[
        str,
        typer.Option(help="web: pages and webhooks only. worker: senders, polling, clock. all: both."),
    ] = "all",
) -> None:
    """Serve every configured channel until stopped: the web page; Telegram, WeChat, WeCom when set."""
    from bot.checks import must_before_serving
    from config.settings import read_settings

    if role not in _ROLES:
        raise Stop(f"--role is one of: {', '.join(_ROLES)}")
    settings = read_settings()
    if role != "all" and settings.database_url.startswith("sqlite"):
        raise Stop(f"--role {role}: SQLite takes one process for everything; several processes need PostgreSQL")
    log_fully()
    with opened(settings) as database:  # what does not fit is said before anything listens
        faults = must_before_serving(settings, database)
    if faults:
        raise Stop(*(f"{each.subject}: {each.words}" for each in faults))
    serving = _part("bot.serving")
    serving.run(settings, serving.Part(role))


def chat(
    who: Annotated[str, typer.Option("--as", help="Who you are; each name is a person of its own.")] = "me",
    estate: Annotated[str, typer.Option(help="The estate you write to, by its prefix.")] = "",
    lang: Annotated[str, typer.Option(help="zh or en, for a person not met before.")] = "zh",
    demo_too: Annotated[bool, typer.Option("--demo", help="Talk to the demo's database.")] = False,
) -> None:
    """Talk to the desk in this terminal, as a resident or as staff."""
    import asyncio

    from bot.terminal import Terminal
    from config.settings import read_settings

    log_to_stderr()
    if lang not in _LANGUAGES:
        raise Stop(f"--lang is one of: {', '.join(_LANGUAGES)}")
    settings: Settings = demo_settings() if demo_too else read_settings()
    with opened(settings) as database:
        if estate:
            estate_by(database, estate)
        asyncio.run(Terminal(database, settings.files_dir, who, lang).talk(estate))


def play(
    file: Annotated[Path, typer.Argument(help="A transcript (*.txt).", exists=True, dir_okay=False)],
    poor: Annotated[bool, typer.Option("--poor", help="On a channel with text only: numbers and phrases.")] = False,
) -> None:
    """Play a written conversation through the real desk, on a database of its own, and print what comes out."""
    import asyncio
    import tempfile

    from bot.play.script import Say, ScriptError, read_script
    from bot.play.stage import POOR, RICH, Stage
    from handlers.desk.registry import load_features
    from models.database import Database, Keyring, new_key, use_keys

    log_to_stderr()
    use_keys(Keyring((new_key(),)))
    load_features()
    try:
        steps = read_script(file)
    except UnicodeDecodeError:
        raise Stop(f"{file} is no text in UTF-8") from None
    if not any(isinstance(each, Say) for each in steps):
        raise Stop(f"{file} has no conversation in it: no line like “张三> 3号楼电梯坏了”")
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/play.sqlite3"
        _make_tables(Database(url))
        stage = Stage(lambda: Database(url), POOR if poor else RICH)
        try:
            print(asyncio.run(stage.play(steps)), end="")
        except ScriptError as wrong:
            raise Stop(str(wrong)) from None


def _make_tables(database: Database) -> None:
    """For a database that lives a minute: as the product is, without its history."""
    from models import load_tables
    from models.migrations.triggers import create_triggers

    with database.writer.begin() as connection:
        load_tables().create_all(connection)
        create_triggers(connection)
    database.close()


def _part(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as missing:
        if missing.name != name:
            raise
        raise Stop(f"{name} is not part of this checkout") from None
