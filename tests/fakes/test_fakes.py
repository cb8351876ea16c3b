"""The fake Telegram refuses what Telegram refuses, in its words, and delivers or breaks on order."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress

import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    RetryAfter,
)

from tests.fakes.telegram import LIMITS, Person, Telegram, picture, units

Ask = Callable[[Bot, Person], Awaitable[object]]


def keyboard(*rows: list[str]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(data, callback_data=data) for data in row] for row in rows])


REFUSED: dict[str, tuple[Ask, str]] = {
    "long": (lambda b, p: b.send_message(p.id, "字" * 4097), "message is too long"),
    "long in UTF-16": (lambda b, p: b.send_message(p.id, "😀" * 2049), "message is too long"),
    "empty": (lambda b, p: b.send_message(p.id, "  \n"), "message text is empty"),
    "empty markup": (lambda b, p: b.send_message(p.id, "<b></b>", parse_mode="HTML"), "message text is empty"),
    "caption": (lambda b, p: b.send_photo(p.id, picture(), caption="字" * 1025), "message caption is too long"),
    "data": (lambda b, p: b.send_message(p.id, "x", reply_markup=keyboard(["字" * 21 + "ab"])), "BUTTON_DATA_INVALID"),
    "buttons": (
        lambda b, p: b.send_message(p.id, "x", reply_markup=keyboard(*([[str(n)] for n in range(101)]))),
        "reply markup is too long",
    ),
    "row": (lambda b, p: b.send_message(p.id, "x", reply_markup=keyboard([*"123456789"])), "reply markup is too long"),
    "no picture": (lambda b, p: b.send_photo(p.id, b"not a picture"), "IMAGE_PROCESS_FAILED"),
    "file id": (lambda b, p: b.send_document(p.id, "AgACnowhere"), "wrong file identifier/HTTP URL specified"),
    "album of one": (lambda b, p: b.send_media_group(p.id, [InputMediaPhoto(picture())]), "2-10 media in an album"),
    "nobody": (lambda b, _: b.send_message(12, "x"), "chat not found"),
    "edit": (lambda b, p: b.edit_message_text("x", p.id, 99), "message to edit not found"),
    "delete": (lambda b, p: b.delete_message(p.id, 99), "message to delete not found"),
    "reply": (lambda b, p: b.send_message(p.id, "x", reply_to_message_id=99), "message to be replied not found"),
    "query": (lambda b, _: b.answer_callback_query("1"), "query is too old and response timeout expired"),
    "command": (lambda b, _: b.set_my_commands([BotCommand("Hilfe", "x")]), "BOT_COMMAND_INVALID"),
    "Chinese command": (lambda b, _: b.set_my_commands([BotCommand("报修", "x")]), "BOT_COMMAND_INVALID"),
    "file": (lambda b, _: b.get_file("AgACnowhere"), "invalid file_id"),
    "tag": (lambda b, p: b.send_message(p.id, "楼<br>", parse_mode="HTML"), 'start tag "br" at byte offset 3'),
    "open tag": (lambda b, p: b.send_message(p.id, "<b>x", parse_mode="HTML"), "Can't find end tag corresponding"),
    "crossed": (lambda b, p: b.send_message(p.id, "<b><i>x</b></i>", parse_mode="HTML"), 'expected "</i>"'),
    "reserved": (lambda b, p: b.send_message(p.id, "12.", parse_mode="MarkdownV2"), "Character '.' is reserved"),
    "open mark": (lambda b, p: b.send_message(p.id, "*x", parse_mode="MarkdownV2"), "Can't find end of Bold entity"),
    "webhook": (lambda b, _: b.set_webhook("http://a.example/hook"), "HTTPS URL must be provided"),
    "webhook port": (lambda b, _: b.set_webhook("https://a.example:8000/hook"), "443 or 8443"),
}


@pytest.mark.parametrize("case", REFUSED)
async def test_refuses_in_telegrams_words(bot: Bot, zhang: Person, world: Telegram, case: str) -> None:
    ask, words = REFUSED[case]
    with pytest.raises(BadRequest):
        await ask(bot, zhang)
    assert words in world.calls[-1].answer["description"], "read at the wire: PTB lower-cases what it raises"
    assert world.calls[-1].code == 400
    assert zhang.heard() == []


async def test_takes_what_is_exactly_at_the_limit(bot: Bot, zhang: Person) -> None:
    full = keyboard(*([str(n * 8 + at) for at in range(8)] for n in range(12)), ["x" * 64, "字" * 21, "c", "d"])
    message = await bot.send_message(zhang.id, "<b>" + "😀" * 2048 + "</b>", parse_mode="HTML", reply_markup=full)
    assert units(message.text or "") == LIMITS.text
    await bot.send_photo(zhang.id, picture(), caption="字" * LIMITS.caption)


async def test_entities_are_counted_in_utf16(bot: Bot, zhang: Person) -> None:
    html = '😀 <b>楼 &lt;3&gt;</b> <a href="https://a.cn">x</a> & more'
    message = await bot.send_message(zhang.id, html, parse_mode="HTML")
    assert message.text == "😀 楼 <3> x & more"
    assert message.parse_entities() == {message.entities[0]: "楼 <3>", message.entities[1]: "x"}
    marked = await bot.send_message(zhang.id, r"😀 *3\.5* [x](https://a.cn) `a.b`", parse_mode="MarkdownV2")
    assert [marked.parse_entity(entity) for entity in marked.entities] == ["3.5", "x", "a.b"]


async def test_who_may_be_written_to(bot: Bot, world: Telegram, zhang: Person) -> None:
    zhang.block()
    stranger = world.person("李四", started=False)
    gone = world.person("王五")
    gone.deactivated = True
    group = world.group("业主群", bot="kicked")
    said = {}
    for name, chat in (("blocked", zhang), ("stranger", stranger), ("gone", gone), ("kicked", group)):
        with pytest.raises(Forbidden) as refused:
            await bot.send_message(chat.id, "x")
        said[name] = refused.value.message
    assert said == {
        "blocked": "Forbidden: bot was blocked by the user",
        "stranger": "Forbidden: bot can't initiate conversation with a user",
        "gone": "Forbidden: user is deactivated",
        "kicked": "Forbidden: bot was kicked from the supergroup chat",
    }
    stranger.start()
    zhang.start()
    await bot.send_message(stranger.id, "x")
    await bot.send_message(zhang.id, "x")


async def test_a_migrated_group_says_where_it_went(bot: Bot, world: Telegram, zhang: Person) -> None:
    old = world.group("业主群", zhang, kind="group")
    new = old.migrate()
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(old.id, "x")
    assert moved.value.new_chat_id == new.id
    notes = [update.message for update in await bot.get_updates() if update.message]
    assert {(note.migrate_to_chat_id, note.migrate_from_chat_id) for note in notes} == {(new.id, None), (None, old.id)}


async def test_edits(bot: Bot, zhang: Person) -> None:
    message = await bot.send_message(zhang.id, "一", reply_markup=keyboard(["a"]))
    with pytest.raises(BadRequest, match=r"(?i)message is not modified"):
        await message.edit_text("一", reply_markup=keyboard(["a"]))
    await message.edit_text("二")
    assert zhang.heard()[0].get("reply_markup") is None, "a keyboard that is not sent again is gone"
    with pytest.raises(BadRequest, match=r"(?i)message is not modified"):
        await message.edit_reply_markup(None)
    with pytest.raises(BadRequest, match=r"(?i)no caption in the message"):
        await message.edit_caption("x")
    with pytest.raises(BadRequest, match=r"(?i)message can't be edited"):
        await bot.edit_message_text("x", zhang.id, zhang.say("mine")["message_id"])


async def test_old_messages_cannot_be_deleted(bot: Bot, world: Telegram, zhang: Person) -> None:
    message = await bot.send_message(zhang.id, "x")
    world.clock.advance(LIMITS.delete_within_seconds + 1)
    with pytest.raises(BadRequest, match=r"(?i)message can't be deleted"):
        await message.delete()


async def test_a_press_is_answered_once_and_soon(bot: Bot, world: Telegram, zhang: Person) -> None:
    await bot.send_message(zhang.id, "x", reply_markup=keyboard(["好"]))
    first, second = zhang.press("好"), zhang.press("好")
    await bot.answer_callback_query(first, "收到")
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await bot.answer_callback_query(first, "again")
    world.clock.advance(LIMITS.toast_within_seconds + 1)
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await bot.answer_callback_query(second)
    with pytest.raises(BadRequest, match=r"(?i)MESSAGE_TOO_LONG"):
        await bot.answer_callback_query(zhang.press("好"), "字" * (LIMITS.toast + 1))
    assert zhang.toasts == ["收到"]


async def burst(bot: Bot, chats: list[int]) -> tuple[int, float]:
    """How many were taken before the first 429, and its retry_after in seconds."""
    for taken, chat in enumerate(chats):
        try:
            await bot.send_message(chat, "x")
        except RetryAfter as flood:
            wait = flood.retry_after
            return taken, wait if isinstance(wait, int) else wait.total_seconds()
    return len(chats), 0


async def test_pacing_of_one_chat_a_group_and_all(bot: Bot, world: Telegram, zhang: Person) -> None:
    assert await burst(bot, [zhang.id] * 9) == (LIMITS.chat_burst, 3)
    world.clock.advance(2.5)
    assert await burst(bot, [zhang.id]) == (0, 1)
    world.clock.advance(0.5)
    assert (await burst(bot, [zhang.id]))[0] == 1
    people = [world.person(f"业主{n}").id for n in range(40)]
    world.clock.advance(10)
    assert await burst(bot, people) == (LIMITS.sends_per_second, 1)
    group = world.group("业主群")
    for _ in range(LIMITS.group_sends_per_minute):
        world.clock.advance(1)
        assert (await burst(bot, [group.id]))[0] == 1
    world.clock.advance(1)
    assert await burst(bot, [group.id]) == (0, 40)


async def test_edits_share_the_budget_and_toasts_do_not(bot: Bot, zhang: Person) -> None:
    message = await bot.send_message(zhang.id, "0", reply_markup=keyboard(["a"]))
    for _ in range(9):
        await bot.answer_callback_query(zhang.press("a"))
    await message.edit_text("1")
    await message.edit_text("2")
    with pytest.raises(RetryAfter):
        await message.edit_text("3")


async def test_polling(bot: Bot, world: Telegram, zhang: Person) -> None:
    zhang.say("一")
    zhang.say("二")
    first = await bot.get_updates(limit=1)
    again = await bot.get_updates()
    assert [update.update_id for update in again] == [first[0].update_id, first[0].update_id + 1]
    waiting = asyncio.create_task(bot.get_updates(offset=again[-1].update_id + 1, timeout=30))
    await asyncio.sleep(0)
    world.clock.advance(29)
    await asyncio.sleep(0)
    assert not waiting.done()
    zhang.say("三")
    assert [update.message.text for update in await waiting if update.message] == ["三"]
    patient = asyncio.create_task(bot.get_updates(offset=-0, timeout=5))
    replaced = await patient
    world.clock.advance(LIMITS.update_kept_seconds)
    assert replaced
    assert await bot.get_updates() == (), "updates are kept for a day"


async def test_a_second_reader_and_a_webhook_conflict(bot: Bot, world: Telegram) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await asyncio.sleep(0)
    second = asyncio.create_task(bot.get_updates(timeout=30))
    with pytest.raises(Conflict, match="other getUpdates request"):
        await first
    second.cancel()
    with suppress(asyncio.CancelledError):
        await second
    await bot.set_webhook("https://estate.example/hook")
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    assert world.polls == 3


async def test_webhook_carries_the_secret_keeps_what_failed_and_runs_the_answer(
    bot: Bot, world: Telegram, zhang: Person
) -> None:
    await bot.set_webhook("https://estate.example/hook", secret_token="s3cret", allowed_updates=["message"])
    await bot.send_message(zhang.id, "x", reply_markup=keyboard(["a"]))
    zhang.press("a")
    zhang.say("一")
    seen, codes = [], [500, 200]
    inside = json.dumps({"method": "sendMessage", "chat_id": zhang.id, "text": "收到"}).encode()

    async def post(url: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
        seen.append((url, headers["X-Telegram-Bot-Api-Secret-Token"], json.loads(body)["message"]["text"]))
        return codes.pop(0), inside

    assert await world.push(post) == 0
    info = await bot.get_webhook_info()
    assert (info.pending_update_count, info.last_error_message) == (1, "Wrong response from the webhook: 500")
    assert await world.push(post) == 1
    assert seen == [("https://estate.example/hook", "s3cret", "一")] * 2
    assert zhang.heard()[-1]["text"] == "收到"
