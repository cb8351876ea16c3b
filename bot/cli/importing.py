"""Tables into the register: import estates, import roster, import ledger. First a dry run that tells what was understood."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.opening import Stop, configured, moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.sheets import Sheet
    from config.values import Saying

group = typer.Typer(help="Tables (xlsx, xls, ods, csv) into the register. Nothing is ever deleted by a file.")

File = Annotated[Path, typer.Argument(help="The table: xlsx, xls, ods or csv.", exists=True, dir_okay=False)]
Page = Annotated[str, typer.Option("--sheet", help="The sheet's name, when the file has several.")]
Do = Annotated[bool, typer.Option("--yes", help="Do it; without, it is only told what would be done.")]
Where = Annotated[str, typer.Option("--estate", help="The estate's prefix.")]
_SHOWN = 20


def declare(app: typer.Typer) -> None:
    app.add_typer(group, name="import")


@group.command(epilog="Example: python -m bot import estates 台账.xlsx, then the same with --yes")
def estates(file: File, sheet: Page = "", yes: Do = False) -> None:
    """A bureau's register (台账): one line an estate."""
    from models.people.register import all_estates, compare, import_estates
    from models.people.register_reading import read_register

    found = read_register(_sheet(file, sheet).rows)
    _tell_understood(found.understood, found.ignored)
    _tell("odd", [_words(each) for each in found.oddities])
    with configured() as database:
        changes = compare(database.read_now(all_estates), found.lines)
        new = [f"{each.line.prefix} {each.line.name}" for each in changes if each.is_new]
        changed = [
            f"{each.line.prefix} {each.line.name}: {', '.join(each.changed)}" for each in changes if each.changed
        ]
        _tell("new", new)
        _tell("changed", changed)
        print(f"unchanged: {len(changes) - len(new) - len(changed)}")
        if _is_wanted(yes, bool(new or changed)):
            database.run_now(import_estates, found.lines)
            print(f"done: {len(new)} estates added, {len(changed)} changed")


def _sheet(file: Path, name: str) -> Sheet:
    """The one that is meant: named, or the only one with anything on it."""
    from bot.sheets import read_sheets

    sheets = [each for each in read_sheets(file.read_bytes(), file.name) if each.rows]
    if name:
        sheets = [each for each in sheets if each.name == name] or _no_sheet(name, sheets)
    if len(sheets) > 1:
        raise Stop(f"{file.name} has several sheets; say which by --sheet: {'、'.join(each.name for each in sheets)}")
    if not sheets:
        raise Stop(f"{file.name} has nothing on its sheets")
    return sheets[0]


def _no_sheet(name: str, sheets: Sequence[Sheet]) -> list[Sheet]:
    raise Stop(f"there is no sheet {name}; there are: {'、'.join(each.name for each in sheets)}")


def _tell_understood(understood: Iterable[tuple[str, str]], ignored: Sequence[str]) -> None:
    print("understood: " + ", ".join(f"{header} = {name}" for header, name in understood))
    if ignored:
        print("not read:   " + "、".join(ignored))


def _tell(what: str, lines: Sequence[str]) -> None:
    """The first of them, and how many there are."""
    if lines:
        print(f"{what}: {len(lines)}")
    for line in lines[:_SHOWN]:
        print(f"  {line}")
    if len(lines) > _SHOWN:
        print(f"  and {len(lines) - _SHOWN} more")


def _words(saying: Saying) -> str:
    import os

    from config.words import Reader, render

    lang = "zh-CN" if os.environ.get("LANG", "").startswith("zh") else "en"
    return render(saying.key, saying.params, Reader(lang, moment()))


def _is_wanted(yes: bool, anything: bool) -> bool:
    if not anything:
        print("nothing to do")
    elif not yes:
        print("nothing was changed yet; the same command with --yes does it")
    return yes and anything
