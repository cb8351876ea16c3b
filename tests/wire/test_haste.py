"""Who sends faster than anybody reads is told once and then waits; somebody in danger never does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from bot.dispatch import Dispatch, serve
from bot.play.cast import make_estate, make_people
from bot.play.stage import RICH
from config.channels import Traits
from config.limits import person_limits
from handlers.desk.registry import load_features
from models.complaints.tables import Complaint
from models.database import Database, RowSession
from models.letters.shapes import Incoming, Told
from models.letters.tables import Inbox
from models.people.pace import Haste, step
from models.people.tables import Account, Number
from models.rooms import Room

load_features()
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
LIMITS = person_limits()
numbers = count()


def scene(session: RowSession) -> None:
    make_estate(session, "四季家园(SJ) duty=62770001")
    make_people(session, "张三=业主 3-2-501, 李梅=专职秘书, 王强=物业 @ 四季家园(SJ)", "stage", NOW)


@pytest.fixture
def estate(database: Database) -> Database:
    database.run_now(scene)
    return database


def say(
    database: Database, text: str, *, at: float = 0, who: str = "张三", told: Told = Told.SAID, choice: str = "",
    room: str = "", traits: Traits = RICH,
) -> list[str]:  # fmt: skip
    """Keys of what was answered."""
    now = NOW + timedelta(seconds=at)
    incoming = Incoming(
        "stage", f"h{next(numbers)}", told, who, now, text, choice=choice, room=room, addressed=bool(room)
    )
    served = database.run_now(serve, incoming, now, traits, LIMITS)
    keys = [each.key for each in served.answers]
    return [*keys, served.toast.key] if served.toast else keys


def flood(database: Database, *, at: float = 0, who: str = "张三") -> None:
    """Up to the line, and one more."""
    heard = [say(database, "进度", at=at, who=who) for _ in range(LIMITS.at_once + 2)]
    assert heard[-2:] == [["desk-too-fast"], []]


def numbered(session: RowSession, who: str, line: str) -> None:
    """A choice came unasked, with a number."""
    account = session.exec(select(Account).where(Account.external == who)).one()
    session.add(Number(account_id=account.id, number=47, choice=line, expires_at=NOW + timedelta(days=1)))


def rows(database: Database, table: type) -> int:
    return database.read_now(lambda session: len(session.exec(select(table)).all()))


def test_fifty_in_a_minute_get_one_kind_line_and_then_nothing(estate: Database) -> None:
    heard = [say(estate, "进度", at=n * 1.2) for n in range(50)]
    first = heard.index(["desk-too-fast"])
    assert first >= LIMITS.at_once
    assert all(each not in ([], ["desk-too-fast"]) for each in heard[:first])
    assert heard[first + 1 :] == [[]] * (49 - first)
    assert rows(estate, Inbox) == 50


def test_after_a_minute_s_rest_all_is_as_before(estate: Database) -> None:
    flood(estate)
    assert say(estate, "进度", at=61) not in ([], ["desk-too-fast"])
    assert say(estate, "进度", at=62) not in ([], ["desk-too-fast"])


def test_who_goes_on_hears_nothing_more_and_is_not_let_in(estate: Database) -> None:
    flood(estate)
    assert [say(estate, "进度", at=n) for n in range(2, 120, 2)] == [[]] * 59


def test_nothing_that_was_taken_is_lost_and_a_neighbour_is_served(estate: Database) -> None:
    say(estate, "3号楼电梯又坏了")
    flood_from = [say(estate, "你好") for _ in range(LIMITS.at_once)]
    assert flood_from[-1] == ["desk-too-fast"]
    assert say(estate, "进度", who="李梅") not in ([], ["desk-too-fast"])
    assert say(estate, "1", at=61) not in ([], ["desk-too-fast"])


@pytest.mark.parametrize("cry", ["电梯困人了 5幢", "有危险", "3幢着火了快来"])
def test_somebody_in_danger_is_heard_in_the_midst_of_it(estate: Database, cry: str) -> None:
    flood(estate)
    heard = say(estate, cry)
    assert heard
    assert heard != ["desk-too-fast"]


def test_a_whole_alarm_is_heard_to_its_end(estate: Database) -> None:
    """Its numbers, its taps, every further sentence; then the flood still is one."""
    flood(estate)
    assert say(estate, "有危险") == ["complaints-danger-ask"]
    assert say(estate, "1")[0].startswith("complaints-alarm-sounded")
    assert say(estate, "在5楼和6楼之间") == ["complaints-alarm-passed-on"]
    assert say(estate, "", told=Told.PRESSED, choice="complaints-alarm-still SJ-1") == ["complaints-alarm-still-noted"]
    flood(estate, who="王强")
    estate.run_now(numbered, "王强", "complaints-alarm-seen SJ-1")
    assert say(estate, "46", who="王强") == []
    assert say(estate, "47", who="王强") == ["complaints-alarm-yours"]
    assert say(estate, "人出来了")[0].startswith("complaints-alarm-safe-noted")
    assert rows(estate, Complaint) == 1


def test_in_a_room_nobody_is_scolded(estate: Database) -> None:
    def seated(session: RowSession) -> None:
        estate_id = session.exec(select(Account.estate_id).where(Account.external == "李梅")).first()
        session.add(Room(channel="stage", external="group", title="群", estate_id=estate_id))

    estate.run_now(seated)
    for _ in range(LIMITS.at_once):
        say(estate, "进度")
    assert say(estate, "进度", room="group") == []
    pressed = say(estate, "", room="group", told=Told.PRESSED, choice="complaints-mine", at=61)
    assert pressed != ["desk-too-fast"]


def test_neighbours_may_talk_in_their_room_as_much_as_they_like(estate: Database) -> None:
    for n in range(100):
        incoming = Incoming("stage", f"n{n}", Told.SAID, "张三", NOW, "吃了吗", room="group", addressed=False)
        estate.run_now(serve, incoming, NOW, RICH, LIMITS)
    assert say(estate, "进度") not in ([], ["desk-too-fast"])


def test_a_redelivery_costs_nothing(estate: Database) -> None:
    again = Incoming("stage", "same", Told.SAID, "张三", NOW, "进度")
    for _ in range(100):
        estate.run_now(serve, again, NOW, RICH, LIMITS)
    assert say(estate, "进度") not in ([], ["desk-too-fast"])


def test_without_a_limit_nobody_waits(estate: Database) -> None:
    for n in range(LIMITS.at_once * 3):
        served = estate.run_now(serve, Incoming("stage", f"w{n}", Told.SAID, "张三", NOW, "进度"), NOW, RICH)
        assert served.answers


@given(st.lists(st.floats(0, 200), min_size=1, max_size=200))
def test_whoever_pauses_is_served_and_one_line_stands_for_each_flood(pauses: list[float]) -> None:
    account = Account(channel="stage", external="x")
    one = 60 / LIMITS.per_minute
    now, hastes = NOW, []
    for pause in pauses:
        now += timedelta(seconds=pause)
        paced = step(account, LIMITS, now)
        account.paced_until, account.hushed = paced.until, paced.hushed
        hastes.append(paced.haste)
        assert paced.hushed is (paced.haste is not Haste.NONE)
        assert paced.until is not None
        assert paced.until - now <= timedelta(seconds=one * LIMITS.at_once)
        if pause > one * LIMITS.at_once / 2:
            assert paced.haste is Haste.NONE
    lines = [each for each in hastes if each is not Haste.STILL]
    assert not any(a is b is Haste.FIRST for a, b in pairwise(lines))


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.heavy)])
async def test_several_processes_count_together(kind: str, request: pytest.FixtureRequest) -> None:
    """Two of them, all at once: the allowance stands in the account's row, and one line is said."""
    reopen: Callable[[], Database] = request.getfixturevalue(f"reopen_{kind}")
    databases = [reopen(), reopen()]
    databases[0].run_now(scene)
    desks = [Dispatch(each, lambda: NOW, LIMITS) for each in databases]
    sent = [Incoming("stage", f"p{n}", Told.SAID, "张三", NOW, "进度") for n in range(LIMITS.at_once + 20)]
    served = await asyncio.gather(*(desks[n % 2].serve(each, RICH) for n, each in enumerate(sent)))
    heard = [tuple(each.key for each in one.answers) for one in served]
    assert heard.count(("desk-too-fast",)) == 1
    assert heard.count(()) == 19
    for each in databases:
        each.close()
