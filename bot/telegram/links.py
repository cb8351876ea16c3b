"""Deep links: t.me/<bot>?start=<payload> opens the private chat and says where the person came from.

A payload that begins with `do-` is a choice: opening the link presses it, with the rights of whoever opens it.
"""

from __future__ import annotations

import base64
import binascii
import re

from config.limits import telegram_limits

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]+")
_ACT = "do-"
_LINE = re.compile(r"[a-z][A-Za-z0-9_.: -]*")
HOME = "menu"


def deep_link(username: str, payload: str) -> str:
    """Raises ValueError for a payload Telegram opens no link with."""
    if not _PAYLOAD.fullmatch(payload) or len(payload) > telegram_limits().deep_link:
        raise ValueError(f"no deep link can carry {payload!r}")
    return f"https://t.me/{username}?start={payload}"


def payload_of(line: str) -> str:
    """The payload that does this choice; the way home where it is too long to travel so."""
    payload = _ACT + base64.urlsafe_b64encode(line.encode()).decode().rstrip("=")
    return payload if _LINE.fullmatch(line) and len(payload) <= telegram_limits().deep_link else HOME


def line_of(payload: str) -> str:
    """The choice a payload carries, or "": whatever it is, nothing is raised."""
    if not payload.startswith(_ACT):
        return ""
    packed = payload.removeprefix(_ACT)
    try:
        line = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        return ""
    return line if _LINE.fullmatch(line) else ""
