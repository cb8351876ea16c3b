"""What the courier sends: choices, long texts, papers that go up once, boards; and at which pace."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.boards import Shown
from bot.files.examine import UnfitError
from bot.files.keeper import FetchError, Wanted
from bot.outcomes import ChannelDownError, DoubtfulError, MessageGoneError, RefusedError
from bot.rendering import Button, Message
from bot.telegram.courier import Courier
from bot.telegram.files import fetcher
from bot.telegram.keyboards import keyboard, pieces, units
from bot.telegram.pacing import Pacing
from bot.telegram.wire import TelegramBot
from config.limits import telegram_limits
from models.database import Database
from models.letters.shapes import Paper, Parcel
from models.letters.tables import FileKind, Kind
from tests.fakes.oracle import check_calls
from tests.fakes.telegram import Call, Chat, Fault, Person, Telegram, buttons, picture
from tests.stage import stage as _every_feature  # noqa: F401 (loads them)

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


class Desk:
    """Papers by name: what each holds, and how often it was asked for."""

    def __init__(self) -> None:
        self.papers: dict[str, tuple[bytes, str, FileKind]] = {}
        self.down = False

    async def fetch(self, paper: Paper, parcel: Parcel) -> tuple[bytes, str, FileKind] | None:
        del parcel
        if self.down:
            raise ChannelDownError(3)
        return self.papers.get(paper.name)


@pytest.fixture
def world() -> Telegram:
    return Telegram()


@pytest.fixture
def zhang(world: Telegram) -> Person:
    return world.person("张三")


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
async def courier(world: Telegram, desk: Desk, database: Database) -> AsyncIterator[Courier]:
    async with TelegramBot(world.token, requests=(world.request(), world.request())) as bot:
        yield Courier(bot, database, lambda: NOW, desk.fetch, paced(world))
    check_calls(world.sent())


class Naps:
    """Sleeping on the world's clock: it goes to the next sleeper's moment when everybody has done what he could."""

    def __init__(self, world: Telegram) -> None:
        self.world = world
        self.due: list[float] = []

    async def sleep(self, seconds: float) -> None:
        until = self.world.clock.time() + seconds
        self.due.append(until)
        try:
            while self.world.clock.time() < until:
                for _ in range(5):
                    await asyncio.sleep(0)
                if self.world.clock.time() < until == min(self.due):
                    self.world.clock.advance(until - self.world.clock.time())
        finally:
            self.due.remove(until)


def paced(world: Telegram) -> Pacing:
    return Pacing(time=world.clock.time, sleep=Naps(world).sleep)


def parcel(to: Person | Chat, kind: Kind = Kind.ANSWER) -> Parcel:
    room = isinstance(to, Chat)
    return Parcel(uuid4(), "telegram", str(to.id), kind, "desk-own-words", {}, (), (), False, "zh-CN", "", room)


def letter(text: str, *labels: str, papers: tuple[str, ...] = ()) -> Message:
    shown = tuple(Button(label, f"complaints-look SJ-{at}", at) for at, label in enumerate(labels, 1))
    return Message(text, shown, tuple(Paper(name=name) for name in papers))


def board(group: Chat, text: str, platform_id: str) -> Shown:
    return Shown(uuid4(), str(group.id), platform_id, letter(text, "①"), closed=False, seen_dirty=NOW, looked_at=NOW)


async def test_words_are_never_markup(courier: Courier, zhang: Person) -> None:
    text = "<b>3幢</b> *电梯* _坏_ [x](http://a.b) &amp; `x`"
    await courier.hand_over(parcel(zhang), letter(text))
    assert zhang.heard()[-1]["text"] == text
    assert zhang.heard()[-1].get("entities") is None


async def test_a_long_text_goes_in_pieces_and_the_choices_stand_under_the_last(courier: Courier, zhang: Person) -> None:
    lines = "\n".join(f"{number} 张先生说：电梯又坏了😀" for number in range(600))
    last = await courier.hand_over(parcel(zhang), letter(lines, "好了", "没好"))
    heard = zhang.heard()
    assert len(heard) == 3
    assert "\n".join(message["text"] for message in heard) == lines
    assert [bool(message.get("reply_markup")) for message in heard] == [False, False, True]
    assert str(heard[-1]["message_id"]) == last


async def test_a_picture_bears_the_words_and_the_choices(courier: Courier, zhang: Person, desk: Desk) -> None:
    desk.papers["poster"] = picture(), "poster.jpg", FileKind.PHOTO
    await courier.hand_over(parcel(zhang), letter("修好了", "好了", papers=("poster", "unknown")))
    (message,) = zhang.heard()
    assert (message["caption"], [each["text"] for each in buttons(message)]) == ("修好了", ["好了"])
    assert message["photo"]


async def test_words_too_long_for_a_caption_follow_the_picture(courier: Courier, zhang: Person, desk: Desk) -> None:
    desk.papers["poster"] = picture(), "poster.jpg", FileKind.PHOTO
    await courier.hand_over(parcel(zhang), letter("长" * 1025, "好了", papers=("poster",)))
    photo, words = zhang.heard()
    assert photo["photo"]
    assert (words["text"], len(buttons(words))) == ("长" * 1025, 1)


async def test_several_papers_come_before_the_words(courier: Courier, zhang: Person, desk: Desk) -> None:
    desk.papers = {f"p{n}": (picture(60 + n, 40), f"{n}.jpg", FileKind.PHOTO) for n in range(3)}
    desk.papers["a4"] = b"%PDF", "通知.pdf", FileKind.FILE
    desk.papers["voice"] = b"OggS", "voice.ogg", FileKind.VOICE
    await courier.hand_over(parcel(zhang), letter("看看", "好了", papers=tuple(desk.papers)))
    kinds = [
        next(kind for kind in ("photo", "document", "voice", "text") if kind in message) for message in zhang.heard()
    ]
    assert kinds == ["photo"] * 3 + ["document", "voice", "text"]
    assert len({message.get("media_group_id") for message in zhang.heard()[:3]}) == 1
    assert len(buttons(zhang.heard()[-1])) == 1


async def test_a_paper_goes_up_once_for_a_whole_broadcast(courier: Courier, world: Telegram, desk: Desk) -> None:
    desk.papers["a4"] = b"%PDF", "通知.pdf", FileKind.FILE
    people = [world.person(f"住户{number}") for number in range(12)]
    message = letter("停水", papers=("a4",))
    await asyncio.gather(*(courier.hand_over(parcel(each, Kind.NOTICE), message) for each in people))
    sent = world.sent("sendDocument")
    assert len(sent) == 12
    assert sum(bool(call.files) for call in sent) == 1
    desk.papers["a4"] = b"%PDF 2", "通知.pdf", FileKind.FILE  # made anew: the readers get the new one
    await courier.hand_over(parcel(people[0]), message)
    assert world.sent("sendDocument")[-1].files


async def test_a_file_id_that_is_forgotten_is_uploaded_anew(
    courier: Courier, world: Telegram, zhang: Person, desk: Desk
) -> None:
    desk.papers["a4"] = b"%PDF", "通知.pdf", FileKind.FILE
    await courier.hand_over(parcel(zhang), letter("x", papers=("a4",)))
    world.files._files.clear()
    await courier.hand_over(parcel(zhang), letter("x", papers=("a4",)))
    assert len(zhang.heard()) == 2


async def test_a_picture_telegram_cannot_show_goes_as_a_file(courier: Courier, zhang: Person, desk: Desk) -> None:
    desk.papers["long"] = picture(2100, 100), "long.jpg", FileKind.PHOTO
    await courier.hand_over(parcel(zhang), letter("x", papers=("long",)))
    assert zhang.heard()[-1]["document"]["file_name"] == "long.jpg"


async def test_a_paper_that_is_not_ready_makes_the_letter_wait(courier: Courier, zhang: Person, desk: Desk) -> None:
    desk.down = True
    with pytest.raises(ChannelDownError):
        await courier.hand_over(parcel(zhang), letter("x", papers=("a4",)))
    assert zhang.heard() == []


async def test_once_a_piece_is_out_the_rest_is_tried_and_the_piece_never_repeated(
    courier: Courier, world: Telegram, zhang: Person
) -> None:
    text = "字" * 5000
    sends = []
    world.watchers.append(lambda stage, call: sends.append(call.method) if stage == "arrived" else None)

    def break_second(stage: str, call: Call) -> None:
        if stage == "served" and call.text and len(sends) == 1:
            world.faults.plan(Fault.DISCONNECT_BEFORE, "sendMessage")

    world.watchers.append(break_second)
    await courier.hand_over(parcel(zhang), letter(text))
    assert "".join(message["text"] for message in zhang.heard()) == text
    world.watchers.clear()
    world.faults.plan(Fault.TIMEOUT_AFTER, "sendMessage")
    with pytest.raises(DoubtfulError):
        await courier.hand_over(parcel(zhang), letter(text))


async def test_a_board_is_posted_then_edited_and_says_when_it_is_gone(
    courier: Courier, world: Telegram, zhang: Person
) -> None:
    group = world.group("业主群", zhang)

    async def show(text: str, platform_id: str) -> str:
        shown = board(group, text, platform_id)
        while True:
            try:
                return await courier.show_board(shown)
            except ChannelDownError as down:
                world.clock.advance(down.retry_after)

    first = await show("20 户", "")
    assert await show("21 户", first) == first
    assert await show("21 户", first) == first  # nothing changed: as good as done
    assert [message["text"] for message in group.heard()] == ["21 户"]
    await courier.bot.delete_message(group.id, int(first))
    with pytest.raises(MessageGoneError):
        await show("22 户", first)
    assert group.heard() == []  # posting it anew is not an edit: that it is being posted must be written down first


async def test_what_telegram_refuses_is_refused(courier: Courier, zhang: Person) -> None:
    with pytest.raises(RefusedError, match="empty"):
        await courier.hand_over(parcel(zhang), letter(" "))


async def test_a_broadcast_never_floods_and_answers_overtake_it(courier: Courier, world: Telegram) -> None:
    """Telegram's own patience is on: not one 429. 60 notices take 3 s at 20 a second; an answer goes at once."""
    people = [world.person(f"住户{number}") for number in range(60)]
    begun = world.clock.time()
    flights = [asyncio.create_task(courier.hand_over(parcel(each, Kind.NOTICE), letter("停水"))) for each in people]
    await asyncio.gather(*flights[:10])
    await courier.hand_over(parcel(world.person("张三")), letter("记下了"))
    place = [call.params["text"] for call in world.sent("sendMessage")].index("记下了")
    await asyncio.gather(*flights)
    assert place <= 12
    assert 2.9 <= world.clock.time() - begun <= 3.2
    assert all(call.code == 200 for call in world.calls)


