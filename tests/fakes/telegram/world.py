"""The world behind the Bot API: people, chats, time, files. `Telegram` (wire.py) puts the API in front of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .chats import Chat, Json
from .clock import Clock
from .faults import Faults
from .files import FileStore
from .inbox import Inbox
from .pacing import Pacing
from .people import Person
from .refused import bad, forbidden

MADE_UP = "7000000001:AAtest"
FIRST_PERSON = 5_000_000_001  # beyond 32 bits, as new accounts are
FIRST_GROUP = -4_000_000_001
FIRST_SUPERGROUP = -1_002_000_000_001


@dataclass
class Query:
    """A press waiting for its answer."""

    person: Person
    at: float
    answer: Json | None = None


class World:
    def __init__(self, *, token: str = MADE_UP, now: Callable[[], datetime] | None = None, pacing: bool = True) -> None:
        """`now` hands time over to another clock; `pacing=False` for tests that are not about 429."""
        self.token = token
        self.bot: Json = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "业小秘",
            "username": "yexiaomi_bot",
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
        }
        self.clock = Clock(now)
        self.files = FileStore(self.clock)
        self.inbox = Inbox(self.clock)
        self.pacing = Pacing(on=pacing)
        self.faults = Faults()
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, Query] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.menu_buttons: dict[int, Json] = {}
        self.inline_answers: dict[str, list[Json]] = {}
        self._counters: dict[str, int] = {}

    def number(self, name: str, first: int = 1, step: int = 1) -> int:
        """The next of a running number."""
        self._counters[name] = self._counters.get(name, first - step) + step
        return self._counters[name]

    def next_message_id(self) -> int:
        return self.number("messages")

    def person(self, name: str, *, language: str = "zh-hans", username: str = "", started: bool = True) -> Person:
        """`started=False`: the bot may not write first."""
        person = Person(self, self.number("people", FIRST_PERSON), name, language, username, started=started)
        self.people[person.id] = person
        self.chats[person.id] = Chat(self, person.id, "private", face=person.face(), bot="member")
        return person

    def group(self, title: str, *people: Person, kind: str = "supergroup", bot: str = "member") -> Chat:
        """`bot` is its standing from the start, without any update; Person.add_bot makes the updates."""
        first = FIRST_SUPERGROUP if kind == "supergroup" else FIRST_GROUP
        chat = Chat(self, self.number(kind, first, -1), kind, title, bot=bot)
        chat.members = {person.id: "creator" if at == 0 else "member" for at, person in enumerate(people)}
        self.chats[chat.id] = chat
        return chat

    def anybody_of(self, chat: Chat) -> Json:
        for person_id in chat.members:
            return self.people[person_id].as_json()
        return {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}

    def chat_for_bot(self, chat_id: str) -> Chat:
        """The chat the bot names, if it may act there. Raises Telegram's refusals."""
        if not chat_id:
            raise bad("chat_id is empty")
        chat = self._named(chat_id)
        if chat.migrated_to:
            raise bad("group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": chat.migrated_to})
        if chat.private:
            self._check_person(self.people[chat.id])
        elif chat.bot == "kicked":
            raise forbidden(f"bot was kicked from the {'super' if chat.type == 'supergroup' else ''}group chat")
        elif chat.bot == "left":
            raise forbidden(f"bot is not a member of the {'super' if chat.type == 'supergroup' else ''}group chat")
        return chat

    def chat_to_write(self, chat_id: str) -> Chat:
        chat = self.chat_for_bot(chat_id)
        if chat.bot == "muted":
            raise bad("not enough rights to send text messages to the chat")
        return chat

    def _named(self, chat_id: str) -> Chat:
        number = int(chat_id) if chat_id.lstrip("-").isdigit() else 0
        if number == self.bot["id"]:
            raise forbidden("bot can't send messages to the bot")
        if number not in self.chats:
            raise bad("chat not found")
        return self.chats[number]

    def _check_person(self, person: Person) -> None:
        if person.deactivated:
            raise forbidden("user is deactivated")
        if person.blocked:
            raise forbidden("bot was blocked by the user")
        if not person.started:
            raise forbidden("bot can't initiate conversation with a user")

    def take_turn(self, chat: Chat, *, count: int = 1) -> None:
        self.pacing.take(chat.id, self.clock.time(), count=count)

    def open_query(self, query: str, person: Person) -> None:
        self.queries[query] = Query(person, self.clock.time())

    def standing(self, user: Json, status: str) -> Json:
        return standing(user, status)

    def member_json(self, chat: Chat, person_id: int) -> Json:
        """A ChatMember as getChatMember tells it."""
        if person_id == self.bot["id"]:
            return standing(self.bot, chat.bot)
        if person_id not in self.people:
            raise bad("invalid user_id specified")
        return standing(self.people[person_id].as_json(), chat.members.get(person_id, "left"))


RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories", "can_pin_messages", "can_manage_topics",
)  # fmt: skip
PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics",
    "can_edit_tag",
)  # fmt: skip


def standing(user: Json, status: str) -> Json:
    more: dict[str, Any] = {}
    match status:
        case "creator":
            more = {"is_anonymous": False}
        case "administrator":
            more = dict.fromkeys(RIGHTS, True) | {"is_anonymous": False}
        case "muted":
            more = dict.fromkeys(PERMISSIONS, False) | {"is_member": True, "until_date": 0}
            status = "restricted"
        case "kicked":
            more = {"until_date": 0}
    return {"user": user, "status": status, **more}
