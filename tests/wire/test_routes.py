"""By which way a letter goes, and what becomes of it when that way is shut: real couriers before the fakes of Telegram
and WeChat, for a person who is on both and on the page.
"""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import col, select

from bot.clock import ring_all
from bot.dispatch import Dispatch
from bot.rendering import compose
from bot.sender import Sender
from bot.telegram.channel import TelegramChannel
from bot.telegram.courier import Courier as TelegramCourier
from bot.telegram.pacing import Pacing
from bot.telegram.polling import Polling
from bot.telegram.wire import TelegramBot
from bot.wechat.client import WeChatClient
from bot.wechat.courier import Courier as WeChatCourier
from config import words
from config.channels import CHANNELS, TELEGRAM, WEB, WECHAT
from config.values import Text, decode_all, saying
from config.words import Reader
from models.database import Database, RowSession, new_id
from models.letters import handover, post, proof, settling
from models.letters.handover import Turn
from models.letters.post import Draft
from models.letters.routes import Goes, Why, best_first, route_of
from models.letters.shapes import Choice, Incoming, Paper, Told
from models.letters.tables import Delivery, Kind, Letter, State
from models.people.roles import Role, grant
from models.people.tables import Account, Estate, Person
from tests.fakes.telegram import Fault, Telegram
from tests.fakes.wechat import WeChat
from tests.stage import cast
from tests.wire.telegram_stage import enclose

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
NAMES = [*CHANNELS]


class House:
    """One person, 张桂芬, with an account on Telegram, on WeChat and on the page, heard from in this order."""

    def __init__(self, database: Database, bot: TelegramBot, world: Telegram) -> None:
        self.database = database
        self.now = NOW
        self.telegram = world
        self.wechat = WeChat(lambda: self.now)
        self.zhang = world.person("张桂芬")
        self.friend = self.wechat.person("张桂芬")
        self.person_id = database.run_now(self._people)
        clock = world.clock
        pacing = Pacing(time=clock.time, sleep=self._sleep)
        self.client = WeChatClient(self.wechat.app_id, self.wechat.secret, transport=self.wechat.transport())
        couriers = (
            TelegramCourier(bot, database, self._clock, enclose, pacing),
            WeChatCourier(self.client, self._clock, enclose),
        )
        self.senders = [Sender(database, each, self._clock) for each in couriers]
        self.dispatch = Dispatch(database, self._clock)
        self.polling = Polling(bot, TelegramChannel(self.dispatch, bot))

    def _clock(self) -> datetime:
        return self.now

    async def _sleep(self, seconds: float) -> None:
        self.telegram.clock.advance(seconds)

    def _people(self, session: RowSession) -> object:
        cast.make_estate(session, "四季家园(SJ) duty=62770001")
        cast.make_people(session, "张桂芬=业主 3-2-501, 李梅=专职秘书 @ 四季家园(SJ)", "telegram", NOW)
        account = session.exec(select(Account).where(Account.external == "张桂芬")).one()
        account.external, account.last_seen = str(self.zhang.id), NOW - timedelta(hours=2)
        estate = account.estate_id
        for hours, (channel, external) in enumerate((("web", "seat"), ("wechat", self.friend.open_id))):
            session.add(
                Account(
                    channel=channel,
                    external=external,
                    person_id=account.person_id,
                    estate_id=estate,
                    private_since=NOW,
                    last_seen=NOW - timedelta(hours=1 - hours),
                )
            )
        return account.person_id

    def tell(self, text: str, kind: Kind = Kind.ALERT, **more: object) -> int:
        draft = Draft(kind, saying("desk-rest", text=Text(text)), **more)  # type: ignore[arg-type]
        return self.database.run_now(post.tell, self.person_id, draft, self.now)

    async def send(self) -> None:
        for _ in range(3):
            for sender in self.senders:
                await sender.drain()

    async def ring(self) -> None:
        await ring_all(self.database, self.now)
        await self.send()

    def heard(self) -> tuple[list[str], list[str]]:
        """(on Telegram, on WeChat)"""
        return [each["text"] for each in self.zhang.heard()], list(self.friend.heard)

    def copies(self) -> list[tuple[str, State]]:
        def look(session: RowSession) -> list[tuple[str, State]]:
            query = select(Delivery.channel, Delivery.state).where(Delivery.priority > 0)
            return [(row[0], row[1]) for row in session.exec(query.order_by(col(Delivery.id)))]

        return self.database.read_now(look)

    def heard_from(self, channel: str) -> None:
        def touched(session: RowSession) -> None:
            session.exec(
                select(Account).where(Account.channel == channel, Account.person_id == self.person_id)
            ).one().last_seen = self.now

        self.database.run_now(touched)

    def open_wechat(self, left: int = 5) -> None:
        def opened(session: RowSession) -> None:
            account = session.exec(select(Account).where(Account.channel == "wechat")).one()
            account.window_until, account.window_left = self.now + timedelta(hours=48), left

        self.friend.says("")
        self.database.run_now(opened)


