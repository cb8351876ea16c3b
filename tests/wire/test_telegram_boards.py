"""A live board in a Telegram group: posted once, edited, and what happens when nobody knows whether it is there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from bot.boards import EVERY
from models.database import Database, RowSession
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
