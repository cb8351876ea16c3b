"""The web channel's hand: letters go to the pages that are open, here and at the other processes. Persons without a page
here are not asked for.
"""

from __future__ import annotations

from bot.boards import Shown as ShownBoard
from bot.outcomes import ChannelDownError
from bot.rendering import Message
from bot.web.frames import Shown
from bot.web.house import WebHouse
from bot.web.showing import letter_shown, on_page
from config.channels import WEB
from models.letters.shapes import Parcel


class WebCourier:
    """A room is its page's history: what is posted there is delivered, whoever looks at it now."""

    traits = WEB

    def __init__(self, house: WebHouse) -> None:
        self.house = house

    async def hand_over(self, parcel: Parcel, message: Message) -> str:
        """Raises ChannelDownError when the last page closed meanwhile: the letter waits for the next."""
        pages = self.house.hub.pages_of(parcel.chat)
        if not pages and not parcel.in_room:
            raise ChannelDownError(0.5)
        now = self.house.now()
        shown, files = await letter_shown(self.house, parcel, message, now)
        self.house.hub.tell(pages, lambda page: on_page(page, shown, files, now))
        await self.house.echo.tell("letter", parcel.chat, str(parcel.id))
        return ""

    async def show_board(self, shown: ShownBoard) -> str:
        now = self.house.now()
        message = shown.message
        live = Shown(str(shown.board_id), "bot", now, message.text, buttons=message.buttons, live=not shown.closed)
        self.house.hub.tell(self.house.hub.pages_of(shown.chat), lambda page: on_page(page, live, (), now))
        await self.house.echo.tell("board", shown.chat, str(shown.board_id))
        return shown.platform_id or str(shown.board_id)