@pytest.fixture
async def house(any_database: Database) -> AsyncIterator[House]:
    """On both databases: the statements that move a delivery are written for each."""
    world = Telegram()
    async with TelegramBot(world.token, requests=(world.request(), world.request())) as bot:
        zhang = world.person("张桂芬")
        zhang.start()
        made = House(any_database, bot, world)
        yield made
        await made.client.close()


def account(channel: str, **more: object) -> Account:
    return Account(channel=channel, external="x", person_id=new_id(), private_since=NOW, **more)  # type: ignore[arg-type]


def test_what_each_way_allows_and_why_not() -> None:
    over, used = {"window_until": NOW, "window_left": 3}, {"window_until": NOW + timedelta(1), "window_left": 0}
    still = {"window_until": NOW + timedelta(1), "window_left": 1}
    assert route_of(account("telegram"), NOW).goes is Goes.NOW
    assert route_of(account("telegram", blocked_at=NOW), NOW).why is Why.BLOCKED
    assert route_of(Account(channel="telegram", external="x", person_id=new_id()), NOW).why is Why.NOT_BEGUN
    assert route_of(account("wechat", **over), NOW).why is Why.WINDOW
    assert route_of(account("wechat", **used), NOW).why is Why.USED
    assert route_of(account("wechat", **still), NOW).goes is Goes.NOW
    assert route_of(account("web"), NOW).why is Why.UNOPENED


@given(
    st.lists(
        st.builds(
            account,
            st.sampled_from(NAMES),
            blocked_at=st.sampled_from([None, NOW]),
            last_seen=st.none() | st.datetimes(NOW.replace(tzinfo=None), timezones=st.just(UTC)),
            window_left=st.integers(0, 3),
            window_until=st.sampled_from([NOW, NOW + timedelta(1)]),
        ),
        max_size=6,
    )
)
def test_no_way_that_waits_is_taken_before_one_that_rings(accounts: list[Account]) -> None:
    ordered = best_first(route_of(each, NOW) for each in accounts)
    goes = [list(Goes).index(each.goes) for each in ordered]
    assert goes == sorted(goes)
    for one, other in itertools.pairwise(ordered):
        if one.goes is other.goes and other.account.last_seen is not None:
            assert one.account.last_seen is not None
            assert one.account.last_seen >= other.account.last_seen


async def test_the_way_that_rings_is_taken_though_another_was_heard_from_later(house: House) -> None:
    assert house.tell("维保到了") == 1
    await house.send()
    assert house.heard() == (["维保到了"], [])
    assert house.copies() == [("telegram", State.SENT)]


async def test_who_blocked_us_here_is_told_there(house: House) -> None:
    house.open_wechat()
    house.now += timedelta(minutes=1)
    house.heard_from("telegram")
    house.zhang.block()
    house.tell("维保到了")
    assert house.copies() == [("telegram", State.QUEUED)]
    await house.send()
    assert house.heard() == ([], ["维保到了"])
    assert house.copies() == [("wechat", State.SENT)]
    house.tell("修好了")  # known now, not tried again
    assert house.copies()[-1] == ("wechat", State.QUEUED)


