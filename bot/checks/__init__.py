"""What an installation needs, looked at one by one: each finding is ok, worth knowing, or must be done."""

from __future__ import annotations

from bot.checks.findings import Finding, must, note, ok
from config.settings import Settings, UnsafeSettings, read_settings

__all__ = ["Finding", "must", "note", "ok", "run_checks"]


async def run_checks() -> list[Finding]:
    """Everything that can be looked at; what depends on something broken is left out."""
    from bot.checks import machine, platform

    try:
        settings = read_settings()
    except UnsafeSettings as unsafe:
        return [must("configuration", line) for line in unsafe.lines]
    found = [*machine.configuration(settings), *machine.folders(settings), *machine.fonts(settings), machine.zone()]
    found += await platform.telegram(settings)
    return found + _database(settings)


def _database(settings: Settings) -> list[Finding]:
    """The database, and what only it knows."""
    from bot.checks import machine, people
    from models.database import Database, Keyring, use_keys

    use_keys(Keyring(settings.key_list))
    database = Database(settings.database_url)
    try:
        found = machine.schema(database)
        if any(each.must for each in found):
            return found
        return [*found, machine.clock(database), *machine.sealing(database), *people.estates(database)]
    finally:
        database.close()
