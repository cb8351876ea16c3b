"""Row ids: UUID version 7 made in Python, rising within a process, so that rows lie in the order they were made."""

from __future__ import annotations

import os
import threading
import time
from uuid import UUID

_lock = threading.Lock()
_last = 0


def new_id() -> UUID:
    """48 bits of milliseconds, 12 of counter, 62 random: each id is greater than the one before it in this process."""
    global _last  # noqa: PLW0603 (the one place that remembers the last id)
    with _lock:
        stamp = max((time.time_ns() // 1_000_000) << 12, _last + 1)
        _last = stamp
    random = int.from_bytes(os.urandom(8)) & ((1 << 62) - 1)
    return UUID(int=(stamp >> 12) << 80 | 0x7 << 76 | (stamp & 0xFFF) << 64 | 0b10 << 62 | random)
