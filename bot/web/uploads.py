"""Files on their way up: bounded while they are read, examined, stored, and answered with a stamp the message brings.

The stamp is signed for the seat: it says what was stored, so nothing need be remembered until the message comes.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from bot.files import Examined, UnfitError
from bot.files.examine import LARGEST
from bot.files.keeper import Held, Wanted
from bot.files.store import Store
from models.database import keyring
from models.letters.shapes import Enclosed
from models.letters.tables import FileKind

MOST = max(LARGEST.values()) + 64 * 1024
"""Bytes of a whole upload, its wrapping included."""


@dataclass(frozen=True)
class Stamp:
    digest: str
    kind: FileKind
    name: str
    size: int


async def read_upload(request: Request) -> tuple[bytes, str, FileKind]:
    """The one file of the request: its bytes, its name, what it claims to be. Raises UnfitError."""
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > MOST:
        raise UnfitError("web-file-too-big")
    try:
        form = await MultiPartParser(request.headers, _bounded(request), max_files=1, max_fields=4).parse()
    except (MultiPartException, ClientDisconnect, KeyError, UnicodeDecodeError, ValueError):
        raise UnfitError("web-file-broken") from None
    try:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise UnfitError("web-file-broken")
        data = await file.read()
        claimed = FileKind.VOICE if (file.content_type or "").startswith("audio/") else FileKind.FILE
        return data, file.filename or "", claimed
    finally:
        await form.close()


async def _bounded(request: Request) -> AsyncGenerator[bytes, None]:
    read = 0
    async for chunk in request.stream():
        read += len(chunk)
        if read > MOST:
            raise UnfitError("web-file-too-big")
        yield chunk


def stamp(seat: str, found: Examined, digest: str) -> str:
    words = json.dumps([digest, found.kind.value, found.name, len(found.data)], ensure_ascii=False)
    body = base64.urlsafe_b64encode(words.encode()).decode().rstrip("=")
    return f"{body}.{keyring().sign(f'upload:{seat}:{body}')}"


def read_stamp(text: str, seat: str = "") -> Stamp | None:
    """None when it is not ours or, with a seat, was given to another one."""
    body, _, signature = text.partition(".")
    if seat and not keyring().signed(f"upload:{seat}:{body}", signature):
        return None
    try:
        said: Any = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        digest, kind, name, size = said
        return Stamp(str(digest), FileKind(kind), str(name), int(size))
    except (binascii.Error, ValueError, TypeError):
        return None


def enclosed(text: str, seat: str, album: str) -> Enclosed | None:
    """What the message says of an upload, as the desk takes it."""
    found = read_stamp(text, seat)
    return None if found is None else Enclosed(found.kind, text, found.name, album=album, size=found.size)


def fetcher(store: Store) -> Any:
    """How attachments of this channel are fetched: they lie in the store already."""

    async def fetch(wanted: Wanted) -> bytes | Held:
        found = read_stamp(wanted.platform_id)
        if found is None or not store.has(found.digest):
            raise UnfitError("web-file-broken")
        return Held(found.digest)

    return fetch