async def test_nine_tenths_of_every_limit_are_kept_also_when_the_network_dawdles(
    courier: Courier, world: Telegram, zhang: Person
) -> None:
    """To many, to one, to a group, all at once, each message up to 80 ms later than it was sent: not one 429."""
    dice = random.Random(7)
    world.pacing.share, world.pacing.late = 0.9, lambda: dice.uniform(0, 0.08)
    group = world.group("业主群", zhang)

    async def keeps_on(to: Person | Chat, kind: Kind, count: int) -> None:
        for number in range(count):
            with contextlib.suppress(ChannelDownError):
                await courier.hand_over(parcel(to, kind), letter(str(number)))

    many = [keeps_on(world.person(f"住户{number}"), Kind.NOTICE, 5) for number in range(20)]
    await asyncio.gather(*many, keeps_on(zhang, Kind.ANSWER, 20), keeps_on(group, Kind.NOTICE, 40))
    assert [(call.chat, call.at) for call in world.calls if call.code != 200] == []
    assert len(group.heard()) >= telegram_limits().group_per_minute


async def test_a_group_gets_at_most_so_many_a_minute(courier: Courier, world: Telegram, zhang: Person) -> None:
    group = world.group("业主群", zhang)
    most = telegram_limits().group_per_minute
    for _ in range(most):
        await courier.hand_over(parcel(group, Kind.NOTICE), letter("x"))
    with pytest.raises(ChannelDownError) as wait:
        await courier.hand_over(parcel(group, Kind.NOTICE), letter("x"))
    assert 60 <= wait.value.retry_after + most * telegram_limits().chat_seconds <= 63
    assert len(group.heard()) == most
    assert world.clock.time() >= most - 1


