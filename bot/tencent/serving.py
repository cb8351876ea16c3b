"""What a callback is known by when it comes again, and when it must; what is set up once the platform can be reached."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import httpx
from sqlalchemy.exc import DBAPIError

from bot.tencent.client import GarbledError, WeChatError
from bot.tencent.door import NotServedError
from models.database import is_unavailable

_LONGEST_KEY = 128
_AGAIN = 30.0


def key_of(number: str, *otherwise: str) -> str:
    """The message's number; events have none and are known by who, when and what."""
    key = number or ":".join(otherwise)
    return key if len(key) <= _LONGEST_KEY else hashlib.sha256(key.encode()).hexdigest()


@contextmanager
def or_again() -> Iterator[None]:
    """When the database is not to be had inside, the platform is to deliver once more. Raises NotServedError."""
    try:
        yield
    except DBAPIError as error:
        if is_unavailable(error):
            raise NotServedError(str(error)) from error
        raise


async def until_shown(create_menu: Callable[[], Awaitable[None]], log: logging.Logger) -> None:
    """The platform may be out of reach when we start; an account without the right goes on without a menu."""
    while True:
        try:
            await create_menu()
        except WeChatError as error:
            log.warning("no menu: %s", error)
            return
        except (httpx.TransportError, GarbledError) as error:
            log.warning("no line to the platform yet: %s", error)
            await asyncio.sleep(_AGAIN)
        else:
            return
