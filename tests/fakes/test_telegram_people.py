"""What people do becomes updates that python-telegram-bot understands."""

from typing import Any

import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram import MenuButtonCommands as Commands
from telegram.error import BadRequest, InvalidToken

from tests.fakes.telegram import LIMITS, Person, Telegram, picture

YES = InlineKeyboardMarkup([[InlineKeyboardButton("登记", callback_data="= 3 1")]])


@pytest.fixture
def world() -> Telegram:
    return Telegram(pacing=False)


async def messages(bot: Bot) -> list[dict[str, Any]]:
    """Messages among the waiting updates, read by PTB and written out again."""
    return [update.effective_message.to_dict() for update in await bot.get_updates() if update.effective_message]


async def test_everything_a_person_can_say_reaches_the_bot(bot: Bot, zhang: Person) -> None:
    zhang.start("poll_12")
    zhang.say("3号楼电梯坏了")
    zhang.photo(picture(1000, 500), "门")
    zhang.voice(seconds=7)
    zhang.document("账目.xlsx", b"PK")
    zhang.sticker("👍")
    zhang.location(30.04, 121.15)
    zhang.contact("13800000000")
    start, said, photo, voice, document, sticker, location, contact = await messages(bot)
    assert (start["text"], start["entities"]) == (
        "/start poll_12",
        [{"type": "bot_command", "offset": 0, "length": 6}],
    )
    assert (said["from"]["language_code"], said["chat"]["id"]) == ("zh-hans", zhang.id)
    assert ([size["width"] for size in photo["photo"]], photo["caption"]) == ([90, 320, 800, 1000], "门")
    assert (voice["voice"]["duration"], voice["voice"]["mime_type"]) == (7, "audio/ogg")
    assert document["document"]["file_name"] == "账目.xlsx"
    assert sticker["sticker"]["emoji"] == "👍"
    assert location["location"]["latitude"] == 30.04
    assert contact["contact"]["phone_number"] == "13800000000"


async def test_an_album_is_several_updates_with_one_group(bot: Bot, zhang: Person) -> None:
    zhang.album([picture(), picture(80, 60), picture(90, 60)], "漏水")
    shown = await messages(bot)
    assert len({message["media_group_id"] for message in shown}) == 1
    assert [message.get("caption") for message in shown] == ["漏水", None, None]


async def test_files_come_down_for_an_hour_and_not_beyond_20_mb(bot: Bot, world: Telegram, zhang: Person) -> None:
    content = picture(300, 200)
    sent = zhang.photo(content)
    file = await bot.get_file(sent["photo"][-1]["file_id"])
    assert bytes(await file.download_as_bytearray()) == content
    world.clock.advance(LIMITS.file_link_seconds)
    with pytest.raises(InvalidToken, match="Not Found"):
        await file.download_as_bytearray()
    big = zhang.document("big.mp4", size=LIMITS.download_bytes + 1)
    with pytest.raises(BadRequest, match=r"(?i)file is too big"):
        await bot.get_file(big["document"]["file_id"])


async def test_presses_carry_the_data_and_the_message(bot: Bot, zhang: Person) -> None:
    sent = await bot.send_message(zhang.id, "要登记吗？", reply_markup=YES)
    old = zhang.heard()[-1]
    zhang.press("登记")
    await sent.delete()
    zhang.press("= 3 1", message=old, inaccessible=True)
    with pytest.raises(AssertionError, match="no message of the bot shows"):
        zhang.press("登记")
    first, second = [update.callback_query for update in await bot.get_updates() if update.callback_query]
    assert (first.data, second.data) == ("= 3 1", "= 3 1")
    assert [query.message and query.message.is_accessible for query in (first, second)] == [True, False]


async def test_edits_replies_and_forwards(bot: Bot, world: Telegram, zhang: Person) -> None:
    await bot.send_message(zhang.id, "编号 SJ-12")
    zhang.say("好了", reply_to=zhang.heard()[-1])
    mine = zhang.say("3号楼")
    zhang.edit(mine, "5号楼")
    zhang.forward(mine)
    reply, _, edited, forwarded = await messages(bot)
    assert reply["reply_to_message"]["text"] == "编号 SJ-12"
    assert (edited["text"], edited["edit_date"]) == ("5号楼", world.clock.stamp())
    assert (forwarded["text"], forwarded["forward_origin"]["type"]) == ("3号楼", "user")


