"""Three processes as an operator runs them: killed, cut off, told to stop; nothing is lost and nothing is said twice."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from models.complaints.tables import Complaint
from models.database import RowSession
from models.letters.tables import Delivery, Inbox, Letter, State
from models.people.tables import Account, Estate, Tie, TieKind, Unit
from tests.fakes.emulator import running_emulator
from tests.postgres import Postgres
from tests.processes import house as houses
from tests.processes.house import House, until
from tests.stage import cast
from tests.wire.test_telegram_emulator import Town
from tests.wire.web_phone import resident

pytestmark = [pytest.mark.heavy, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def house(postgres_server: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with running_emulator() as emulator:
        made = houses.make(postgres_server, emulator, tmp_path_factory.mktemp("house"))
        made.town = Town(made.emulator, made.database)  # type: ignore[attr-defined]
        made.database.run_now(wide_awake)
        for name, role in (("one", "all"), ("two", "worker"), ("web", "web")):
            made.start(name, role)
        try:
            made.ready("one", "two", "web")
            yield made
        finally:
            made.close()
            postgres_server.drop(made.url)


def wide_awake(session: RowSession) -> None:
    """Whatever the hour is when the test runs: to who sleeps only what cannot wait is sent."""
    session.exec(sa.update(Account).values(last_seen=datetime.now(UTC) + timedelta(days=1)))


@pytest.fixture
def town(house: House) -> Town:
    return house.town  # type: ignore[attr-defined]


async def is_answered(house: House, town: Town, text: str) -> None:
    """By Telegram, whichever process polls now."""

    async def answers() -> int:
        number = str(town.people["张桂芬"].id)
        return sum(str(call["params"]["chat_id"]) == number for call in await house.emulator.sent("sendMessage"))

    before = await answers()
    await town.says("张桂芬", text)
    async with asyncio.timeout(houses.WITHIN):
        while await answers() == before:  # noqa: ASYNC110 (another process rings no bell)
            await asyncio.sleep(0.2)


async def test_a_page_hears_what_a_message_at_another_process_caused(house: House, town: Town) -> None:
    """And the seat's page at a third one shows the same; the room too."""
    phone = await resident(house.place("web"))
    other = replace(phone, place=house.place("one"))
    async with phone.line() as here, other.line() as there:
        await here.until("message")
        await there.until("hello")
        await here.say("3号楼电梯又坏了，门关不上")
        assert (await there.until("message", has="门关不上"))["from"] == "me"
        question = await there.until("message", has="对吗")
        await there.send(type="pressed", choice=question["choices"][0]["choice"], message=question["id"])
        await here.until("message", has="记下了，1 号")
        assert "门关不上" in await town.heard("李梅", "SJ-1 电梯")
        await town.presses("李梅", "答复")
        await town.heard("李梅", "怎么说")
        await town.says("李梅", "师傅下午三点到")
        for each in (here, there):
            await each.until("message", has="师傅下午三点到", within=30)
    neighbour = await resident(house.place("one"))
    async with neighbour.line() as talk:
        await talk.until("message")
    house.database.run_now(make_neighbours, [phone.seat, neighbour.seat])
    async with phone.line("room/owners/") as here, neighbour.line("room/owners/") as there:
        await here.until("hello")
        await there.until("hello")
        await here.say("今天谁家装修这么吵")
        assert (await there.until("message", has="装修"))["from"] == "other"


def make_neighbours(session: RowSession, seats: list[str]) -> None:
    cast.make_room(session, "owners owners @ 四季家园(SJ)", "web", datetime.now(UTC))
    estate = session.exec(select(Estate)).one()
    for n, seat in enumerate(seats, 1):
        account = session.exec(select(Account).where(Account.external == seat)).one()
        unit = Unit(estate_id=estate.id, building="7", entrance="1", room=f"10{n}")
        session.add(unit)
        session.flush()
        tie = Tie(person_id=account.person_id, unit_id=unit.id, kind=TieKind.OWNER, level=2, since=datetime.now(UTC))
        session.add(tie)


