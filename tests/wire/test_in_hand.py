"""A notice in hand: it waits for its moment unmarked, may be taken back, and what is in doubt is said by name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from bot.dispatch import serve
from bot.outcomes import TakenBackError
from bot.play.cast import make_estate, make_people
from bot.play.stage import RICH, Theatre
from bot.rendering import Message, compose
from bot.sender import Sender
from bot.telegram.courier import Courier
from bot.telegram.pacing import Pacing
from bot.telegram.wire import TelegramBot
from config.channels import Traits
from config.values import Text, saying
from handlers.desk.registry import load_features
from models.database import Database, RowSession
from models.letters import handover, post
from models.letters.handover import Turn
from models.letters.post import Draft
from models.letters.shapes import Incoming, Parcel, Told
from models.letters.tables import Delivery, Kind, State
from models.notices.tables import NoticeCopy
from models.people.identity import lock_account
from tests.fakes.telegram import Telegram

load_features()
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
PACED = Traits("stage", paced=True)


def promised(session: RowSession, channel: str, chat: str) -> None:
    account = lock_account(session, channel, chat, NOW)
    words = saying("desk-own-words", words=Text("明天 9:00 停水"))
    post.send(session, Draft(Kind.NOTICE, words, about="SJ-1", replaces="said"), [account], NOW)


def state(session: RowSession) -> State:
    return session.exec(select(Delivery.state)).one()


async def test_a_notice_withdrawn_while_it_waits_in_hand_is_not_sent(database: Database) -> None:
    world = Telegram(pacing=False)
    chat = str(world.person("张三").id)
    database.run_now(promised, "telegram", chat)
    (parcel,) = database.run_now(handover.take_up, "telegram", NOW, Turn(paced=True))
    assert database.read_now(state) is State.QUEUED
    database.run_now(post.withdraw, "SJ-1", "said")

    async def nothing(*_given: object) -> None:
        """These letters enclose nothing."""

    async with TelegramBot(world.token, requests=(world.request(), world.request())) as bot:
        courier = Courier(bot, database, lambda: NOW, nothing, Pacing())
        with pytest.raises(TakenBackError):
            await courier.hand_over(parcel, compose(parcel, NOW, courier.traits))
    assert world.sent("sendMessage") == []
    assert database.read_now(state) is State.VOID


class Breaks(Theatre):
    """Something nobody foresaw, before the call."""

    def __init__(self) -> None:
        super().__init__(PACED)
        self.tried = 0

    async def hand_over(self, parcel: Parcel, message: Message) -> str:
        del parcel, message
        self.tried += 1
        raise LookupError("nobody foresaw this")


async def test_what_breaks_in_hand_is_not_taken_up_again_at_once(database: Database) -> None:
    database.run_now(promised, "stage", "张三")
    hand = Breaks()
    sender = Sender(database, hand, lambda: NOW)
    (parcel,) = await sender._take_up()
    await sender._fly_whatever_happens(parcel)
    assert await sender.drain() == 0
    assert (hand.tried, database.read_now(state)) == (1, State.SENDING)


def test_the_door_list_names_those_of_whom_nobody_knows(database: Database) -> None:
    def scene(session: RowSession) -> None:
        make_estate(session, "四季家园(SJ)")
        make_people(session, "李梅=专职秘书, 张三=业主 3-2-501, 王磊=业主 5-1-101 @ 四季家园(SJ)", "stage", NOW)

    said = iter(range(100))

    def hears(session: RowSession, text: str) -> str:
        incoming = Incoming("stage", f"n{next(said)}", Told.SAID, "李梅", NOW, text)
        served = serve(session, incoming, NOW, RICH)
        return "\n".join(compose(each, NOW, RICH).text for each in served.answers)

    def one_in_doubt(session: RowSession) -> None:
        for copy in session.exec(select(NoticeCopy)):
            delivery = session.get(Delivery, copy.delivery_id)
            assert delivery is not None
            delivery.state = State.UNKNOWN if delivery.chat == "张三" else State.SENT

    database.run_now(scene)
    for text in ("发公告 明天停水。", "全小区", "发出"):
        database.run_now(hears, text)
    database.run_now(one_in_doubt)
    assert "说不准 1 人" in database.run_now(hears, "公告 SJ-1")
    listed = database.run_now(hears, "走访单")
    assert "说不准收到没有的 1 人：张三（3-2-501）" in listed