async def test_in_groups_the_bot_hears_commands_replies_and_presses_only(
    bot: Bot, world: Telegram, zhang: Person
) -> None:
    group = world.group("业主群", zhang)
    await bot.send_message(group.id, "通知", reply_markup=YES)
    zhang.say("大家好", group)
    zhang.say("/help@another_bot", group)
    zhang.say("/help", group)
    zhang.say("/help@yexiaomi_bot", group)
    zhang.say("收到", group, reply_to=group.heard()[-1])
    zhang.press("登记", group)
    heard = await bot.get_updates()
    assert [u.message.text if u.message else "press" for u in heard] == ["/help", "/help@yexiaomi_bot", "收到", "press"]
    zhang.set_bot(group, "administrator")
    zhang.say("大家好", group)
    assert (await messages(bot))[-1]["text"] == "大家好"


async def test_message_ids_repeat_across_groups(bot: Bot, world: Telegram, zhang: Person) -> None:
    groups = [world.group("一幢", zhang), world.group("二幢", zhang)]
    assert [(await bot.send_message(group.id, "x")).message_id for group in groups] == [1, 1]


async def test_coming_and_going(bot: Bot, world: Telegram, zhang: Person) -> None:
    group = world.group("业主群", zhang, bot="left")
    await bot.get_updates(allowed_updates=["message", "my_chat_member", "chat_member"])
    li = world.person("李四")
    zhang.add_bot(group)
    zhang.set_bot(group, "administrator")
    li.join(group)
    li.leave(group)
    zhang.remove_bot(group)
    li.block()
    li.unblock()
    told = [_change(update) for update in await bot.get_updates()]
    assert told == [
        "my left>member", "message", "my member>administrator", "their left>member", "message",
        "their member>left", "message", "message", "my administrator>kicked", "my member>kicked", "my kicked>member",
    ]  # fmt: skip


def _change(update: Update) -> str:
    change = update.my_chat_member or update.chat_member
    if change is None:
        return "message"
    whose = "my" if update.my_chat_member else "their"
    return f"{whose} {_status(change.old_chat_member.status)}>{_status(change.new_chat_member.status)}"


def _status(status: str) -> str:
    return {"kicked": "kicked"}.get(status, str(status))


async def test_chats_members_commands_and_menu(bot: Bot, world: Telegram, zhang: Person) -> None:
    group = world.group("业主群", zhang)
    assert (await bot.get_chat(group.id)).title == "业主群"
    assert (await bot.get_chat_member(group.id, zhang.id)).status == "creator"
    assert (await bot.get_chat_member(group.id, world.person("过客").id)).status == "left"
    assert await bot.set_my_commands([BotCommand("report", "报修")], language_code="zh")
    assert [entry.description for entry in await bot.get_my_commands(language_code="zh")] == ["报修"]
    assert await bot.get_my_commands() == ()
    assert await bot.set_chat_menu_button(zhang.id, Commands())
    assert world.menu_buttons == {zhang.id: {"type": "commands"}}


async def test_inline_results_can_be_sent_into_a_group(bot: Bot, world: Telegram, zhang: Person) -> None:
    from telegram import InlineQueryResultArticle, InputTextMessageContent

    group = world.group("业主群", zhang)
    query = zhang.ask_inline("表决 12")
    result = InlineQueryResultArticle("1", "表决", InputTextMessageContent("表决 SJ-12"))
    await bot.answer_inline_query(query, [result])
    zhang.pick(query, 0, group)
    asked, picked = await bot.get_updates()
    assert asked.inline_query
    assert asked.inline_query.query == "表决 12"
    assert picked.message
    assert (picked.message.via_bot, picked.message.text) == (await bot.get_me(), "表决 SJ-12")
