"""Sending files: each goes up once, then the platform's own id of it is sent to the other readers."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence

from telegram import InlineKeyboardMarkup, InputMediaPhoto, Message
from telegram.error import BadRequest

from bot.telegram.parcels import Sheet
from bot.telegram.wire import TelegramBot

_REMEMBERED = 2000


class Uploads:
    """What the platform already has is known by content and in memory: after a restart a file goes up once more."""

    def __init__(self, bot: TelegramBot) -> None:
        self.bot = bot
        self._ids: OrderedDict[str, str] = OrderedDict()
        self._going_up: dict[str, asyncio.Lock] = {}

    async def send(self, chat: str, sheet: Sheet, caption: str, keys: InlineKeyboardMarkup | None) -> Message:
        """One file. The first of a broadcast uploads it; the others wait for its id."""
        if sheet.key not in self._ids:
            async with self._going_up.setdefault(sheet.key, asyncio.Lock()):
                if sheet.key not in self._ids:
                    return await self._upload(chat, sheet, caption, keys)
        try:
            return await self._call(chat, sheet, self._ids[sheet.key], (caption, keys))
        except BadRequest as error:
            if "file identifier" not in str(error).lower():
                raise
            self._ids.pop(sheet.key, None)
            return await self._upload(chat, sheet, caption, keys)

    async def album(self, chat: str, sheets: Sequence[Sheet]) -> Message:
        """Two to ten photos as one call."""
        media = [
            InputMediaPhoto(self._ids.get(each.key) or each.content, filename=each.name) for each in sheets
        ]  # fmt: skip
        sent = await self.bot.send_media_group(chat, media)
        for sheet, message in zip(sheets, sent, strict=False):
            self._keep(sheet, message)
        return sent[-1]

    async def _upload(self, chat: str, sheet: Sheet, caption: str, keys: InlineKeyboardMarkup | None) -> Message:
        try:
            sent = await self._call(chat, sheet, None, (caption, keys))
        except BadRequest as error:
            if sheet.method != "photo" or not _is_about_the_picture(error):
                raise
            return await self._call(chat, sheet.as_document(), None, (caption, keys))
        self._keep(sheet, sent)
        return sent

    async def _call(
        self, chat: str, sheet: Sheet, known: str | None, said: tuple[str, InlineKeyboardMarkup | None]
    ) -> Message:
        file = known or sheet.file
        caption, keys = said[0] or None, said[1]
        match sheet.method:
            case "photo":
                return await self.bot.send_photo(chat, file, caption=caption, reply_markup=keys)
            case "voice":
                return await self.bot.send_voice(chat, file, caption=caption, reply_markup=keys)
            case _:
                return await self.bot.send_document(chat, file, caption=caption, reply_markup=keys)

    def _keep(self, sheet: Sheet, sent: Message) -> None:
        self._going_up.pop(sheet.key, None)
        file = sent.photo[-1] if sent.photo else sent.voice or sent.document
        if file is not None:
            self._ids[sheet.key] = file.file_id
        while len(self._ids) > _REMEMBERED:
            self._ids.popitem(last=False)


def _is_about_the_picture(error: BadRequest) -> bool:
    """Of a shape or kind Telegram shows no picture of: it goes as a file."""
    words = str(error).lower()
    return "photo" in words or "image" in words