async def test_two_messages_of_one_person_wait_for_each_other_at_two_processes(house: House) -> None:
    phone = await resident(house.place("web"))
    other = replace(phone, place=house.place("one"))
    async with phone.line() as here, other.line() as there:
        await here.until("message")
        await there.until("hello")
        url = house.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(url, autocommit=True) as eye, psycopg.connect(url) as hand:
            hand.execute("SELECT id FROM accounts WHERE external = %s FOR UPDATE", [phone.seat])
            keys = [await here.say("进度"), await there.say("公示")]
            waiting = (
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            await asyncio.to_thread(until, lambda: eye.execute(waiting).fetchone()[0] == 2)
            assert house.database.read_now(served, keys) == 0
            hand.rollback()
        await here.until("ack", within=30)
        await there.until("ack", within=30)
    assert house.database.read_now(served, keys) == 2


def served(session: RowSession, keys: list[str]) -> int:
    found = sa.or_(*(col(Inbox.key).endswith(key) for key in keys))
    return len(session.exec(select(Inbox).where(found)).all())


async def test_when_the_holder_is_killed_another_takes_over_and_each_letter_goes_once(house: House, town: Town) -> None:
    house.database.run_now(grown_old)
    old = house.holder()
    await is_answered(house, town, "进度")
    house.processes[old].end(signal.SIGKILL)
    await is_answered(house, town, "隐私")
    assert house.holder("clock") != old
    assert house.holder() != old
    until(lambda: house.database.read_now(overdue) > 0)
    assert await everything_is_sent_once(house) > 2
    again = house.start(old, "all")
    house.ready(old)
    house.processes[house.holder("clock")].end(signal.SIGTERM)
    assert house.processes[house.holder("clock")] is again
    assert house.holder() == old
    await is_answered(house, town, "公示")
    assert house.database.read_now(overdue) == 1
    await everything_is_sent_once(house)


def grown_old(session: RowSession) -> None:
    """Its answer was owed an hour ago: the clock owes a reminder."""
    case = session.exec(select(Complaint)).one()
    case.answer_by = case.speaks_at = datetime.now(UTC) - timedelta(hours=1)


def overdue(session: RowSession) -> int:
    query = select(sa.func.count()).select_from(Letter).where(col(Letter.key) == "complaints-overdue-answer-told")
    return session.exec(query).one()


async def everything_is_sent_once(house: House) -> int:
    """Of what goes by Telegram; returns how many letters."""

    def settled() -> bool:
        states = house.database.read_now(lambda session: session.exec(_by_telegram()).all())
        return all(state is State.SENT for state in states)

    await asyncio.to_thread(until, settled)
    letters = house.database.read_now(lambda session: len(session.exec(_by_telegram()).all()))
    assert len(await house.emulator.sent("sendMessage")) == letters
    return letters


def _by_telegram() -> sa.Select[tuple[State]]:
    return select(col(Delivery.state)).where(Delivery.channel == "telegram")


async def test_while_the_database_is_started_anew_all_wait_and_then_go_on(house: House, town: Town) -> None:
    phone = await resident(house.place("web"))
    alive = [each for each in house.processes.values() if each.child.poll() is None]
    async with phone.line() as talk:
        await talk.until("message")
        with house.outage():
            for each in alive:
                until(lambda each=each: "no line to the database" in each.said())
                answer = each.get("/health/ready")
                assert (answer.status_code, answer.text) == (503, "database")
                assert "yexiaomi_database_up 0.0" in each.get("/metrics").text
            await town.says("张桂芬", "进度")
            await talk.say("进度")
            await talk.until("error", within=30)
    house.holder()
    async with phone.line() as talk:
        await talk.until("hello")
        await talk.say("进度")
        await talk.until("ack", within=30)
    await is_answered(house, town, "找秘书")
    await everything_is_sent_once(house)
    assert [each.child.poll() for each in alive] == [None] * len(alive)
