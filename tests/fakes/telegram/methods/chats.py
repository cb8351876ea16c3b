"""Asking about chats and members."""

from tests.fakes.telegram.chats import PRESENT, Json
from tests.fakes.telegram.world import World

from .registry import Params, method

ACCEPTS_NO_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)


@method("getChat")
def get_chat(world: World, params: Params) -> Json:
    chat = world.chat_for_bot(params.text("chat_id"))
    extra: Json = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": ACCEPTS_NO_GIFTS}
    return chat.as_json() | extra


@method("getChatMember")
def get_chat_member(world: World, params: Params) -> Json:
    return world.member_json(world.chat_for_bot(params.text("chat_id")), params.integer("user_id"))


@method("getChatAdministrators")
def get_chat_administrators(world: World, params: Params) -> list[Json]:
    chat = world.chat_for_bot(params.text("chat_id"))
    leading = {"creator", "administrator"}
    found = [world.member_json(chat, who) for who, status in chat.members.items() if status in leading]
    return found + ([world.member_json(chat, world.bot["id"])] if chat.bot in leading else [])


@method("getChatMemberCount")
def get_chat_member_count(world: World, params: Params) -> int:
    chat = world.chat_for_bot(params.text("chat_id"))
    return sum(status in PRESENT for status in chat.members.values()) + 1


@method("leaveChat")
def leave_chat(world: World, params: Params) -> bool:
    world.chat_for_bot(params.text("chat_id")).bot = "left"
    return True
