"""Changing and removing what the bot said."""

from tests.fakes.telegram.chats import Chat, Json
from tests.fakes.telegram.limits import LIMITS, units
from tests.fakes.telegram.markup import check_markup
from tests.fakes.telegram.refused import bad
from tests.fakes.telegram.world import World

from .registry import Params, method

SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


@method("editMessageText")
def edit_message_text(world: World, params: Params) -> Json:
    text, entities = params.words()
    if not text:
        raise bad("message text is empty")
    chat, message = _own(world, params)
    if "text" not in message:
        raise bad("there is no text in the message to edit")
    if units(text) > LIMITS.text:
        raise bad("MESSAGE_TOO_LONG")
    return _change(world, params, chat, message, {"text": text, "entities": entities})


@method("editMessageCaption")
def edit_message_caption(world: World, params: Params) -> Json:
    caption, entities = params.words("caption", "caption_entities")
    chat, message = _own(world, params)
    if not any(kind in message for kind in ("photo", "document", "voice")):
        raise bad("there is no caption in the message to edit")
    if units(caption) > LIMITS.caption:
        raise bad("message caption is too long")
    return _change(world, params, chat, message, {"caption": caption, "caption_entities": entities})


@method("editMessageReplyMarkup")
def edit_message_reply_markup(world: World, params: Params) -> Json:
    chat, message = _own(world, params)
    return _change(world, params, chat, message, {})


def _own(world: World, params: Params) -> tuple[Chat, Json]:
    chat = world.chat_for_bot(params.text("chat_id"))
    message_id = params.integer("message_id")
    if message_id not in chat.messages:
        raise bad("message to edit not found")
    message = chat.messages[message_id]
    if message["from"]["id"] != world.bot["id"] or message_id in chat.fixed:
        raise bad("message can't be edited")
    return chat, message


def _change(world: World, params: Params, chat: Chat, message: Json, content: Json) -> Json:
    """A keyboard that is not sent again is gone: that is how editMessageText works."""
    markup = params.parsed("reply_markup")
    if markup is not None:
        check_markup(markup, private=chat.private)
    rows = (markup or {}).get("inline_keyboard") or None
    changed = {**content, "reply_markup": {"inline_keyboard": rows} if rows else None}
    if all((message.get(key) or None) == (value or None) for key, value in changed.items()):
        raise bad(SAME)
    world.take_turn(chat)
    for key, value in changed.items():
        if value:
            message[key] = value
        else:
            message.pop(key, None)
    message["edit_date"] = world.clock.stamp()
    return message


@method("deleteMessage")
def delete_message(world: World, params: Params) -> bool:
    chat = world.chat_for_bot(params.text("chat_id"))
    message_id = params.integer("message_id")
    if message_id not in chat.messages:
        raise bad("message to delete not found")
    message = chat.messages[message_id]
    own = message["from"]["id"] == world.bot["id"]
    old = world.clock.time() - message["date"] > LIMITS.delete_within_seconds
    if (old and chat.bot != "administrator") or not (own or chat.private or chat.bot == "administrator"):
        raise bad("message can't be deleted")
    chat.remove(message_id)
    return True