async def test_what_no_way_lets_through_waits_and_comes_along_wherever_the_person_writes(house: House) -> None:
    house.zhang.block()
    house.tell("维保到了")
    await house.send()
    assert house.heard() == ([], [])
    assert house.copies() == [("wechat", State.QUEUED)]
    said = Incoming("web", "1", Told.SAID, "seat", house.now, "你好")
    await house.dispatch.serve(said, WEB)
    assert house.copies() == [("web", State.QUEUED)]
    parcels = house.database.run_now(handover.take_up, "web", house.now, Turn(here={"seat"}))
    assert [each.params["text"] for each in parcels] == [Text("维保到了")]


async def test_an_answer_stays_in_the_talk_it_was_given_in(house: House) -> None:
    house.open_wechat()
    house.now += timedelta(minutes=1)
    house.heard_from("telegram")
    house.zhang.block()
    house.tell("是电梯吗？", Kind.ANSWER)
    await house.send()
    assert house.heard() == ([], [])

    def state(session: RowSession) -> tuple[str, State]:
        found = session.exec(select(Delivery)).one()
        return found.channel, found.state

    assert house.database.read_now(state) == ("telegram", State.BLOCKED)


async def test_what_waits_for_a_later_moment_stays_where_it_is(house: House) -> None:
    house.zhang.block()
    await house.send()
    house.database.run_now(settling.mark_blocked, *_blocked(house))
    house.tell("明天的事", not_before=house.now + timedelta(hours=5))
    before = house.copies()
    await house.dispatch.serve(Incoming("web", "1", Told.SAID, "seat", house.now, "你好"), WEB)
    assert house.copies() == before


def _blocked(house: House) -> tuple[object, datetime]:
    house.tell("一")

    def newest(session: RowSession) -> object:
        return session.exec(select(Delivery.id).order_by(col(Delivery.id).desc())).first()

    return house.database.read_now(newest), house.now


async def test_a_window_that_is_shut_sends_it_round_to_the_telephone(house: House) -> None:
    """The platform knows better than we: it had counted the messages of another day."""
    house.open_wechat()
    house.friend.said_until = None

    def to_wechat(session: RowSession) -> None:
        there = session.exec(select(Account).where(Account.channel == "wechat")).one()
        post.send(session, Draft(Kind.NOTICE, saying("desk-rest", text=Text("停水"))), [there], house.now)

    house.database.run_now(to_wechat)
    await house.send()
    assert house.heard() == (["停水"], [])
    assert house.copies() == [("telegram", State.SENT)]


async def test_an_emergency_goes_every_way_at_once(house: House) -> None:
    house.open_wechat()
    assert house.tell("有人困在电梯里", Kind.EMERGENCY) == 3
    await house.send()
    assert house.heard() == (["有人困在电梯里"], ["有人困在电梯里"])
    await house.dispatch.serve(Incoming("wechat", "1", Told.SAID, house.friend.open_id, house.now, "在"), WECHAT)
    assert sorted(house.copies()) == sorted(
        [("telegram", State.SENT), ("wechat", State.SENT), ("web", State.QUEUED)], key=lambda each: each[0]
    )


async def test_what_one_platform_refuses_another_takes_but_it_does_not_go_in_circles(house: House) -> None:
    house.open_wechat()
    house.now += timedelta(minutes=1)
    house.heard_from("telegram")
    house.telegram.faults.plan(Fault.REFUSED, "sendMessage")
    house.tell("一")
    await house.send()
    assert house.heard() == ([], ["一"])
    house.telegram.faults.plan(Fault.REFUSED, "sendMessage")
    house.wechat.faults.append(_risky)
    house.tell("二")
    await house.send()
    assert house.copies() == [("wechat", State.SENT), ("wechat", State.FAILED)]


def _risky(request: httpx.Request) -> httpx.Response | None:
    if request.url.path != "/cgi-bin/message/custom/send":
        return None
    return httpx.Response(200, json={"errcode": 87014, "errmsg": "risky content"})


async def test_nobody_who_sleeps_is_woken_by_what_can_wait(house: House) -> None:
    house.now = NIGHT
    house.tell("有回复")
    await house.send()
    assert house.heard() == ([], [])
    house.tell("有人困在电梯里", at_once=True)
    await house.send()
    assert house.heard()[0] == ["有人困在电梯里"]
    house.now = MORNING
    await house.send()
    assert house.heard()[0] == ["有人困在电梯里", "有回复"]


