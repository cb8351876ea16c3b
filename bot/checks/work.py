"""What is to go on all the while: does somebody serve, does anything stand still, who would hear of it?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from bot.checks.findings import Finding, must, note, ok
from bot.signs import look, reach
from config.channels import CHANNELS
from config.limits import standstill_limits
from config.settings import Mode, Settings
from models.database import Database, RowSession
from models.people.roles import Role, holders_anywhere
from models.signs import Standing, standstills

_DO = {
    "letters": "letters wait that could go; see the log of the `worker`, and whether this machine reaches the platform",
    "polls": "no poll came back; see whether this machine reaches the platform, and whether another program uses the token",
    "files": "files wait to be fetched; see the room on the disk, and whether this machine reaches the platform",
}


def work(database: Database, settings: Settings, *, serving: bool) -> list[Finding]:
    """With `serving` somebody must be at work now; without it that nobody is, is only told."""
    return list(database.read_now(_look, settings, datetime.now(UTC), serving=serving))


def _look(session: RowSession, settings: Settings, now: datetime, *, serving: bool) -> list[Finding]:
    has = {
        "web": True, "telegram": settings.has_telegram, "wechat": settings.has_wechat, "wecom": settings.has_wecom,
        "wecom-group": bool(settings.wecom.group_keys),
    }  # fmt: skip
    polled = ("telegram",) if settings.has_telegram and settings.telegram.mode is Mode.POLLING else ()
    channels = {name: reach(traits) for name, traits in CHANNELS.items() if has.get(name)}
    standing = look(session, channels, polled, now)
    found = [*_served(standing, now, serving=serving)]
    if not holders_anywhere(session, Role.ADMINISTRATOR, now):
        words = "nobody in chat hears when work stands still, but the community's staff; `python -m bot invite --role administrator`"
        found.append(note("administrator", words))
    return found


def _served(standing: Standing, now: datetime, *, serving: bool) -> Iterator[Finding]:
    still = standstills(standing, standstill_limits(), now)
    rang = standing.signs.get("clock")
    if rang is None or "clock" in still:
        words = "nobody serves" + (f" since {rang:%Y-%m-%d %H:%M} UTC" if rang else " yet")
        yield (
            must("serve", f"{words}; start `python -m bot serve`, or see its log") if serving else note("serve", words)
        )
        return
    for name in sorted(still):
        yield must(name, f"{_DO[name.split()[0]]} (since {still[name]:%Y-%m-%d %H:%M} UTC)")
    if not still:
        yield ok("serve", f"the clock rang {(now - rang).total_seconds():.0f} s ago, nothing stands still")
