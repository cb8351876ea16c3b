"""Chats and what stands in them. Message ids repeat across supergroups: Telegram counts per chat there."""

import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .world import World

Json = dict[str, Any]

PRESENT = frozenset({"creator", "administrator", "member", "restricted"})


@dataclass(eq=False)
class Chat:
    """`bot` is the bot's own standing: member, administrator, left, kicked, muted."""

    world: "World"
    id: int
    type: str
    title: str = ""
    face: Json = field(default_factory=dict)
    bot: str = "left"
    members: dict[int, str] = field(default_factory=dict)
    migrated_to: int | None = None
    messages: dict[int, Json] = field(default_factory=dict)
    deleted: dict[int, Json] = field(default_factory=dict)
    fixed: set[int] = field(default_factory=set)  # cannot be edited: carries a reply keyboard
    keyboard: Json | None = None
    _last_id: int = 0

    @property
    def private(self) -> bool:
        return self.type == "private"

    def as_json(self) -> Json:
        return {"id": self.id, "type": self.type, **({"title": self.title} if self.title else {}), **self.face}

    def post(self, sender: Json, **content: Any) -> Json:
        """Stores a message and gives it back; the same object is edited later, so copy before keeping it."""
        message: Json = {
            "message_id": self._next_message_id(),
            "from": sender,
            "chat": self.as_json(),
            "date": self.world.clock.stamp(),
            **{key: value for key, value in content.items() if value not in (None, [], {})},
        }
        self.messages[message["message_id"]] = message
        return message

    def _next_message_id(self) -> int:
        if self.type != "supergroup":
            return self.world.next_message_id()
        self._last_id += 1
        return self._last_id

    def quoted(self, message_id: int) -> Json | None:
        """The message as it stands inside a reply: without its own reply."""
        if message_id not in self.messages:
            return None
        return {k: copy.deepcopy(v) for k, v in self.messages[message_id].items() if k != "reply_to_message"}

    def remove(self, message_id: int) -> None:
        self.deleted[message_id] = self.messages.pop(message_id)

    def heard(self) -> list[Json]:
        """What the bot said here and what still stands, oldest first."""
        return [copy.deepcopy(m) for m in self.messages.values() if m["from"]["id"] == self.world.bot["id"]]

    def migrate(self) -> "Chat":
        """A basic group becomes a supergroup with another id; the bot gets both service messages."""
        if self.type != "group" or self.migrated_to:
            raise AssertionError("only a basic group that has not migrated can migrate")
        new = self.world.group(self.title, bot=self.bot)
        new.members = dict(self.members)
        self.migrated_to = new.id
        sender = self.world.anybody_of(self)
        old_note = self.post(sender, migrate_to_chat_id=new.id)
        new_note = new.post(sender, migrate_from_chat_id=self.id)
        for note in (old_note, new_note):
            self.world.inbox.add("message", note)
        return new
