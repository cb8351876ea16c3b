"""send*: text, pictures, files, albums."""

from typing import Any

from tests.fakes.telegram.chats import Chat, Json
from tests.fakes.telegram.files import Upload
from tests.fakes.telegram.limits import LIMITS, units
from tests.fakes.telegram.markup import check_markup
from tests.fakes.telegram.refused import Refused, bad
from tests.fakes.telegram.world import World

from .registry import Params, method


@method("sendMessage")
def send_message(world: World, params: Params) -> Json:
    text, entities = params.words()
    if not text:
        raise bad("message text is empty")
    if units(text) > LIMITS.text:
        raise bad("message is too long")
    return _post(world, params, {"text": text, "entities": entities})


@method("sendPhoto")
def send_photo(world: World, params: Params) -> Json:
    return _post(
        world, params, {"photo": lambda: _photo(world, params, params.text("photo") or "photo")} | _cap(params)
    )


@method("sendDocument")
def send_document(world: World, params: Params) -> Json:
    source = params.text("document") or "document"
    return _post(world, params, {"document": lambda: _file(world, params, "document", source)} | _cap(params))


@method("sendVoice")
def send_voice(world: World, params: Params) -> Json:
    source = params.text("voice") or "voice"
    return _post(world, params, {"voice": lambda: _file(world, params, "voice", source)} | _cap(params))


@method("sendLocation")
def send_location(world: World, params: Params) -> Json:
    if not (params.text("latitude") and params.text("longitude")):
        raise bad("latitude must be non-empty")
    spot = {name: float(params.text(name)) for name in ("latitude", "longitude")}
    return _post(world, params, {"location": spot})


@method("sendChatAction")
def send_chat_action(world: World, params: Params) -> bool:
    world.chat_to_write(params.text("chat_id"))
    if params.text("action") not in {"typing", "upload_photo", "upload_document", "upload_voice"}:
        raise bad("wrong parameter action in request")
    return True


@method("sendMediaGroup")
def send_media_group(world: World, params: Params) -> list[Json]:
    media = params.parsed("media") or []
    if not LIMITS.album_least <= len(media) <= LIMITS.album_most:
        raise bad("there must be 2-10 media in an album")
    if len({item.get("type") in ("document", "audio") for item in media}) > 1:
        raise bad("document can't be mixed with other media types")
    captions = [_item_caption(item) for item in media]
    chat = world.chat_to_write(params.text("chat_id"))
    quoted = _reply(chat, params)
    contents = [_item(world, params, item) for item in media]
    world.take_turn(chat, count=len(media))
    group = str(world.number("albums", 13_800_000_000_000_001))
    return [
        chat.post(world.bot, media_group_id=group, reply_to_message=quoted, **content, **caption)
        for content, caption in zip(contents, captions, strict=True)
    ]


def _item_caption(item: Json) -> Json:
    entities = item.get("caption_entities")
    values = {"caption": item.get("caption", ""), "parse_mode": item.get("parse_mode", "")}
    params = Params(values)
    if entities:
        return {"caption": item.get("caption", ""), "caption_entities": entities}
    return _cap(params)


def _item(world: World, params: Params, item: Json) -> Json:
    source = str(item.get("media", ""))
    match item.get("type"):
        case "photo":
            return {"photo": _photo(world, params, source)}
        case "document":
            return {"document": _file(world, params, "document", source)}
        case kind:
            raise bad(f"media type {kind} is not known to the fake")


def _cap(params: Params) -> Json:
    caption, entities = params.words("caption", "caption_entities")
    if units(caption) > LIMITS.caption:
        raise bad("message caption is too long")
    return {"caption": caption, "caption_entities": entities}


def _post(world: World, params: Params, content: dict[str, Any]) -> Json:
    """In Telegram's order: markup and chat, then the reply, then the files, then its patience."""
    markup = params.parsed("reply_markup")
    chat = world.chat_to_write(params.text("chat_id"))
    if markup is not None:
        check_markup(markup, private=chat.private)
    quoted = _reply(chat, params)
    ready = {key: value() if callable(value) else value for key, value in content.items()}
    world.take_turn(chat)
    inline = markup if markup and "inline_keyboard" in markup else None
    message = chat.post(world.bot, **ready, reply_to_message=quoted, reply_markup=inline)
    if markup and not inline:
        chat.keyboard = None if "remove_keyboard" in markup else markup
        chat.fixed.add(message["message_id"])
    return message


def _reply(chat: Chat, params: Params) -> Json | None:
    reply = params.parsed("reply_parameters")
    if not reply:
        return None
    quoted = chat.quoted(int(reply["message_id"]))
    if quoted is None and not reply.get("allow_sending_without_reply"):
        raise bad("message to be replied not found")
    return quoted


def _upload(params: Params, source: str) -> Upload | None:
    upload = params.files.get(source.removeprefix("attach://"))
    if upload and len(upload.content) > LIMITS.upload_bytes:
        raise Refused(413, "Request Entity Too Large")
    if upload and not upload.content:
        raise bad("file must be non-empty")
    if not upload and source.startswith(("http://", "https://")):
        raise bad("failed to get HTTP URL content")
    return upload


def _photo(world: World, params: Params, source: str) -> list[Json]:
    if upload := _upload(params, source):
        return world.files.photo_sizes(upload.content)
    file = world.files.find(source)
    return [{"file_id": file.file_id, "file_unique_id": file.file_unique_id, "width": 64, "height": 48}]


def _file(world: World, params: Params, kind: str, source: str) -> Json:
    upload = _upload(params, source)
    file = world.files.keep(kind, upload.content, name=upload.filename) if upload else world.files.find(source)
    shape: Json = {"duration": params.integer("duration")} if kind == "voice" else {}
    if upload:
        shape |= {"mime_type": upload.mime} | ({"file_name": upload.filename} if kind == "document" else {})
    return {"file_id": file.file_id, "file_unique_id": file.file_unique_id, "file_size": file.size, **shape}
