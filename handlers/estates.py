"""What the estate has on record of those who look after it, and its card with the QR code for the wall."""

from __future__ import annotations

from config.values import Lines, Phone, Saying, Text, Value, saying
from handlers.desk import Visit, choice, command
from models.letters.shapes import Paper
from models.people import office
from models.people.addresses import find_building
from models.people.roles import Role, holders_of
from models.people.tables import Estate
from models.refusals import Refusal

_LONGEST = 8
"""Characters of a building whose code travels in a QR code."""


@command("estates-property", needs_estate=True)
def property_company(visit: Visit) -> None:
    """物业信息: company, people, telephones; what nobody has registered is said to be so."""
    place = visit.place
    lines = [*_company(visit, place), *_phones(place)]
    who = office.serving(visit.session, place, visit.now)
    shown = Lines((*lines, *([who] if who else [])))
    key = "estates-property-card" if lines else "estates-property-none"
    visit.say(key, estate=Text(place.name), lines=shown, choices=[choice("complaints-file"), choice("home-secretary")])


def _company(visit: Visit, place: Estate) -> list[Saying]:
    names = [each.spoken_name for each in holders_of(visit.session, place.id, Role.COMPANY, visit.now)]
    named = (
        [saying("estates-property-people", names=Text("、".join(each for each in names if each)))] if any(names) else []
    )
    return [*([saying("estates-property-company", company=Text(place.company))] if place.company else []), *named]


def _phones(place: Estate) -> list[Saying]:
    lift = [saying("estates-property-lift", phone=Phone(place.lift_phone))] if place.lift_phone else []
    return [*reversed(office.phone_lines(place)), *lift]


@command("estates-card", role=(Role.SECRETARY, Role.CHAIR, Role.MEMBER))
def card(visit: Visit, words: str) -> None:
    """小区二维码; 小区二维码 3幢: who scans that one is taken to stand in building 3."""
    building = find_building(words) or find_building(f"{words}幢") or "" if words else ""
    if words and not (building.isascii() and building.isalnum() and len(building) <= _LONGEST):
        raise Refusal("estates-card-building", said=Text(words[:12]))
    place = visit.place
    params: dict[str, Value] = {
        "estate": Text(place.name),
        "prefix": Text(place.prefix),
        "building": Text(building),
        "hours": Text(office.hours_shown(place)),
        "duty": Text(place.duty_phone),
        "lift": Text(place.lift_phone),
        "office": Text(place.office_phone),
    }
    key = "estates-card-of-building" if building else "estates-card-here"
    key = key if visit.pages else "estates-card-codeless"
    papers = [Paper("estate-card-picture", params), Paper("estate-card", params)]
    visit.say(key, estate=Text(place.name), building=Text(building), papers=papers)
