"""WeCom's door: who may knock, what a callback does, and that nothing is done twice or breaks us."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa
from sqlmodel import col, select
from starlette.applications import Starlette

from bot.dispatch import Dispatch
from bot.tencent.envelope import Seal
from bot.wecom.channel import WeComChannel
from bot.wecom.door import PATH, callback_route
from bot.wecom.reading import Press, read
from models.complaints.tables import Complaint
from models.database import Database, RowSession
from models.letters.shapes import Told
from models.letters.tables import Attachment, Delivery, FileKind, Inbox, Letter
from models.people.tables import Account
from tests.fakes.wecom import Member, WeCom
from tests.fakes.wecom_wire import poster, seal, written
from tests.stage import cast
from tests.stage import stage as _every_feature  # noqa: F401 (loads them)

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
DATA = Path(__file__).parents[3] / "shared" / "data"


def scene(session: RowSession) -> None:
    cast.make_estate(session, "四季家园(SJ) duty=62770001")
    cast.make_people(session, "张桂芬=业主 3-2-501, 李梅=专职秘书 @ 四季家园(SJ)", "wecom", NOW)


def known(session: RowSession, ids: dict[str, str]) -> None:
    """The people of the scene are known to the platform by their member ids."""
    for account in session.exec(select(Account)):
        account.external = ids.get(account.external, account.external)


def count(session: RowSession, table: type) -> int:
    return session.exec(select(sa.func.count()).select_from(table)).one()


def answers(session: RowSession, chat: str) -> list[str]:
    """The keys of what is to be said there, oldest first."""
    query = select(Letter.key).join(Delivery, col(Delivery.letter_id) == col(Letter.id)).where(Delivery.chat == chat)
    return list(session.exec(query.order_by(col(Delivery.id))))


class Door:
    """The real route over a database, and the fake platform before it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.now = NOW
        self.world = WeCom(lambda: self.now)
        self.dispatch = Dispatch(database, lambda: self.now)
        self.pressed: list[Press] = []
        self.channel = WeComChannel(self.dispatch, lambda _member, press: self.pressed.append(press))
        self.seal = Seal(self.world.token, self.world.corp_id, self.world.aes_key)
        app = Starlette(routes=[callback_route(self.channel, self.seal, lambda: self.now)])
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://estate.example")
        self.post = poster(self.http, PATH)
        self.zhang, self.li = self.world.member("张桂芬"), self.world.member("李梅")
        database.run_now(known, {each.name: each.userid for each in (self.zhang, self.li)})

    async def says(self, member: Member, text: str) -> str:
        """The key of the last thing promised to them."""
        assert await self.world.tell(member.says(text), self.post) == 200
        return self.database.read_now(answers, member.userid)[-1]

    async def raw(self, body: bytes, **query: str) -> int:
        return (await self.http.post(PATH, params=query, content=body)).status_code


@pytest.fixture
async def door(database: Database) -> AsyncIterator[Door]:
    database.run_now(scene)
    made = Door(database)
    yield made
    await made.http.aclose()


async def test_the_platform_is_greeted_when_it_knows_the_token(door: Door) -> None:
    sealed = seal("1616140317555161061", door.world.aes_key, door.world.corp_id)
    query = {**door.world.signed(sealed), "echostr": sealed}
    greeted = await door.http.get(PATH, params=query)
    assert (greeted.status_code, greeted.text) == (200, "1616140317555161061")
    other = seal("x", door.world.aes_key, "ww0000000000000000")
    wrong = (
        {**query, "msg_signature": "0" * 40},
        {**query, "nonce": "other"},
        {**query, "echostr": other},
        {**door.world.signed(other), "echostr": other},
        {"echostr": sealed},
        {},
    )
    assert [(await door.http.get(PATH, params=each)).status_code for each in wrong] == [403] * len(wrong)


async def test_a_complaint_by_words_and_what_is_owed_for_it(door: Door) -> None:
    assert await door.says(door.zhang, "3号楼电梯又坏了，门关不上") == "complaints-confirm-first"
    assert await door.says(door.zhang, "1") == "complaints-filed"
    assert door.database.read_now(count, Complaint) == 1
    assert door.database.read_now(answers, door.li.userid)


