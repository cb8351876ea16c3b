"""Files that go with a letter: each goes up once, then its media id serves every reader until the platform forgets it."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.outcomes import ChannelDownError, DoubtfulError, RefusedError
from bot.wecom.client import WeComClient
from config.limits import wecom_limits
from models.letters.tables import FileKind

log = logging.getLogger("wecom")
_REMEMBERED = 2000
_AGAIN = 60.0
_PICTURES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}


@dataclass(frozen=True)
class Sheet:
    """A file ready to go: `kind` is image or file, as the platform sorts them."""

    content: bytes
    name: str
    kind: str
    media: str

    @property
    def key(self) -> str:
        return f"{self.kind} {self.name} {hashlib.sha256(self.content).hexdigest()}"


def sheet_of(content: bytes, name: str, kind: FileKind) -> Sheet | None:
    """None when the platform takes nothing of this size."""
    limits = wecom_limits()
    ending = f".{name.lower().rpartition('.')[2]}"
    if kind is FileKind.PHOTO and limits.least_bytes <= len(content) <= limits.picture_bytes:
        known = _PICTURES.get(ending)
        return Sheet(content, name if known else "photo.jpg", "image", known or "image/jpeg")
    if limits.least_bytes <= len(content) <= limits.file_bytes:
        return Sheet(content, name or "file", "file", "application/octet-stream")
    return None


async def put_up(call: Callable[[], Awaitable[str]]) -> str:
    """The media id; "" when the platform will never take this file. Else, whatever happened to it, the letter was surely
    not sent: raises ChannelDownError, or what says that nobody can be reached there.
    """
    try:
        return await call()
    except RefusedError as refused:
        log.warning("a file is refused: %s", refused)
        return ""
    except DoubtfulError as doubt:
        raise ChannelDownError(_AGAIN) from doubt


class Uploads:
    """What is up is known by content and in memory: after a restart a file goes up once more."""

    def __init__(self, client: WeComClient, now: Callable[[], datetime]) -> None:
        self.client = client
        self.now = now
        self._ids: OrderedDict[str, tuple[str, datetime]] = OrderedDict()
        self._going_up: dict[str, asyncio.Lock] = {}

    async def media_id(self, sheet: Sheet) -> str:
        """Raises WeChatError, GarbledError, httpx.TransportError."""
        try:
            async with self._going_up.setdefault(sheet.key, asyncio.Lock()):
                return await self._known_or_up(sheet)
        finally:
            self._going_up.pop(sheet.key, None)

    async def _known_or_up(self, sheet: Sheet) -> str:
        known, until = self._ids.get(sheet.key, ("", self.now()))
        if until > self.now():
            return known
        known = await self.client.upload(sheet.name, sheet.content, sheet.media, sheet.kind)
        self._ids[sheet.key] = known, self.now() + timedelta(hours=wecom_limits().media_hours)
        while len(self._ids) > _REMEMBERED:
            self._ids.popitem(last=False)
        return known

    def forget(self) -> None:
        """The platform does not know one of them any more: all are asked anew."""
        self._ids.clear()
