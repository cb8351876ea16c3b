"""Notices in chat: the secretary writes and sends, follows and mends; residents read and ask."""

from handlers.notices import board, forwarding, mending, reading, reporting, writing

__all__ = ["board", "forwarding", "mending", "reading", "reporting", "writing"]
