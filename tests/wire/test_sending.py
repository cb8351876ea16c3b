"""What the sender costs, and who waits for whom in it."""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta
from importlib.util import find_spec

import sqlalchemy as sa
from sqlmodel import select

from bot.boards import Shown
from bot.play.cast import make_estate, make_people, make_room
from bot.play.stage import RICH
from bot.rendering import Message
from bot.sender import Sender
from config.values import Text, saying
from models.database import Database, RowSession
from models.letters import handover, post
from models.letters.handover import Turn
from models.letters.post import Draft
from models.letters.shapes import Parcel
from models.letters.tables import Delivery, Kind, State
from models.opinions.asking import Wish, open_round
from models.people.identity import lock_account
from models.people.tables import Account, Estate
from tests.wire.test_in_hand import NOW
from tests.wire.test_together import Commits
from tests.wire.test_watch import until


def to_many(session: RowSession, count: int) -> None:
    """A notice to so many residents of one estate."""
    make_estate(session, "四季家园(SJ)")
    estate = session.exec(select(Estate)).one()
    readers = [lock_account(session, "stage", str(n), NOW) for n in range(count)]
    for each in readers:
        each.estate_id = estate.id
    words = saying("desk-own-words", words=Text("明天 9:00 停水"))
    post.send(session, Draft(Kind.NOTICE, words, at_once=True), readers, NOW)


def to_one(session: RowSession, chat: str, kind: Kind) -> None:
    account = lock_account(session, "stage", chat, NOW)
    post.send(session, Draft(kind, saying("desk-own-words", words=Text("好"))), [account], NOW)


def states(session: RowSession) -> set[State]:
    return set(session.exec(select(Delivery.state)))


class Platform:
    """Takes a letter when it is let, in the order they came; a board never."""

    traits = RICH

    def __init__(self, *, slow: bool = False) -> None:
        self.asked: list[str] = []
        self.boards = 0
        self.slow = slow
        self._doors: dict[str, asyncio.Event] = {}

    def let(self, chat: str) -> None:
        self._doors[chat].set()

    async def hand_over(self, parcel: Parcel, message: Message) -> str:
        del message
        self.asked.append(parcel.chat)
        if self.slow:
            await self._doors.setdefault(parcel.chat, asyncio.Event()).wait()
        return "m"

    async def show_board(self, shown: Shown) -> str:
        del shown
        self.boards += 1
        await asyncio.Event().wait()
        return "b"


async def test_a_broadcast_costs_far_less_than_a_commit_for_each(any_database: Database) -> None:
    database = any_database
    database.run_now(to_many, 80)
    commits, platform = Commits(database), Platform()
    sending = asyncio.create_task(Sender(database, platform, lambda: NOW).run())
    await until(lambda: len(platform.asked) == 80)
    await until(lambda: database.read_now(states) == {State.SENT})
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
    assert sorted(platform.asked, key=int) == [str(n) for n in range(80)]
    assert commits.count < 40


def test_taking_up_twenty_asks_the_database_no_more_often_than_taking_up_two(database: Database) -> None:
    database.run_now(to_many, 40)
    asked: list[str] = []
    sa.event.listen(database.writer, "before_cursor_execute", lambda *given: asked.append(given[2]))

    def took(most: int) -> int:
        asked.clear()
        parcels = database.run_now(handover.take_up, "stage", NOW, Turn(most=most))
        assert [each.one_estate for each in parcels] == ["SJ"] * most
        return len(asked)

    assert took(20) == took(2)


async def test_an_answer_is_next_when_all_hands_are_full(database: Database) -> None:
    """Notices wait until half of those in hand have landed; who was answered a moment ago does not."""
    database.run_now(to_many, 10)
    platform = Platform(slow=True)
    sender = Sender(database, platform, lambda: NOW, at_once=4)
    database.on_commit = lambda _woken: sender.wake()
    sending = asyncio.create_task(sender.run())
    await until(lambda: len(platform.asked) == 4)
    await database.run(to_one, "张三", Kind.ALERT)
    platform.let("0")
    await until(lambda: len(platform.asked) == 5)
    assert platform.asked[-1] == "张三"
    sending.cancel()
    for chat in platform.asked:
        platform.let(chat)
    await asyncio.gather(sending, return_exceptions=True)


async def test_a_board_that_waits_holds_up_no_letter(database: Database) -> None:
    def scene(session: RowSession) -> None:
        make_estate(session, "四季家园(SJ)")
        make_people(session, "李梅=专职秘书 @ 四季家园(SJ)", "stage", NOW)
        make_room(session, "业主群 owners @ 四季家园(SJ)", "stage", NOW)
        asked_there(session)

    database.run_now(scene)
    platform = Platform()
    sender = Sender(database, platform, lambda: NOW + timedelta(seconds=1))
    database.on_commit = lambda _woken: sender.wake()
    sending = asyncio.create_task(sender.run())
    await until(lambda: platform.boards == 1)
    await database.run(to_one, "张三", Kind.ALERT)
    await until(lambda: "张三" in platform.asked)
    sending.cancel()
    await asyncio.sleep(0)
    for flight in set(sender._flights):
        flight.cancel()
    await asyncio.gather(sending, return_exceptions=True)


def asked_there(session: RowSession) -> None:
    opener = session.exec(select(Account).where(Account.external == "李梅")).one().person_id
    wish = Wish("晾衣架装在哪里？", ("东侧", "楼顶"), 3)
    open_round(session, session.exec(select(Estate)).one(), wish, opener, NOW)


def test_no_call_searches_the_path_for_what_is_not_there() -> None:
    """httpcore asks at every lock whether sniffio is installed: nearly half of what a call cost (see bot/__init__.py)."""
    assert "sniffio" in sys.modules or find_spec("sniffio") is not None
