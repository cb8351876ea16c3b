"""From a letter or a moment of the past to what one page shows: its files named, their addresses signed for that seat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from bot.files.opening import shown_kind
from bot.rendering import Message
from bot.web.frames import Hung, Shown
from bot.web.history import Past
from bot.web.hub import Frame, Page
from bot.web.links import sign
from config import words
from config.values import phones_in
from config.words import Reader
from models.letters.shapes import Paper, Parcel
from models.letters.tables import FileKind, FileState

if TYPE_CHECKING:
    from bot.web.house import WebHouse


async def letter_shown(house: WebHouse, parcel: Parcel, message: Message, at: datetime) -> tuple[Shown, list[Hung]]:
    """A letter ready for any page of its chat; its files still without the seat's address."""
    text, calls = parcel.text or message.text, phones_in(parcel.params.values())
    shown = Shown(str(parcel.id), "bot", at, text, buttons=message.buttons, calls=calls)
    return shown, await name_papers(house, message.papers, Reader(parcel.lang, at))


async def name_papers(house: WebHouse, papers: Sequence[Paper], reader: Reader) -> list[Hung]:
    return [await _named(house, paper, reader) for paper in papers]


async def _named(house: WebHouse, paper: Paper, reader: Reader) -> Hung:
    """A made paper is made now; a kept one says what it is. `url` "-" stands where there is something to open."""
    if not paper.file:
        made = await house.opener.open(paper, reader)
        return Hung(made.kind, made.name, "-") if made else Hung("file", paper.name)
    row = await house.opener.describe(UUID(paper.file))
    if row is None or row.state in (FileState.GONE, FileState.REFUSED):
        return Hung("file", row.name if row else "")
    return Hung(kind_of(row.kind, row.name), row.name, "-")


def kind_of(kind: FileKind, name: str) -> str:
    """How a page shows a file that may still be on its way."""
    if kind is FileKind.PHOTO:
        return "photo"
    return shown_kind("application/pdf" if name.lower().endswith(".pdf") else "", kind)


def on_page(page: Page, shown: Shown, files: Sequence[Hung], now: datetime) -> Frame:
    """The frame for this page: its numbers where it is plain, its own signed addresses."""
    hung = [
        Hung(each.kind, each.name, sign(f"{page.path}letter/{shown.id}/{place}", now) if each.url else "")
        for place, each in enumerate(files)
    ]
    return _named_in_room(page, shown, now).frame(hung, plain=page.plain)


def _named_in_room(page: Page, shown: Shown, now: datetime) -> Shown:
    """Among neighbours we say who we are."""
    if not page.room or shown.by != "bot":
        return shown
    return replace(shown, name=words.render("web-title", {}, Reader(page.lang, now)))


async def past_on_page(house: WebHouse, page: Page, past: Past) -> Frame:
    now = house.now()
    if past.papers or past.shown.by == "bot":
        return on_page(page, past.shown, await name_papers(house, past.papers, Reader(page.lang, now)), now)
    hung = [
        Hung(kind_of(each.kind, each.name), each.name, sign(f"{page.path}own/{each.id}", now) if each.kept else "")
        for each in past.own
    ]
    return past.shown.frame(hung, plain=page.plain)
