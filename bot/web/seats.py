"""Seats: whose page this is. A random token in a cookie scoped to the seat's own path; the seat's name is its hash.

The name stands in addresses, in the database and perhaps in a screenshot: it opens nothing without the token.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping

from starlette.responses import Response

COOKIE = "seat"
CAME = "came"
"""By which code the person came (scene, then a mark of this very coming): served once when the page opens."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
_YEAR = 400 * 24 * 3600
_CAME_LASTS = 600


def new_token() -> str:
    return secrets.token_urlsafe(24)


def seat_of(token: str) -> str:
    """The seat a token opens; also the account's id on this channel."""
    return hashlib.sha256(b"seat:" + token.encode()).hexdigest()[:32]


def good_token(text: str | None) -> str | None:
    return text if text and _TOKEN.fullmatch(text) else None


def opens(cookies: Mapping[str, str], seat: str) -> bool:
    """Did whoever asks bring the seat's token?"""
    token = good_token(cookies.get(COOKIE))
    return token is not None and secrets.compare_digest(seat_of(token).encode(), seat.encode())


def hand_cookie(response: Response, token: str, *, secure: bool, paths: tuple[str, ...] = ()) -> None:
    """Give the browser the token for its seat, and for these paths too (codes that lead back to the same seat)."""
    for path in (f"/chat/{seat_of(token)}/", *paths):
        response.set_cookie(COOKIE, token, max_age=_YEAR, path=path, secure=secure, httponly=True, samesite="lax")


def remember_coming(response: Response, token: str, scene: str, *, secure: bool) -> None:
    path = f"/chat/{seat_of(token)}/"
    value = f"{scene}.{secrets.token_hex(4)}"
    response.set_cookie(CAME, value, max_age=_CAME_LASTS, path=path, secure=secure, httponly=True, samesite="lax")


def coming(cookies: Mapping[str, str]) -> tuple[str, str] | None:
    """The scene, and the mark that makes its serving once."""
    scene, _, mark = cookies.get(CAME, "").partition(".")
    if not re.fullmatch(r"[eipan]_[A-Za-z0-9_-]{2,24}", scene) or not re.fullmatch(r"[0-9a-f]{8}", mark):
        return None
    return scene, mark
