"""Bad days of a platform and of the machine, in figures: what arrived, was lost, came twice, is unknown.

Forty people are each written an answer, an alert and a notice through the real sender and courier. Nothing may be lost;
twice comes only an answer or alert whose fate nobody knew, and a notice whose fate nobody knows is said to be unknown.
The same figures stand in docs/performance.md, which is compared.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from bot.dispatch import Dispatch
from bot.sender import Sender
from bot.telegram.courier import Courier
from bot.telegram.pacing import Pacing
from bot.telegram.wire import TelegramBot
from bot.wechat.client import WeChatClient
from bot.wechat.courier import Courier as WeChatCourier
from config.channels import Traits
from config.values import Text, saying
from models.complaints.tables import Complaint
from models.database import Database, RowSession, new_id
from models.letters import post
from models.letters.post import Draft
from models.letters.shapes import Incoming, Told
from models.letters.tables import Delivery, Inbox, Kind, State
from models.people.tables import Account, Person
from tests.fakes.telegram import Fault, Telegram
from tests.fakes.wechat import WeChat
from tests.stage import cast
from tests.stage import stage as _every_feature  # noqa: F401 (loads them)
from tests.wire.telegram_stage import enclose

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
PEOPLE = 40
KINDS = (Kind.ANSWER, Kind.ALERT, Kind.NOTICE)
DOCS = Path(__file__).parents[2] / "docs" / "performance.md"


@dataclass(frozen=True)
class Figures:
    """Of 120 letters."""

    once: int
    lost: int
    doubled: int
    unknown: int


class Day:
    """Forty people on Telegram and a sender before it; `pass_` lets time go by until nothing is left to do."""

    def __init__(self, database: Database, bot: TelegramBot, world: Telegram) -> None:
        self.database, self.world = database, world
        self.skew = timedelta()
        self.people = [world.person(f"住户{number}") for number in range(PEOPLE)]
        pacing = Pacing(time=world.clock.time, sleep=self._sleep)
        self.sender = Sender(database, Courier(bot, database, self.now, enclose, pacing), self.now)
        database.run_now(self._write)

    def now(self) -> datetime:
        return self.world.clock.now() + self.skew

    async def _sleep(self, seconds: float) -> None:
        self.world.clock.advance(seconds)

    def _write(self, session: RowSession) -> None:
        for who in self.people:
            person = Person(id=new_id(), created_at=NOW)
            session.add(person)
            session.flush()
            account = Account(channel="telegram", external=str(who.id), person_id=person.id, private_since=NOW)
            session.add(account)
            session.flush()
            for kind in KINDS:
                words = saying("desk-rest", text=Text(f"{kind.value} {who.id}"))
                post.send(session, Draft(kind, words), [account], self.now())

    async def pass_(self, minutes: int = 5) -> None:
        for _ in range(minutes):
            await self.sender.drain()
            self.world.clock.advance(60)
            if not {State.QUEUED, State.SENDING} & self.database.read_now(_states).keys():
                return

    def figures(self) -> Figures:
        heard = Counter(each["text"] for who in self.people for each in who.heard())
        states = self.database.read_now(_states)
        assert not {State.QUEUED, State.SENDING} & states.keys(), states
        return Figures(
            once=sum(1 for times in heard.values() if times == 1),
            lost=len(KINDS) * PEOPLE - len(heard) - states[State.UNKNOWN] + _unknown_heard(self.database, heard),
            doubled=sum(1 for times in heard.values() if times > 1),
            unknown=states[State.UNKNOWN],
        )


def _states(session: RowSession) -> Counter[State]:
    return Counter(session.exec(select(Delivery.state)))


def _unknown_heard(database: Database, heard: Counter[str]) -> int:
    """How many of the unknown did arrive: nobody knows but the fake."""

    def look(session: RowSession) -> list[str]:
        query = select(Account.external).join(Delivery, col(Delivery.account_id) == col(Account.id))
        return list(session.exec(query.where(Delivery.state == State.UNKNOWN)))

    return sum(1 for external in database.read_now(look) if heard[f"notice {external}"])


@pytest.fixture
async def day(database: Database) -> AsyncIterator[Day]:
    world = Telegram()
    async with TelegramBot(world.token, requests=(world.request(), world.request())) as bot:
        yield Day(database, bot, world)


def down_for_an_hour(day: Day) -> None:
    day.world.faults.plan(Fault.DISCONNECT_BEFORE, "sendMessage", times=10_000)


def fails(fault: Fault, times: int = 10) -> Callable[[Day], None]:
    return lambda day: day.world.faults.plan(fault, "sendMessage", times=times, retry_after=7)


DAYS: dict[str, tuple[Callable[[Day], None], Figures]] = {
    "no connection for an hour": (down_for_an_hour, Figures(120, 0, 0, 0)),
    "10 calls time out, nothing arrived": (fails(Fault.TIMEOUT_BEFORE), Figures(120, 0, 0, 0)),
    "10 calls time out, all arrived": (fails(Fault.TIMEOUT_AFTER), Figures(110, 0, 10, 0)),
    "10 connections break after delivery": (fails(Fault.DISCONNECT_AFTER), Figures(110, 0, 10, 0)),
    "10 pages of HTML instead of JSON": (fails(Fault.HTML), Figures(120, 0, 0, 0)),
    "10 times status 500": (fails(Fault.SERVER_ERROR), Figures(120, 0, 0, 0)),
    "12 times 429": (fails(Fault.FLOOD, 12), Figures(120, 0, 0, 0)),
}
LATE: dict[str, tuple[Fault, Figures]] = {
    "10 notices time out, nothing arrived": (Fault.TIMEOUT_BEFORE, Figures(110, 0, 0, 10)),
    "10 notices time out, all arrived": (Fault.TIMEOUT_AFTER, Figures(120, 0, 0, 10)),
}


@pytest.mark.parametrize("name", DAYS)
async def test_a_bad_day_in_figures(day: Day, name: str) -> None:
    spoil, expected = DAYS[name]
    spoil(day)
    await day.pass_()
    if name.startswith("no connection"):
        assert all(not who.heard() for who in day.people)
        day.world.clock.advance(3600)
        day.world.faults.clear()
    await day.pass_(240)
    assert day.figures() == expected


@pytest.mark.parametrize("name", LATE)
async def test_a_notice_whose_fate_is_not_known(day: Day, name: str) -> None:
    """Answers and alerts are through; it is the notices that meet the time-outs."""
    fault, expected = LATE[name]
    for who in day.people[:10]:
        day.world.faults.plan(fault, "sendMessage", chat=who.id)

    def only_notices(session: RowSession, state: State, *stood: State) -> None:
        session.exec(
            sa.update(Delivery)
            .where(col(Delivery.priority) < 3, col(Delivery.state).in_(stood))
            .values(not_before=day.now() + timedelta(minutes=30))
        )
        del state

    day.database.run_now(only_notices, State.QUEUED, State.QUEUED)
    await day.pass_(240)
    assert day.figures() == expected


async def test_a_clock_that_jumps_a_day_forth_and_back_loses_and_doubles_nothing(day: Day) -> None:
    for skew in itertools.islice(itertools.cycle((timedelta(days=1), timedelta(), -timedelta(days=1))), 9):
        day.skew = skew
        await day.pass_(1)
    day.skew = timedelta()
    await day.pass_(60)
    assert day.figures() == Figures(120, 0, 0, 0)


def test_the_figures_stand_in_the_documents() -> None:
    told = DOCS.read_text(encoding="utf-8")
    for name, expected in [*((n, f) for n, (_, f) in DAYS.items()), *((n, f) for n, (_, f) in LATE.items())]:
        row = re.search(rf"^\| {re.escape(name)} \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", told, re.MULTILINE)
        assert row is not None, name
        assert Figures(*map(int, row.groups())) == expected


async def test_a_token_revoked_again_and_again_costs_no_letter(database: Database) -> None:
    """WeChat: another program with the same secret takes the token from us after every single call."""
    world = WeChat(lambda: NOW)
    client = WeChatClient(world.app_id, world.secret, transport=world.transport())
    friends = [world.person(f"住户{number}") for number in range(10)]

    def write(session: RowSession) -> None:
        for friend in friends:
            friend.says("")
            person = Person(id=new_id(), created_at=NOW)
            session.add(person)
            session.flush()
            account = Account(channel="wechat", external=friend.open_id, person_id=person.id, private_since=NOW)
            account.window_until, account.window_left = NOW + timedelta(hours=48), 5
            session.add(account)
            session.flush()
            for number in range(3):
                words = saying("desk-rest", text=Text(f"{number} {friend.open_id}"))
                post.send(session, Draft(Kind.NOTICE, words), [account], NOW)

    def stolen(request: httpx.Request) -> None:
        if request.url.path == "/cgi-bin/message/custom/send" and next(calls) % 2 == 0:
            world.revoke()

    calls = itertools.count()
    database.run_now(write)
    world.faults.append(stolen)
    sender = Sender(database, WeChatCourier(client, lambda: NOW, enclose), lambda: NOW)
    await sender.drain()
    await client.close()
    assert [len(friend.heard) for friend in friends] == [3] * 10
    assert database.read_now(_states) == {State.SENT: 30}


async def test_a_full_disk_refuses_the_message_and_takes_it_when_there_is_room_again(database: Database) -> None:
    """The database says no before the commit: nothing is done, the platform delivers again, and then it is done once."""
    stage = Traits("stage")
    dispatch = Dispatch(database, lambda: NOW)

    def scene(session: RowSession) -> None:
        cast.make_estate(session, "四季家园(SJ) duty=62770001")
        cast.make_people(session, "张三=业主 3-2-501, 李梅=专职秘书 @ 四季家园(SJ)", "stage", NOW)

    def pages(session: RowSession, most: int) -> int:
        return int(session.execute(sa.text(f"PRAGMA max_page_count = {most}")).scalar_one())

    def count(session: RowSession) -> tuple[int, int]:
        return tuple(session.exec(select(sa.func.count()).select_from(each)).one() for each in (Inbox, Complaint))  # type: ignore[return-value]

    database.run_now(scene)
    story = Incoming("stage", "a", Told.SAID, "张三", NOW, "3号楼电梯坏了" + "，门关不上" * 200)
    before = database.read_now(count)
    database.run_now(pages, 1)  # SQLite takes what is used already as the least
    for _ in range(3):
        with pytest.raises(sa.exc.OperationalError, match="full"):
            await dispatch.serve(story, stage)
    assert database.read_now(count) == before
    database.run_now(pages, 1_000_000)
    served = await dispatch.serve(story, stage)
    assert served.answers
    await dispatch.serve(Incoming("stage", "b", Told.SAID, "张三", NOW, "1"), stage)
    assert database.read_now(count) == (2, 1)
