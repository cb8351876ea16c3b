"""A live board in a Telegram group: posted once, edited, and what happens when nobody knows whether it is there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from bot.boards import EVERY
from bot.clock import ring_all
from models.database import Database, RowSession
from models.notices import actions
from models.notices.tables import Notice
from models.opinions.asking import Wish, open_round
from models.people.tables import Account, Estate
from tests.fakes.telegram import Fault
from tests.wire.telegram_stage import Scene


class Round(Scene):
    """A round asked in the owners' group."""

    async def set(self) -> Round:
        await super().set()
        self.database.run_now(self._open)
        return self

    def _open(self, session: RowSession) -> None:
        opener = session.exec(select(Account).where(Account.external == self.number("李梅"))).one().person_id
        wish = Wish("公共晾衣架装在哪里？", ("东侧空地", "楼顶"), 3)
        open_round(session, session.exec(select(Estate)).one(), wish, opener, self.now)

    async def later(self, times: int = 1) -> None:
        for _ in range(times):
            self.lag += (EVERY + timedelta(seconds=1)).total_seconds()
            self.now = self.clock()
            await self.goes_on()


@pytest.fixture
async def asked(database: Database) -> Round:
    return await Round(database).set()


async def answer(asked: Round, who: str) -> None:
    asked.people[who].press("①", asked.groups["业主群"])
    await asked.later(2)


async def test_a_board_is_one_message_that_is_edited(asked: Round) -> None:
    await asked.later(3)
    await answer(asked, "张桂芬")
    (text,) = asked.texts("业主群")
    assert "业主 1 户" in text


async def test_a_board_nobody_knows_the_fate_of_is_not_posted_twice_and_the_asker_is_told(asked: Round) -> None:
    asked.world.faults.plan(Fault.TIMEOUT_AFTER, "sendMessage", chat=asked.groups["业主群"].id)
    await asked.later(4)
    assert len(asked.texts("业主群")) == 1
    assert "没法确认发出" in "".join(await asked.says("李梅", "看进展"))
    await answer(asked, "张桂芬")
    old, new = asked.texts("业主群")
    assert ("业主 0 户" in old, "业主 1 户" in new) == (True, True)
    assert "没法确认发出" not in "".join(await asked.says("李梅", "看进展"))
    await answer(asked, "王磊")
    assert "业主 2 户" in asked.texts("业主群")[1]
    assert len(asked.texts("业主群")) == 2


async def test_a_board_somebody_deleted_is_posted_anew_and_in_doubt_not_twice(asked: Round) -> None:
    await asked.later(3)
    group = asked.groups["业主群"]
    (board,) = group.heard()
    group.remove(board["message_id"])
    asked.world.faults.plan(Fault.TIMEOUT_AFTER, "sendMessage", chat=group.id)
    asked.people["张桂芬"].press("①", group, message=board)  # a phone that still shows it
    await asked.later(6)
    assert len(asked.texts("业主群")) == 1
    await answer(asked, "王磊")
    await asked.later(2)
    assert len(asked.texts("业主群")) == 2


async def test_a_board_that_surely_was_not_posted_is_posted_later(asked: Round) -> None:
    asked.world.faults.plan(Fault.DISCONNECT_BEFORE, "sendMessage", chat=asked.groups["业主群"].id)
    await asked.later(3)
    assert len(asked.texts("业主群")) == 1


# ---- a broadcast followed by whoever sent it -----------------------------------------------------------------


class Broadcast(Round):
    """A notice that the secretary sent at night, so that it waits."""

    async def set(self) -> Broadcast:
        await Scene.set(self)
        self.now = datetime(2026, 11, 24, 14, 10, tzinfo=UTC)
        for line in ("发公告 明天停水。", "全小区", "[早上再送]"):
            await self.says("李梅", line)
        return self

    def live(self) -> list[str]:
        return [text for text in self.texts("李梅") if "再送，已发" in text or "已暂停" in text or "送完了" in text]


async def test_a_broadcast_is_followed_in_one_message_that_is_paused_from_and_turns_into_the_report(
    database: Database,
) -> None:
    sent = await Broadcast(database).set()
    assert sent.live() == []  # what is over at once is told in one message
    await sent.later(4)
    assert sent.live() == ["📤 SJ-1 明天停水\n11月25日（周三）8:00 再送，已发 0/2 人"]
    sent.people["李梅"].press("暂停")
    await sent.later(2)
    assert sent.live() == ["📤 SJ-1 明天停水\n已暂停，已发 0/2 人"]
    sent.people["李梅"].press("继续发", message=message_of(sent, "已暂停"))
    await sent.later(2)
    sent.now = datetime(2026, 11, 25, 0, 1, tzinfo=UTC)
    sent.lag = 0
    await ring_all(database, sent.now)
    await sent.later(6)
    assert sent.live() == ["SJ-1 送完了：明天停水\n送到 2 人\n2 户都有人能收到"]
    calls = len(sent.world.calls)
    await sent.later(6)
    assert [each.method for each in sent.world.calls[calls:] if "edit" in each.method or "send" in each.method] == []


def message_of(sent: Broadcast, words: str) -> dict[str, object]:
    return next(each for each in sent.people["李梅"].private_chat.heard() if words in each.get("text", ""))


async def test_what_changes_often_is_edited_no_more_often_than_any_board(database: Database) -> None:
    sent = await Broadcast(database).set()
    await sent.later(4)
    calls = len(sent.world.calls)
    for number in range(30):
        sent.now += timedelta(seconds=0.4)
        database.run_now(_pause_or_go_on, sent.now, pauses=number % 2 == 0)
        await sent.goes_on()
    edits = [each for each in sent.world.calls[calls:] if each.method == "editMessageText"]
    assert 1 <= len(edits) <= 3


def _pause_or_go_on(session: RowSession, now: datetime, *, pauses: bool) -> None:
    notice = session.exec(select(Notice)).one()
    (actions.pause if pauses else actions.resume)(session, notice, notice.author_id, now)
