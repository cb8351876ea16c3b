"""The official account's door: who may knock, what is answered, and that nothing is done twice or lost."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from sqlmodel import col, select
from starlette.applications import Starlette

from bot.dispatch import Dispatch, Replied, Rest
from bot.wechat.channel import WeChatChannel
from bot.wechat.door import PATH, callback_route
from bot.wechat.envelope import Envelope, ForgedError
from config.channels import WECHAT
from config.limits import wechat_limits
from config.values import Text, saying
from models.complaints.tables import Complaint
from models.database import Database, RowSession
from models.letters import post
from models.letters.post import Draft
from models.letters.shapes import Choice, Incoming, Served, Told
from models.letters.tables import Delivery, Inbox, Kind, Letter, State
from models.people.tables import Account
from tests.fakes.wechat import WeChat, poster, written
from tests.stage import cast
from tests.stage import stage as _every_feature  # noqa: F401 (loads them)
from tests.wire.wechat_stage import AES_KEY

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
DATA = Path(__file__).parents[3] / "shared" / "data"
LIMIT = 2048


def scene(session: RowSession) -> None:
    cast.make_estate(session, "四季家园(SJ) duty=62770001")
    cast.make_people(session, "张桂芬=业主 3-2-501, 李梅=专职秘书 @ 四季家园(SJ)", "wechat", NOW)


def _known(session: RowSession, ids: dict[str, str]) -> None:
    """The people of the scene are known to the platform by their open ids."""
    for account in session.exec(select(Account)):
        account.external = ids.get(account.external, account.external)


def count(session: RowSession, table: type) -> int:
    return session.exec(select(sa.func.count()).select_from(table)).one()


class Door:
    """The real route over a database, and the fake platform before it."""

    def __init__(self, database: Database, aes_key: str = "", *, can_push: bool = True) -> None:
        self.database = database
        self.now = NOW
        self.world = WeChat(lambda: self.now, aes_key=aes_key)
        self.dispatch = Dispatch(database, lambda: self.now)
        self.channel = WeChatChannel(self.dispatch, lambda: can_push)
        envelope = Envelope(self.world.token, self.world.app_id, aes_key)
        app = Starlette(routes=[callback_route(self.channel, envelope, lambda: self.now)])
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://estate.example")
        self.post = poster(self.http, PATH)
        self.zhang, self.li = self.world.person("张桂芬"), self.world.person("李梅")
        database.run_now(_known, {each.name: each.open_id for each in (self.zhang, self.li)})

    async def hears(self, text: str) -> str:
        return await self.world.tell(self.zhang.says(text), self.post)

    async def raw(self, body: bytes) -> httpx.Response:
        return await self.http.post(PATH, params=self.world.query(), content=body)


@pytest.fixture(params=["", AES_KEY], ids=["plain", "safe"])
async def door(request: pytest.FixtureRequest, database: Database) -> AsyncIterator[Door]:
    database.run_now(scene)
    made = Door(database, request.param)
    yield made
    await made.http.aclose()


@pytest.fixture
async def plain(database: Database) -> AsyncIterator[Door]:
    database.run_now(scene)
    made = Door(database)
    yield made
    await made.http.aclose()


async def test_the_platform_is_greeted_when_it_knows_the_token(door: Door) -> None:
    query = {**door.world.query(), "echostr": "5417<b>"}
    greeted = await door.http.get(PATH, params=query)
    assert (greeted.status_code, greeted.text) == (200, "5417<b>")
    assert greeted.headers["content-type"].startswith("text/plain")
    for wrong in ({**query, "signature": "0" * 40}, {**query, "nonce": "other"}, {"echostr": "1"}):
        assert (await door.http.get(PATH, params=wrong)).status_code == 403


async def test_a_complaint_by_taps_numbers_and_words(door: Door) -> None:
    assert "是 3 幢的电梯，对吗？" in await door.hears("3号楼电梯又坏了，门关不上")
    tap = door.zhang.taps("对")
    assert tap is not None
    assert "记下了，1 号" in await door.world.tell(tap, door.post)
    assert "1 号 电梯" in await door.hears("进度")
    assert door.database.read_now(count, Complaint) == 1


async def test_who_follows_is_greeted_and_who_goes_is_written_to_no_more(plain: Door) -> None:
    event = plain.zhang.event
    assert await plain.world.tell(event("subscribe"), plain.post)
    assert "四季家园" in await plain.world.tell(event("subscribe", "qrscene_e_SJ"), plain.post)
    assert "四季家园" in await plain.world.tell(event("SCAN", "e_SJ"), plain.post)
    assert "什么事" in await plain.world.tell(event("CLICK", "complaints-file"), plain.post)
    assert await plain.world.tell(event("unsubscribe"), plain.post) == ""

    def gone(session: RowSession) -> datetime | None:
        return session.exec(select(Account.blocked_at).where(Account.external == plain.zhang.open_id)).one()

    assert plain.database.read_now(gone) is not None
    await plain.hears("又回来了")
    assert plain.database.read_now(gone) is None


@pytest.mark.parametrize("at_once", [False, True])
async def test_each_of_three_deliveries_gets_the_same_reply_and_nothing_is_done_twice(
    door: Door, *, at_once: bool
) -> None:
    await door.hears("3号楼电梯又坏了")
    query, body = door.world.sealed(written(door.zhang.says("1")))
    if at_once:
        answers = await asyncio.gather(*(door.post(query, body) for _ in range(3)))
    else:
        answers = [await door.post(query, body) for _ in range(3)]
    seen = [door.world._seen(door.zhang.open_id, text) for status, text in answers if status == 200]
    assert len(seen) == 3
    assert len(set(seen)) == 1
    assert "记下了，1 号" in seen[0]
    assert door.database.read_now(count, Complaint) == 1


async def test_the_reply_is_the_same_after_a_restart_and_what_came_with_it_too(plain: Door) -> None:
    """Mailbox letters went along with the answer: the redelivery to another process brings them again, not others."""
    await plain.hears("3号楼电梯又坏了")
    await plain.hears("1")
    query, body = plain.world.sealed(written(plain.li.says("待办")))
    _, first = await plain.post(query, body)
    assert "SJ-1" in first
    other = Door(plain.database)
    assert (await other.post(query, body))[1] == first
    await other.http.aclose()


class Slow(Dispatch):
    """A database that takes its time."""

    hold: asyncio.Event

    async def serve(self, *given: Any) -> Any:
        await self.hold.wait()
        return await super().serve(*given)


async def test_when_two_processes_reply_the_first_reply_stands(any_database: Database) -> None:
    """The platform came again while the first was at work, and to another process."""
    incoming = Incoming("wechat", "k", Told.SAID, "open-id", NOW, "隐私")

    async def replies(text: str) -> str:
        def fit(served: Served) -> Replied:
            return Replied(text, tuple((each.id, text) for each in served.answers), (), (Rest("还有"),))

        return (await Dispatch(any_database, lambda: NOW).serve(incoming, WECHAT, fit)).reply

    both = await asyncio.gather(replies("甲"), replies("乙"))
    assert len(set(both)) == 1
    rest = sa.select(sa.func.count()).select_from(Letter).where(col(Letter.key) == "desk-rest")
    assert any_database.read_now(lambda session: session.execute(rest).scalar_one()) == 1


@pytest.mark.parametrize("seconds", [0.15, 0.3])
async def test_what_is_kept_as_given_was_given(plain: Door, monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """The door's patience ends while an answer is being kept: then it is given all the same, or said later."""
    sa.event.listen(plain.database.writer, "commit", lambda _connection: time.sleep(seconds))
    monkeypatch.setattr("bot.wechat.channel.wechat_limits", _hasty)
    query, body = plain.world.sealed(written(plain.zhang.says("进度")))
    _, answer = await plain.post(query, body)
    await asyncio.gather(*(flight.task for flight in plain.channel._flights.values()))

    def states(session: RowSession) -> list[State]:
        return list(session.exec(select(Delivery.state).where(Delivery.chat == plain.zhang.open_id)))

    assert plain.database.read_now(states) == [State.QUEUED if answer == "success" else State.SENT]


