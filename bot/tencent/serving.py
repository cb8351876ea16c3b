"""What a callback is known by when it comes again, and when it must."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from bot.tencent.door import NotServedError
from models.database import is_transient

_LONGEST_KEY = 128


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
        if is_transient(error) or isinstance(error, (OperationalError, InterfaceError)):
            raise NotServedError(str(error)) from error
        raise
