"""Killed at every step between receive, commit, send and mark: nothing is lost, and only an answer or alert that was in
flight at the kill is said twice."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import select

from bot.dispatch import serve
from config.channels import Traits
from config.values import Text, saying
from models.complaints.tables import Complaint
from models.database import Database, Keyring, RowSession, new_key, use_keys
from models.letters import post
from models.letters.boards import count_doubtful
from models.letters.post import LEASE, Draft
from models.letters.shapes import Incoming, Told
from models.letters.tables import Delivery, Kind, State
from models.opinions.asking import Wish, open_round
from models.people.identity import lock_account
from models.people.tables import Estate
from tests.crash import child
from tests.fakes.telegram import Telegram
from tests.stage import cast

pytestmark = pytest.mark.heavy
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
KILLED = -9
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.crash.child"])


def scene(session: RowSession) -> None:
    cast.make_estate(session, "四季家园(SJ) duty=62770001")
    cast.make_people(session, "张三=业主 3-2-501, 李梅=专职秘书 @ 四季家园(SJ)", "stage", NOW)


class World:
    """A database and a platform that outlive the processes."""

    def __init__(self, url: str, log: Path, key: str) -> None:
        self.url, self.log, self.key = url, log, key

    def run(self, point: str, what: str, *rest: str, at: datetime = NOW) -> int:
        """In a process of its own, forked from one that has loaded everything. Returns its exit code."""
        given = (self.key, self.url, str(self.log), point, what, at.isoformat(), *rest)
        process = FORKS.Process(target=child.main, args=given)
        process.start()
        process.join(60)
        assert process.exitcode is not None
        return process.exitcode

    def taken(self) -> list[str]:
        return self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []


@pytest.fixture(params=["sqlite", "postgres"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> World:
    key = new_key()
    use_keys(Keyring((key,)))
    reopen: Callable[[], Database] = request.getfixturevalue(f"reopen_{request.param}")
    database = reopen()
    database.run_now(scene)
    url = database.url.render_as_string(hide_password=False)
    database.close()
    return World(url, tmp_path / "platform.log", key)


def cases(url: str) -> int:
    database = Database(url)
    try:
        return database.read_now(lambda session: session.exec(select(sa.func.count()).select_from(Complaint)).one())
    finally:
        database.close()


def states(url: str, chat: str) -> list[State]:
    database = Database(url)
    try:
        return database.read_now(
            lambda session: list(session.exec(select(Delivery.state).where(Delivery.chat == chat)))
        )
    finally:
        database.close()


@pytest.mark.parametrize("point", ["received", "before-commit", "after-commit", "answer-given"])
def test_killed_while_serving(world: World, point: str) -> None:
    """The platform redelivers what was not acknowledged; the case is filed once and its answer arrives."""
    assert world.run("", "serve", "a", "3号楼电梯坏了") == 0
    assert world.run(point, "serve", "b", "1") == KILLED
    filed = cases(world.url)
    assert filed == (1 if point in ("after-commit", "answer-given") else 0)
    assert world.run("", "serve", "b", "1", at=NOW + timedelta(seconds=5)) == 0
    assert world.run("", "send", at=NOW + LEASE * 3) == 0
    assert cases(world.url) == 1
    answers = [line for line in world.taken() if "记下了" in line]
    assert len(answers) == (2 if point == "answer-given" else 1)
    assert len([line for line in world.taken() if line.startswith("alert\t李梅")]) == 1


@pytest.mark.parametrize(("point", "times"), [("sending-marked", 1), ("platform-took", 2), ("before-sent", 2)])
def test_killed_while_sending(world: World, point: str, times: int) -> None:
    """An alert that was in flight goes once more; one that never left goes once."""
    assert world.run("", "serve", "a", "3号楼电梯坏了") == 0
    assert world.run("", "serve", "b", "1") == 0
    assert world.run(point, "send") == KILLED
    assert states(world.url, "李梅") == [State.SENDING]
    later = NOW + LEASE + timedelta(seconds=1)
    assert world.run("", "send", at=later) == 0
    assert world.run("", "send", at=later + LEASE * 3) == 0
    assert len([line for line in world.taken() if line.startswith("alert\t李梅")]) == times
    assert states(world.url, "李梅") == [State.SENT]


def test_two_kills_in_flight_end_as_unknown(world: World) -> None:
    """After the second death nobody tries again: it is shown as unknown."""
    assert world.run("", "serve", "a", "3号楼电梯坏了") == 0
    assert world.run("", "serve", "b", "1") == 0
    moment = NOW
    for _ in range(2):
        assert world.run("platform-took", "send", at=moment) == KILLED
        moment += LEASE + timedelta(seconds=1)
    assert world.run("", "send", at=moment) == 0
    assert states(world.url, "李梅") == [State.UNKNOWN]
    assert len([line for line in world.taken() if line.startswith("alert\t李梅")]) == 2


def to_nine(session: RowSession) -> None:
    world = Telegram()
    chats = [str(world.person(name).id) for name in child.RECIPIENTS]
    accounts = [lock_account(session, "telegram", chat, NOW) for chat in chats]
    post.send(session, Draft(Kind.NOTICE, saying("desk-own-words", words=Text("明天 9:00 停水"))), accounts, NOW)


def standing(url: str) -> dict[str, State]:
    """Of every chat of the broadcast."""
    database = Database(url)
    try:
        query = select(Delivery.chat, Delivery.state).where(Delivery.channel == "telegram")
        return dict(database.read_now(lambda session: [(row[0], row[1]) for row in session.exec(query)]))
    finally:
        database.close()


def test_killed_in_a_broadcast_only_what_was_in_flight_is_unknown(world: World) -> None:
    """What only waited in hand for its moment goes after the restart, once; what was taken is never sent again."""
    database = Database(world.url)
    database.run_now(to_nine)
    database.close()
    assert world.run("3", "broadcast") == KILLED
    taken = {line.split("\t")[1] for line in world.taken()}
    left = standing(world.url)
    assert (len(left), len(taken)) == (9, 3)
    assert {chat for chat, state in left.items() if state is not State.QUEUED} == taken
    in_flight = {chat for chat, state in left.items() if state is State.SENDING}
    assert 1 <= len(in_flight) <= 3
    assert world.run("", "broadcast", at=NOW + LEASE + timedelta(seconds=1)) == 0
    assert sorted(line.split("\t")[1] for line in world.taken()) == sorted(left)
    after = standing(world.url)
    assert {chat for chat, state in after.items() if state is State.UNKNOWN} == in_flight
    assert {state for chat, state in after.items() if chat not in in_flight} == {State.SENT}


def asked_in_a_room(session: RowSession) -> None:
    cast.make_room(session, "业主群 owners @ 四季家园(SJ)", "stage", NOW)
    opener = lock_account(session, "stage", "李梅", NOW).person_id
    wish = Wish("公共晾衣架装在哪里？", ("东侧空地", "楼顶"), 3)
    open_round(session, session.exec(select(Estate)).one(), wish, opener, NOW)


def answered(session: RowSession, key: str, option: int, at: datetime) -> None:
    press = Incoming("stage", key, Told.PRESSED, "张三", at, room="业主群", choice=f"opinions-answer SJ-1 {option} 1")
    serve(session, press, at, Traits("stage"))


class Room:
    """A room in which a round is asked, and what stands in it after the processes came and went."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.moment = NOW
        self.inside(asked_in_a_room)

    def inside(self, work: Callable[..., object], *given: object) -> object:
        database = Database(self.world.url)
        try:
            return database.run_now(work, *given)
        finally:
            database.close()

    def sends(self, point: str = "") -> int:
        self.moment += LEASE * 2
        return self.world.run(point, "send", at=self.moment)

    def answers(self, key: str, option: int) -> None:
        self.moment += timedelta(seconds=10)
        self.inside(answered, key, option, self.moment)

    def doubted(self) -> object:
        return self.inside(count_doubtful, "opinions", "SJ-1", self.moment)

    def showings(self) -> list[str]:
        kinds = [line.split("\t")[0] for line in self.world.taken()]
        return [kind for kind in kinds if kind in ("post", "edit")]


