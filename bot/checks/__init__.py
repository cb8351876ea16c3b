"""What an installation needs, looked at one by one: each finding is ok, worth knowing, or must be done."""

from __future__ import annotations

from bot.checks.findings import Finding, must, note, ok
from config.settings import Settings, examined
from models.database import Database

__all__ = ["Finding", "must", "must_before_serving", "note", "ok", "run_checks"]


async def run_checks(*, serving: bool = False) -> list[Finding]:
    """Everything that can be looked at; what depends on something broken is left out. With `serving` it is a fault, too,
    that no process serves.
    """
    from bot.checks import machine, platform

    settings, lines = examined()
    broken = " ".join(line.split(":")[0] for line in lines)
    found = [*(must("configuration", line) for line in lines), *machine.configuration(settings)]
    found += [*machine.folders(settings), machine.zone()]
    if "YXM_FONT" not in broken:
        found += machine.fonts(settings)
    if "YXM_TELEGRAM" not in broken:
        found += await platform.telegram(settings)
    if "YXM_WECHAT" not in broken:
        found += await platform.wechat(settings)
    if "YXM_WECOM" not in broken:
        found += await platform.wecom(settings)
    if "YXM_DATABASE_URL" not in broken:
        found += _database(settings, has_keys="YXM_KEYS" not in broken, serving=serving)
    return found


def must_before_serving(settings: Settings, database: Database) -> list[Finding]:
    """What would fail the first person who needs it: files, papers, and what is sealed."""
    from bot.checks import machine

    found = [*machine.writable(settings), *machine.fonts(settings), *machine.sealing(database)]
    return [each for each in found if each.must]


def _database(settings: Settings, *, has_keys: bool, serving: bool) -> list[Finding]:
    """The database, and what only it knows; without its keys nobody's account can be read."""
    from bot.checks import machine, people
    from bot.checks.work import work
    from models.database import Keyring, use_keys

    if has_keys:
        use_keys(Keyring(settings.key_list))
    try:
        database = Database(settings.database_url)
    except (OSError, ValueError) as error:
        return [must("database", f"YXM_DATABASE_URL: {error}")]
    try:
        found = machine.schema(database)
        if any(each.must for each in found):
            return found
        sealing = list(machine.sealing(database)) if has_keys else []
        opens = has_keys and not any(each.must for each in sealing)
        found += [machine.clock(database), *sealing, *people.estates(database, with_people=opens)]
        found += people.groups(database, settings.wecom.group_keys)
        return [*found, *work(database, settings, serving=serving)]
    finally:
        database.close()
