"""Keys for what is encrypted at rest: AES-256-GCM bound to its column, and a keyed blind index to find it again.

A key is 32 random bytes written as URL-safe base64. The first of the ring seals; all of them open (rotation).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
from functools import cached_property

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12


class Keyring:
    """Raises ValueError when a key is not 32 bytes of base64, or there is none."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        if not keys:
            raise ValueError("no encryption key")
        self._raw = [_read(key) for key in keys]
        self.names = [hashlib.sha256(raw).hexdigest()[:6] for raw in self._raw]

    @cached_property
    def _boxes(self) -> dict[str, AESGCM]:
        return {name: AESGCM(raw) for name, raw in zip(self.names, self._raw, strict=True)}

    def seal(self, text: str, place: str) -> str:
        """`<key name>.<base64>`; `place` is table.column, so that a value moved elsewhere does not open."""
        nonce = os.urandom(_NONCE)
        closed = self._boxes[self.names[0]].encrypt(nonce, text.encode(), place.encode())
        return f"{self.names[0]}.{base64.urlsafe_b64encode(nonce + closed).decode()}"

    def open(self, sealed: str, place: str) -> str:
        """Raises ValueError when no key of the ring opens it here."""
        name, _, body = sealed.partition(".")
        box = self._boxes.get(name)
        if box is None:
            raise ValueError(f"sealed with a key that is not in the ring: {name}")
        raw = base64.urlsafe_b64decode(body)
        try:
            return box.decrypt(raw[:_NONCE], raw[_NONCE:], place.encode()).decode()
        except InvalidTag:
            raise ValueError(f"a sealed value of {place} was changed or moved") from None

    def index(self, text: str, place: str) -> str:
        """`<key name>.<hmac>`: equal texts of one place give equal indexes under the same key."""
        return self._index(0, text, place)

    def indexes(self, text: str, place: str) -> list[str]:
        """Under every key of the ring: what a search during a rotation must look for."""
        return [self._index(n, text, place) for n in range(len(self._raw))]

    def _index(self, n: int, text: str, place: str) -> str:
        key = hmac.digest(self._raw[n], b"blind-index:" + place.encode(), "sha256")
        return f"{self.names[n]}.{hmac.digest(key, text.encode(), 'sha256').hex()[:32]}"

    def sign(self, text: str) -> str:
        """A short signature for links."""
        return hmac.digest(self._raw[0], b"sign:" + text.encode(), "sha256").hex()[:32]

    def signed(self, text: str, signature: str) -> bool:
        expected = [
            hmac.digest(raw, b"sign:" + text.encode("utf-8", "replace"), "sha256").hex()[:32] for raw in self._raw
        ]
        given = signature.encode("utf-8", "replace")  # whatever somebody put there
        return any(hmac.compare_digest(one.encode(), given) for one in expected)


def _read(key: str) -> bytes:
    try:
        raw = base64.urlsafe_b64decode(key.strip())
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != 32:
        raise ValueError("an encryption key must be 32 bytes written in URL-safe base64")
    return raw


def new_key() -> str:
    return base64.urlsafe_b64encode(os.urandom(32)).decode()


_ring: Keyring | None = None


def use_keys(ring: Keyring) -> None:
    """One ring a process: columns are declared before any database is opened, so they ask for it here."""
    global _ring  # noqa: PLW0603
    _ring = ring


def keyring() -> Keyring:
    if _ring is None:
        raise RuntimeError("no encryption key was given to this process")
    return _ring


def blind_index(text: str, place: str) -> str:
    return keyring().index(text, place)
