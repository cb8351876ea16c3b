"""The people's side: every estate has an emergency card and somebody whose telephone rings."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, datetime

from bot.checks.findings import Finding, must, note, ok
from config.channels import WECOM_GROUP
from models.complaints.queries import duty_holders
from models.database import Database, RowSession
from models.letters.proof import Fault
from models.letters.proof import faults as unproven
from models.people.register import PHONES, all_estates, is_phone
from models.people.tables import Estate
from models.rooms import hooks_of


def estates(database: Database, *, with_people: bool = True) -> list[Finding]:
    found = database.read_now(_look, datetime.now(UTC), with_people=with_people)
    return found or [must("estates", "none yet; `python -m bot estate add --help`")]


def _look(session: RowSession, now: datetime, *, with_people: bool) -> list[Finding]:
    found: list[Finding] = []
    for each in all_estates(session):
        found += _card(each)
        found += _route(session, each, now) if with_people else ()
    return found


def _card(estate: Estate) -> Iterator[Finding]:
    subject = f"{estate.prefix} emergency card"
    if not estate.duty_phone:
        yield must(subject, f"{estate.name} has no duty telephone: in danger people are given no number of the estate")
    if not estate.lift_phone:
        yield note(subject, f"{estate.name} has no lift rescue telephone")
    said = {each.replace("_", " "): getattr(estate, each) for each in PHONES}
    wrong = {name: phone for name, phone in said.items() if phone and not is_phone(phone)}
    for name, phone in wrong.items():
        yield must(subject, f"the {name} “{phone}” is no telephone number; `python -m bot estate set {estate.prefix}`")
    if estate.duty_phone and estate.lift_phone and not wrong:
        yield ok(subject, f"duty {estate.duty_phone}, lift {estate.lift_phone}")


def _route(session: RowSession, estate: Estate, now: datetime) -> Iterator[Finding]:
    """Somebody of the duty ladder whom a message reaches with nothing open."""
    subject = f"{estate.prefix} push route"
    role, holders = duty_holders(session, estate.id, now)
    if not holders:
        yield must(subject, f"nobody works here yet; `python -m bot invite --role secretary --estate {estate.prefix}`")
        return
    faults = {each.person.id: each.fault for each in unproven(session, holders, now)}
    ringing = [holder for holder in holders if faults.get(holder.id) in (None, Fault.UNSEEN)]
    proven = [holder for holder in holders if holder.id not in faults]
    if not ringing:
        yield must(
            subject,
            f"no {role.value} can be reached by push: open WeCom or Telegram, and let one of them write to the bot there",
        )
    elif not proven:
        yield note(subject, f"no {role.value} saw a reminder in the last 7 days; they are sent a test, to be pressed")
    else:
        yield ok(subject, f"{len(proven)} of {len(holders)} {role.value} reached by push in the last 7 days")


def groups(database: Database, named: Collection[str]) -> list[Finding]:
    """The groups that are posted into have a key, and every key has a group."""
    bound = {room.external: estate.prefix for room, estate in database.read_now(hooks_of, WECOM_GROUP.name)}
    lost = [must(f"{prefix} group", f"{name}: YXM_WECOM__GROUPS has no key of that name; write it there, or end it by "
                 f"`python -m bot estate group {prefix} {name} --end`")
            for name, prefix in bound.items() if name not in named]  # fmt: skip
    idle = [note("wecom groups", f"{name}: no estate posts there; `python -m bot estate group --help`")
            for name in named if name not in bound]  # fmt: skip
    return [*lost, *idle, *(ok(f"{bound[name]} group", name) for name in named if name in bound)]
