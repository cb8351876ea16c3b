"""我是3幢2单元501的业主: which home, owner or tenant, the telephone of the roster - one question at a time."""

from __future__ import annotations

from typing import Any

from config.intents import hears
from config.values import Count, Moment, Text, saying
from handlers.desk import Form, Guess, Visit, ask, choice, command, recogniser
from handlers.desk.forms import Option
from handlers.desk.where import find_place
from handlers.homes.words import home_from, kind_saying, read_home, said_in, tell_others
from models.letters.shapes import Choice
from models.opinions.queries import rounds_for
from models.people.addresses import is_home_alone
from models.people.homes.claims import Claimed, Said, claim_home, free_again_at, lists_tenants
from models.people.identity import home_units, live_ties
from models.people.phones import find_phone
from models.people.tables import TieKind
from models.refusals import Refusal

_FAMILY = "family"
_FIRST = "homes-phone-first"
_AN_ADDRESS = 78
"""An address and nothing else, from somebody who has no home here: what else should it mean."""
_LONGEST = 48
"""Who begins a long story with “我是3幢501的业主” does not ask to be bound."""


def _read_claim_home(form: Form, _visit: Visit, text: str) -> str:
    """Whoever says more than was asked is not asked for it again."""
    home = read_home(text)
    form.answers.update(said_in(text))
    return home


def _read_phone(form: Form, _visit: Visit, text: str) -> str:
    """A claim said anew replaces what was said before."""
    phone = find_phone(text)
    if not phone:
        raise Refusal("homes-not-a-phone")
    form.answers.update(said_in(text))
    return phone


def _needs_phone(form: Form, visit: Visit) -> bool:
    """Family comes by the owner's code; so does a tenant where the roster knows no tenants: there is nothing to compare."""
    if form.answers.get("kind") == TieKind.TENANT.value:
        return lists_tenants(visit.session, visit.place, visit.today)
    return form.answers.get("kind") != _FAMILY


def _mends(form: Form, _visit: Visit) -> list[Option]:
    """After a wrong try: the home or the role may be what was wrong."""
    if form.answers.get("phone_head", _FIRST) == _FIRST:
        return []
    anew = {"phone_head": _FIRST}
    return [Option("", saying(f"homes-mend-{part}"), again=(part,), sets=anew) for part in ("home", "kind")]


def _head(form: Form, name: str) -> dict[str, Any]:
    return {"head": saying(form.answers.get(f"{name}_head", f"homes-{name}-first"))}


class ClaimHome(Form, name="homes-claim"):
    """The telephone is asked last and goes with the form: it is compared, never kept."""

    keeps = False
    home: str = ask(
        "homes-ask-home",
        read=_read_claim_home,
        params=lambda form, _visit: _head(form, "home"),
    )
    kind: str = ask(
        "homes-ask-kind",
        options=lambda _form, _visit: [
            Option(TieKind.OWNER.value, kind_saying(TieKind.OWNER)),
            Option(TieKind.TENANT.value, kind_saying(TieKind.TENANT)),
            Option(_FAMILY, saying("homes-kind-family")),
        ],
        params=lambda form, _visit: {"home": Text(form.home)},
    )
    phone: str = ask(
        "homes-ask-phone",
        read=_read_phone,
        options=_mends,
        number=True,
        params=lambda form, _visit: _head(form, "phone"),
        when=_needs_phone,
    )

    def shown(self) -> list[Text]:
        return [Text(str(self.answers[each])) for each in ("home",) if self.answers.get(each)]

    def done(self, visit: Visit) -> None:
        if not _needs_phone(self, visit):
            visit.say(f"homes-{self.kind}-how", choices=[choice("home-secretary")])
            return
        said = Said(home_from(self.home), TieKind(self.kind), self.phone)
        try:
            claimed = claim_home(visit.session, visit.account, visit.place, said, visit.now)
        except Refusal as no:
            if no.field != "home":
                raise
            ClaimHome.begin(visit, kind=self.kind, home_head=no.key)
            return
        if claimed is None:
            self._ask_again(visit)
        else:
            welcome(visit, claimed)

    def _ask_again(self, visit: Visit) -> None:
        """The same answer whether the home exists or not; a wrong try is kept, so nothing may be undone here."""
        until = free_again_at(visit.session, visit.account.person_id, visit.now)
        if until is not None:
            visit.say("homes-tries-over", until=Moment(until), choices=[choice("home-secretary")])
            return
        head = "homes-phone-wrong-tenant" if self.kind == TieKind.TENANT.value else "homes-phone-wrong"
        ClaimHome.begin(visit, home=self.home, kind=self.kind, phone_head=head)


def welcome(visit: Visit, claimed: Claimed) -> None:
    """What is now true, who was told, what comes next."""
    visit.account.estate_id = claimed.unit.estate_id
    told = tell_others(visit, claimed.tie, claimed.unit) if claimed.is_new else 0
    key = "homes-bound" if claimed.is_new else "homes-bound-before"
    visit.say(
        key,
        home=Text(claimed.unit.spoken),
        kind=kind_saying(claimed.tie.kind),
        n=Count(told),
        next=saying(f"homes-next-{claimed.tie.kind.value}"),
        choices=[
            *_asked_of(visit, claimed),
            choice("homes-mine"),
            *([choice("complaints-file")] if claimed.is_new else []),
        ],
    )


def _asked_of(visit: Visit, claimed: Claimed) -> list[Choice]:
    """Whoever came by the poster of a question finds it here: now the answer counts."""
    visit.session.flush()
    asked = [
        each
        for each in rounds_for(visit.session, visit.account, visit.now, visit.today)
        if each.estate_id == claimed.unit.estate_id
    ]
    return [choice("opinions-look", asked[0].code)] if len(asked) == 1 else [choice("opinions-mine")] if asked else []


def begin(visit: Visit, text: str) -> None:
    """Start from a first line, with what it says already."""
    until = free_again_at(visit.session, visit.account.person_id, visit.now)
    if until is not None:
        raise Refusal("homes-tries-over", until=Moment(until))
    ClaimHome.begin(visit, **said_in(text))


@command("homes-claim", needs_estate=True)
def claim(visit: Visit, words: str) -> None:
    begin(visit, words)


@recogniser
def hears_home(visit: Visit, text: str) -> Guess | None:
    sure = hears("homes", text) if len(text) <= _LONGEST else 0
    if not sure and visit.room is None and is_home_alone(text) and not _has_home(visit):
        sure = _AN_ADDRESS
    return Guess(sure, lambda: _begin_anywhere(visit, text)) if sure else None


def _has_home(visit: Visit) -> bool:
    """In the estate spoken of, where one is: somebody at home elsewhere may have another one here."""
    me, here = visit.account.person_id, visit.account.estate_id
    return bool(home_units(visit.session, me, here, visit.today) if here else live_ties(visit.session, me, visit.today))


def _begin_anywhere(visit: Visit, text: str) -> None:
    if visit.room is not None:
        if not visit.whisper("desk-private-here", choices=[choice("homes-claim")]):
            visit.toast("desk-private-first")
        return
    visit.estate = find_place(visit)
    begin(visit, text)
