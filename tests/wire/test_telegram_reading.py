"""From an update to what happened: what people do is understood, whatever else comes is none of our business."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.links import deep_link, line_of, payload_of
from bot.telegram.reading import KINDS, Me, query_id, read
from models.letters.shapes import Incoming, Told
from models.letters.tables import FileKind
from tests.fakes.telegram import Person, Telegram, picture

DATA = Path(__file__).parents[2].parent / "shared" / "data"
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
ME = Me(7000000001, "yexiaomi_bot")


@pytest.fixture
def world() -> Telegram:
    world = Telegram(pacing=False)
    world.inbox.allow(list(KINDS))
    return world


@pytest.fixture
def zhang(world: Telegram) -> Person:
    return world.person("张三")


def told(world: Telegram) -> list[Incoming | None]:
    """What the waiting updates tell."""
    return [read(update, ME, NOW) for update in world.inbox.pending()]


def only(world: Telegram) -> Incoming:
    (incoming,) = [each for each in told(world) if each is not None]
    return incoming


def test_a_line_said_in_private(world: Telegram, zhang: Person) -> None:
    zhang.say("3号楼电梯坏了")
    said = only(world)
    assert (said.told, said.text, said.account, said.room) == (Told.SAID, "3号楼电梯坏了", str(zhang.id), "")
    assert (said.name, said.lang, said.at) == ("张三", "zh-hans", world.clock.now())
    assert said.key == str(world.inbox.pending()[0]["update_id"])


def test_what_is_enclosed(world: Telegram, zhang: Person) -> None:
    zhang.photo(picture(1000, 500), "门")
    zhang.voice(seconds=7)
    zhang.document("名单.xlsx", b"PK")
    photo, voice, file = (each.enclosed[0] for each in told(world) if each)
    largest = world.inbox.pending()[0]["message"]["photo"][-1]
    assert (photo.kind, photo.platform_id, photo.size) == (FileKind.PHOTO, largest["file_id"], largest["file_size"])
    assert (voice.kind, voice.seconds) == (FileKind.VOICE, 7)
    assert (file.kind, file.name) == (FileKind.FILE, "名单.xlsx")
    assert told(world)[0].text == "门"


def test_an_album_is_joined_by_its_group(world: Telegram, zhang: Person) -> None:
    zhang.album([picture(), picture(80, 60)], "漏水")
    first, second = told(world)
    assert first.enclosed[0].album == second.enclosed[0].album != ""
    assert (first.text, second.text) == ("漏水", "")


def test_stickers_places_and_telephones_are_words(world: Telegram, zhang: Person) -> None:
    zhang.sticker("👍")
    zhang.location(30.0371, 121.1547)
    zhang.contact("13800000000")
    assert [each.text for each in told(world)] == ["👍", "📍 30.0371, 121.1547", "13800000000"]


def test_forwarded_words_are_words(world: Telegram, zhang: Person) -> None:
    zhang.forward(world.person("李四").say("电梯又停了"))
    assert told(world)[-1].text == "电梯又停了"


def test_a_deep_link_is_a_scan_or_a_choice(world: Telegram, zhang: Person) -> None:
    zhang.start("e_SJ")
    zhang.start(payload_of("opinions-say SJ-12"))
    zhang.start()
    scan, press, start = told(world)
    assert (scan.told, scan.text) == (Told.SCANNED, "e_SJ")
    assert (press.told, press.choice, press.room) == (Told.PRESSED, "opinions-say SJ-12", "")
    assert (start.told, start.text) == (Told.SAID, "/start")


def test_groups_are_heard_only_when_they_speak_to_us(world: Telegram, zhang: Person) -> None:
    group = world.group("业主群", zhang, bot="administrator")
    ours = group.post(world.bot, text="通知")
    for text in ("大家好", "/help@other_bot", "@yexiaomi_bottle 你好"):
        zhang.say(text, group)
    assert told(world) == [None, None, None]
    world.inbox.waiting.clear()
    zhang.say("/help@yexiaomi_bot", group)
    zhang.say("@Yexiaomi_Bot 进度", group)
    zhang.say("绑定 123456", group)
    zhang.say("收到", group, reply_to=ours)
    heard = [(each.text, each.addressed) for each in told(world) if each]
    assert heard == [("/help", True), ("进度", True), ("绑定 123456", False), ("收到", True)]
    assert {(each.room, each.room_title) for each in told(world) if each} == {(str(group.id), "业主群")}


def test_presses_also_of_messages_that_are_not_shown_any_more(world: Telegram, zhang: Person) -> None:
    group = world.group("业主群", zhang)
    shown = group.post(
        world.bot, text="?", reply_markup={"inline_keyboard": [[{"text": "登记", "callback_data": "= 3 1"}]]}
    )
    zhang.press("登记", group)
    zhang.press("登记", group, message=shown, inaccessible=True)
    fresh, old = told(world)
    for press in (fresh, old):
        assert (press.told, press.choice, press.room) == (Told.PRESSED, "= 3 1", str(group.id))
        assert press.replies_to == str(shown["message_id"])
    assert query_id(world.inbox.pending()[0]) != query_id(world.inbox.pending()[1]) != ""


def test_edits_are_told_in_private_only(world: Telegram, zhang: Person) -> None:
    group = world.group("业主群", zhang)
    zhang.edit(zhang.say("3号楼"), "5号楼")
    zhang.edit(zhang.say("/help", group), "/menu")
    edited = [each for each in told(world) if each and each.told is Told.EDITED]
    assert [(each.text, each.room) for each in edited] == [("5号楼", "")]


def test_coming_and_going(world: Telegram, zhang: Person) -> None:
    group = world.group("业主群", zhang, bot="left")
    zhang.add_bot(group)
    zhang.set_bot(group, "administrator")
    zhang.remove_bot(group)
    zhang.block()
    zhang.unblock()
    happened = [(each.told, each.room) for each in told(world) if each]
    room = str(group.id)
    assert happened == [(Told.JOINED, room), (Told.LEFT, room), (Told.BLOCKED, ""), (Told.UNBLOCKED, "")]


def moved(**ids: int) -> dict[str, Any]:
    chat = {"id": ids.pop("here"), "type": "group", "title": "业主群"}
    return {
        "update_id": 9,
        "message": {"message_id": 1, "date": 1, "chat": chat, "from": {"id": 5, "is_bot": False}, **ids},
    }


def test_a_group_that_moves_says_so_in_both_places() -> None:
    for update in (moved(here=-4, migrate_to_chat_id=-1001), moved(here=-1001, migrate_from_chat_id=-4)):
        incoming = read(update, ME, NOW)
        assert (incoming.told, incoming.room, incoming.text) == (Told.MIGRATED, "-4", "-1001")


def test_bots_and_channels_are_nobody() -> None:
    person = {"id": 5, "is_bot": False, "first_name": "张三"}
    private = {"id": 5, "type": "private"}
    message = {"message_id": 1, "date": 1, "text": "x"}
    assert read({"update_id": 1, "message": {**message, "from": person, "chat": private}}, ME, NOW)
    assert (
        read({"update_id": 1, "message": {**message, "from": person | {"is_bot": True}, "chat": private}}, ME, NOW)
        is None
    )
    assert (
        read({"update_id": 1, "message": {**message, "from": person, "chat": {"id": -100, "type": "channel"}}}, ME, NOW)
        is None
    )


@pytest.mark.parametrize("line", ["opinions-say SJ-12", "complaints-mine", "= 3 1"])
def test_a_choice_travels_in_a_link_or_the_link_leads_home(line: str) -> None:
    payload = payload_of(line)
    assert deep_link("yexiaomi_bot", payload).endswith(f"?start={payload}")
    assert line_of(payload) == ("" if line.startswith("=") else line)


def test_no_link_carries_what_telegram_refuses() -> None:
    for payload in ("", "x" * 65, "二维码", "a b"):
        with pytest.raises(ValueError, match="deep link"):
            deep_link("yexiaomi_bot", payload)
    assert payload_of("opinions-say " + "SJ-12 " * 9) == "menu"
    assert [line_of(each) for each in ("do-", "do-!!", "do-4oKs", "e_SJ", "do-" + "A" * 7)] == [""] * 5


WORDS = st.sampled_from(
    ["id", "text", "from", "chat", "message", "message_id", "data", "is_bot", "type", "photo", "date"]
)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["private", "group", "\ud800"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS | st.text(max_size=5), inner, max_size=5),
    max_leaves=20,
)  # fmt: skip


@given(JUNK, st.sampled_from(KINDS))
def test_junk_raises_nothing(junk: object, kind: str) -> None:
    for update in (junk, {"update_id": 1, kind: junk}):
        incoming = read(update, ME, NOW)
        assert incoming is None or storable(incoming)
        query_id(update)


@given(st.data())
def test_a_good_update_with_one_broken_part_raises_nothing(data: st.DataObject) -> None:
    world = Telegram(pacing=False)
    zhang = world.person("张三")
    zhang.photo(caption="x")
    zhang.start("e_SJ")
    zhang.block()
    update = data.draw(st.sampled_from(world.inbox.pending()))
    place: Any = update
    while True:
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        if not isinstance(place[key], (dict, list)) or not place[key] or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = data.draw(JUNK)
    incoming = read(update, ME, NOW)
    assert incoming is None or storable(incoming)


def storable(incoming: Incoming) -> bool:
    """No lone surrogate reaches the database."""
    texts = [incoming.text, incoming.choice, incoming.name, incoming.room_title, incoming.lang, incoming.key]
    texts += [each.platform_id + each.name + each.album for each in incoming.enclosed]
    return all(text.encode() is not None for text in texts) and incoming.account.isdigit()


def lines_of(name: str) -> list[dict[str, Any]]:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"outside data is absent: {name}")
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


@pytest.mark.needs_data
def test_updates_of_every_kind_are_read_or_left() -> None:
    rows = lines_of("telegram_updates.jsonl")
    read_kinds = {row["kind"] for row in rows if read(row["update"], ME, NOW) is not None}
    assert read_kinds <= set(KINDS)
    assert {"message", "callback_query"} <= read_kinds
    texts = [row for row in rows if row["kind"] == "message" and "text" in row["update"]["message"]]
    private = [row for row in texts if row["update"]["message"]["chat"]["type"] == "private"]
    assert private
    assert all(read(row["update"], ME, NOW) for row in private if not row["update"]["message"]["from"]["is_bot"])


@pytest.mark.needs_data
def test_malformed_updates_raise_nothing() -> None:
    for row in lines_of("telegram_malformed.jsonl"):
        incoming = read(row["update"], ME, NOW)
        if "polite refusal" in row["expect"]:
            assert incoming is not None, row["why"]
        if "not counted" in row["expect"]:
            assert incoming is None, row["why"]


@pytest.mark.needs_data
def test_naughty_strings_are_words(world: Telegram, zhang: Person) -> None:
    path = DATA / "blns.json"
    if not path.exists():
        pytest.skip("outside data is absent: blns.json")
    naughty = [each for each in json.loads(path.read_text("utf-8")) if each.strip()]
    for text in naughty:
        zhang.say(text)
    heard = told(world)
    assert len(heard) == len(naughty) > 400
    assert all(each is None or storable(each) for each in heard)
