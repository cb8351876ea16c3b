"""Roles in the chat: inviting, taking up an invitation, standing in, suspending, and who one is."""

from handlers.people import inviting, myself, naming, standing_in, suspending, ways

__all__ = ["inviting", "myself", "naming", "standing_in", "suspending", "ways"]
