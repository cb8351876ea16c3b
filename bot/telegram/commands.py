"""The commands Telegram lists beside the text field: verbs for everybody whose phrases hold a `/word`."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from telegram import BotCommand, BotCommandScopeAllPrivateChats

from bot.telegram.wire import TelegramBot
from config import words
from config.words import Reader
from handlers.desk.registry import VERBS

_COMMAND = re.compile(r"/([a-z0-9_]{1,32})")
_FIRST = ("menu", "complaint", "progress", "accounts", "opinions", "notices", "secretary")
_LAST = ("privacy", "cancel")
_UNLISTED = ("start", "help")


def commands(lang: str) -> list[BotCommand]:
    """In the order of use; the description is the verb's own label."""
    reader = Reader(lang, datetime(2000, 1, 1, tzinfo=UTC))
    found = {
        found.group(1): name
        for name, verb in VERBS.items()
        if verb.roles == ()
        for phrase in words.phrases(name)
        if (found := _COMMAND.fullmatch(phrase)) and found.group(1) not in _UNLISTED
    }
    return [BotCommand(each, words.label(found[each], {}, reader)) for each in sorted(found, key=_place)]


def _place(command: str) -> tuple[int, int | str]:
    if command in _FIRST:
        return 0, _FIRST.index(command)
    return (2, _LAST.index(command)) if command in _LAST else (1, command)


async def list_commands(bot: TelegramBot) -> None:
    """Chinese for everybody, English where the app is English. Raises TelegramError."""
    private = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands(commands("zh-CN"), scope=private)
    await bot.set_my_commands(commands("en"), scope=private, language_code="en")
