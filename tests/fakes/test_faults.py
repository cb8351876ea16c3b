"""The wire: what breaks on order, where a process may die, whose clock rules."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TimedOut

from tests.fakes.telegram import Fault, Person, Telegram

BROKEN: dict[Fault, tuple[type[Exception], int]] = {
    Fault.TIMEOUT_BEFORE: (TimedOut, 0),
    Fault.TIMEOUT_AFTER: (TimedOut, 1),
    Fault.DISCONNECT_BEFORE: (NetworkError, 0),
    Fault.DISCONNECT_AFTER: (NetworkError, 1),
    Fault.SERVER_ERROR: (NetworkError, 0),
    Fault.REFUSED: (BadRequest, 0),
    Fault.HTML: (NetworkError, 0),
    Fault.FLOOD: (RetryAfter, 0),
}


@pytest.mark.parametrize("fault", Fault)
async def test_faults_come_once_and_deliver_or_not(bot: Bot, world: Telegram, zhang: Person, fault: Fault) -> None:
    error, heard = BROKEN[fault]
    world.faults.plan(fault, "sendMessage", chat=zhang.id)
    with pytest.raises(error) as broken:
        await bot.send_message(zhang.id, "x")
    assert type(broken.value) is error
    assert len(zhang.heard()) == heard
    world.clock.advance(5)
    await bot.send_message(zhang.id, "y")
    assert len(zhang.heard()) == heard + 1


async def test_time_can_follow_another_clock() -> None:
    hours = [datetime(2026, 11, 24, 1, tzinfo=UTC)]
    world = Telegram(now=lambda: hours[-1])
    zhang = world.person("张三")
    async with Bot(world.token, request=world.request(), get_updates_request=world.request()) as bot:
        waiting = asyncio.create_task(bot.get_updates(timeout=30))
        await asyncio.sleep(0)
        hours.append(hours[0] + timedelta(seconds=31))
        world.clock.tick()
        assert await waiting == ()
        assert (await bot.send_message(zhang.id, "x")).date == hours[-1]


async def test_watchers_stand_where_a_process_may_die(bot: Bot, world: Telegram, zhang: Person) -> None:
    stages: list[tuple[str, int]] = []
    world.watchers.append(lambda stage, call: stages.append((f"{stage} {call.method}", len(zhang.heard()))))
    await bot.send_message(zhang.id, "x")
    assert stages == [("arrived sendMessage", 0), ("served sendMessage", 1)]


async def test_a_wrong_token_is_told_so(world: Telegram) -> None:
    with pytest.raises(InvalidToken, match="rejected by the server"):
        await Bot("1:wrong", request=world.request(), get_updates_request=world.request()).initialize()


async def test_a_flooded_chat_stays_shut_for_those_who_come_early(world: Telegram, bot: Bot, zhang: Person) -> None:
    world.faults.plan(Fault.FLOOD, chat=zhang.id, retry_after=7)
    waits = []
    for _ in range(2):
        with pytest.raises(RetryAfter) as flood:
            await bot.send_message(zhang.id, "x")
        waits.append(flood.value.retry_after)
        world.clock.advance(4)
    assert waits == [timedelta(seconds=7), timedelta(seconds=3)]
    assert await bot.send_message(zhang.id, "x")
