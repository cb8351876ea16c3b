"""What an error of the platform means for a letter: surely not sent, out of reach, refused, or nobody knows."""

from __future__ import annotations

import httpx
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.outcomes import ChannelDownError, DoubtfulError, NotSentError, RefusedError, UnreachableError

_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.ProxyError)
_NEVER_LEFT_WORDS = tuple(f"httpx.{each.__name__}" for each in _NEVER_LEFT)
_GONE = (
    "chat not found",
    "peer_id_invalid",
    "user not found",
    "user_deactivated",
    "chat_write_forbidden",
    "not enough rights",
)
_SAME = "message is not modified"
_MESSAGE_GONE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message",
)


def outcome(error: TelegramError) -> NotSentError:
    """`ChatMigrated` is not decided here: the room's id must be changed first.

    `BadRequest` and `TimedOut` are kinds of `NetworkError`: the order of the questions matters.
    """
    words = str(error)
    if isinstance(error, RetryAfter):
        return ChannelDownError(seconds_of(error))
    if isinstance(error, Forbidden):
        return UnreachableError(words)
    if isinstance(error, BadRequest):
        return UnreachableError(words) if _any(_GONE, words) else RefusedError(words)
    if isinstance(error, InvalidToken):
        return ChannelDownError(60, whole=True)
    if isinstance(error, NetworkError):
        return ChannelDownError() if _never_left(error) else DoubtfulError(words or type(error).__name__)
    return DoubtfulError(words or type(error).__name__)


def seconds_of(error: RetryAfter) -> float:
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()


def is_same(error: TelegramError) -> bool:
    """An edit that changes nothing: as good as done."""
    return isinstance(error, BadRequest) and _SAME in str(error).lower()


def is_gone(error: TelegramError) -> bool:
    """The message to edit is not there any more, or is not ours to edit."""
    return isinstance(error, BadRequest) and _any(_MESSAGE_GONE, str(error))


def _never_left(error: NetworkError) -> bool:
    """No connection was made, so the request cannot have arrived."""
    if isinstance(error.__cause__, _NEVER_LEFT):
        return True
    return not isinstance(error, TimedOut) and str(error).startswith(_NEVER_LEFT_WORDS)


def _any(hints: tuple[str, ...], words: str) -> bool:
    folded = words.lower()
    return any(hint in folded for hint in hints)
