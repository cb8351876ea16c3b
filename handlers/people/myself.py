"""我是谁: one's roles, homes and estates, and until when."""

from __future__ import annotations

from config.values import Lines, Saying, Text, saying
from handlers.desk import Visit, choice, command
from handlers.people.words import until_value
from models.people.homes.checks import estate_of, own_homes
from models.people.roles import Grant
from models.people.staffing import grants_of, title_of
from models.people.tables import Estate


@command("people-me")
def who_am_i(visit: Visit) -> None:
    me = visit.account.person_id
    lines = [_grant(grant, estate) for grant, estate in grants_of(visit.session, me, visit.now)]
    for bound in own_homes(visit.session, me, visit.today):
        where = Text(estate_of(visit.session, bound).name)
        kind = saying(f"homes-kind-{bound.tie.kind.value}")
        lines.append(saying("people-me-home", where=where, home=Text(bound.unit.spoken), kind=kind))
    choices = [choice("home-estate"), choice("homes-mine"), choice("privacy-show"), choice("people-ways")]
    if lines:
        visit.say("people-me-head", lines=Lines(tuple(lines[:8])), choices=choices)
    else:
        visit.say("people-me-nobody", choices=[choice("home-estate"), choice("homes-claim"), choice("privacy-show")])


def _grant(grant: Grant, estate: Estate | None) -> Saying:
    where, role = Text(estate.name if estate else grant.district), title_of(grant.role)
    if grant.suspended_at is not None:
        return saying("people-me-suspended", where=where, role=role)
    if grant.ends_at is not None:
        key = "people-me-stand-in" if grant.stand_in_for else "people-me-role-until"
        return saying(key, where=where, role=role, until=until_value(grant.ends_at))
    return saying("people-me-role", where=where, role=role)
