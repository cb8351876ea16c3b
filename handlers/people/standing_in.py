"""代班: somebody holds the secretary's roles for some hours or days; it ends by itself."""

from __future__ import annotations

from datetime import timedelta

from config.values import Count, Moment, saying
from handlers.desk import Form, Visit, ask, command
from handlers.desk.forms import Option
from handlers.people.words import give_code
from models.people.roles import Role, invite, own_roles_to_lend
from models.people.staffing import read_span
from models.people.tables import Estate
from models.refusals import Refusal

_OFFERED = {"half": 4, "day": 24, "three": 72}


def _hours(text: str) -> int:
    span = read_span(f"{text}天" if text.isdecimal() else text)
    if span is None:
        raise Refusal("people-not-a-span")
    return int(span.total_seconds() // 3600)


class StandIn(Form, name="people-stand-in"):
    keeps = False
    hours: int = ask(
        "people-ask-span",
        options=lambda _form, _visit: [
            Option(hours, saying(f"people-span-{name}")) for name, hours in _OFFERED.items()
        ],
        read=lambda _form, _visit, text: _hours(text),
    )

    def done(self, visit: Visit) -> None:
        lend(visit, self.hours)


@command("people-stand-in")
def stand_in(visit: Visit, words: str) -> None:
    """A code for the stand-in, for all estates of which one is secretary."""
    own_roles_to_lend(visit.session, visit.account.person_id, visit.now)
    if words:
        lend(visit, _hours(words))
    else:
        StandIn.begin(visit)


def lend(visit: Visit, hours: int) -> None:
    me, until = visit.account.person_id, visit.now + timedelta(hours=hours)
    held = own_roles_to_lend(visit.session, me, visit.now)
    estate = visit.session.get(Estate, held[0].estate_id)
    code = invite(visit.session, Role.SECRETARY, estate, visit.now, ends_at=until, made_by=me, stands_in_for=me)
    give_code(visit, code, saying("people-code-stand-in", n=Count(len(held)), until=Moment(until)))
