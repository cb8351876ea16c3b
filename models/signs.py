"""Signs of life of what must go on all the while, and the troubles somebody was told of when it stood still.

A trouble's name is its kind and, behind a blank, the channel: `letters telegram`, `polls telegram`, `clock`, `files`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from config.limits import StandstillLimits
from config.values import Count, Moment, Saying, Text, saying
from models.database import Row, insert, new_id, plain
from models.database.columns import indexed
from models.letters import post
from models.letters.post import Draft
from models.letters.tables import Kind
from models.people.identity import accounts_of
from models.people.roles import Role, holders_anywhere


class Sign(Row, table=True):
    """When it was last done: `clock` (a ring was over), `polls telegram`, `sent telegram` (the platform took a letter)."""

    __tablename__ = "signs"
    name: str = plain(unique=True)
    at: datetime


class Trouble(Row, table=True):
    """One standstill, from when somebody was told until it was over."""

    __tablename__ = "troubles"
    __table_args__ = (indexed("name", unique=True, where="ended_at IS NULL"),)
    name: str = plain()
    since: datetime
    told_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Standing:
    """How things stand: since when the oldest letter that may go waits, by channel; the oldest file that is wanted; every
    sign; the channels that are polled.
    """

    letters: Mapping[str, datetime] = field(default_factory=dict)
    files: datetime | None = None
    signs: Mapping[str, datetime] = field(default_factory=dict)
    polled: tuple[str, ...] = ()


# ---- rules


def standstills(standing: Standing, limits: StandstillLimits, now: datetime) -> dict[str, datetime]:
    """What stands still, and since when. A channel that sends at all is busy, not stuck, however much waits."""
    found: dict[str, datetime | None] = {"files": _beyond(standing.files, limits.files_minutes, now)}
    found["clock"] = _beyond(standing.signs.get("clock"), limits.clock_minutes, now)
    for channel in standing.polled:
        found[f"polls {channel}"] = _beyond(standing.signs.get(f"polls {channel}"), limits.polls_minutes, now)
    for channel, since in standing.letters.items():
        last = standing.signs.get(f"sent {channel}", since)
        found[f"letters {channel}"] = _beyond(max(since, last), limits.letters_minutes, now) and since
    return {name: since for name, since in found.items() if since is not None}


def _beyond(moment: datetime | None, minutes: int, now: datetime) -> datetime | None:
    return moment if moment is not None and now - moment > timedelta(minutes=minutes) else None


# ---- queries


def signs(session: Session) -> dict[str, datetime]:
    return dict(session.exec(select(col(Sign.name), col(Sign.at))).all())


def open_troubles(session: Session) -> list[Trouble]:
    """What somebody was told of and is not over."""
    return list(session.exec(select(Trouble).where(col(Trouble.ended_at).is_(None)).order_by(col(Trouble.name))))


def who_hears(session: Session, now: datetime) -> list[UUID]:
    """Administrators; where there are none the community's staff, who can telephone whoever runs the machine."""
    return holders_anywhere(session, Role.ADMINISTRATOR, now) or holders_anywhere(session, Role.COMMUNITY, now)


# ---- actions


def give_sign(session: Session, name: str, now: datetime) -> None:
    made = insert(session, Sign).values(id=new_id(), name=name, at=now)
    session.exec(made.on_conflict_do_update(index_elements=["name"], set_={"at": now}))


def tell_of_standstills(session: Session, found: Mapping[str, datetime], now: datetime) -> int:
    """Each is told once when it begins and once when it is over, on every route: one of them may be what stands still.
    Returns how many were told of.
    """
    known = {each.name: each for each in open_troubles(session)}
    for name in found.keys() - known.keys():
        session.add(Trouble(name=name, since=found[name], told_at=now))
        kind = name.partition(" ")[0]
        begun = saying("troubles-stuck", what=_what(name), since=Moment(found[name]), do=saying(f"troubles-do-{kind}"))
        _tell(session, Draft(Kind.ALERT, begun, replaces=f"trouble-{name}"), now)
    for name in known.keys() - found.keys():
        trouble = known[name]
        trouble.ended_at = now
        minutes = Count(int((now - trouble.since).total_seconds()) // 60)
        over = saying("troubles-over", what=_what(name), minutes=minutes)
        _tell(session, Draft(Kind.ALERT, over, replaces=f"trouble-{name}"), now)
    return len(found.keys() ^ known.keys())


def _what(name: str) -> Saying:
    kind, _, channel = name.partition(" ")
    return saying(f"troubles-what-{kind}", channel=Text(channel))


def _tell(session: Session, draft: Draft, now: datetime) -> None:
    accounts = [account for person in who_hears(session, now) for account in accounts_of(session, person)]
    post.send(session, draft, [account for account in accounts if account.blocked_at is None], now)
