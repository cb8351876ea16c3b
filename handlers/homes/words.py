"""How homes and ties are said, and heard in a sentence."""

from __future__ import annotations

from config.intents import hears
from config.values import Day, Saying, Text, saying
from handlers.desk import Visit, choice
from models.letters.post import Draft
from models.letters.tables import Kind
from models.people.addresses import Home, parse_home
from models.people.homes.checks import Bound
from models.people.homes.ties import neighbours
from models.people.phones import find_phone
from models.people.tables import Tie, TieKind, Unit
from models.refusals import Refusal


def kind_saying(kind: TieKind) -> Saying:
    return saying(f"homes-kind-{kind.value}")


def line_of(bound: Bound) -> Saying:
    """3-2-501 业主，已核实；租户，到2027年6月30日"""
    home, kind = Text(bound.unit.spoken), kind_saying(bound.tie.kind)
    if bound.tie.until is not None:
        return saying("homes-line-until", home=home, kind=kind, until=Day(bound.tie.until))
    return saying("homes-line-checked" if bound.tie.level > 1 else "homes-line", home=home, kind=kind)


def read_home(text: str) -> str:
    """A home in any usual writing, as `3-2-501`. Refuses what names none, or several."""
    home = parse_home(text)
    if home is None:
        raise Refusal("homes-not-a-home")
    return home.spoken


def home_from(spoken: str) -> Home:
    building, *entrance, room = spoken.split("-")
    return Home(building, "".join(entrance), room)


def said_in(text: str) -> dict[str, str]:
    """What a first sentence says already: the home, owner or tenant, the telephone."""
    home, phone = parse_home(text), find_phone(text)
    kinds = [kind.value for kind in (TieKind.TENANT, TieKind.OWNER) if hears(f"homes-{kind.value}", text)]
    known = {"home": home.spoken if home else "", "kind": kinds[0] if kinds else "", "phone": phone}
    return {name: value for name, value in known.items() if value}


def tell_others(visit: Visit, tie: Tie, unit: Unit) -> int:
    """Everybody bound to the home hears of a new one, and may object in one tap. Returns how many."""
    words = saying("homes-joined-told", home=Text(unit.spoken), kind=kind_saying(tie.kind))
    choices = (choice("homes-object", tie.id.hex),)
    draft = Draft(Kind.ALERT, words, choices, about=tie.id.hex, estate_id=unit.estate_id)
    return sum(visit.tell(person, draft) > 0 for person in neighbours(visit.session, tie, visit.today))
