"""What every answer says to the browser: only our own scripts, frames and addresses; nothing is guessed or sent on.

What breaks behind it becomes a page with a reference, which carries the same.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.mishaps import alone

log = logging.getLogger("web")

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; "
    "connect-src 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
)
SOLID_FILE = {"Content-Security-Policy": "default-src 'none'; sandbox"}
"""For files that people sent: whatever is in them, nothing of it runs."""
PLAIN_FILE = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'"}
"""For PDF: browsers show nothing in a sandbox."""
_ALWAYS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Permissions-Policy": "geolocation=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


_LASTING = {"Strict-Transport-Security": "max-age=31536000"}


class Guard:
    """Adds what the answer does not say itself. `broken` makes the page for (who asks, the reference in the log);
    `secure`: this installation is reached by https only.
    """

    def __init__(self, app: ASGIApp, *, secure: bool, broken: Callable[[Scope, str], ASGIApp]) -> None:
        self.app = app
        self.broken = broken
        self.headers = {**_ALWAYS, **(_LASTING if secure else {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        began = False

        async def guarded(message: Message) -> None:
            nonlocal began
            if message["type"] == "http.response.start":
                began = True
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        # the first word of the path only: what follows may be somebody's seat or invitation
        with alone(log, f"a page of /{scope['path'].split('/')[1]}") as mishap:
            await self.app(scope, receive, guarded)
        if mishap.reference and not began:
            await self.broken(scope, mishap.reference)(scope, receive, guarded)
