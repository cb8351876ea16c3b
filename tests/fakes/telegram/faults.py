"""What goes wrong on the way: injected once (or n times) for the next matching call."""

from dataclasses import dataclass
from enum import StrEnum

from telegram.error import NetworkError, TimedOut

from .refused import flood

HTML_PAGE = b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body>\r\n</html>\r\n"
REFUSED_BODY = b'{"ok":false,"error_code":400,"description":"Bad Request: message is not allowed"}'
ERROR_BODY = b'{"ok":false,"error_code":500,"description":"Internal Server Error"}'


class Fault(StrEnum):
    TIMEOUT_BEFORE = "time-out, Telegram never saw it"
    TIMEOUT_AFTER = "time-out, but Telegram delivered it"
    DISCONNECT_BEFORE = "connection refused"
    DISCONNECT_AFTER = "connection lost after delivery"
    SERVER_ERROR = "500"
    REFUSED = "400"
    HTML = "502 with a page instead of JSON"
    FLOOD = "429"  # and the chat stays shut for retry_after seconds


@dataclass
class Planned:
    fault: Fault
    method: str | None
    chat: int | None
    times: int
    retry_after: int

    def fits(self, method: str, chat: int | None) -> bool:
        return self.method in (None, method) and self.chat in (None, chat)


class Faults:
    def __init__(self) -> None:
        self._planned: list[Planned] = []

    def plan(
        self, fault: Fault, method: str | None = None, *, chat: int | None = None, times: int = 1, retry_after: int = 5
    ) -> None:
        """Without a method every call but getUpdates and getMe is meant."""
        self._planned.append(Planned(fault, method, chat, times, retry_after))

    def clear(self) -> None:
        self._planned.clear()

    def take(self, method: str, chat: int | None) -> Planned | None:
        for planned in self._planned:
            if not planned.fits(method, chat) or (planned.method is None and method in {"getUpdates", "getMe"}):
                continue
            planned.times -= 1
            if planned.times == 0:
                self._planned.remove(planned)
            return planned
        return None


def before(planned: Planned) -> tuple[int, bytes] | None:
    """What the caller sees instead of a served call; None when the call is served first."""
    match planned.fault:
        case Fault.TIMEOUT_BEFORE:
            raise TimedOut
        case Fault.DISCONNECT_BEFORE:
            raise NetworkError("httpx.ConnectError: All connection attempts failed")
        case Fault.SERVER_ERROR:
            return 500, ERROR_BODY
        case Fault.REFUSED:
            return 400, REFUSED_BODY
        case Fault.HTML:
            return 502, HTML_PAGE
        case Fault.FLOOD:
            raise flood(planned.retry_after)
        case _:
            return None


def after(planned: Planned) -> None:
    if planned.fault is Fault.TIMEOUT_AFTER:
        raise TimedOut
    if planned.fault is Fault.DISCONNECT_AFTER:
        raise NetworkError("httpx.RemoteProtocolError: Server disconnected without sending a response.")
