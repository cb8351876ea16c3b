"""The files of a letter, made ready to be sent."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram import InputFile

from bot.files.opening import Fetch
from config.limits import telegram_limits
from models.letters.shapes import Paper, Parcel
from models.letters.tables import FileKind

_VOICES = (".ogg", ".oga", ".opus")


@dataclass(frozen=True)
class Sheet:
    """One file of a letter. `key` is its content and how it is sent: the same file goes up once for many readers."""

    content: bytes
    name: str
    method: str
    """`photo`, `voice` or `document`."""

    @property
    def key(self) -> str:
        return f"{self.method} {self.name} {hashlib.sha256(self.content).hexdigest()}"

    @property
    def file(self) -> InputFile:
        return InputFile(self.content, filename=self.name)

    def as_document(self) -> Sheet:
        return replace(self, method="document")


async def sheets_of(papers: Sequence[Paper], parcel: Parcel, fetch: Fetch) -> list[Sheet]:
    """What can be sent of these papers, in their order."""
    found = [await fetch(paper, parcel) for paper in papers]
    return [_sheet(*each) for each in found if each is not None and 0 < len(each[0]) <= telegram_limits().upload_bytes]


def _sheet(content: bytes, name: str, kind: FileKind) -> Sheet:
    if kind is FileKind.PHOTO and len(content) <= telegram_limits().photo_bytes:
        return Sheet(content, name or "photo.jpg", "photo")
    if kind is FileKind.VOICE and name.lower().endswith(_VOICES):
        return Sheet(content, name, "voice")
    return Sheet(content, name or "file", "document")