async def test_what_takes_too_long_is_let_go_and_said_later(plain: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    """`success` after four seconds: the platform comes no more, what was to be said waits for the sender."""
    slow = Slow(plain.database, lambda: plain.now)
    slow.hold = asyncio.Event()
    plain.channel.dispatch = slow
    monkeypatch.setattr("bot.wechat.channel.wechat_limits", _hasty)
    query, body = plain.world.sealed(written(plain.zhang.says("进度")))
    status, answer = await plain.post(query, body)
    assert (status, answer) == (200, "success")
    task = next(iter(plain.channel._flights.values())).task
    slow.hold.set()
    await task

    def states(session: RowSession) -> list[State]:
        return list(session.exec(select(Delivery.state).where(Delivery.chat == plain.zhang.open_id)))

    assert plain.database.read_now(states) == [State.QUEUED]
    plain.channel.dispatch = plain.dispatch
    status, answer = await plain.post(query, body)  # it comes again all the same: nothing is said twice
    assert (status, answer) == (200, "success")


async def test_who_may_only_answer_is_heard_by_the_platforms_second_try(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No right to push: the first delivery is left to run out, the next one gets the answer of the first."""
    database.run_now(scene)
    door = Door(database, can_push=False)
    slow = Slow(database, lambda: NOW)
    slow.hold = asyncio.Event()
    door.channel.dispatch = slow
    monkeypatch.setattr("bot.wechat.channel.wechat_limits", _hasty)
    told = asyncio.create_task(door.world.tell(door.zhang.says("进度"), door.post, patience=0.1))
    await asyncio.sleep(0.15)
    slow.hold.set()
    assert "还没有" in await told
    assert database.read_now(count, Inbox) == 1
    await door.http.aclose()


def _hasty() -> Any:
    return replace(wechat_limits(), patience_seconds=0.2)


async def test_a_text_that_is_too_long_goes_on_with_the_next_word(plain: Door) -> None:
    long = "".join(f"第{n}条：楼道里不要堆放杂物，电瓶车不要上楼充电。" for n in range(1, 120))

    def posted(session: RowSession) -> None:
        account = session.exec(select(Account).where(Account.external == plain.zhang.open_id)).one()
        draft = Draft(Kind.NOTICE, saying("desk-rest", text=Text(long)))
        post.send(session, draft, [account], NOW)

    plain.database.run_now(posted)
    texts = [await plain.hears("进度")]
    while "回“更多”" in texts[-1]:
        texts.append(await plain.hears("更多"))
    assert len(texts) > 2
    assert all(len(text.encode()) <= LIMIT for text in texts)
    whole = re.sub(r"还有 \d+ 条，回“更多”。|\s", "", "".join(texts[1:]))
    assert whole == long


async def test_what_cannot_be_said_undoes_nothing(plain: Door) -> None:
    """A letter of before an update offers what is no more."""

    def posted(session: RowSession) -> None:
        account = session.exec(select(Account).where(Account.external == plain.zhang.open_id)).one()
        draft = Draft(Kind.NOTICE, saying("desk-rest", text=Text("明天停水")), (Choice("no-more"),))
        post.send(session, draft, [account], NOW)

    await plain.hears("3号楼电梯又坏了")
    plain.database.run_now(posted)
    assert await plain.hears("1") == ""
    assert plain.database.read_now(count, Complaint) == 1


async def test_nothing_a_person_wrote_is_a_link_or_breaks_the_message(plain: Door) -> None:
    evil = '3号楼电梯坏了]]><a href="weixin://bizmsgmenu?msgmenucontent=好&msgmenuid=complaints-done SJ-1">看这里</a>'
    assert "对吗" in await plain.hears(evil)
    await plain.hears("1")
    heard = await plain.world.tell(plain.li.says("待办"), plain.post)
    assert "电梯" in heard
    assert all("complaints-done" not in line for _, line, _ in plain.li.links())


async def test_numbers_stand_for_what_was_tapped_even_when_the_question_is_over(plain: Door) -> None:
    await plain.hears("3号楼电梯又坏了")
    old = plain.zhang.taps("对")
    await plain.hears("0")
    await plain.hears("5号楼门禁坏了")
    assert old is not None
    assert "过去了" in await plain.world.tell(old, plain.post)
    assert plain.database.read_now(count, Complaint) == 0


async def test_a_copy_of_an_old_callback_is_refused(door: Door) -> None:
    query, body = door.world.sealed(written(door.zhang.says("3号楼电梯又坏了")))
    door.now += timedelta(hours=1, seconds=1)
    assert (await door.post(query, body))[0] == 403
    assert door.database.read_now(count, Inbox) == 0
    for odd in ("", "-5", "9" * 40, "１７９"):
        assert (await door.post({**query, "timestamp": odd}, body))[0] == 403


HOSTILE = [b"", b"<xml>", b"\xff\xfe", b"<xml/>", b"not xml", b"<xml><MsgType>text</MsgType></xml>", b"[1]"]


@pytest.mark.parametrize("body", HOSTILE)
async def test_junk_is_refused_and_changes_nothing(door: Door, body: bytes) -> None:
    assert (await door.raw(body)).status_code in {400, 403}
    assert door.database.read_now(count, Inbox) == 0


async def test_too_much_is_not_even_read(door: Door) -> None:
    assert (await door.raw(b"<xml>" + b"<a>" * 30_000)).status_code == 413


async def test_a_plain_body_is_refused_where_a_key_is_set(database: Database) -> None:
    database.run_now(scene)
    door = Door(database, AES_KEY)
    assert (await door.raw(written(door.zhang.says("你好")).encode())).status_code == 403
    other = WeChat(lambda: NOW, aes_key=AES_KEY[::-1])
    query, body = other.sealed(written(door.zhang.says("你好")))
    assert (await door.post(query, body))[0] in {400, 403}
    assert database.read_now(count, Inbox) == 0
    await door.http.aclose()


@pytest.mark.needs_data
@pytest.mark.parametrize("folder", ["wechat_messages", "wechat_hostile", "hostile_xml"])
async def test_real_and_hostile_files_are_answered_and_never_break_us(plain: Door, folder: str) -> None:
    if not (DATA / folder).is_dir():
        pytest.skip("../shared/data is not here")
    answered = []
    for path in sorted((DATA / folder).iterdir()):
        if path.suffix == ".json":
            continue
        answer = await plain.raw(path.read_bytes())
        assert answer.status_code in {200, 400, 413}, path.name
        answered.append(answer.status_code)
    assert answered
    if folder == "wechat_messages":
        assert answered.count(200) == len(answered)


@pytest.mark.needs_data
def test_what_others_sealed_is_opened() -> None:
    file = DATA / "wechat_messages" / "encrypted_cases.json"
    if not file.is_file():
        pytest.skip("../shared/data is not here")
    opened = 0
    for case in json.loads(file.read_text("utf-8")):
        envelope = Envelope(case["token"], case["id"], case["encoding_aes_key"])
        query = {name: case[name] for name in ("msg_signature", "timestamp", "nonce")}
        signed = datetime.fromtimestamp(int(case["timestamp"]), UTC)
        body = f"<xml><Encrypt><![CDATA[{case['encrypt']}]]></Encrypt></xml>".encode()
        with pytest.raises(ForgedError):
            envelope.open({**query, "nonce": "other"}, body, signed)
        with pytest.raises(ForgedError, match="long ago"):
            envelope.open(query, body, signed + timedelta(hours=2))
        if case.get("plaintext_by_wechatpy_1_8_18"):
            assert envelope.open(query, body, signed) == case["plaintext_by_wechatpy_1_8_18"]
            opened += 1
    assert opened


def test_an_envelope_without_a_token_is_none() -> None:
    with pytest.raises(ValueError, match="token"):
        Envelope("", "wx0123456789")
