"""The papers of a publication, from the typed values its letter carries: the picture and the A4 page of one fund."""

from __future__ import annotations

from collections.abc import Mapping

from bot.papers.disclosures import Balance, Entry, Section, Statement, Summary, statement_pdf, summary_png
from bot.papers.registry import Lead, Made, address, paper
from config.values import Code, Lines, Money, Saying, Text, Value
from config.words import Reader, render

Values = Mapping[str, Value]
_SIDES = (("income", 1), ("cost", -1), ("expense", -1))
_MARKED = ("withdrawn", "corrected")
_DAY = "disclosures-full-day"


def _lead(values: Values) -> Lead:
    return Lead(f"a_{_code(values)}")


@paper("disclosure-summary", _lead)
def picture(values: Values, reader: Reader) -> Made:
    made = Summary(
        estate=_text(values, "estate"),
        heading=_said("picture", values, reader),
        balance=_balance(values, reader),
        unit=_said("unit", {}, reader),
        others=_said("others", {}, reader),
        footer=f"{_said('number', values, reader)} · {_said('digest', values, reader)}",
        mark=_mark(values, reader),
        qr_url=address("disclosure-summary", values),
        qr_caption=_said("scan", {}, reader) if address("disclosure-summary", values) else "",
    )
    return Made(summary_png(made), "png", f"{_code(values)}.png")


@paper("disclosure-statement", _lead)
def page(values: Values, reader: Reader) -> Made:
    year, before = (_said("year", {"year": values[name]}, reader) for name in ("year", "before"))
    note = _text(values, "note")
    noted = (render("disclosures-note", {"note": Text(note)}, reader),) if note else ()
    made = Statement(
        estate=_text(values, "estate"),
        heading=_said("heading", values, reader),
        period=_said("period", values, reader),
        unit=_said("unit", {}, reader),
        columns=(_said("item", {}, reader), year, before, _said("change", {}, reader)),
        balance=_balance(values, reader),
        number=_said("number", values, reader),
        digest=_said("digest", values, reader),
        objection=(*noted, _said("objection", {}, reader)),
        signature=_said("signature", values, reader),
        day=render(_DAY, {name: values[name] for name in ("on_year", "on_month", "on_day")}, reader),
        seal=_said("seal", {}, reader),
        mark=_mark(values, reader),
        qr_url=address("disclosure-statement", values),
        qr_caption=_said("scan", {}, reader) if address("disclosure-statement", values) else "",
    )
    return Made(statement_pdf(made), "pdf", f"{_code(values)}.pdf")


def _balance(values: Values, reader: Reader) -> Balance:
    """Without a stated opening balance the foot says what came in less what went out, and not a balance."""
    opening = values.get("opening")
    known = isinstance(opening, Money)
    return Balance(
        opening_label=_said("opening" if known else "no-opening", {}, reader),
        opening=opening.value if isinstance(opening, Money) else 0,
        closing_label=_said("closing" if known else "net", {}, reader),
        sections=tuple(
            _section(kind, sign, lines, reader)
            for kind, sign in _SIDES
            if isinstance(lines := values[kind], Lines) and lines.value
        ),
    )


def _section(kind: str, sign: int, lines: Lines, reader: Reader) -> Section:
    label = render(f"ledger-kind-{kind}", {}, reader)
    total = _said("total", {"what": Text(label)}, reader)
    return Section(label, total, sign, tuple(_entry(one, reader) for one in lines.value if isinstance(one, Saying)))


def _entry(one: Saying, reader: Reader) -> Entry:
    label, fen, before = one.params["label"], one.params["fen"], one.params.get("before")
    assert isinstance(label, Saying)
    assert isinstance(fen, Money)
    return Entry(
        render(label.key, label.params, reader), fen.value, before.value if isinstance(before, Money) else None
    )


def _said(name: str, values: Values, reader: Reader) -> str:
    return render(f"disclosures-printed-{name}", values, reader)


def _text(values: Values, name: str) -> str:
    found = values[name]
    assert isinstance(found, Text)
    return found.value


def _code(values: Values) -> str:
    found = values["code"]
    assert isinstance(found, Code)
    return found.value


def _mark(values: Values, reader: Reader) -> str:
    state = _text(values, "state")
    return _said(f"mark-{state}", {}, reader) if state in _MARKED else ""
