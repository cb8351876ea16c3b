"""Two programs nobody here wrote: the oracle judges calls, the emulator serves a real HTTP Bot API."""

import json

import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto
from telegram.error import BadRequest, ChatMigrated, RetryAfter

from tests.fakes.emulator import Emulator
from tests.fakes.oracle import OracleRefused, check_call, check_calls
from tests.fakes.telegram import Call, Person, Telegram, picture

YES = InlineKeyboardMarkup([[InlineKeyboardButton("登记", callback_data="= 3 1")]])


@pytest.fixture
def world() -> Telegram:
    return Telegram(pacing=False)


def outgoing(text: str = "x", **params: str) -> Call:
    return Call("sendMessage", {"chat_id": "1", "text": text, **params})


def markup(data: str) -> str:
    return json.dumps({"inline_keyboard": [[{"text": "a", "callback_data": data}]]})


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (outgoing("字" * 4097), "message is too long"),
        (outgoing(reply_markup=markup("字" * 21 + "ab")), "BUTTON_DATA_INVALID"),
        (outgoing("<b>x", parse_mode="HTML"), "can't parse entities"),
        (outgoing("<br>", parse_mode="HTML"), 'Unsupported start tag "br"'),
        (outgoing("12.", parse_mode="MarkdownV2"), "Character '.' is reserved"),
        (outgoing(colour="red"), "unknown parameter colour"),
        (outgoing(reply_markup="{"), "can't parse reply_markup"),
        (Call("sendMessage", {"chat_id": "1"}), "Field required"),
        (Call("sendLetter", {}), "method not found"),
        (
            Call("sendMediaGroup", {"chat_id": "1", "media": json.dumps([{"type": "photo", "media": "attach://a", "caption": "x" * 1025}])}),
            "media caption is too long",
        ),
    ],
)  # fmt: skip
def test_the_oracle_refuses(call: Call, words: str) -> None:
    with pytest.raises(OracleRefused, match=words.replace(".", r"\.")):
        check_call(call)


async def test_the_oracle_takes_all_that_ptb_sends(bot: Bot, world: Telegram, zhang: Person) -> None:
    sent = await bot.send_message(zhang.id, "<b>x</b> &amp; y", parse_mode="HTML", reply_markup=YES)
    await sent.edit_text("y", reply_markup=YES)
    await sent.edit_reply_markup(None)
    await bot.send_message(zhang.id, "z", reply_to_message_id=sent.message_id)
    await bot.answer_callback_query((await _pressed(bot, zhang)), "好", show_alert=True)
    await bot.send_photo(zhang.id, picture(), caption="x")
    await bot.send_document(zhang.id, b"PK", filename="a.xlsx")
    await bot.send_voice(zhang.id, b"OggS", duration=3)
    await bot.send_media_group(zhang.id, [InputMediaPhoto(picture(), caption="x"), InputMediaPhoto(picture())])
    await bot.set_my_commands([BotCommand("report", "报修")])
    await bot.set_webhook("https://estate.example/hook", allowed_updates=["message"])
    await sent.delete()
    parsed = check_calls(world.sent())
    assert [type(call).__name__.lower() for call in parsed] == [call.method.lower() for call in world.calls]
    assert len(parsed) == 14


async def _pressed(bot: Bot, person: Person) -> str:
    await bot.send_message(person.id, "?", reply_markup=YES)
    return person.press("登记")


@pytest.mark.heavy
async def test_the_emulator_takes_updates_and_remembers_what_was_sent(emulator: Emulator) -> None:
    async with Bot(emulator.token, base_url=emulator.base_url, base_file_url=emulator.base_file_url) as bot:
        world = Telegram()
        number = await emulator.inject(_first_update(world))
        (update,) = await bot.get_updates()
        assert update.update_id == number
        assert update.message
        assert update.message.text == "3号楼电梯坏了"
        await bot.send_message(update.message.chat.id, "要登记吗？", reply_markup=YES)
        assert [call["params"]["text"] for call in await emulator.sent("sendMessage")] == ["要登记吗？"]


def _first_update(world: Telegram) -> dict[str, object]:
    world.person("张三").say("3号楼电梯坏了")
    return world.inbox.pending()[0]


@pytest.mark.heavy
async def test_fake_and_emulator_refuse_alike(emulator: Emulator, world: Telegram, bot: Bot, zhang: Person) -> None:
    async with Bot(emulator.token, base_url=emulator.base_url) as other:
        for text, data in (("字" * 4097, "a"), (" ", "a"), ("x", "字" * 22), ("x", "a")):
            keys = InlineKeyboardMarkup([[InlineKeyboardButton("a", callback_data=data)]])
            outcomes = [await _taken(one, zhang.id, text, keys) for one in (bot, other)]
            assert outcomes[0] == outcomes[1], (text[:5], data)
    assert [call.served for call in world.calls[-4:]] == [False, False, False, True]


async def _taken(bot: Bot, chat: int, text: str, keys: InlineKeyboardMarkup) -> bool:
    try:
        await bot.send_message(chat, text, reply_markup=keys)
    except BadRequest:
        return False
    return True


@pytest.mark.heavy
async def test_the_emulator_fails_on_order(emulator: Emulator) -> None:
    async with Bot(emulator.token, base_url=emulator.base_url) as bot:
        await emulator.fail_next("sendMessage", 429, "Too Many Requests: retry after 3", retry_after=3)
        with pytest.raises(RetryAfter):
            await bot.send_message(1, "x")
        await emulator.fail_next("sendMessage", 400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1005)
        with pytest.raises(ChatMigrated):
            await bot.send_message(1, "x")
        await bot.send_message(1, "x")
        assert len(await emulator.sent("sendMessage", taken=False)) == 2
