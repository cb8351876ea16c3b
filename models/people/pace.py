"""How fast one account may speak: an allowance that fills up again, kept in its row, so that every process sees the same.

Who has used it up is told once and then not served until most of the flood is over: a line at every third message of a
flood would be one more flood.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from config.limits import PersonLimits
from models.people.tables import Account


class Haste(Enum):
    """`FIRST` is the message that is one too many; `STILL` what follows it."""

    NONE = "none"
    FIRST = "first"
    STILL = "still"


@dataclass(frozen=True)
class Paced:
    """`until` is when the whole allowance will be back."""

    until: datetime | None
    hushed: bool
    haste: Haste = Haste.NONE


def step(account: Account, limits: PersonLimits, now: datetime) -> Paced:
    """Weigh one message more of this account."""
    one = timedelta(minutes=1) / limits.per_minute
    most = one * limits.at_once
    owed = max((account.paced_until or now) - now, timedelta())
    if account.hushed and owed > most / 2:
        return Paced(now + min(owed + one, most), hushed=True, haste=Haste.STILL)
    if owed + one > most:
        return Paced(now + most, hushed=True, haste=Haste.FIRST)
    return Paced(now + owed + one, hushed=False)
