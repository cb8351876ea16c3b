"""Before everything from outside: how many requests one address of the open net may make.

The address is what uvicorn resolved: a proxy's word is taken from this machine only. Addresses that are of no open net are
not counted: behind a proxy that does not say for whom it asks everybody would share one. What the platforms call has an
allowance far above what it can use, because their servers share addresses with whoever points another account at us.
"""

from __future__ import annotations

import ipaddress
from collections import OrderedDict
from collections.abc import Callable, Collection
from math import ceil

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from config.limits import AddressLimits, Allowance

Refuse = Callable[[Scope, int], ASGIApp]
"""(who asks, seconds until it is worth asking again) -> the page that says so."""
_FREE = ("/static/", "/health/")


class Allowances:
    """What is left to each address; of more than `most` the one heard from longest ago is forgotten."""

    def __init__(self, allowance: Allowance, most: int, clock: Callable[[], float]) -> None:
        self.allowance = allowance
        self.most = most
        self.clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._left)

    def take(self, address: str) -> int:
        """One request. 0 when it may be served, else the seconds until the next one may."""
        now, given = self.clock(), self.allowance
        left, at = self._left.pop(address, (float(given.at_once), now))
        left = min(given.at_once, left + max(0.0, now - at) * given.per_second)
        wait = 0 if left >= 1 else max(1, ceil((1 - left) / given.per_second))
        self._left[address] = (left if wait else left - 1, now)
        if len(self._left) > self.most:
            self._left.popitem(last=False)
        return wait


class Gate:
    """`callbacks` are the paths the platforms call; `refuse` makes the page for everybody else; `clock` gives seconds."""

    def __init__(
        self, app: ASGIApp, *, limits: AddressLimits, callbacks: Collection[str], refuse: Refuse,
        clock: Callable[[], float],
    ) -> None:  # fmt: skip
        self.app = app
        self.callbacks = frozenset(callbacks)
        self.refuse = refuse
        kinds = {"pages": limits.pages, "uploads": limits.uploads, "callbacks": limits.callbacks}
        self.allowances = {name: Allowances(given, limits.most, clock) for name, given in kinds.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        wait = self._wait(scope) if scope["type"] in ("http", "websocket") else 0
        if not wait:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1013})
        else:
            await self.refuse(scope, wait)(scope, receive, send)

    def _wait(self, scope: Scope) -> int:
        path = scope["path"]
        whose = address_of(scope)
        if whose is None or path.startswith(_FREE):
            return 0
        if path in self.callbacks:
            return self.allowances["callbacks"].take(whose)
        uploading = scope["type"] == "http" and scope["method"] == "POST"
        return self.allowances["uploads" if uploading else "pages"].take(whose)


def address_of(scope: Scope) -> str | None:
    """The address that is counted: of IPv6 the network one household or phone is given. None for what is not counted."""
    client = scope.get("client")
    try:
        found = ipaddress.ip_address(client[0]) if client else None
    except ValueError:
        return None
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    if found is None or not found.is_global:
        return None
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((found, 64), strict=False).network_address)
    return str(found)


def wants_page(scope: Scope) -> bool:
    """A person looks at a page; a program reads JSON."""
    return "text/html" in Headers(scope=scope).get("accept", "")
