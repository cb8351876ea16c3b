"""Somebody we may not write to now gets a sign of a reminder, once; the letter itself waits for their next word."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from sqlmodel import select

from bot.dispatch import Dispatch
from bot.wechat.client import WeChatClient
from bot.wechat.templates import Ringer
from config.channels import WECHAT
from config.settings import REMINDERS, Template
from config.values import Code, Moment, Text, saying
from models.database import Database, RowSession
from models.letters import post
from models.letters.post import Draft
from models.letters.shapes import Incoming, Told
from models.letters.tables import Delivery, Kind, State
from models.opinions.tables import OpinionRound
from models.opinions.wording import reminder
from models.people.tables import Account, Estate
from tests.fakes.wechat import WeChat
from tests.stage import cast
from tests.stage import stage as _every_feature  # noqa: F401 (loads them)

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
AT = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
LONG = "续聘物业、公共晾衣架、垃圾房改造、明年的预算和别的几件事"
FIELDS = {"thing1": "agenda", "time2": "at", "character_string3": "code"}
REMINDER = saying(
    "meetings-reminder",
    code=Code("SJ-3"),
    estate=Text("四季家园"),
    at=Moment(AT),
    place=Text("活动室"),
    agenda=Text(LONG),
)


class Scene:
    def __init__(self, database: Database, *, certified: bool = True) -> None:
        self.database = database
        self.now = NOW
        self.world = WeChat(lambda: self.now, certified=certified)
        self.world.templates["T1"] = tuple(FIELDS)
        self.chen = self.world.person("陈建国")
        self.client = WeChatClient(self.world.app_id, self.world.secret, transport=self.world.transport())
        self.ringer = self.with_fields(FIELDS)

    def with_fields(self, fields: dict[str, str]) -> Ringer:
        templates = {"meetings-reminder": Template(id="T1", fields=fields)}
        return Ringer(self.client, self.database, lambda: self.now, templates)

    def promise(self, key: str = "meetings-reminder", **more: object) -> None:
        words = REMINDER if key == "meetings-reminder" else saying(key)

        def work(session: RowSession) -> None:
            account = session.exec(select(Account)).one()
            post.send(session, Draft(Kind.ALERT, words, about="SJ-3", **more), [account], NOW)  # type: ignore[arg-type]

        self.database.run_now(work)

    def delivery(self) -> Delivery:
        return self.database.read_now(lambda session: session.exec(select(Delivery)).one())


def people(session: RowSession, open_id: str) -> None:
    cast.make_estate(session, "四季家园(SJ)")
    cast.make_people(session, "陈建国=主任 @ 四季家园(SJ)", "wechat", NOW)
    session.exec(select(Account)).one().external = open_id


@pytest.fixture
async def scene(database: Database) -> AsyncIterator[Scene]:
    made = Scene(database)
    database.run_now(people, made.chen.open_id)
    yield made
    await made.client.close()


async def test_a_reminder_rings_once_and_the_letter_comes_with_the_next_word(scene: Scene) -> None:
    scene.promise()
    assert await scene.ringer.ring_now() == 1
    assert scene.chen.heard == [f"(template) {LONG[:19]}… | 2026年11月30日 18:00 | SJ-3"]
    assert await scene.ringer.ring_now() == 0
    assert scene.delivery().state is State.QUEUED
    said = Incoming("wechat", "k1", Told.SAID, scene.chen.open_id, scene.now, "在吗")
    served = await Dispatch(scene.database, lambda: scene.now).serve(said, WECHAT)
    assert "meetings-reminder" in [each.key for each in served.answers]


async def test_nothing_rings_while_we_may_write_nor_for_other_letters_nor_before_their_time(scene: Scene) -> None:
    scene.promise("home-thanked")
    assert await scene.ringer.ring_now() == 0
    scene.promise(not_before=NOW + timedelta(hours=9))
    assert await scene.ringer.ring_now() == 0
    scene.now = NOW + timedelta(hours=9)

    def writes(session: RowSession) -> None:
        account = session.exec(select(Account)).one()
        account.window_until, account.window_left = scene.now + timedelta(hours=1), 5

    scene.database.run_now(writes)
    assert await scene.ringer.ring_now() == 0
    scene.now += timedelta(hours=2)
    assert await scene.ringer.ring_now() == 1


async def test_what_is_void_does_not_ring(scene: Scene) -> None:
    scene.promise(good_until=NOW)
    assert await scene.ringer.ring_now() == 0
    assert scene.chen.heard == []


@pytest.mark.parametrize("refusal", ["43101", "47003", "no value"])
async def test_what_is_refused_stays_in_the_mailbox_and_says_why(scene: Scene, refusal: str) -> None:
    fields = {"43101": FIELDS, "47003": {"thing1": "agenda"}, "no value": {**FIELDS, "thing1": "nothing"}}[refusal]
    scene.world.refusing = {"陈建国"} if refusal == "43101" else set()
    scene.promise()
    ringer = scene.with_fields(fields)
    assert [await ringer.ring_now() for _ in range(2)] == [0, 0]
    assert scene.chen.heard == []
    kept = scene.delivery()
    assert kept.state is State.QUEUED
    assert refusal in kept.reason


async def test_an_account_without_the_right_is_not_asked_again_and_again(database: Database) -> None:
    scene = Scene(database, certified=False)
    database.run_now(people, scene.chen.open_id)
    scene.promise()
    assert await scene.ringer.ring_now() == 0
    scene.promise()
    assert await scene.ringer.ring_now() == 0
    assert len([path for path, _ in scene.world.calls if "template" in path]) == 1
    await scene.client.close()


async def test_what_surely_did_not_ring_rings_later_and_what_may_have_rung_does_not(scene: Scene) -> None:
    faults: list[Exception] = [httpx.ReadTimeout("?"), httpx.ConnectTimeout("no line")]

    def fault(request: httpx.Request) -> httpx.Response | None:
        if "template" in request.url.path and faults:
            raise faults.pop()
        return None

    scene.world.faults.append(fault)
    scene.promise()
    assert [await scene.ringer.ring_now() for _ in range(3)] == [0, 0, 0]
    assert faults == []
    assert scene.chen.heard == []


async def test_the_reminder_before_a_round_closes_rings_where_a_template_was_named(scene: Scene) -> None:
    assert "opinions-reminder" in REMINDERS
    asked = OpinionRound(
        code="SJ-9", question="公共晾衣架装在哪里？", options=["东侧", "楼顶"], opened_at=NOW, closes_at=AT
    )
    fields = {"thing1": "question", "thing2": "until", "character_string3": "code", "thing4": "estate"}
    scene.world.templates["T2"] = tuple(fields)
    templates = {"opinions-reminder": Template(id="T2", fields=fields)}
    ringer = Ringer(scene.client, scene.database, lambda: scene.now, templates)

    def promise(session: RowSession) -> None:
        draft = reminder(asked, session.exec(select(Estate)).one())
        post.send(session, draft, [session.exec(select(Account)).one()], NOW)

    scene.database.run_now(promise)
    assert [await ringer.ring_now(), await ringer.ring_now()] == [1, 0]
    assert scene.chen.heard == ["(template) 公共晾衣架装在哪里？ | 11月30日（周一）18:00 | SJ-9 | 四季家园"]
