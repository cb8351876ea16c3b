"""The demo: a made-up estate alive on one page, on the real desk and a database of its own. All names are invented."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from config.settings import Settings

__all__ = ["run"]


def run(settings: Settings, *, reset: bool = False) -> None:
    """Serve the demo until stopped; its database is made when missing. Prints the address."""
    from bot.demo.estate import DemoEstate  # noqa: PLC0415 (the command line starts quickly)
    from bot.demo.site import serving_of  # noqa: PLC0415
    from bot.listening import server  # noqa: PLC0415

    folder = Path(str(settings.database_url).removeprefix("sqlite:///")).parent
    if reset:
        forget(folder)
    listening = socket.create_server((settings.host, settings.port))
    port = listening.getsockname()[1]
    if not (folder / "demo.sqlite3").exists():
        print("Making the demo estate, some ten seconds …", flush=True)  # noqa: T201
    estate = DemoEstate.open(folder, settings)
    serving = serving_of(estate)
    print(f"http://{settings.host}:{port}/", flush=True)  # noqa: T201 (what the command is for)
    try:
        server(serving, settings.host, port).run(sockets=[listening])
    finally:
        listening.close()
        estate.database.close()


def forget(folder: Path) -> None:
    """Everything of the demo but its key."""
    for path in folder.glob("*"):
        if path.is_dir():
            shutil.rmtree(path)
        elif path.suffix != ".key":
            path.unlink()
