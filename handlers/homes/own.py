"""One's own homes, leaving one, and objecting to somebody else's claim."""

from __future__ import annotations

from config.intents import hears
from config.values import Count, Saying, Text, saying
from handlers.desk import Guess, Visit, choice, command, recogniser
from handlers.homes.words import kind_saying, line_of
from models.letters.post import Draft
from models.letters.tables import Kind
from models.people.homes.checks import (
    Bound,
    checkers_of,
    claims_to_object,
    estate_of,
    find_bound,
    object_to,
    own_homes,
    remove,
)
from models.refusals import Refusal


@command("homes-mine")
def mine(visit: Visit) -> None:
    homes = own_homes(visit.session, visit.account.person_id, visit.today)
    if not homes:
        visit.say("homes-none-yet", choices=[choice("homes-claim")])
        return
    lines = [choice("homes-look", each.ref, label=line_of(each)) for each in homes[:9]]
    visit.say("homes-mine-head", n=Count(len(homes)), choices=lines, listed=True)


@command("homes-look")
def look(visit: Visit, words: str) -> None:
    bound = _own(visit, words)
    if bound is None:
        mine(visit)
        return
    choices = [choice("homes-help"), choice("homes-unbind", bound.ref)]
    visit.say("homes-look-head", line=line_of(bound), choices=choices)


@command("homes-unbind")
def unbind(visit: Visit, words: str) -> None:
    """Without saying which, every home is a line: one number, one act."""
    bound = _own(visit, words)
    if bound is not None:
        remove(visit.session, bound, visit.now)
        visit.say("homes-unbound", home=Text(bound.unit.spoken), choices=[choice("homes-claim")])
        return
    homes = own_homes(visit.session, visit.account.person_id, visit.today)
    if not homes:
        visit.say("homes-none-yet", choices=[choice("homes-claim")])
        return
    lines = [choice("homes-unbind", each.ref, label=line_of(each)) for each in homes[:8]]
    out = choice("homes-mine", label="desk-out", out=True)
    visit.say("homes-unbind-which", choices=[*lines, out], listed=True)


def _own(visit: Visit, ref: str) -> Bound | None:
    if not ref:
        return None
    homes = own_homes(visit.session, visit.account.person_id, visit.today)
    found = next((each for each in homes if ref in (each.ref, each.unit.spoken)), None)
    if found is None:
        raise Refusal("homes-unknown")
    return found


@recogniser
def hears_unbind(visit: Visit, text: str) -> Guess | None:
    sure = hears("homes-unbind", text)
    return Guess(sure, lambda: unbind(visit, "")) if sure and visit.room is None else None


@command("homes-object")
def object_(visit: Visit, words: str) -> None:
    """不是我家的人: the claim stands still, and somebody checks it."""
    me = visit.account.person_id
    if not words:
        open_ = claims_to_object(visit.session, me, visit.now)
        if not open_:
            raise Refusal("homes-nothing-to-object")
        if len(open_) > 1:
            lines = [choice("homes-object", each.ref, label=line_of(each)) for each in open_[:9]]
            visit.say("homes-object-which", choices=lines, listed=True)
            return
        words = open_[0].ref
    bound = find_bound(visit.session, me, words, visit.now)
    object_to(visit.session, bound, me, visit.now)
    _tell_checkers(visit, bound)
    visit.tell(bound.tie.person_id, _alert(bound, saying("homes-objected-told", home=Text(bound.unit.spoken))))
    visit.say("homes-objected", home=Text(bound.unit.spoken))


def _alert(bound: Bound, words: Saying, *verbs: str) -> Draft:
    choices = tuple(choice(verb, bound.ref) for verb in verbs)
    return Draft(Kind.ALERT, words, choices, about=bound.ref, replaces="claim", estate_id=bound.estate_id)


def _tell_checkers(visit: Visit, bound: Bound) -> None:
    estate = estate_of(visit.session, bound)
    words = saying(
        "homes-check-told",
        estate=Text(estate.name),
        home=Text(bound.unit.spoken),
        kind=kind_saying(bound.tie.kind),
    )
    for person in checkers_of(visit.session, bound.estate_id, visit.now):
        visit.tell(person.id, _alert(bound, words, "homes-verify", "homes-remove"))
