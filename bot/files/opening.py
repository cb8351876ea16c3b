"""An enclosed file of a letter, ready to be handed over: one that is kept, or a paper made now from its values."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

import filetype
from sqlmodel import col, select

from bot.files.examine import MEDIA
from bot.files.keeper import Keeper
from bot.files.store import Store
from bot.papers.registry import LEADS, LEADS_TO, PAPERS, Lead
from config.values import Text, Value, encode_all
from config.words import Reader
from models.database import Database, RowSession
from models.letters.shapes import Paper, Parcel
from models.letters.tables import Attachment, FileKind, FileState

_KINDS = {"photo": FileKind.PHOTO, "voice": FileKind.VOICE}
_MADE = "paper"
"""The channel of attachments that are papers made here."""


@dataclass(frozen=True)
class Described:
    """What an attachment's row says of it."""

    kind: FileKind
    state: FileState
    digest: str
    name: str


@dataclass(frozen=True)
class Kept:
    """`kind` is photo, voice, pdf or file, as a channel shows it; `media` its type."""

    path: Path
    kind: str
    media: str
    name: str


Fetch = Callable[[Paper, Parcel], Awaitable[tuple[bytes, str, FileKind] | None]]
"""Content, file name and kind of an enclosed paper; None when it is gone. May raise ChannelDownError: not ready yet."""


async def _no_code(_lead: Lead) -> str:
    return ""


class Opener:
    """Finds or makes; the same paper is made once. `codes`: what a channel's own QR code for a scene says, "" for none."""

    def __init__(self, database: Database, store: Store, keeper: Keeper) -> None:
        self.database = database
        self.store = store
        self.keeper = keeper
        self.codes: Callable[[Lead], Awaitable[str]] = _no_code
        self._making: dict[str, asyncio.Lock] = {}

    async def open(self, paper: Paper, reader: Reader) -> Kept | None:
        """None when it is not to be had: refused, gone, or a name nobody makes."""
        if paper.file:
            return await self.open_file(UUID(paper.file))
        if paper.name not in PAPERS:
            return None
        paper = replace(paper, params=await self._led(paper))
        key = _key(paper, reader)
        async with self._making.setdefault(key, asyncio.Lock()):
            row = await self.database.read(_made_before, key)
            if row is None or not self.store.has(row.digest):
                row = await self._make(paper, reader, key)
        self._making.pop(key, None)
        return self._kept(row)

    async def _led(self, paper: Paper) -> Mapping[str, Value]:
        code = await self.codes(LEADS[paper.name](paper.params)) if paper.name in LEADS else ""
        return {**paper.params, LEADS_TO: Text(code)} if code else paper.params

    async def open_file(self, attachment_id: UUID) -> Kept | None:
        row = await self.describe(attachment_id)
        if row is not None and row.state is FileState.WANTED:
            await self.keeper.keep_wanted()
            row = await self.describe(attachment_id)
        if row is None or row.state is not FileState.KEPT or not self.store.has(row.digest):
            return None
        return self._kept(row)

    async def describe(self, attachment_id: UUID) -> Described | None:
        return await self.database.read(_described, attachment_id)

    async def _make(self, paper: Paper, reader: Reader, key: str) -> Described:
        made = await asyncio.to_thread(PAPERS[paper.name], paper.params, reader)
        digest = await asyncio.to_thread(self.store.put, made.data)
        name = made.filename if "." in made.filename else f"{made.filename}.{made.kind}"
        return await self.database.run(_write_down, key, name, digest, len(made.data), reader.now)

    def _kept(self, row: Described) -> Kept:
        path = self.store.path(row.digest)
        media = media_of(path, row.name, row.kind)
        return Kept(path, shown_kind(media, row.kind), media, row.name)


def media_of(path: Path, name: str, kind: FileKind) -> str:
    """What it is, read from the file itself; documents by their ending, which was examined when they came."""
    suffix = Path(name).suffix.lower()
    if suffix in MEDIA:
        return MEDIA[suffix]
    guessed = filetype.guess_mime(str(path)) or "application/octet-stream"
    return guessed.replace("video/", "audio/") if kind is FileKind.VOICE else guessed


def shown_kind(media: str, kind: FileKind) -> str:
    if media.startswith("image/"):
        return "photo"
    if media == "application/pdf":
        return "pdf"
    return "voice" if kind is FileKind.VOICE else "file"


def _key(paper: Paper, reader: Reader) -> str:
    said = json.dumps([paper.name, encode_all(paper.params), reader.lang], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _described(session: RowSession, attachment_id: UUID) -> Described | None:
    row = session.get(Attachment, attachment_id)
    return None if row is None else Described(row.kind, row.state, row.sha256, row.name)


def _made_before(session: RowSession, key: str) -> Described | None:
    query = select(Attachment).where(
        Attachment.channel == _MADE, Attachment.platform_id == key, Attachment.state == FileState.KEPT
    )
    row = session.exec(query.order_by(col(Attachment.id).desc())).first()
    return None if row is None else Described(row.kind, row.state, row.sha256, row.name)


def _write_down(session: RowSession, key: str, name: str, digest: str, size: int, now: datetime) -> Described:
    row = Attachment(
        channel=_MADE,
        platform_id=key,
        kind=FileKind.PAPER,
        name=name,
        state=FileState.KEPT,
        sha256=digest,
        size=size,
        created_at=now,
    )
    session.add(row)
    return Described(row.kind, row.state, row.sha256, row.name)


def from_opener(opener: Opener, now: Callable[[], datetime]) -> Fetch:
    """What a courier encloses: read from where papers and photos are kept."""

    async def fetch(paper: Paper, parcel: Parcel) -> tuple[bytes, str, FileKind] | None:
        kept = await opener.open(paper, Reader(parcel.lang, now(), parcel.one_estate))
        return None if kept is None else await asyncio.to_thread(_read, kept)

    return fetch


def _read(kept: Kept) -> tuple[bytes, str, FileKind]:
    return kept.path.read_bytes(), kept.name, _KINDS.get(kept.kind, FileKind.FILE)
