"""What people send, fetched by its media id: the platform keeps it three days."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import httpx

from bot.files.examine import LARGEST, UnfitError
from bot.files.keeper import FetchError, Wanted
from bot.tencent.client import GarbledError, TokenClient, WeChatError

_GONE = {40004, 40007}


def fetcher(client: TokenClient) -> Callable[[Wanted], Awaitable[bytes]]:
    """For `Keeper.fetchers`."""

    async def fetch(wanted: Wanted) -> bytes:
        most = LARGEST[wanted.kind]
        try:
            content = await client.download(wanted.platform_id, most)
        except WeChatError as error:
            if error.code in _GONE:
                raise UnfitError("web-file-broken") from error
            raise FetchError(str(error)) from error
        except (httpx.TransportError, GarbledError) as error:
            raise FetchError(str(error)) from error
        if len(content) > most:
            raise UnfitError("web-file-too-big")
        return content

    return fetch
