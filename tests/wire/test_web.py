"""The web channel at the wire: a real server on loopback, real cookies, a real WebSocket."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from sqlmodel import col, select
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from bot.play import cast
from bot.serving import real_now
from models.complaints.tables import Complaint
from models.database import Database, RowSession
from models.letters.tables import Delivery, Inbox, Letter, State
from models.people.roles import Role
from models.people.tables import Account, Estate
from models.rooms import Room
from tests.fakes.telegram import picture
from tests.wire.web_phone import Phone, Place, Talk, code_for, resident, serving, staff


@pytest.fixture
async def place(database: Database, tmp_path: Path) -> AsyncIterator[Place]:
    database.run_now(cast.make_estate, "四季家园(SJ) duty=62770001 lift=62770002")
    async with serving(database, tmp_path / "files") as running:
        yield running


async def test_the_estates_code_opens_a_seat_and_greets_once(place: Place) -> None:
    phone = await resident(place)
    async with phone.line() as talk:
        assert (await talk.until("hello"))["group"] is False
        greeting = await talk.until("message")
        assert "四季家园" in greeting["text"]
        assert greeting["choices"]
    async with phone.line() as talk:
        hello = await talk.until("hello")
        assert hello["title"] == "四季家园"
        again = await talk.until("message")
        assert again["id"] == greeting["id"]
        assert [each for each in await talk.nothing() if each["type"] == "message"] == []


async def test_the_page_allows_only_its_own_scripts_and_its_cookie_only_its_seat(place: Place) -> None:
    phone = await resident(place)
    answer = await phone.get(phone.path)
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    cookie = answer.headers["set-cookie"]
    assert f"Path=/chat/{phone.seat}/" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


async def test_the_front_door_says_how_one_comes_in_and_nothing_of_the_estates(place: Place) -> None:
    for asked, lang, words in (("", "zh-CN", "扫小区公告栏上的二维码"), ("?lang=en", "en", "Scan the QR code")):
        answer = await Phone(place).open(f"/{asked}")
        assert answer.status_code == 200
        assert f'<html lang="{lang}">' in answer.text
        assert words in answer.text
        assert "四季家园" not in answer.text
        assert "<script" not in answer.text
        assert "set-cookie" not in answer.headers
        for name, value in (await Phone(place).open("/e/0")).headers.items():
            assert name in ("content-length", "date") or answer.headers[name] == value


async def test_one_seats_cookie_does_not_open_another(place: Place) -> None:
    mine, other = await resident(place), await resident(place)
    assert mine.seat != other.seat
    stolen = other.header()["Cookie"]
    async with httpx.AsyncClient(base_url=f"http://{place.base}") as client:
        assert (await client.get(mine.path, headers={"Cookie": stolen})).status_code == 404
        assert (await client.get(mine.path)).status_code == 404
        upload = await client.post(
            f"{mine.path}files", files={"file": ("a.txt", b"a")}, headers={"Cookie": stolen, "X-Requested-With": "x"}
        )
        assert upload.status_code == 404
    with pytest.raises(InvalidStatus):
        async with connect(f"ws://{place.base}{mine.path}ws", additional_headers={"Cookie": stolen}):
            pass


async def test_a_page_of_another_origin_gets_no_line(place: Place) -> None:
    phone = await resident(place)
    with pytest.raises(InvalidStatus):
        async with phone.line(Origin="https://evil.example"):
            pass
    async with phone.line(Origin=f"http://{place.base}") as talk:
        await talk.until("hello")


async def test_what_is_said_is_acknowledged_before_the_answer_and_served_once(place: Place) -> None:
    phone = await resident(place)
    async with phone.line() as talk:
        await talk.until("message")
        key = await talk.say("3号楼电梯又坏了，门关不上")
        ack = await talk.until("ack")
        assert ack["key"] == key
        answer = await talk.until("message")
        await talk.say("3号楼电梯又坏了，门关不上", key=key)  # the page did not hear the ack
        assert (await talk.until("ack"))["message"] == ack["message"]
        assert (await talk.until("message"))["id"] == answer["id"]
    rows = place.database.read_now(lambda s: s.exec(select(Inbox).where(col(Inbox.key).contains(key))).all())
    assert len(rows) == 1


async def test_the_same_key_of_another_seat_is_another_message(place: Place) -> None:
    one, two = await resident(place), await resident(place)
    key = str(uuid.uuid4())
    for phone, text in ((one, "3号楼电梯又坏了"), (two, "什么时候开会")):
        async with phone.line() as talk:
            await talk.until("message")
            await talk.say(text, key=key)
            await talk.until("ack")
            assert ("电梯" in (await talk.until("message"))["text"]) is (phone is one)


async def test_a_page_without_buttons_is_told_which_line_is_which_choice_and_what_can_be_dialled(place: Place) -> None:
    """Live and again from the history: nothing is left to be read out of the words."""
    place.house.plain = lambda _seat: True
    phone = await resident(place)
    async with phone.line() as talk:
        await talk.until("message")
        await talk.say("有危险")
        live = await talk.until("message", has="是哪种危险")
    async with phone.line() as talk:
        again = await talk.until("message", has="是哪种危险")
    for frame in (live, again):
        lines = frame["text"].split("\n")
        listed = [each for each in frame["choices"] if each["row"] is not None]
        assert [f"{each['number']} {each['label']}" for each in listed] == lines[1:]
        assert [each["row"] for each in listed] == list(range(1, len(lines)))
        assert [each["number"] for each in frame["choices"] if each["row"] is None] == [0]
        assert frame["calls"] == ["119", "120"]


async def test_a_lost_connection_keeps_everything(place: Place) -> None:
    """The page hangs up before the answer: on its return the history holds both."""
    phone = await resident(place)
    async with phone.line() as talk:
        await talk.until("message")
        key = await talk.say("3号楼电梯又坏了，门关不上")
        await talk.until("ack")
    async with phone.line() as talk:
        await talk.until("hello")
        mine = await talk.until("message", has="3号楼")
        answer = await talk.until("message", has="电梯，")
        again = await talk.nothing()  # the first line may still have been telling the seat's pages
    assert (mine["from"], mine["key"]) == ("me", key)
    assert answer["from"] == "bot"
    assert {each["id"] for each in again} <= {mine["id"], answer["id"]}  # a page shows the same id once


async def test_every_tab_of_a_seat_hears_it(place: Place) -> None:
    phone = await resident(place)
    async with phone.line() as first, phone.line() as second:
        await first.until("message")
        await second.until("hello")
        key = await first.say("3号楼电梯又坏了，门关不上")
        mine = await second.until("message", has="3号楼")
        assert (mine["from"], mine["key"]) == ("me", key)
        here, there = await first.until("message"), await second.until("message", has="电梯，")
        assert here["id"] == there["id"]


async def test_a_letter_waits_for_the_page_and_comes_when_it_opens(place: Place) -> None:
    secretary = await staff(place)
    phone = await resident(place)
    async with phone.line() as talk:
        await talk.until("message")
        await talk.say("3号楼电梯又坏了，门关不上")
        question = await talk.until("message")
        yes = question["choices"][0]
        assert yes["label"] == "对"
        await talk.send(type="pressed", choice=yes["choice"], message=question["id"])
        assert (await talk.until("ack"))["message"] is None
        await talk.until("message", has="记下了")
    await asyncio.sleep(0.3)
    waiting = place.database.read_now(lambda s: s.exec(select(Delivery).where(Delivery.state == State.QUEUED)).all())
    assert len(waiting) == 1
    async with secretary.line() as talk:
        alert = await talk.until("message", has="SJ-1")
        await talk.send(type="seen", ids=[alert["id"], "m-1", "rubbish"])
        await asyncio.sleep(0.3)
    row = place.database.read_now(lambda s: s.get(Delivery, uuid.UUID(alert["id"])))
    assert row is not None
    assert row.state is State.SENT
    assert row.seen_at is not None


async def test_several_photos_of_a_page_are_one_alert(place: Place) -> None:
    """A page says them in one message: after the case is filed the secretary is called once."""
    await staff(place)
    phone = await resident(place)
    async with phone.line() as talk:
        await talk.until("message")
        await talk.say("3号楼电梯又坏了，门关不上")
        question = await talk.until("message", has="对吗")
        await talk.send(type="pressed", choice=question["choices"][0]["choice"], message=question["id"])
        await talk.until("message", has="记下了")
        uploads = [(await phone.upload(picture(60 + n, 40), f"{n}.jpg", "image/jpeg")).json() for n in range(3)]
        await talk.say("", files=[each["id"] for each in uploads])
        await talk.until("message", has="添了 3 个附件")
    told = place.database.read_now(
        lambda s: s.exec(select(Letter).where(Letter.key == "complaints-added-files-told")).all()
    )
    assert [len(each.attachments) for each in told] == [3]


async def test_somebody_else_cannot_see_a_letter_for_me(place: Place) -> None:
    secretary, other = await staff(place), await resident(place)
    async with secretary.line() as talk:
        welcome = await talk.until("message")
    place.database.run_now(_unsee, uuid.UUID(welcome["id"]))
    async with other.line() as talk:
        await talk.until("message")
        await talk.send(type="seen", ids=[welcome["id"]])
        await asyncio.sleep(0.2)
    row = place.database.read_now(lambda s: s.get(Delivery, uuid.UUID(welcome["id"])))
    assert row is not None
    assert row.seen_at is None


def _unsee(session: RowSession, delivery_id: uuid.UUID) -> None:
    row = session.get(Delivery, delivery_id)
    assert row is not None
    row.seen_at = None


async def test_an_invitation_is_taken_up_when_the_page_opens_and_not_by_a_preview(place: Place) -> None:
    code = place.database.run_now(code_for, Role.SECRETARY)
    preview = Phone(place)
    await preview.open(f"/i/{code}")  # fetched, as messengers do, and never opened
    phone = Phone(place)
    await phone.open(f"/i/{code}")
    async with phone.line() as talk:
        assert "专职秘书" in (await talk.until("message"))["text"]
    assert (await phone.open("/i/0123456789")).status_code == 200
    assert (await phone.open("/i/nonsense")).status_code == 404


async def test_a_second_code_leads_to_the_same_seat(place: Place) -> None:
    phone = await resident(place)
    seat = phone.seat
    await phone.open("/e/sj")
    assert phone.seat == seat


async def test_messages_too_fast_are_asked_to_wait_and_none_is_lost(place: Place) -> None:
    phone = await resident(place)
    async with phone.line() as talk:
        await talk.until("message")
        for n in range(45):
            await talk.say(f"第{n}句")
        error = await talk.until("error", within=20)
        assert "歇几秒" in error["text"]
    served = place.database.read_now(lambda s: len(s.exec(select(Inbox).where(col(Inbox.text).startswith("第"))).all()))
    assert 30 <= served < 45


async def test_health_says_whether_it_can_serve(place: Place) -> None:
    async with httpx.AsyncClient(base_url=f"http://{place.base}") as client:
        assert (await client.get("/health/live")).status_code == 200
        assert (await client.get("/health/ready")).status_code == 503  # these tables came from no migration


async def test_a_room_is_heard_by_those_who_belong_and_only_them(place: Place) -> None:
    one, two, stranger = await resident(place), await resident(place), await resident(place)
    for phone in (one, two, stranger):
        async with phone.line() as talk:
            await talk.until("message")
    place.database.run_now(_settle, [one.seat, two.seat])
    room = "room/owners/"
    with pytest.raises(InvalidStatus):
        async with stranger.line(room):
            pass
    async with one.line(room) as first, two.line(room) as second:
        assert (await first.until("hello"))["group"] is True
        await second.until("hello")
        await first.say("今天谁家装修这么吵")
        heard = await second.until("message", has="装修")
        assert heard["from"] == "other"
        assert await second.nothing() == []  # the neighbours' own talk
    async with one.line() as talk:
        await talk.until("hello")
        assert all("装修" not in each.get("text", "") for each in await talk.nothing())


def _settle(session: RowSession, seats: list[str]) -> None:
    estate = session.exec(select(Estate)).one()
    session.add(
        Room(
            channel="web", external="owners", title="业主群", estate_id=estate.id, audience=cast.Audience.OWNERS,
            bound_at=real_now(),
        )
    )  # fmt: skip
    for n, seat in enumerate(seats, 1):
        account = session.exec(select(Account).where(Account.external == seat)).one()
        unit = cast.Unit(estate_id=estate.id, building="3", entrance="2", room=f"50{n}")
        session.add(unit)
        session.flush()
        session.add(
            cast.Tie(person_id=account.person_id, unit_id=unit.id, kind=cast.TieKind.OWNER, level=2, since=real_now())
        )


async def test_complaints_are_filed_over_the_line_in_english_too(place: Place) -> None:
    phone = await resident(place)
    async with phone.line() as talk:
        await talk.until("message")
        await talk.say("English")
        await talk.until("hello")
        assert talk.heard[-1]["lang"] == "en"
        await talk.say("3号楼电梯又坏了，门关不上")
        question = await talk.until("message", has="?")
        await talk.send(type="pressed", choice=question["choices"][0]["choice"], message=question["id"])
        await talk.until("ack")
    cases = place.database.read_now(lambda s: s.exec(select(Complaint)).all())
    assert [case.code for case in cases] == ["SJ-1"]


async def test_a_page_that_only_talks_rubbish_is_hung_up(place: Place) -> None:
    phone = await resident(place)
    async with phone.line() as talk:
        await talk.until("message")
        with pytest.raises(ConnectionClosed):
            await _rubbish(talk)


async def _rubbish(talk: Talk) -> None:
    for _ in range(100):
        await talk.socket.send("{")
        await asyncio.sleep(0.02)
