"""What wraps a callback: its signature, and the encryption of message and reply. With bot/wechat the only place that knows
wechatpy.
"""

from __future__ import annotations

import binascii
import hmac
import re
import secrets
import struct
from collections.abc import Mapping
from datetime import datetime
from xml.parsers.expat import ExpatError

import xmltodict
from wechatpy.crypto import PrpCrypto, WeChatCrypto
from wechatpy.exceptions import InvalidAppIdException
from wechatpy.utils import WeChatSigner

from bot.shapes import words

_AES_KEY = re.compile(r"[A-Za-z0-9]{43}")
_RECEIVER = re.compile(r"[A-Za-z0-9_-]{4,64}")
_FRESH = 3600.0
"""Seconds a signature is good for; the platform's own second and third delivery come within seconds."""
_DIGITS = 12
SEALED_BY = "msg_signature"
"""The name of the signature that covers what is sealed."""


class ForgedError(Exception):
    """Not signed by who knows our token, or not in the mode we are in."""


class UnreadableError(Exception):
    """Signed, but nothing that can be read."""


class Seal:
    """`receiver` is whom the platform seals for (an app id, a corp id); without `aes_key` messages come in plain.

    Raises ValueError for an empty token: its signature everybody could make.
    """

    def __init__(self, token: str, receiver: str, aes_key: str = "") -> None:
        if not token:
            raise ValueError("a callback needs a token")
        if not _RECEIVER.fullmatch(receiver):
            raise ValueError("not an app id")
        if aes_key and not _AES_KEY.fullmatch(aes_key):
            raise ValueError("an EncodingAESKey has 43 letters and digits")
        self.receiver = receiver
        self._token = token
        self._crypto = WeChatCrypto(token, aes_key, receiver) if aes_key else None

    @property
    def is_sealed(self) -> bool:
        return self._crypto is not None

    def check(self, query: Mapping[str, str], now: datetime, name: str, *more: str) -> None:
        """What was signed long ago is somebody's copy: its number may be forgotten by now. Raises ForgedError."""
        signer = WeChatSigner()
        signer.add_data(self._token, query.get("timestamp", ""), query.get("nonce", ""), *more)
        given = query.get(name, "").encode("utf-8", "replace")
        if not hmac.compare_digest(str(signer.signature).encode(), given):
            raise ForgedError("the signature does not fit")
        signed = query.get("timestamp", "")
        if not (signed.isdecimal() and len(signed) < _DIGITS and abs(now.timestamp() - int(signed)) <= _FRESH):
            raise ForgedError("signed too long ago, or our clock is wrong")

    def open_body(self, query: Mapping[str, str], body: bytes, now: datetime) -> str:
        """The message's own XML. Raises ForgedError, also for a plain body; UnreadableError."""
        sealed = words(tags(text_of(body)), "Encrypt")
        if not sealed:
            raise ForgedError("in plain, though a key is set")
        return self.open_words(query, sealed, now)

    def open_words(self, query: Mapping[str, str], sealed: str, now: datetime) -> str:
        """What was sealed and signed. Raises ForgedError, UnreadableError."""
        assert self._crypto is not None
        self.check(query, now, SEALED_BY, sealed)
        try:
            return str(PrpCrypto(self._crypto.key).decrypt(sealed, self.receiver))
        except InvalidAppIdException as error:
            raise ForgedError("meant for another account") from error
        except (ValueError, IndexError, struct.error, binascii.Error) as error:
            raise UnreadableError(type(error).__name__) from error

    def seal(self, reply: str, now: datetime) -> str:
        """As the platform wants it back; in plain mode as it is. Nothing stays nothing."""
        if self._crypto is None or not reply:
            return reply
        return str(self._crypto.encrypt_message(reply, secrets.token_hex(8), str(int(now.timestamp()))))


def tags(xml: str) -> Mapping[str, object]:
    """What stands in the root of a message; entities and DTDs are not read. Raises UnreadableError."""
    try:
        root = xmltodict.parse(xml)
    except (ExpatError, ValueError, RecursionError, MemoryError) as error:
        raise UnreadableError(type(error).__name__) from error
    found = root.get("xml")
    if not isinstance(found, dict):
        raise UnreadableError("no message")
    return dict(found)


def text_of(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise UnreadableError("not UTF-8") from error
