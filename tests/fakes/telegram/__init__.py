"""A Telegram that behaves, below python-telegram-bot: `Telegram()` is the world, `.request()` its wire.

Who uses it: `Bot(world.token, request=world.request(), get_updates_request=world.request())`.
"""

from .chats import Chat
from .faults import Fault
from .files import picture
from .inbox import SECRET_HEADER
from .limits import LIMITS, units
from .people import Person, buttons
from .wire import Call, FakeRequest, Telegram

__all__ = [
    "LIMITS",
    "SECRET_HEADER",
    "Call",
    "Chat",
    "FakeRequest",
    "Fault",
    "Person",
    "Telegram",
    "buttons",
    "picture",
    "units",
]