async def test_photos_and_voices_are_taken_by_their_number(door: Door) -> None:
    await door.world.tell(door.zhang.photo(), door.post)
    await door.world.tell(door.zhang.voice(), door.post)
    await door.world.tell(door.zhang.message("file", MediaId="f1", FileName="账目.xlsx"), door.post)

    def kept(session: RowSession) -> list[tuple[FileKind, str, str]]:
        found = select(Attachment.kind, Attachment.platform_id, Attachment.name).order_by(col(Attachment.id))
        return [tuple(each) for each in session.exec(found)]  # type: ignore[misc]

    photo, voice, file = door.database.read_now(kept)
    assert (photo[0], voice[0], file) == (FileKind.PHOTO, FileKind.VOICE, (FileKind.FILE, "f1", "账目.xlsx"))
    assert photo[1] in door.world.media


async def test_who_comes_is_greeted_once_and_who_may_not_see_us_is_written_to_no_more(door: Door) -> None:
    chen = door.world.member("陈建国")
    for _ in range(3):
        door.now += timedelta(minutes=1)
        await door.world.tell(chen.event("enter_agent"), door.post)
    assert len(door.database.read_now(answers, chen.userid)) == 1
    await door.world.tell(chen.event("unsubscribe"), door.post)

    def gone(session: RowSession) -> datetime | None:
        return session.exec(select(Account.blocked_at).where(Account.external == chen.userid)).one()

    assert door.database.read_now(gone) is not None
    await door.world.tell(chen.event("subscribe"), door.post)
    assert door.database.read_now(gone) is None
    assert len(door.database.read_now(answers, chen.userid)) == 2


async def test_a_menu_tap_is_the_verb_itself(door: Door) -> None:
    await door.world.tell(door.zhang.event("click", "complaints-mine"), door.post)
    assert door.database.read_now(answers, door.zhang.userid) == ["complaints-none-yet"]
    for ignored in ("view", "LOCATION", "batch_job_result", "change_contact"):
        assert await door.world.tell(door.zhang.event(ignored, "x"), door.post) == 200
    assert len(door.database.read_now(answers, door.zhang.userid)) == 1


@pytest.mark.parametrize("at_once", [False, True])
async def test_three_deliveries_do_it_once(door: Door, *, at_once: bool) -> None:
    await door.says(door.zhang, "3号楼电梯又坏了")
    sealed = [door.world.sealed(written(message)) for message in [door.zhang.says("1")] for _ in range(3)]
    if at_once:
        told = await asyncio.gather(*(door.post(*each) for each in sealed))
    else:
        told = [await door.post(*each) for each in sealed]
    assert told == [(200, "")] * 3
    assert door.database.read_now(count, Complaint) == 1
    assert door.database.read_now(answers, door.zhang.userid) == ["complaints-confirm-first", "complaints-filed"]


def pressed(**more: object) -> str:
    head = {"FromUserName": "LiMei", "CreateTime": "1764000000", "MsgType": "event", "Event": "template_card_event"}
    return written({**head, "TaskId": "t1", "ResponseCode": "c1", "EventKey": "submit", **more})


def chosen(*options: str) -> dict[str, object]:
    return {"QuestionKey": "q", "OptionIds": {"OptionId": list(options)}}


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (pressed(EventKey="complaints-accept SJ-1"), "complaints-accept SJ-1"),
        (pressed(SelectedItems={"SelectedItem": chosen("= 3 1")}), "= 3 1"),
        (pressed(SelectedItems={"SelectedItem": chosen("= 3 1", "= 3 2")}), "= 3 1"),
        (pressed(SelectedItems={"SelectedItem": [chosen(), chosen("= 3 2")]}), "= 3 2"),
    ],
)
def test_a_choice_on_a_card_however_it_is_told(told: str, line: str) -> None:
    """The platform tells one ticked option otherwise than several."""
    call = read(told, NOW)
    assert call.incoming is not None
    assert (call.incoming.told, call.incoming.choice, call.press) == (Told.PRESSED, line, Press("t1", line, "c1"))


def test_the_same_card_and_option_is_the_same_press() -> None:
    def key(told: str) -> str:
        call = read(told, NOW)
        assert call.incoming is not None
        return call.incoming.key

    one = pressed(SelectedItems={"SelectedItem": chosen("= 3 1")})
    assert key(one) == key(one)
    others = (
        pressed(SelectedItems={"SelectedItem": chosen("= 3 2")}),
        pressed(TaskId="t2", SelectedItems={"SelectedItem": chosen("= 3 1")}),
        pressed(CreateTime="1764000001", SelectedItems={"SelectedItem": chosen("= 3 1")}),
    )
    assert len({key(each) for each in (one, *others)}) == 4
    assert len(key(pressed(EventKey="x" * 900))) <= 128


