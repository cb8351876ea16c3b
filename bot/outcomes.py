"""How a hand-over may end other than well. A courier raises them; the sender and the boards write them down."""

from __future__ import annotations

from typing import ClassVar


class NotSentError(Exception):
    """One of the seven below; `how` is the word it is counted by."""

    how: ClassVar[str] = ""


class ChannelDownError(NotSentError):
    """Surely not sent; try this chat (or, with `whole`, the channel) again after so many seconds."""

    how = "down"

    def __init__(self, retry_after: float = 5, *, whole: bool = False) -> None:
        super().__init__(f"retry after {retry_after} s")
        self.retry_after = retry_after
        self.whole = whole


class UnreachableError(NotSentError):
    """The person blocked us, never began the chat, or the chat is gone: another route must do it."""

    how = "blocked"


class WindowClosedError(NotSentError):
    """Surely not sent: the platform lets us write to this person only after they do something again."""

    how = "closed"


class DoubtfulError(NotSentError):
    """Nobody knows whether it arrived (a time-out, a lost connection after the request went out)."""

    how = "doubtful"


class RefusedError(NotSentError):
    """The platform will never take this message as it is."""

    how = "refused"


class TakenBackError(NotSentError):
    """Surely not sent: while it waited in hand it was withdrawn, paused or made void, and there it stands."""

    how = "withdrawn"


class MessageGoneError(NotSentError):
    """The message to edit is not there any more, or is not ours to edit: nothing was changed."""

    how = "gone"
