"""A callback of an official account: signed, and in safe mode sealed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.tencent.envelope import ForgedError, Seal, UnreadableError, tags, text_of

__all__ = ["Envelope", "ForgedError", "UnreadableError", "tags"]


class Envelope:
    """`aes_key` is the EncodingAESKey of the account's safe mode; without it messages come in plain.

    Raises ValueError for an empty token: its signature everybody could make.
    """

    def __init__(self, token: str, app_id: str, aes_key: str = "") -> None:
        self._seal = Seal(token, app_id, aes_key)

    @property
    def is_sealed(self) -> bool:
        return self._seal.is_sealed

    def check(self, query: Mapping[str, str], now: datetime) -> None:
        """The platform's greeting, and every plain message. Raises ForgedError."""
        self._seal.check(query, now, "signature")

    def greeted(self, query: Mapping[str, str], now: datetime) -> str:
        """What the platform's greeting is answered with. Raises ForgedError."""
        self.check(query, now)
        return query.get("echostr", "")

    def open(self, query: Mapping[str, str], body: bytes, now: datetime) -> str:
        """The message's own XML. A plain body is refused where a key is set. Raises ForgedError, UnreadableError."""
        if self.is_sealed:
            return self._seal.open_body(query, body, now)
        self.check(query, now)
        return text_of(body)

    def seal(self, reply: str, now: datetime) -> str:
        """As the platform wants it back; in plain mode as it is. Nothing stays nothing."""
        return self._seal.seal(reply, now)
