"""The sender's hand on Telegram: a letter with its choices and papers, a board that is posted once and then edited.

Texts go as they are, without a parse mode: nothing a person wrote can become markup.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

from telegram import InlineKeyboardMarkup, Message
from telegram.error import ChatMigrated, RetryAfter, TelegramError

from bot.boards import Shown
from bot.files.opening import Fetch
from bot.outcomes import ChannelDownError, DoubtfulError, MessageGoneError, NotSentError, TakenBackError
from bot.rendering import Message as Composed
from bot.telegram.errors import is_gone, is_same, outcome, seconds_of
from bot.telegram.keyboards import keyboard, pieces, units
from bot.telegram.links import HOME, deep_link
from bot.telegram.pacing import Pacing
from bot.telegram.parcels import Sheet, sheets_of
from bot.telegram.uploads import Uploads
from bot.telegram.wire import TelegramBot
from config import words
from config.channels import TELEGRAM
from config.limits import telegram_limits
from config.words import Reader
from models.database import Database
from models.letters import handover
from models.letters.moves import follow_room
from models.letters.shapes import Parcel
from models.letters.tables import Kind

log = logging.getLogger("telegram")
OPENS_PRIVATE_CHAT = "desk-private-first"
"""What is said to somebody who must first write to us alone; with it goes a link that does so."""
Step = tuple[int, Callable[[], Awaitable[Message]]]
_TRIES_OF_A_LATER_PIECE = 3


class Courier:
    """See bot.sender. `fetch` gives the content of enclosed papers."""

    traits = TELEGRAM

    def __init__(
        self,
        bot: TelegramBot,
        database: Database,
        now: Callable[[], datetime],
        fetch: Fetch,
        pacing: Pacing | None = None,
    ) -> None:
        self.bot = bot
        self.database = database
        self.now = now
        self.fetch = fetch
        self.pacing = pacing or Pacing()
        self.uploads = Uploads(bot)

    async def hand_over(self, parcel: Parcel, message: Composed) -> str:
        """Returns the id of the message that bears the choices."""
        sheets = await sheets_of(message.papers, parcel, self.fetch)
        keys = keyboard(message.buttons, self._link(parcel))
        steps = self._steps(parcel.chat, message.text, sheets, keys)
        sent = None
        for place, (count, step) in enumerate(steps):
            sent = await self._paced(parcel, step, count=count, first=place == 0)
        assert sent is not None
        return str(sent.message_id)

    async def show_board(self, shown: Shown) -> str:
        """Posts or edits the room's message. An edit that changes nothing is done."""
        keys = keyboard(shown.message.buttons)
        text = pieces(shown.message.text, telegram_limits().text)[0]
        await self.pacing.turn(shown.chat, Kind.BOARD)
        try:
            if not shown.platform_id:
                return str((await self.bot.send_message(shown.chat, text, reply_markup=keys)).message_id)
            await self.bot.edit_message_text(text, shown.chat, int(shown.platform_id), reply_markup=keys)
        except TelegramError as error:
            if shown.platform_id and is_gone(error):
                raise MessageGoneError(str(error)) from error
            if not shown.platform_id or not is_same(error):
                raise await self._not_sent(shown.chat, error) from error
        return shown.platform_id

    def _link(self, parcel: Parcel) -> tuple[str, str] | None:
        if not parcel.in_room or parcel.key != OPENS_PRIVATE_CHAT:
            return None
        label = words.render("telegram-open-chat", {}, Reader(parcel.lang, self.now()), strict=False)
        return label, deep_link(self.bot.me.username, HOME)

    def _steps(self, chat: str, text: str, sheets: list[Sheet], keys: InlineKeyboardMarkup | None) -> list[Step]:
        """The calls that make up one letter, each with how many messages it is; the last bears the choices."""
        limits = telegram_limits()
        if len(sheets) == 1 and units(text) <= limits.caption:
            return [(1, partial(self.uploads.send, chat, sheets[0], text, keys))]
        photos = [each for each in sheets if each.method == "photo"]
        steps: list[Step] = []
        for at in range(0, len(photos), limits.album):
            few = photos[at : at + limits.album]
            single = partial(self.uploads.send, chat, few[0], "", None)
            steps.append((len(few), partial(self.uploads.album, chat, few) if len(few) > 1 else single))
        steps += [(1, partial(self.uploads.send, chat, each, "", None)) for each in sheets if each not in photos]
        *more, last = pieces(text, limits.text)
        steps += [(1, partial(self.bot.send_message, chat, each)) for each in more]
        return [*steps, (1, partial(self.bot.send_message, chat, last, reply_markup=keys))]

    async def _paced(
        self, parcel: Parcel, step: Callable[[], Awaitable[Message]], *, count: int, first: bool
    ) -> Message:
        """One call at its turn. Once a piece is out the letter is not put back: that would say the piece twice."""
        tries = 1 if first else _TRIES_OF_A_LATER_PIECE
        while True:
            tries -= 1
            try:
                mark = partial(self._begin, parcel) if first else None
                await self.pacing.turn(parcel.chat, parcel.kind, count=count, mark=mark)
                return await step()
            except TelegramError as error:
                trouble = await self._not_sent(parcel.chat, error)
            except NotSentError as error:
                trouble = error
            if first or not isinstance(trouble, ChannelDownError):
                raise trouble
            if tries == 0:
                raise DoubtfulError(f"only a part is out: {trouble}")
            await self.pacing.pause(trouble.retry_after)

    async def _begin(self, parcel: Parcel) -> None:
        late = [each.id for each in parcel.all if not each.begun]
        if late and not await self.database.together(handover.begin, (late, self.now())):
            raise TakenBackError(str(parcel.id))

    async def _not_sent(self, chat: str, error: TelegramError) -> NotSentError:
        """What the error means for the letter; a room that moved is found at its new place at once."""
        if isinstance(error, ChatMigrated):
            await self.database.run(follow_room, TELEGRAM.name, chat, str(error.new_chat_id))
            return ChannelDownError(0)
        if isinstance(error, RetryAfter):
            self.pacing.flooded(seconds_of(error))
        return outcome(error)
