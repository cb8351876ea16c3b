"""Tables into the register: import estates, import roster, import ledger. First a dry run that tells what was understood."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.opening import Stop, configured, estate_by, moment, progress
from bot.cli.telling import changed_words, count, done_words, tell, tell_roster

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.sheets import Sheet
    from models.people.tables import Estate

group = typer.Typer(
    help="Tables (xlsx, xls, ods, csv) into the register. Nothing is ever deleted by a file.", no_args_is_help=True
)

File = Annotated[Path, typer.Argument(help="The table: xlsx, xls, ods or csv.", exists=True, dir_okay=False)]
Page = Annotated[str, typer.Option("--sheet", help="The sheet's name, when the file has several.")]
Do = Annotated[bool, typer.Option("--yes", help="Do it; without, it is only told what would be done.")]
Where = Annotated[str, typer.Option("--estate", help="The estate's prefix.")]
Area = Annotated[str, typer.Option(help="The column of the area that counts, when the file has several.")]
Ends = Annotated[
    bool,
    typer.Option("--end-missing-owners", help="Owners and tenants the file leaves out of a home beside others go."),
]


def declare(app: typer.Typer) -> None:
    app.add_typer(group, name="import")


@group.command(epilog="Example: python -m bot import estates 台账.xlsx, then the same with --yes")
def estates(file: File, sheet: Page = "", yes: Do = False) -> None:
    """A bureau's register (台账): one line an estate."""
    from bot.cli.errors import in_words
    from models.people.register import all_estates, compare, import_estates
    from models.people.register_reading import read_register

    found = read_register(_sheet(file, sheet).rows)
    _tell_understood(found.understood, found.ignored)
    tell("odd", [in_words(each) for each in found.oddities])
    with configured() as database:
        changes = compare(database.read_now(all_estates), found.lines)
        new = [f"{each.line.prefix} {each.line.name}" for each in changes if each.is_new]
        changed = [
            f"{each.line.prefix} {each.line.name}: {'; '.join(map(changed_words, each.changed))}"
            for each in changes
            if each.changed
        ]
        tell("new", new)
        tell("changed", changed)
        print(f"unchanged: {len(changes) - len(new) - len(changed)}")
        if _is_wanted(yes, bool(new or changed)):
            database.run_now(import_estates, found.lines)
            print(f"done: {count(len(new), 'estate')} added, {len(changed)} changed")


@group.command(epilog='Example: python -m bot import roster 名册.xlsx --estate SJ --area-column "建筑面积(㎡)"')
def roster(
    file: File,
    estate: Where,
    area_column: Area = "",
    sheet: Page = "",
    end_missing_owners: Ends = False,
    yes: Do = False,
) -> None:
    """The owners' roster (名册): homes, areas, owners, telephones. A broken-off import goes on where it stopped."""
    from bot.cli.errors import in_words
    from models.people.importing import import_part, parts_left, parts_of, plan_import
    from models.people.rosters import read_roster

    rows = _sheet(file, sheet).rows
    with configured() as database:
        place = estate_by(database, estate)
        found = read_roster(rows, area_column or None, place.name)
        _tell_understood(found.understood, found.ignored)
        tell("odd", [in_words(each.saying) for each in found.oddities])
        if found.needs_area_column:
            raise Stop(f"say which area counts by --area-column: {'、'.join(found.area_columns)}")
        changes = database.read_now(plan_import, place, found, end_unnamed=end_missing_owners)
        tell_roster(changes)
        if not _is_wanted(yes, bool(changes.added or changes.updated)):
            return
        now = moment()
        with progress() as bar:
            left = database.read_now(parts_left, place.id, parts_of(found, end_unnamed=end_missing_owners))
            for part in bar.track(left, description=place.name):
                database.run_now(import_part, place.id, part, now)
        after = database.read_now(plan_import, place, found, end_unnamed=end_missing_owners)
    print(f"done: {done_words(changes, after)}")


@group.command(epilog="Example: python -m bot import ledger 收支.xlsx --estate SJ --year 2025")
def ledger(
    file: File,
    estate: Where,
    year: Annotated[int, typer.Option(help="The year, where the file does not say it.")] = 0,
    yes: Do = False,
) -> None:
    """The accounts of a year (收支): becomes a draft that the secretary hands on and a second person confirms."""
    from bot.cli.errors import in_words
    from bot.ledgers import read_file
    from models.calendar import local_day
    from models.disclosures.actions import draft_statement
    from models.disclosures.letters import sums_of
    from models.disclosures.newer import older_like, older_lines
    from models.people.roles import Role, holders_of

    now = moment()
    reading = read_file(file.read_bytes(), file.name, local_day(now).year, year)
    entries = reading.ledger.entries
    print(f"understood: {_entries(len(entries))} of {reading.year or 'a year the file does not say (--year)'}")
    for line in sums_of(entries, reading.year, reading.ledger.stated):
        print(f"  {in_words(line)}")
    tell("odd", [in_words(each) for each in reading.oddities])
    for other, number in reading.others:
        print(f"not read: {_entries(number)} of {other}; --year {other}")
    with configured() as database:
        place = estate_by(database, estate)
        older = database.read_now(lambda session: older_lines("", older_like(session, place.id, reading.year, entries)))
        tell("same year", [in_words(each) for each in older])
        if _is_wanted(yes, bool(entries)):
            made = database.run_now(draft_statement, place, reading, now)
            told = database.read_now(holders_of, place.id, Role.SECRETARY, now)
            print(f"done: {made.code} is a draft; {_told(place, bool(told))}")


def _entries(number: int) -> str:
    return f"{number} {'entry' if number == 1 else 'entries'}"


def _told(place: Estate, has_secretary: bool) -> str:
    if has_secretary:
        return f"the secretary of {place.name} is told"
    return (
        f"nobody is told, {place.name} has no secretary: python -m bot invite --role secretary --estate {place.prefix}"
    )


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


def _is_wanted(yes: bool, anything: bool) -> bool:
    if not anything:
        print("nothing to do")
    elif not yes:
        print("nothing was changed yet; the same command with --yes does it")
    return yes and anything
