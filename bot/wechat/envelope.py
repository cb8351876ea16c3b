"""What wraps a callback: its signature, and in safe mode the encryption of message and reply."""

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
_APP_ID = re.compile(r"[A-Za-z0-9_-]{4,64}")
_FRESH = 3600.0
"""Seconds a signature is good for; the platform's own second and third delivery come within seconds."""
_DIGITS = 12


class ForgedError(Exception):
    """Not signed by who knows our token, or not in the mode we are in."""


class UnreadableError(Exception):
    """Signed, but nothing that can be read."""


class Envelope:
    """`aes_key` is the EncodingAESKey of the account's safe mode; without it messages come in plain.

    Raises ValueError for an empty token: its signature everybody could make.
    """

    def __init__(self, token: str, app_id: str, aes_key: str = "") -> None:
        if not token:
            raise ValueError("a callback needs a token")
        if not _APP_ID.fullmatch(app_id):
            raise ValueError("not an app id")
        if aes_key and not _AES_KEY.fullmatch(aes_key):
            raise ValueError("an EncodingAESKey has 43 letters and digits")
        self.app_id = app_id
        self._token = token
        self._crypto = WeChatCrypto(token, aes_key, app_id) if aes_key else None

    @property
    def is_sealed(self) -> bool:
        return self._crypto is not None

    def check(self, query: Mapping[str, str], now: datetime) -> None:
        """The platform's greeting, and every plain message. Raises ForgedError."""
        self._check(query, now, "signature")

    def open(self, query: Mapping[str, str], body: bytes, now: datetime) -> str:
        """The message's own XML. A plain body is refused where a key is set. Raises ForgedError, UnreadableError."""
        if self._crypto is None:
            self.check(query, now)
            return _text(body)
        sealed = words(tags(_text(body)), "Encrypt")
        if not sealed:
            raise ForgedError("in plain, though a key is set")
        self._check(query, now, "msg_signature", sealed)
        return self._opened(sealed)

    def _opened(self, sealed: str) -> str:
        assert self._crypto is not None
        try:
            return str(PrpCrypto(self._crypto.key).decrypt(sealed, self.app_id))
        except InvalidAppIdException as error:
            raise ForgedError("meant for another account") from error
        except (ValueError, IndexError, struct.error, binascii.Error) as error:
            raise UnreadableError(type(error).__name__) from error

    def seal(self, reply: str, now: datetime) -> str:
        """As the platform wants it back; in plain mode as it is. Nothing stays nothing."""
        if self._crypto is None or not reply:
            return reply
        return str(self._crypto.encrypt_message(reply, secrets.token_hex(8), str(int(now.timestamp()))))

    def _check(self, query: Mapping[str, str], now: datetime, name: str, *more: str) -> None:
        """What was signed long ago is somebody's copy: its number may be forgotten by now."""
        signer = WeChatSigner()
        signer.add_data(self._token, query.get("timestamp", ""), query.get("nonce", ""), *more)
        given = query.get(name, "").encode("utf-8", "replace")
        if not hmac.compare_digest(str(signer.signature).encode(), given):
            raise ForgedError("the signature does not fit")
        signed = query.get("timestamp", "")
        if not (signed.isdecimal() and len(signed) < _DIGITS and abs(now.timestamp() - int(signed)) <= _FRESH):
            raise ForgedError("signed too long ago, or our clock is wrong")


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


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise UnreadableError("not UTF-8") from error