async def test_boards_leave_a_group_room_for_words(courier: Courier, world: Telegram, zhang: Person) -> None:
    group = world.group("业主群", zhang)
    shows = [board(group, str(number), "") for number in range(telegram_limits().group_boards_per_minute + 1)]
    for each in shows[:-1]:
        await courier.show_board(each)
        world.clock.advance(2)
    with pytest.raises(ChannelDownError):
        await courier.show_board(shows[-1])
    await courier.hand_over(parcel(group), letter("记下了"))


async def test_floods_that_repeat_hold_everybody(courier: Courier, world: Telegram, zhang: Person) -> None:
    for _ in range(2):
        world.faults.plan(Fault.FLOOD, "sendMessage", retry_after=20)
        with pytest.raises(ChannelDownError):
            await courier.hand_over(parcel(world.person("x")), letter("x"))
    with pytest.raises(ChannelDownError) as wait:
        await courier.hand_over(parcel(zhang), letter("x"))
    assert wait.value.retry_after > 15
    assert zhang.heard() == []


async def test_files_people_sent_are_fetched(courier: Courier, world: Telegram, zhang: Person) -> None:
    fetch = fetcher(courier.bot)

    def wanted(platform_id: str) -> Wanted:
        return Wanted(uuid4(), "telegram", platform_id, FileKind.PHOTO, "", 0)

    content = picture(300, 200)
    photo = zhang.photo(content)["photo"][-1]["file_id"]
    assert await fetch(wanted(photo)) == content
    big = zhang.document("big.mp4", size=30 << 20)["document"]["file_id"]
    for platform_id in (big, "nothing"):
        with pytest.raises(UnfitError):
            await fetch(wanted(platform_id))
    world.faults.plan(Fault.TIMEOUT_BEFORE, "getFile")
    with pytest.raises(FetchError):
        await fetch(wanted(photo))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400), st.integers(2, 60))
def test_pieces_lose_nothing_but_line_ends(text: str, most: int) -> None:
    parts = pieces(text, most)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert text.strip() == "" or all(units(each) <= most for each in parts)


@given(st.lists(st.text(st.sampled_from("登记改一下yes1①"), min_size=1, max_size=8), max_size=30))
def test_every_choice_is_on_the_keyboard_in_its_order(labels: list[str]) -> None:
    keys = keyboard([Button(label, f"= 1 {at}", at) for at, label in enumerate(labels)])
    rows = keys.inline_keyboard if keys else ()
    assert [button.text for row in rows for button in row] == labels
    assert all(1 <= len(row) <= 5 for row in rows)
