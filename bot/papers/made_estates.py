"""The estate's card, by name: as a picture for groups and as a page for the wall. Its QR code stays for good."""

from __future__ import annotations

from collections.abc import Mapping

from bot.papers.estates import EstateCard, Phone, card_pdf, card_png
from bot.papers.registry import Lead, Made, address, paper
from config.values import Text, Value
from config.words import Reader, render

Values = Mapping[str, Value]


def _lead(params: Values) -> Lead:
    parts = ("e", _text(params, "prefix"), _text(params, "building"))
    return Lead("_".join(each for each in parts if each))


@paper("estate-card", _lead)
def page(params: Values, reader: Reader) -> Made:
    return Made(card_pdf(_card("estate-card", params, reader)), "pdf", f"{_filename(params, reader)}.pdf")


@paper("estate-card-picture", _lead)
def picture(params: Values, reader: Reader) -> Made:
    return Made(card_png(_card("estate-card-picture", params, reader)), "png", f"{_filename(params, reader)}.png")


def _card(name: str, params: Values, reader: Reader) -> EstateCard:
    def said(key: str, **more: Value) -> str:
        return render(f"estates-card-{key}", more, reader)

    building = _text(params, "building")
    numbers = [(each, _text(params, each)) for each in ("duty", "lift", "office")]
    return EstateCard(
        estate=_text(params, "estate"),
        heading=said("heading-building", building=Text(building)) if building else said("heading"),
        lines=tuple(said(f"line-{each}") for each in ("report", "accounts", "opinions", "secretary")),
        hours_label=said("hours"),
        hours=(said("days", hours=params["hours"]),),
        phones_label=said("phones"),
        phones=tuple(Phone(said(f"phone-{each}"), number) for each, number in numbers if number),
        qr_url=address(name, params),
        qr_caption=said("scan"),
    )


def _filename(params: Values, reader: Reader) -> str:
    place = f"{_text(params, 'prefix')}{_text(params, 'building')}"
    return render("estates-card-file", {"place": Text(place)}, reader)


def _text(params: Values, name: str) -> str:
    value = params[name]
    assert isinstance(value, Text)
    return value.value
