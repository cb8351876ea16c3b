"""Telegram's own ways at the wire: redeliveries, albums, presses, blocks, moves, floods, time-outs."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import select

from models.complaints.tables import Complaint
from models.database import Database, RowSession
from models.letters.tables import Attachment, Inbox, State
from models.people.tables import Account
from models.rooms import Room
from tests.fakes.oracle import check_calls
from tests.fakes.telegram import Fault, picture
from tests.wire.telegram_stage import Scene


def count(session: RowSession, table: type) -> int:
    return session.exec(select(sa.func.count()).select_from(table)).one()


@pytest.fixture
async def scene(database: Database) -> Scene:
    return await Scene(database).set()


async def test_an_album_of_eight_is_one_case(scene: Scene) -> None:
    scene.people["张桂芬"].album([picture(60 + n, 40) for n in range(8)], "3号楼电梯又坏了，门关不上")
    heard = await scene.goes_on()
    assert [line for line in heard if line.startswith("张桂芬<")] == ["张桂芬< 是 3 幢的电梯，对吗？"]
    heard = await scene.says("张桂芬", "[对]")
    assert "李梅< (album 8)" in heard
    assert scene.database.read_now(count, Complaint) == 1
    assert scene.database.read_now(count, Attachment) == 8
    check_calls(scene.world.sent())


async def test_an_album_after_the_case_is_filed_is_one_alert_with_all_its_pictures(scene: Scene) -> None:
    await scene.says("张桂芬", "3号楼电梯又坏了，门关不上")
    await scene.says("张桂芬", "[对]")
    scene.people["张桂芬"].album([picture(60 + n, 40) for n in range(8)])
    heard = await scene.goes_on()
    assert heard == ["张桂芬< 1 号添了 1 个附件，经办人看得到。"]
    heard = []
    for _ in range(3):
        scene.now += timedelta(seconds=10)
        heard += await scene.goes_on()
    assert [line for line in heard if line.startswith("李梅<")] == ["李梅< (album 8)", "李梅< SJ-1 住户补充了 8 个附件"]
    check_calls(scene.world.sent())


async def test_a_picture_that_comes_late_is_told_too(scene: Scene) -> None:
    """Whoever works on the case sees every picture: one that came after the letter had gone goes in another."""
    await scene.says("张桂芬", "3号楼电梯又坏了，门关不上")
    await scene.says("张桂芬", "[对]")
    zhang = scene.people["张桂芬"]
    zhang.album([picture(60 + n, 40) for n in range(3)])
    late = scene.world.inbox.waiting.pop()
    await scene.goes_on()
    scene.now += timedelta(seconds=30)
    assert "李梅< SJ-1 住户补充了 2 个附件" in await scene.goes_on()
    scene.world.inbox.waiting.append(late)
    assert [line for line in await scene.goes_on() if line.startswith("张桂芬<")] == []
    scene.now += timedelta(seconds=30)
    assert [line for line in await scene.goes_on() if line.startswith("李梅<")] == [
        "李梅< SJ-1 住户补充了 1 个附件 (file)"
    ]


async def test_an_album_in_the_middle_of_a_draft_is_answered_once_and_answers_no_question(scene: Scene) -> None:
    zhang = scene.people["张桂芬"]
    zhang.album([picture(60 + n, 40) for n in range(4)])
    assert await scene.goes_on() == ["张桂芬< 什么事？打字、发语音、发照片都行。", "  [算了]"]
    assert "是 3 幢的公共设施，对吗？" in (await scene.says("张桂芬", "楼道墙皮掉下来一大块"))[0]
    zhang.album([picture(60 + n, 50) for n in range(3)])
    assert await scene.goes_on() == ["张桂芬< 收到 5 个附件，会一起记下。"]
    assert "李梅< (album 7)" in await scene.says("张桂芬", "[对]")


async def test_a_redelivered_update_is_served_once(scene: Scene) -> None:
    """The stage polls anew from the start: what came before comes again."""
    heard = await scene.says("张桂芬", "3号楼电梯又坏了，门关不上")
    assert len(scene.world.inbox.pending()) == 1
    assert await scene.goes_on() == []
    assert heard[0] == "张桂芬< 是 3 幢的电梯，对吗？"
    assert scene.database.read_now(count, Inbox) == 1


async def test_one_question_per_press_however_often_it_is_pressed(scene: Scene) -> None:
    await scene.says("张桂芬", "3号楼电梯又坏了，门关不上")
    zhang = scene.people["张桂芬"]
    zhang.press("对")
    zhang.press("对")
    heard = await scene.goes_on()
    assert "张桂芬« 这一步已经过去了" in heard
    assert scene.database.read_now(count, Complaint) == 1
    assert all(query.answer is not None for query in scene.world.queries.values())


async def test_who_never_wrote_to_us_is_led_into_the_private_chat(scene: Scene) -> None:
    """A press in a room is answered with a link that goes on with it; typed words with a line and a button."""
    stranger = scene.person("路人")
    group = scene.groups["业主群"]
    offer = {"inline_keyboard": [[{"text": "我的进度", "callback_data": "complaints-mine"}]]}
    group.post(scene.world.bot, text="x", reply_markup=offer)
    stranger.press("我的进度", group)
    await scene.goes_on()
    (answer,) = scene.world.sent("answerCallbackQuery")
    link = answer.params["url"]
    assert link.startswith("https://t.me/yexiaomi_bot?start=do-")
    stranger.start(link.partition("start=")[2])
    assert (await scene.goes_on())[0].startswith("路人<")
    check_calls(scene.world.sent())


async def test_typed_words_in_a_room_get_a_line_with_a_button_into_the_private_chat(scene: Scene) -> None:
    heard = await scene.says("路人", "进度", "业主群")
    assert heard == ["业主群< 请先点我的头像，单独发一句话，再来办。"]
    (button,) = scene.groups["业主群"].heard()[-1]["reply_markup"]["inline_keyboard"][0]
    assert button == {"text": "单独说", "url": "https://t.me/yexiaomi_bot?start=menu"}


async def test_who_blocked_us_is_unreachable_until_he_writes_again(scene: Scene) -> None:
    zhang = scene.people["张桂芬"]
    zhang.blocked = True  # nobody told us
    scene.letter("张桂芬", "停水")
    await scene.goes_on()
    assert scene.states("张桂芬") == [State.BLOCKED]
    assert scene.database.read_now(blocked, scene.number("张桂芬")) is not None
    zhang.start()
    await scene.goes_on()
    assert scene.database.read_now(blocked, scene.number("张桂芬")) is None


def blocked(session: RowSession, external: str) -> object:
    return session.exec(select(Account).where(Account.external == external)).one().blocked_at


async def test_a_group_that_moved_is_written_to_at_its_new_place(scene: Scene) -> None:
    old = scene.world.group("二幢群", *scene.people.values(), kind="group")
    scene.groups["二幢群"] = old
    scene.database.run_now(lambda session: session.add(Room(channel="telegram", external=str(old.id), title="二幢群")))
    scene.letter("二幢群", "停水")
    old.migrated_to = scene.world.group("二幢群", *scene.people.values()).id
    new = scene.world.chats[old.migrated_to]
    scene.groups["new"] = new
    await scene.goes_on()
    assert [message["text"] for message in new.heard()] == ["停水"]
    assert scene.states("new") == [State.SENT]
    assert scene.states("二幢群") == []


async def test_a_group_is_told_to_have_moved_in_both_places_and_moves_once(scene: Scene) -> None:
    group = scene.groups["业主群"]
    person = scene.people["李梅"].as_json()
    new = scene.world.group("业主群", scene.people["李梅"])
    for chat, more in ((new, {"migrate_from_chat_id": group.id}), (group, {"migrate_to_chat_id": new.id})):
        scene.world.inbox.add("message", chat.post(person, **more))
    await scene.goes_on()
    rooms = scene.database.read_now(
        lambda session: [(room.external, bool(room.estate_id)) for room in session.exec(select(Room))]
    )
    assert rooms == [(str(new.id), True)]


async def test_a_flooded_chat_waits_whole_and_nobody_else_does(scene: Scene) -> None:
    scene.world.faults.plan(Fault.FLOOD, chat=scene.people["张桂芬"].id, retry_after=30)
    for name in ("张桂芬", "张桂芬", "王磊"):
        scene.letter(name, f"停水 {name}")
    await scene.goes_on()
    assert (scene.texts("张桂芬"), scene.texts("王磊")) == ([], ["停水 王磊"])
    calls = len(scene.world.calls)
    await scene.goes_on()
    assert len(scene.world.calls) == calls + 1  # getMe: no letter was tried too early
    scene.lag += 60
    scene.now = scene.clock()
    await scene.goes_on()
    assert scene.texts("张桂芬") == ["停水 张桂芬"] * 2
    assert scene.states("张桂芬") == [State.SENT] * 2


@pytest.mark.parametrize("fault", [Fault.TIMEOUT_AFTER, Fault.DISCONNECT_AFTER, Fault.SERVER_ERROR, Fault.HTML])
async def test_a_notice_nobody_knows_the_fate_of_is_never_said_twice(scene: Scene, fault: Fault) -> None:
    scene.world.faults.plan(fault, "sendMessage")
    scene.letter("张桂芬", "停水")
    for _ in range(3):
        await scene.goes_on()
    assert scene.states("张桂芬") == [State.UNKNOWN]
    assert len(scene.world.calls) - len(scene.world.sent("getMe")) == 1


async def test_an_answer_nobody_knows_the_fate_of_is_said_once_more(scene: Scene) -> None:
    scene.world.faults.plan(Fault.TIMEOUT_BEFORE, "sendMessage")
    assert "张桂芬< 是 3 幢的电梯，对吗？" in await scene.says("张桂芬", "3号楼电梯又坏了，门关不上")
    assert scene.states("张桂芬") == [State.SENT]


async def test_what_never_left_is_simply_sent_later(scene: Scene) -> None:
    scene.world.faults.plan(Fault.DISCONNECT_BEFORE, "sendMessage")
    scene.letter("张桂芬", "停水")
    await scene.goes_on()
    assert scene.states("张桂芬") == [State.QUEUED]
    scene.lag += 10
    scene.now = scene.clock()
    await scene.goes_on()
    assert scene.texts("张桂芬") == ["停水"]


async def test_a_letter_to_a_chat_that_is_not_there_is_blocked_and_a_bad_one_failed(scene: Scene) -> None:
    scene.letter("张桂芬", "x")
    scene.world.chats.pop(scene.people["张桂芬"].id)
    scene.letter("王磊", " ")
    await scene.goes_on()
    assert (scene.states("张桂芬"), scene.states("王磊")) == ([State.BLOCKED], [State.FAILED])
