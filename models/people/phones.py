"""Telephone numbers as they are compared: bare figures, found again by blind index. Pure but for the keyring."""

from __future__ import annotations

import re
from collections.abc import Iterable

from models.database import keyring
from models.people.rosters.cells import read_phones

PLACE = "people.phone"
"""One place for all columns: an owner's number and a tenant's have the same index."""
_COUNTRY = re.compile(r"^(?:\+|00)?86(?=1\d{10}$)")


def phone_indexes(phones: Iterable[str]) -> str:
    """What a `phone_index` column keeps of them."""
    return " ".join(keyring().index(bare(phone), PLACE) for phone in phones)


def is_among(phone: str, kept: str) -> bool:
    """Whether one of the kept indexes is of this number, under any key of the ring."""
    return not set(keyring().indexes(bare(phone), PLACE)).isdisjoint(kept.split())


def bare(phone: str) -> str:
    return _COUNTRY.sub("", re.sub(r"[^0-9+]", "", phone))


def find_phone(text: str) -> str:
    """The one telephone number in a sentence; "" for none or several."""
    phones, _ = read_phones(text)
    return phones[0] if len(phones) == 1 else ""
