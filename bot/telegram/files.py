"""Files between Telegram and what we keep: fetched by their platform id, and given out with letters."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.files.examine import UnfitError
from bot.files.keeper import FetchError, Wanted
from bot.files.opening import Kept, Opener
from bot.telegram.parcels import Fetch
from bot.telegram.wire import TelegramBot
from config.limits import telegram_limits
from config.words import Reader
from models.letters.shapes import Paper, Parcel
from models.letters.tables import FileKind

_KINDS = {"photo": FileKind.PHOTO, "voice": FileKind.VOICE}
_SECONDS = 60.0


def fetcher(bot: TelegramBot) -> Callable[[Wanted], Awaitable[bytes]]:
    """For `Keeper.fetchers["telegram"]`: the content by the platform's id, at most 20 MB."""

    async def fetch(wanted: Wanted) -> bytes:
        try:
            file = await bot.get_file(wanted.platform_id)
            if (file.file_size or 0) > telegram_limits().download_bytes:
                raise UnfitError("web-file-too-big")
            return bytes(await file.download_as_bytearray(read_timeout=_SECONDS))
        except (BadRequest, InvalidToken) as error:
            # InvalidToken is how the library tells a link that has expired: a new one is had by asking again
            if isinstance(error, InvalidToken):
                raise FetchError(str(error)) from error
            too_big = "too big" in str(error).lower()
            raise UnfitError("web-file-too-big" if too_big else "web-file-broken") from error
        except TelegramError as error:
            raise FetchError(str(error)) from error

    return fetch


def from_opener(opener: Opener, now: Callable[[], datetime]) -> Fetch:
    """What the courier encloses: read from where papers and photos are kept."""

    async def fetch(paper: Paper, parcel: Parcel) -> tuple[bytes, str, FileKind] | None:
        kept = await opener.open(paper, Reader(parcel.lang, now(), parcel.one_estate))
        return None if kept is None else await asyncio.to_thread(_read, kept)

    return fetch


def _read(kept: Kept) -> tuple[bytes, str, FileKind]:
    return kept.path.read_bytes(), kept.name, _KINDS.get(kept.kind, FileKind.FILE)
