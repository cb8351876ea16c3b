"""核实 3-2-501: the secretary has seen a paper or knows the person; one tap a claim."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from config.values import Count, Day, Name, Saying, Text, saying
from handlers.desk import Visit, choice, command, lookup, menu
from handlers.homes.words import home_from, kind_saying, line_of, read_home
from models.calendar import local_day
from models.letters import post
from models.letters.post import Draft
from models.letters.tables import Kind
from models.people.homes.checks import CHECKERS, Bound, find_bound, remove, roster_name, to_check, verify
from models.people.roles import Role, scopes_of
from models.refusals import Refusal


def _find(visit: Visit, code: str) -> Bound:
    return find_bound(visit.session, visit.account.person_id, code.lower(), visit.now)


def _fitting(visit: Visit, _verb: str) -> Sequence[str]:
    """Said without pointing at a claim: only where there is but one."""
    estates = scopes_of(visit.session, visit.account.person_id, CHECKERS, visit.now)
    found = [each.ref for estate in estates for each in to_check(visit.session, estate.id, None, visit.today)]
    if len(found) > 1:
        raise Refusal("homes-check-which")
    return found


lookup(Bound, _find, _fitting)


@command("homes-check", role=CHECKERS)
def check(visit: Visit, words: str) -> None:
    home = home_from(read_home(words)) if words else None
    found = to_check(visit.session, visit.place.id, home, visit.today)
    if not found:
        visit.say("homes-check-none", estate=Text(visit.place.name))
        return
    lines = [
        choice("homes-settle" if each.tie.objected_by else "homes-verify", each.ref, label=_line(visit, each))
        for each in found[:9]
    ]
    visit.say("homes-check-head", estate=Text(visit.place.name), n=Count(len(found)), choices=lines, listed=True)


def _line(visit: Visit, bound: Bound) -> Saying:
    key = "homes-check-line-objected" if bound.tie.objected_by else "homes-check-line"
    name = roster_name(visit.session, bound)
    since = Day(local_day(bound.tie.since))
    return saying(key, home=Text(bound.unit.spoken), kind=kind_saying(bound.tie.kind), who=Name(name), since=since)


@command("homes-settle", role=CHECKERS)
def settle(visit: Visit, bound: Bound) -> None:
    """Somebody of the home objected: both ways stand open."""
    visit.say(
        "homes-settle-head",
        line=_line(visit, bound),
        choices=[choice("homes-verify", bound.ref), choice("homes-remove", bound.ref)],
    )


@command("homes-verify", role=CHECKERS)
def verify_claim(visit: Visit, bound: Bound) -> None:
    objector = bound.tie.objected_by
    verify(visit.session, bound)
    post.withdraw(visit.session, bound.ref, "claim")
    _tell(visit, bound, "homes-verified-told", bound.tie.person_id)
    _tell(visit, bound, "homes-verified-objector", objector)
    visit.say("homes-verified", line=line_of(bound), choices=[choice("homes-check"), choice("homes-remove", bound.ref)])


@command("homes-remove", role=CHECKERS)
def ask_to_remove(visit: Visit, bound: Bound) -> None:
    """Somebody loses what they could see: never by one number that was meant for the line before."""
    out = choice("homes-check", label="desk-out", out=True)
    visit.say("homes-remove-sure", line=_line(visit, bound), choices=[choice("homes-remove-now", bound.ref), out])


@command("homes-remove-now", role=CHECKERS)
def remove_claim(visit: Visit, bound: Bound) -> None:
    objector = bound.tie.objected_by
    remove(visit.session, bound, visit.now)
    post.withdraw(visit.session, bound.ref, "claim")
    _tell(visit, bound, "homes-removed-told", bound.tie.person_id)
    _tell(visit, bound, "homes-removed-objector", objector)
    visit.say("homes-removed", home=Text(bound.unit.spoken), kind=kind_saying(bound.tie.kind))


def _tell(visit: Visit, bound: Bound, key: str, person_id: UUID | None) -> None:
    if person_id is not None:
        words = saying(key, home=Text(bound.unit.spoken), kind=kind_saying(bound.tie.kind))
        draft = Draft(Kind.ALERT, words, about=bound.ref, replaces="claim", estate_id=bound.estate_id)
        visit.tell(person_id, draft)


menu(60, lambda: choice("homes-check"), Role.SECRETARY)
