"""怎么通知我: by which ways somebody is reached, and whether it works; 谁收不到提醒: whose telephone nobody heard of."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from config.values import Count, Day, Lines, Moment, Name, Saying, Text, saying
from handlers.desk import Visit, choice, command
from models.briefs.lines import queue_lines
from models.calendar import local_day
from models.database import RowSession
from models.letters import proof
from models.letters.routes import Goes, Route, routes_of
from models.letters.seen import see_about
from models.letters.shapes import Choice
from models.people.roles import Role, scopes_of
from models.people.staffing import title_of
from models.people.tables import Estate

OVERSEERS = (Role.SECRETARY, Role.CHAIR, Role.COMMUNITY, Role.TOWNSHIP)
_NAMED = 12


@command("people-ways")
def ways(visit: Visit) -> None:
    """How I am told, on each of my accounts, the one that is taken first."""
    me = visit.account.person_id
    lines = [_way(route) for route in routes_of(visit.session, [me], visit.now)[me]]
    visit.say("people-ways-head", lines=Lines(tuple(lines)), choices=[choice("people-ways-test")])


def _way(route: Route) -> Saying:
    account = route.account
    where = saying(f"people-channel-{account.channel if account.channel in _CHANNELS else 'other'}")
    if route.goes is Goes.NOW and account.window_until is not None:
        return saying("people-way-open", where=where, n=Count(account.window_left), until=Moment(account.window_until))
    return saying(f"people-way-{route.why.value if route.why else 'now'}", where=where)


_CHANNELS = ("web", "terminal", "telegram", "wechat", "wecom")


@command("people-ways-test")
def try_it(visit: Visit) -> None:
    """A test to everything of mine that rings."""
    if proof.send_test(visit.session, visit.account.person_id, visit.now):
        visit.say("people-ways-tried")
    else:
        visit.say("people-ways-none")


@command("people-heard")
def heard(visit: Visit) -> None:
    """The test was seen: what is pressed has arrived."""
    see_about(visit.session, visit.account.id, proof.TEST, visit.now)
    visit.toast("people-heard-said")


@command("people-unheard", role=OVERSEERS)
def unheard(visit: Visit) -> None:
    """Of those who answer for my estates, whose telephone is not known to ring, and what to do."""
    lines = [
        _unheard(estate, role, each)
        for estate in _overseen(visit.session, visit.account.person_id, visit.now)
        for role, each in proof.unproven_in(visit.session, estate.id, visit.now)
    ]
    if lines:
        visit.say("people-unheard-head", n=Count(len(lines)), lines=Lines(tuple(lines[:_NAMED])))
    else:
        visit.say("people-unheard-nobody")


def _unheard(estate: Estate, role: Role, each: proof.Unproven) -> Saying:
    since = {"since": Day(local_day(each.since))} if each.since is not None else {}
    return saying(
        f"people-unheard-{each.fault.value}", estate=Text(estate.name), who=Name(each.person.spoken_name or "—"),
        role=title_of(role), **since,
    )  # fmt: skip


def _overseen(session: RowSession, person_id: UUID, now: datetime) -> list[Estate]:
    return scopes_of(session, person_id, OVERSEERS, now)


@queue_lines
def to_look_after(session: RowSession, person_id: UUID, now: datetime) -> list[Choice]:
    """One line of 待办, once tests are sent at all and somebody did not see one."""
    unseen = [
        each
        for estate in _overseen(session, person_id, now)
        for _, each in proof.unproven_in(session, estate.id, now)
        if each.fault is not proof.Fault.NONE
    ]
    n = len({each.person.id for each in unseen if each.person.id != person_id})
    return [choice("people-unheard", label=saying("people-unheard-line", n=Count(n)))] if n else []
