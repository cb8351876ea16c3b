"""Homes in the chat: claiming one, naming a helper, objecting, checking in person, one's own homes."""

from handlers.homes import checking, claiming, inviting, own

__all__ = ["checking", "claiming", "inviting", "own"]
