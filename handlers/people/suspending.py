"""停职: by those who supervise, on a decision made on paper; it works at once, on every old choice too (D29)."""

from __future__ import annotations

from collections.abc import Sequence

from config.values import Name, Saying, Text, saying
from handlers.desk import Form, Visit, ask, choice, command, lookup
from handlers.people.words import role_saying
from models.letters.post import Draft
from models.letters.tables import Kind
from models.people.roles import roles_in, scopes_of
from models.people.staffing import (
    SUSPENDERS,
    Held,
    find_held,
    held_in,
    may_suspend,
    place_named,
    restore,
    suspend_held,
    title_of,
)
from models.refusals import Refusal


def _find(visit: Visit, code: str) -> Held:
    return find_held(visit.session, visit.account.person_id, code.lower(), visit.now)


def _fitting(visit: Visit, verb: str) -> Sequence[str]:
    """Said without pointing at anybody: only where there is but one."""
    found: list[Held] = []
    for estate in scopes_of(visit.session, visit.account.person_id, SUSPENDERS, visit.now):
        roles = may_suspend(roles_in(visit.session, visit.account.person_id, estate.id, visit.now))
        found += held_in(visit.session, estate.id, roles, visit.now, suspended=verb == "people-restore-one")
    if len(found) > 1:
        raise Refusal("people-suspend-which")
    return [each.ref for each in found]


lookup(Held, _find, _fitting)


def _line(held: Held) -> Saying:
    return saying("people-held-line", role=role_saying(held.grant.role), who=Name(held.person.spoken_name or "—"))


def _list(visit: Visit, *, suspended: bool) -> None:
    roles = may_suspend(visit.roles())
    found = held_in(visit.session, visit.place.id, roles, visit.now, suspended=suspended)
    found = [each for each in found if each.person.id != visit.account.person_id]
    word = "restore" if suspended else "suspend"
    if not found:
        visit.say(f"people-{word}-nobody", estate=Text(visit.place.name))
        return
    lines = [choice(f"people-{word}-one", each.ref, label=_line(each)) for each in found[:8]]
    out = choice("home-menu", label="desk-out", out=True)
    visit.say(f"people-{word}-head", estate=Text(visit.place.name), choices=[*lines, out], listed=True)


@command("people-suspend", role=SUSPENDERS)
def suspend(visit: Visit) -> None:
    _list(visit, suspended=False)


@command("people-restore", role=SUSPENDERS)
def restore_somebody(visit: Visit) -> None:
    _list(visit, suspended=True)


class Suspend(Form, name="people-suspend"):
    """The decision itself is made outside: here stands which paper it is."""

    keeps = False
    decision: str = ask(
        "people-ask-decision",
        read=lambda _form, _visit, text: text[:80],
        params=lambda form, visit: {"line": _line(_find(visit, form.answers["ref"]))},
    )

    def done(self, visit: Visit) -> None:
        held = _find(visit, self.answers["ref"])
        suspend_held(visit.session, held, self.decision, visit.account.person_id, visit.now)
        _tell(visit, held, saying("people-suspended-told", **_what(visit, held), decision=Text(self.decision)))
        visit.say("people-suspended", line=_line(held), choices=[choice("people-restore-one", held.ref)])


def _what(visit: Visit, held: Held) -> dict[str, Text | Saying]:
    return {"where": Text(place_named(visit.session, held.grant)), "role": title_of(held.grant.role)}


def _tell(visit: Visit, held: Held, words: Saying) -> None:
    draft = Draft(Kind.ALERT, words, about=held.ref, replaces="suspension", estate_id=held.estate_id)
    visit.tell(held.person.id, draft)


@command("people-suspend-one", role=SUSPENDERS)
def suspend_one(visit: Visit, held: Held) -> None:
    Suspend.begin(visit, ref=held.ref)


@command("people-restore-one", role=SUSPENDERS)
def restore_one(visit: Visit, held: Held) -> None:
    restore(visit.session, held, visit.now)
    _tell(visit, held, saying("people-restored-told", **_what(visit, held)))
    visit.say("people-restored", line=_line(held))
