"""The papers of opinion rounds, by name: the poster that asks, the sheet with the result. Values come in, nothing is looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

from bot.papers.opinions import OpinionPoster, OpinionResult, OptionResult, poster_pdf, poster_png, result_pdf
from bot.papers.registry import Lead, Made, address, paper
from config.values import Code, Count, Day, Lines, Saying, Share, Text, Value
from config.words import Reader, day_words, render

_NO_DAY = datetime(1970, 1, 1, tzinfo=UTC)


def _code(params: Mapping[str, Value]) -> str:
    value = params["code"]
    assert isinstance(value, Code)
    return value.value


@paper("opinion-poster", lambda params: Lead(f"p_{_code(params)}", stays=False))
def poster(params: Mapping[str, Value], reader: Reader) -> Made:
    words = _Words(params, reader)
    made = _poster("opinion-poster", words)
    return Made(poster_png(made), "png", f"{words.said('opinions-file-poster')} {words.code}.png")


@paper("opinion-board", lambda params: Lead(f"p_{_code(params)}"))
def board(params: Mapping[str, Value], reader: Reader) -> Made:
    words = _Words(params, reader)
    made = _poster("opinion-board", words)
    return Made(poster_pdf(made), "pdf", f"{words.said('opinions-file-poster')} {words.code}.pdf")


def _poster(name: str, words: _Words) -> OpinionPoster:
    return OpinionPoster(
        estate=words.shown("estate"),
        kind=words.said("opinions-poster-kind"),
        heading=words.shown("question"),
        options=words.lines("options"),
        dates=words.said("opinions-poster-dates", opened=words.params["opened"], until=words.params["until"]),
        only=words.said("opinions-poster-only"),
        qr_url=address(name, words.params),
        qr_caption=words.said("opinions-poster-scan"),
    )


@paper("opinion-result", lambda params: Lead(f"p_{_code(params)}"))
def result(params: Mapping[str, Value], reader: Reader) -> Made:
    words = _Words(params, reader)
    heading = words.said("opinions-sheet-heading", question=params["question"])
    dates = words.said("opinions-sheet-dates", opened=params["opened"], closed=params["closed"])
    lines = [dates, words.shown("turnout"), *words.lines("reason"), *_buildings(words)]
    made = OpinionResult(
        estate=words.shown("estate"),
        heading=heading,
        lines=tuple(lines),
        homes_label=words.said("opinions-sheet-homes"),
        tenants_label=words.said("opinions-sheet-tenants"),
        options=_options(words),
        only=words.said("opinions-sheet-only", article=params["article"]),
        signature=words.said("opinions-sheet-signature", estate=params["estate"]),
        day=words.shown("day"),
        remarks_label=words.said("opinions-sheet-remarks") if words.lines("remarks") else "",
        remarks=words.lines("remarks"),
        footer=words.code,
        qr_url=address("opinion-result", params),
        qr_caption=words.said("opinions-sheet-scan") if address("opinion-result", params) else "",
    )
    return Made(result_pdf(made), "pdf", f"{words.said('opinions-file-result')} {words.code}.pdf")


class _Words:
    """The values as one reader sees them on paper: dates with their year, codes with their letters, on any day alike."""

    def __init__(self, params: Mapping[str, Value], reader: Reader) -> None:
        self.params = params
        self.reader = replace(reader, now=_NO_DAY, one_estate="")

    @property
    def code(self) -> str:
        return _code(self.params)

    def said(self, key: str, **params: Value) -> str:
        return render(key, params, self.reader)

    def shown(self, name: str) -> str:
        return self._shown(self.params[name])

    def lines(self, name: str) -> tuple[str, ...]:
        """Empty where the value is not there."""
        value = self.params.get(name, Lines(()))
        return tuple(self._shown(line) for line in value.value) if isinstance(value, Lines) else (self._shown(value),)

    def _shown(self, value: Value) -> str:
        match value:
            case Text(text):
                return text
            case Day(day):
                return day_words(day, self.reader)
            case Saying(key, params):
                return render(key, params, self.reader)
        raise TypeError(f"an opinion round on paper has no {type(value).__name__}")


def _options(words: _Words) -> tuple[OptionResult, ...]:
    homes, tenants = ([int(each) for each in words.lines(name)] for name in ("homes", "tenants"))
    return tuple(
        OptionResult(label, home, _part(words, home, sum(homes)), tenant, _part(words, tenant, sum(tenants)))
        for label, home, tenant in zip(words.lines("options"), homes, tenants, strict=True)
    )


def _part(words: _Words, count: int, whole: int) -> str:
    if not whole:
        return words.said("opinions-sheet-count", n=Count(count))
    return words.said("opinions-sheet-share", n=Count(count), share=Share(Fraction(count, whole)))


def _buildings(words: _Words) -> tuple[str, ...]:
    found = words.lines("buildings")
    return (words.said("opinions-sheet-buildings"), *found) if found else ()
