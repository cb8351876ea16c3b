"""What every part of the web channel works with: one object a process, given to the app and to the courier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from bot.dispatch import Dispatch
from bot.files import Keeper, Opener, Store
from bot.web.echo import Echo
from bot.web.hub import Hub
from bot.web.uploads import fetcher
from config.limits import PersonLimits
from models.database import Database

CHANNEL = "web"


def _rich(_seat: str) -> bool:
    return False


def _nobody_knows(_request: Request, _scene: str) -> Response | None:
    return None


@dataclass
class WebHouse:
    """`plain(seat)`: is this seat shown as a chat without buttons (the demo's resident)?"""

    database: Database
    store: Store
    now: Callable[[], datetime]
    public_url: str = ""
    plain: Callable[[str], bool] = _rich
    pace: PersonLimits | None = None
    hub: Hub = field(default_factory=Hub)
    ask_who: Callable[[Request, str], Response | None] = _nobody_knows
    """Where a channel can tell who opens a page: the way there; None when it cannot, or need not."""
    knows: str = ""
    """Which channel that is."""

    def __post_init__(self) -> None:
        self.dispatch = Dispatch(self.database, self.now, self.pace, pages=self.public_url)
        self.keeper = Keeper(self.database, self.store, self.now)
        self.keeper.fetchers[CHANNEL] = fetcher(self.store)
        self.opener = Opener(self.database, self.store, self.keeper)
        self.echo = Echo(self)

    @property
    def secure(self) -> bool:
        return self.public_url.startswith("https://")

    def is_ours(self, headers: Headers) -> bool:
        """Does the request come from a page of ours? Programs that are no browser send no origin."""
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return False
        origin = headers.get("origin")
        if origin is None:
            return True
        there = urlsplit(origin).netloc
        return there in {headers.get("host", ""), urlsplit(self.public_url).netloc} - {""}