async def test_an_emergency_at_night_is_logged_without_its_words(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    house.now = NIGHT
    with caplog.at_level("INFO", "sender"):
        house.tell("有人困在电梯里", Kind.EMERGENCY, about="SJ-1")
        await house.send()
    assert "an emergency at night: SJ-1 by telegram" in caplog.text
    assert "困" not in caplog.text
    caplog.clear()
    house.now = MORNING + timedelta(hours=2)
    with caplog.at_level("INFO", "sender"):
        house.tell("有人困在电梯里", Kind.EMERGENCY, about="SJ-2")
        await house.send()
    assert "SJ-2" not in caplog.text


async def test_everybody_can_ask_by_which_ways_they_are_told(house: House) -> None:
    house.open_wechat(3)
    house.now += timedelta(minutes=1)
    house.heard_from("telegram")
    house.zhang.block()
    house.tell("x")
    await house.send()
    told = Incoming("wechat", "1", Told.SAID, house.friend.open_id, house.now, "怎么通知我")
    served = await house.dispatch.serve(told, WECHAT)
    text = compose(served.answers[0], house.now, WECHAT).text
    assert "微信：还能发 2 条" in text
    assert "网页：打开时才看得到" in text
    assert "Telegram：被您关掉了" in text
    assert text.index("微信") < text.index("网页") < text.index("Telegram")
    english = Incoming("wechat", "2", Told.SAID, house.friend.open_id, house.now, "English")
    await house.dispatch.serve(english, WECHAT)
    asked = Incoming("wechat", "3", Told.SAID, house.friend.open_id, house.now, "how am I told")
    served = await house.dispatch.serve(asked, WECHAT)
    assert "WeChat: 2 more until" in compose(served.answers[0], house.now, WECHAT).text


async def test_the_secretary_sees_in_her_list_that_somebody_may_not_be_reached(house: House) -> None:
    def on_duty(session: RowSession) -> None:
        grant(session, house.person_id, Role.COMPANY, house.now, estate_id=session.exec(select(Estate.id)).one())

    def lines(session: RowSession) -> list[str]:
        letter = session.exec(select(Letter).order_by(col(Letter.id).desc())).first()
        assert letter is not None
        return [each["line"] for each in letter.choices]

    house.database.run_now(on_duty)
    await house.dispatch.serve(Incoming("telegram", "1", Told.SAID, "李梅", house.now, "待办"), TELEGRAM)
    assert "people-unheard" in house.database.read_now(lines)


async def test_since_when_somebody_saw_no_reminder_is_said(house: House) -> None:
    """Who began yesterday did not look away for a week."""

    def on_duty(session: RowSession) -> None:
        grant(session, house.person_id, Role.COMPANY, house.now, estate_id=session.exec(select(Estate.id)).one())

    async def asked(key: str) -> str:
        await house.dispatch.serve(Incoming("telegram", key, Told.SAID, "李梅", house.now, "谁收不到提醒"), TELEGRAM)
        letter = house.database.read_now(
            lambda session: session.exec(select(Letter).order_by(col(Letter.id).desc())).first()
        )
        assert letter is not None
        return words.render(letter.key, decode_all(letter.params), Reader("zh-CN", house.now))

    house.database.run_now(on_duty)
    house.now += timedelta(days=1)
    assert "（物业）：11月24日（周二）以来没看过提醒" in await asked("1")
    await house.ring()
    house.zhang.press("收到了")
    await house.polling.once()
    assert "（物业）" not in await asked("2")
    house.now += timedelta(days=9)
    assert "（物业）：11月25日（周三）以来没看过提醒" in await asked("3")


async def test_who_writes_at_night_is_awake(house: House) -> None:
    house.now = NIGHT
    house.zhang.say("电梯什么时候好")
    await house.polling.once()
    await house.send()
    before = len(house.heard()[0])
    house.tell("有回复")
    await house.send()
    assert house.heard()[0][before:] == ["有回复"]
    house.now = NIGHT + timedelta(minutes=11)
    house.tell("又有回复")
    await house.send()
    assert house.heard()[0][before:] == ["有回复"]


async def test_a_flood_is_one_message_with_every_choice_and_each_is_sent_once(house: House) -> None:
    house.now = NIGHT
    for number in range(1, 6):
        house.tell(f"第{number}条", choices=(Choice(f"complaints-look SJ-{number}"),), about=f"SJ-{number}")
    house.tell("有照片", papers=(Paper(name="plan"),))
    await house.send()
    house.now = MORNING
    await house.send()
    digest, *more = house.zhang.heard()
    assert digest["text"].startswith("📬 5 条消息\n\n第1条\n11 ")
    assert [key["text"] for row in digest["reply_markup"]["inline_keyboard"] for key in row] == [
        f"{number} 看看详情" for number in range(11, 16)
    ]
    assert len(more) == 1
    assert house.copies() == [("telegram", State.SENT)] * 6


async def test_three_letters_are_three_messages(house: House) -> None:
    for number in range(3):
        house.tell(f"第{number}条")
    await house.send()
    assert len(house.zhang.heard()) == 3


async def test_a_digest_that_finds_no_line_is_lost_and_doubled_nowhere(house: House) -> None:
    for number in range(4):
        house.tell(f"第{number}条")
    house.telegram.faults.plan(Fault.DISCONNECT_BEFORE, "sendMessage")
    await house.send()
    assert house.heard() == ([], [])
    house.now += timedelta(minutes=1)
    await house.send()
    assert len(house.zhang.heard()) == 1
    assert house.copies() == [("telegram", State.SENT)] * 4


async def test_a_digest_of_notices_is_marked_as_one_when_its_call_begins(house: House) -> None:
    for number in range(4):
        house.tell(f"第{number}条", Kind.NOTICE)
    house.telegram.faults.plan(Fault.TIMEOUT_BEFORE, "sendMessage")
    await house.send()
    assert house.copies() == [("telegram", State.UNKNOWN)] * 4
    assert TELEGRAM.digest


async def test_what_is_too_long_for_the_digest_comes_by_itself(house: House) -> None:
    for number in range(4):
        house.tell(f"第{number}条" + "长" * 1400)
    await house.send()
    assert len(house.zhang.heard()) == 3
    assert house.copies() == [("telegram", State.SENT)] * 4


async def test_the_test_is_in_the_language_of_the_telephone(house: House) -> None:
    def on_duty(session: RowSession) -> None:
        session.get_one(Person, house.person_id).lang = "en"
        grant(session, house.person_id, Role.COMPANY, house.now, estate_id=session.exec(select(Estate.id)).one())

    house.database.run_now(on_duty)
    house.now += timedelta(days=1)
    await house.ring()
    assert house.heard()[0][-1].startswith("A test: urgent matters come here.")
    house.zhang.press("Got it")
    await house.polling.once()
    assert house.database.read_now(lambda s: proof.faults(s, [s.get_one(Person, house.person_id)], house.now)) == []


async def test_a_telephone_is_proven_by_what_was_seen_on_it_and_tested_when_that_is_long_ago(house: House) -> None:
    def due(session: RowSession) -> list[object]:
        return [each for each in proof.due_tests(session, house.now) if each == house.person_id]

    def faults(session: RowSession) -> list[proof.Fault]:
        person = session.get_one(Person, house.person_id)
        return [each.fault for each in proof.faults(session, [person], house.now)]

    def on_duty(session: RowSession) -> None:
        grant(session, house.person_id, Role.COMPANY, house.now, estate_id=session.exec(select(Estate.id)).one())

    database = house.database
    database.run_now(on_duty)
    assert database.read_now(due) == []
    house.now += timedelta(days=1)
    assert database.read_now(due) == [house.person_id]
    assert database.read_now(faults) == [proof.Fault.UNSEEN]
    await house.ring()
    assert database.read_now(due) == []
    assert "试一下提醒" in house.heard()[0][-1]
    house.zhang.press("收到了")
    await house.polling.once()
    assert database.read_now(faults) == []
    house.now += timedelta(days=6, minutes=1)
    assert database.read_now(due) == []  # at most one a week
    house.now += timedelta(days=1)
    assert database.read_now(due) == [house.person_id]
    assert database.read_now(faults) == [proof.Fault.UNSEEN]
    house.zhang.block()
    await house.ring()
    assert database.read_now(faults) == [proof.Fault.SHUT]
    assert database.read_now(due) == []
