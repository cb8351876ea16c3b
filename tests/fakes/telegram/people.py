"""What people do in Telegram. Every action changes the world and, where Telegram would tell the bot, makes an update.

Actions give the message they made. A bot in privacy mode hears in groups only commands, replies to itself
and service messages; an administrator hears everything.
"""

import copy
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .entities import found_in
from .files import picture
from .limits import LIMITS
from .membership import Member

if TYPE_CHECKING:
    from .chats import Chat, Json

DEEP_LINK = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(eq=False)
class Person(Member):
    toasts: list[str] = field(default_factory=list)

    def start(self, payload: str = "") -> "Json":
        """/start, as typed or through a link t.me/bot?start=payload; opens the chat and lifts a block."""
        if payload and not (DEEP_LINK.fullmatch(payload) and len(payload) <= LIMITS.deep_link):
            raise AssertionError(f"Telegram opens no link with this payload: {payload!r}")
        if self.blocked:
            self.unblock()
        return self.say(f"/start {payload}".strip())

    def say(self, text: str, chat: "Chat | None" = None, *, reply_to: "Json | None" = None) -> "Json":
        if len(text) > LIMITS.text or not text.strip():
            raise AssertionError("Telegram's apps split longer messages and send no empty ones")
        return self._send(chat, reply_to, text=text, entities=found_in(text))

    def photo(self, content: bytes | None = None, caption: str = "", chat: "Chat | None" = None) -> "Json":
        return self._send(chat, None, photo=self.world.files.photo_sizes(content or picture()), **_caption(caption))

    def album(self, photos: list[bytes], caption: str = "", chat: "Chat | None" = None) -> list["Json"]:
        """One update per picture, one media_group_id, the caption on the first: as Telegram does."""
        if not LIMITS.album_least <= len(photos) <= LIMITS.album_most:
            raise AssertionError("an album has 2 to 10 pictures")
        group = str(self.world.number("albums", 13_800_000_000_000_001))
        return [
            self._send(
                chat,
                None,
                media_group_id=group,
                photo=self.world.files.photo_sizes(content),
                **_caption(caption if at == 0 else ""),
            )
            for at, content in enumerate(photos)
        ]

    def voice(self, content: bytes = b"OggS", seconds: int = 5, chat: "Chat | None" = None) -> "Json":
        file = self.world.files.keep("voice", content)
        return self._send(chat, None, voice=_described(file, duration=seconds, mime_type="audio/ogg"))

    def document(
        self, name: str, content: bytes = b"", *, caption: str = "", size: int | None = None, chat: "Chat | None" = None
    ) -> "Json":
        """`size` in bytes pretends a file too big to hold in a test."""
        file = self.world.files.keep("document", content, name=name, size=size)
        return self._send(chat, None, document=_described(file, file_name=name), **_caption(caption))

    def sticker(self, emoji: str = "👍", chat: "Chat | None" = None) -> "Json":
        file = self.world.files.keep("sticker", b"RIFF")
        shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return self._send(chat, None, sticker=_described(file, emoji=emoji, **shape))

    def location(self, latitude: float = 30.0371, longitude: float = 121.1547, chat: "Chat | None" = None) -> "Json":
        return self._send(chat, None, location={"latitude": latitude, "longitude": longitude})

    def contact(self, phone: str, chat: "Chat | None" = None) -> "Json":
        card = {"phone_number": phone, "first_name": self.first_name, "user_id": self.id}
        return self._send(chat, None, contact=card)

    def forward(self, message: "Json", chat: "Chat | None" = None) -> "Json":
        origin = {"type": "user", "sender_user": message["from"], "date": message["date"]}
        kept = ("text", "entities", "photo", "document", "voice", "caption")
        content = {key: copy.deepcopy(message[key]) for key in kept if key in message}
        return self._send(chat, None, forward_origin=origin, **content)

    def edit(self, message: "Json", text: str) -> "Json":
        """Changes an own message; the bot gets `edited_message`."""
        chat = self.world.chats[message["chat"]["id"]]
        stored = chat.messages[message["message_id"]]
        if stored["from"]["id"] != self.id:
            raise AssertionError("people edit only what they wrote")
        key, found = ("text", "entities") if "text" in stored else ("caption", "caption_entities")
        stored |= {key: text, found: found_in(text), "edit_date": self.world.clock.stamp()}
        if self._reaches_bot(chat, stored):
            self.world.inbox.add("edited_message", stored)
        return copy.deepcopy(stored)

    def press(
        self,
        button: str,
        chat: "Chat | None" = None,
        *,
        message: "Json | None" = None,
        inaccessible: bool = False,
    ) -> str:
        """Presses a callback button by its label or its data and gives the query's id.

        Without `message` it is the newest of the bot that shows such a button. A message kept from before may be
        edited or deleted since: `inaccessible` then sends only its id, as Telegram does for such messages.
        """
        place = chat or self.private_chat
        shown = message or self._showing(place, button)
        data = _data_behind(shown, button)
        query = str(self.world.number("queries", 4_290_000_000_000_000_001))
        self.world.open_query(query, self)
        if inaccessible:
            shown = {"chat": shown["chat"], "message_id": shown["message_id"], "date": 0}
        content = {"id": query, "from": self.as_json(), "chat_instance": str(place.id * 31), "data": data}
        self.world.inbox.add("callback_query", content | {"message": shown})
        return query

    def ask_inline(self, text: str, *, where: str = "supergroup") -> str:
        """Types @bot text in some chat; gives the id of the inline query."""
        query = str(self.world.number("queries", 4_290_000_000_000_000_001))
        content = {"id": query, "from": self.as_json(), "query": text, "offset": "", "chat_type": where}
        self.world.inbox.add("inline_query", content)
        return query

    def pick(self, query: str, at: int, chat: "Chat") -> "Json":
        """Sends one of the results the bot offered to an inline query."""
        result = self.world.inline_answers[query][at]
        return self._send(chat, None, text=result["input_message_content"]["message_text"], via_bot=self.world.bot)

    def heard(self) -> list["Json"]:
        """What the bot said in the private chat and still stands there."""
        return self.private_chat.heard()

    def _showing(self, chat: "Chat", button: str) -> "Json":
        for message in reversed(chat.heard()):
            if any(button in (shown["text"], shown.get("callback_data")) for shown in buttons(message)):
                return message
        raise AssertionError(f"no message of the bot shows a button {button!r}")


def buttons(message: "Json") -> list["Json"]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def _data_behind(message: "Json", button: str) -> str:
    for shown in buttons(message):
        if button in (shown["text"], shown.get("callback_data")) and "callback_data" in shown:
            return str(shown["callback_data"])
    raise AssertionError(f"the message shows no callback button {button!r}")


def _caption(text: str) -> "Json":
    return {"caption": text, "caption_entities": found_in(text)} if text else {}


def _described(file: Any, **more: object) -> "Json":
    return {"file_id": file.file_id, "file_unique_id": file.file_unique_id, "file_size": file.size, **more}
