"""What people send by Telegram, fetched by its file id."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.files.examine import UnfitError
from bot.files.keeper import FetchError, Wanted
from bot.telegram.wire import TelegramBot
from config.limits import telegram_limits

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