async def test_an_old_turn_is_an_old_turn(door: Door) -> None:
    await door.says(door.zhang, "3号楼电梯又坏了")
    await door.says(door.zhang, "0")
    told = {**door.zhang.event("template_card_event", "= 1 1"), "TaskId": "t1", "ResponseCode": "c1"}
    await door.world.tell(told, door.post)
    await door.world.tell(told, door.post)
    assert door.database.read_now(answers, door.zhang.userid)[-1] == "desk-turn-over"
    assert door.database.read_now(count, Complaint) == 0
    assert door.pressed == [Press("t1", "= 1 1", "c1")]


async def test_a_copy_of_an_old_callback_is_refused(door: Door) -> None:
    query, body = door.world.sealed(written(door.zhang.says("3号楼电梯又坏了")))
    door.now += timedelta(hours=1, seconds=1)
    assert (await door.post(query, body))[0] == 403
    for odd in ("", "-5", "9" * 40, "１７９"):
        assert (await door.post({**query, "timestamp": odd}, body))[0] == 403
    assert door.database.read_now(count, Inbox) == 0


HOSTILE = [
    b"", b"<xml>", b"\xff\xfe", b"<xml/>", b"not xml", b"[1]", b"<xml><Encrypt>!!</Encrypt></xml>", b"<xml><Encrypt/></xml>",
    b"<xml><MsgType>text</MsgType><FromUserName>LiMei</FromUserName><Content>x</Content></xml>",
]  # fmt: skip


@pytest.mark.parametrize("body", HOSTILE)
async def test_junk_is_refused_and_changes_nothing(door: Door, body: bytes) -> None:
    assert await door.raw(body) in {400, 403}
    assert await door.raw(body, **door.world.signed("!!")) in {400, 403}
    assert door.database.read_now(count, Inbox) == 0


@pytest.mark.parametrize(
    "inside",
    [
        "", "x", "<xml>", "<xml/>", "<xml><MsgType/></xml>", "<a/>", "<xml><MsgType>text</MsgType></xml>",
        "<xml><MsgType>text</MsgType><FromUserName>@all</FromUserName><Content>x</Content></xml>",
        "<xml><MsgType>text</MsgType><FromUserName>a|b</FromUserName><Content>x</Content></xml>",
        "<xml><MsgType>text</MsgType><FromUserName>a</FromUserName><FromUserName>b</FromUserName></xml>",
    ],
)  # fmt: skip
async def test_junk_that_is_well_sealed_is_refused(door: Door, inside: str) -> None:
    query, body = door.world.sealed(inside)
    assert (await door.post(query, body))[0] in {400, 403}
    assert door.database.read_now(count, Inbox) == 0


@pytest.mark.parametrize("sealed", ["", "AAAA", "A" * 44, "=", "é" * 8])
async def test_what_is_signed_but_not_sealed_by_us_is_refused(door: Door, sealed: str) -> None:
    body = written({"Encrypt": sealed}).encode()
    assert (await door.post(door.world.signed(sealed), body))[0] in {400, 403}


async def test_what_is_meant_for_another_organisation_is_refused(door: Door) -> None:
    query, body = door.world.sealed(written(door.zhang.says("你好")), receiver="ww0000000000000000")
    assert (await door.post(query, body))[0] == 403
    assert door.database.read_now(count, Inbox) == 0


async def test_too_much_is_not_even_read(door: Door) -> None:
    assert await door.raw(b"<xml>" + b"<a>" * 30_000) == 413


@pytest.mark.needs_data
@pytest.mark.parametrize("folder", ["wechat_messages", "wechat_hostile", "hostile_xml"])
async def test_real_and_hostile_files_are_answered_and_never_break_us(door: Door, folder: str) -> None:
    if not (DATA / folder).is_dir():
        pytest.skip("../shared/data is not here")
    answered = []
    for path in sorted((DATA / folder).iterdir()):
        if path.suffix != ".json":
            query, body = door.world.sealed(path.read_bytes().decode(errors="ignore"))
            answered.append((await door.post(query, body))[0])
    assert answered
    assert set(answered) <= {200, 400, 413}
    if folder == "wechat_messages":
        assert set(answered) == {200}


def test_a_door_without_a_key_is_none(door: Door) -> None:
    with pytest.raises(ValueError, match="EncodingAESKey"):
        callback_route(door.channel, Seal("token", "ww1234567890abcdef"), lambda: NOW)