@pytest.mark.parametrize(("point", "left"), [("board-marked", []), ("board-taken", ["post"])])
def test_killed_while_posting_a_board(world: World, point: str, left: list[str]) -> None:
    """Nobody knows whether it is there: it is not blindly posted again, and the next change gives the room a live one."""
    room = Room(world)
    assert room.sends(point) == KILLED
    assert (room.sends(), room.sends()) == (0, 0)
    assert room.showings() == left
    assert room.doubted() == 1
    room.answers("a", 1)
    assert (room.sends(), room.sends()) == (0, 0)
    assert room.showings() == [*left, "post"]
    assert room.doubted() == 0
    room.answers("b", 2)
    assert (room.sends(), room.sends()) == (0, 0)
    assert room.showings() == [*left, "post"]  # the board says how many, not what: the same words are not sent


def test_an_answer_while_the_process_dies_is_on_a_board_in_the_end(world: World) -> None:
    room = Room(world)
    assert room.sends("board-taken") == KILLED
    room.answers("a", 1)
    assert room.sends() == 0
    assert room.showings() == ["post", "post"]


@pytest.mark.parametrize("point", ["board-marked", "board-taken"])
def test_killed_while_editing_a_board(world: World, point: str) -> None:
    """An edit may be made twice: it is simply made again, in the same message."""
    room = Room(world)
    assert room.sends() == 0
    room.answers("a", 1)
    assert room.sends(point) == KILLED
    assert room.doubted() == 0
    assert (room.sends(), room.sends()) == (0, 0)
    assert room.showings() == ["post", *(["edit"] if point == "board-taken" else []), "edit"]
