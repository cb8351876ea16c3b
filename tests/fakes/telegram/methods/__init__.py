"""The methods of the Bot API that the fake knows, by lower-case name: Telegram does not mind the case."""

from . import chats, commands, editing, polling, sending
from .registry import METHODS, Params

__all__ = ["METHODS", "Params", "chats", "commands", "editing", "polling", "sending"]
