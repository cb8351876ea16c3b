"""Meetings of the committee in chat: called, answered, signed in to, asked about, and their result."""

from handlers.meetings import asking, attending, calling, results

__all__ = ["asking", "attending", "calling", "results"]
