"""What every answer says to the browser: only our own scripts, frames and addresses; nothing is guessed or sent on."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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


class Guard:
    """Adds what the answer does not say itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, guarded)
