"""An account and its coming and going: joining, leaving, blocking, bringing the bot into a group."""

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .chats import PRESENT

if TYPE_CHECKING:
    from .chats import Chat, Json
    from .world import World

SERVICE = (
    "new_chat_members", "left_chat_member", "migrate_to_chat_id", "migrate_from_chat_id", "group_chat_created",
)  # fmt: skip


@dataclass(eq=False)
class Member:
    world: "World"
    id: int
    first_name: str
    language: str
    username: str
    started: bool = True
    blocked: bool = False
    deactivated: bool = False

    def face(self) -> "Json":
        return {"first_name": self.first_name, **({"username": self.username} if self.username else {})}

    def as_json(self) -> "Json":
        return {"id": self.id, "is_bot": False, **self.face(), "language_code": self.language}

    @property
    def private_chat(self) -> "Chat":
        return self.world.chats[self.id]

    def block(self) -> None:
        self.blocked = True
        self._tell_standing(self.private_chat, "member", "kicked")

    def unblock(self) -> None:
        self.blocked = False
        self._tell_standing(self.private_chat, "kicked", "member")

    def join(self, chat: "Chat") -> "Json":
        before, chat.members[self.id] = chat.members.get(self.id, "left"), "member"
        self._tell_member(chat, before, "member")
        return self._send(chat, None, new_chat_members=[self.as_json()])

    def leave(self, chat: "Chat") -> "Json":
        before, chat.members[self.id] = chat.members[self.id], "left"
        self._tell_member(chat, before, "left")
        return self._post(chat, left_chat_member=self.as_json())

    def add_bot(self, chat: "Chat") -> None:
        before, chat.bot = chat.bot, "member"
        self._tell_standing(chat, before, "member")
        self._post(chat, new_chat_members=[self.world.bot])

    def set_bot(self, chat: "Chat", standing: str) -> None:
        """administrator, member, muted; kicked or left end its membership."""
        before, chat.bot = chat.bot, standing
        self._tell_standing(chat, before, standing)

    def remove_bot(self, chat: "Chat") -> None:
        self._post(chat, left_chat_member=self.world.bot)
        self.set_bot(chat, "kicked")

    def _tell_standing(self, chat: "Chat", old: str, new: str) -> None:
        self._tell("my_chat_member", chat, self.world.bot, (old, new))

    def _tell_member(self, chat: "Chat", old: str, new: str) -> None:
        if chat.bot == "administrator":
            self._tell("chat_member", chat, self.as_json(), (old, new))

    def _tell(self, kind: str, chat: "Chat", user: "Json", change: tuple[str, str]) -> None:
        old, new = (self.world.standing(user, status) for status in change)
        content = {
            "chat": chat.as_json(),
            "from": self.as_json(),
            "date": self.world.clock.stamp(),
            "old_chat_member": old,
            "new_chat_member": new,
        }
        self.world.inbox.add(kind, content)

    def _send(self, chat: "Chat | None", reply_to: "Json | None", **content: Any) -> "Json":
        place = chat or self.private_chat
        if place.private:
            self._check_may_write(place)
        elif place.members.get(self.id, "left") not in PRESENT or place.migrated_to:
            raise AssertionError(f"{self.first_name} cannot write in {place.title}")
        if reply_to:
            content["reply_to_message"] = place.quoted(reply_to["message_id"])
        return self._post(place, **content)

    def _check_may_write(self, chat: "Chat") -> None:
        if chat.id != self.id or self.blocked:
            raise AssertionError(f"{self.first_name} cannot write there; unblock() or start() first")
        self.started = True

    def _post(self, chat: "Chat", **content: Any) -> "Json":
        message = chat.post(self.as_json(), **content)
        if self._reaches_bot(chat, message):
            self.world.inbox.add("message", message)
        return copy.deepcopy(message)

    def _reaches_bot(self, chat: "Chat", message: "Json") -> bool:
        if chat.private:
            return True
        if chat.bot not in PRESENT and chat.bot != "muted":
            return False
        if chat.bot == "administrator" or self.world.bot["can_read_all_group_messages"]:
            return True
        return self._meant_for_bot(message) or any(key in message for key in SERVICE)

    def _meant_for_bot(self, message: "Json") -> bool:
        mine = self.world.bot["id"]
        if message.get("reply_to_message", {}).get("from", {}).get("id") == mine or "via_bot" in message:
            return True
        text = message.get("text", "")
        if not text.startswith("/"):
            return False
        _, _, addressee = text.split()[0].partition("@")
        return addressee.lower() in ("", self.world.bot["username"].lower())
