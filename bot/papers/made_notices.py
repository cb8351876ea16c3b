"""The papers of notices, by name: the poster for groups, the A4 page for the board.

The same values give the same bytes on any day: dates carry their year, codes their letters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from bot.papers.notices import BoardNotice, NoticePoster, board_pdf, poster_png
from bot.papers.registry import Lead, Made, address, paper
from config.values import Code, Day, Lines, Saying, Text, Value
from config.words import Reader, day_words, render

_NO_DAY = datetime(1970, 1, 1, tzinfo=UTC)


def _timeless(reader: Reader) -> Reader:
    return replace(reader, now=_NO_DAY, one_estate="")


def _shown(value: Value, reader: Reader) -> str:
    match value:
        case Text(text):
            return text
        case Code(code):
            return code
        case Saying(key, params):
            return render(key, params, reader)
        case Day(day):
            return day_words(day, reader)
    raise TypeError(f"a notice on paper has no {type(value).__name__}")


def _lines(value: Value, reader: Reader) -> tuple[str, ...]:
    assert isinstance(value, Lines)
    return tuple(_shown(line, reader) for line in value.value)


def _scene(params: Mapping[str, Value]) -> str:
    code = params["code"]
    assert isinstance(code, Code)
    return f"n_{code.value}"


@paper("notice-poster", lambda params: Lead(_scene(params), stays=False))
def poster(params: Mapping[str, Value], reader: Reader) -> Made:
    reader = _timeless(reader)
    made = NoticePoster(
        estate=_shown(params["estate"], reader),
        kind=render("notices-poster-kind", {}, reader),
        heading=_shown(params["heading"], reader),
        lines=_lines(params["lines"], reader),
        more=render("notices-poster-more", {}, reader),
        signature=_shown(params["signature"], reader),
        day=_shown(params["day"], reader),
        qr_url=address("notice-poster", params),
        qr_caption=render("notices-poster-scan", {}, reader),
    )
    return Made(poster_png(made), "png", _filename("notices-file-poster", params, reader) + ".png")


@paper("notice-board", lambda params: Lead(_scene(params)))
def board(params: Mapping[str, Value], reader: Reader) -> Made:
    reader = _timeless(reader)
    made = BoardNotice(
        estate=_shown(params["estate"], reader),
        heading=_shown(params["heading"], reader),
        lines=_lines(params["lines"], reader),
        signature=_shown(params["signature"], reader),
        day=_shown(params["day"], reader),
        code=_shown(params["code"], reader),
        qr_url=address("notice-board", params),
        qr_caption=render("notices-board-scan", {}, reader),
    )
    return Made(board_pdf(made), "pdf", _filename("notices-file-board", params, reader) + ".pdf")


def _filename(key: str, params: Mapping[str, Value], reader: Reader) -> str:
    return render(key, {"code": params["code"]}, reader)
