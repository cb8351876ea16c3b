"""All commands under one roof, and the one place where their errors become one clear line."""

from __future__ import annotations

import sys

import typer

from bot.cli import estates, importing, keeping, running
from bot.cli.opening import Stop

app = typer.Typer(
    name="python -m bot",
    help="业小秘 (Yexiaomi): the office of an owners' committee, in a chat.",
    epilog="Settings come from the environment and .env (see .env.example). First steps: demo; or keys new, "
    "db upgrade, estate add, invite, check, serve.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
running.declare(app)
estates.declare(app)
importing.declare(app)
keeping.declare(app)


def main(arguments: list[str] | None = None) -> None:
    """Run one command. Exits 0, or 1 with a line that says what is wrong."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = app(args=arguments, standalone_mode=False)
    except KeyboardInterrupt:
        sys.exit(130)
    except Stop as stop:
        _say(*stop.lines)
    except Exception as error:  # noqa: BLE001 (the edge: an operator gets a line, never a traceback)
        _say(*_told(error))
    sys.exit(code if isinstance(code, int) else 0)


def _say(*lines: str) -> None:
    for line in lines:
        print(f"error: {line}", file=sys.stderr)
    sys.exit(1)


def _told(error: Exception) -> list[str]:
    """What went wrong, in the operator's words."""
    from bot.cli.errors import told

    return told(error)
