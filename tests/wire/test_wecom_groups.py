"""Posts into WeCom's groups: bound by the administrator, at the hook's pace, and its key is nobody's to see."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from sqlmodel import col, select

from bot.pacing import Pacing
from bot.wecom.groups import GroupCourier, Groups, pace
from bot.wecom.turns import Turns
from config.values import Text, saying
from models.database import Database, RowSession
from models.letters import post
from models.letters.post import Draft
from models.letters.shapes import Paper
from models.letters.tables import Board, Delivery, FileKind, Kind, State
from models.opinions import closing
from models.opinions.asking import Wish, count_boards, open_round
from models.people.tables import Account, Estate
from models.refusals import Refusal
from models.rooms import Audience, bind_hook, find_room, leave_hook, rooms_of
from tests.fakes.telegram import picture
from tests.fakes.wecom_groups import Group, WeComGroups
from tests.fakes.wecom_wire import no
from tests.stage import cast
from tests.stage import stage as _every_feature  # noqa: F401 (loads them)

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
NAME, KEY = "业委会群", "693a91f6-7aaa-4bc4-97a0-0ec2a1fa5aaa"


class Post:
    """The sender of the groups over a database, and the fake platform before it."""

    def __init__(self, database: Database, keys: dict[str, str] | None = None) -> None:
        self.database = database
        self.now = NOW
        self.world = WeComGroups(lambda: self.now)
        self.group: Group = self.world.group(KEY)
        self.files: dict[str, tuple[bytes, str, FileKind]] = {}
        turns = Turns(database, lambda: self.now, Pacing(pace(), time=self.clock, sleep=self.sleep))
        given = {NAME: KEY} if keys is None else keys
        self.groups = Groups(GroupCourier(given, turns, self.fetch, transport=self.world.transport()))

    def clock(self) -> float:
        return self.now.timestamp()

    async def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    async def fetch(self, paper: Paper, parcel: object) -> tuple[bytes, str, FileKind] | None:
        del parcel
        return self.files.get(paper.name)

    async def goes_on(self) -> None:
        await self.groups.sender.drain()

    def says(self, *texts: str, papers: tuple[str, ...] = ()) -> None:
        """A post for each text."""

        def posted(session: RowSession) -> None:
            room = find_room(session, "wecom-group", NAME)
            assert room is not None
            enclosed = tuple(Paper(name=each) for each in papers)
            for text in texts:
                words = saying("desk-own-words", words=Text(text))
                post.post(session, room, Draft(Kind.NOTICE, words, papers=enclosed), self.now)

        self.database.run_now(posted)

    def states(self) -> list[State]:
        return self.database.read_now(
            lambda session: list(session.exec(select(Delivery.state).order_by(col(Delivery.id))))
        )


def bound(session: RowSession, audience: Audience = Audience.OWNERS) -> None:
    cast.make_estate(session, "四季家园(SJ) duty=62770001")
    cast.make_people(session, "张桂芬=业主 3-2-501, 陈建国=主任 @ 四季家园(SJ)", "stage", NOW)
    bind_hook(session, "wecom-group", NAME, session.exec(select(Estate)).one(), audience, NOW)


@pytest.fixture
async def to(database: Database) -> AsyncIterator[Post]:
    database.run_now(bound)
    made = Post(database)
    yield made
    await made.groups.courier.http.aclose()
    assert made.group.refused == 0


async def test_words_pictures_and_files_are_posted(to: Post) -> None:
    to.files["photo"] = picture(), "photo.jpg", FileKind.PHOTO
    to.files["poster"] = b"\x89PNG" + b"x" * (2 << 20), "poster.png", FileKind.PHOTO
    to.files["paper"] = b"%PDF-1.7", "通知.pdf", FileKind.PAPER
    to.says("明天停水", papers=("photo", "poster", "paper", "gone"))
    await to.goes_on()
    assert [kind for kind, _ in to.group.posts] == ["image", "file", "file", "text"]
    assert to.group.texts == ["明天停水"]
    assert to.states() == [State.SENT]


async def test_nobody_is_called_by_what_a_person_wrote(to: Post) -> None:
    to.says("张三说：<@all> <@LiMei> 快来")
    await to.goes_on()
    assert to.group.texts == ["张三说：＜@all> ＜@LiMei> 快来"]


async def test_a_long_text_goes_in_pieces(to: Post) -> None:
    to.says("\n".join(f"第{n}条：楼道里不要堆放杂物。" for n in range(1, 120)))
    await to.goes_on()
    assert len(to.group.texts) > 1
    assert all(len(text.encode()) <= 2048 for text in to.group.texts)


async def test_the_platform_never_has_to_refuse_us(to: Post) -> None:
    told = [f"第 {n} 条" for n in range(30)]
    to.says(*told)
    await to.goes_on()
    assert len(to.group.texts) == 18
    to.now += timedelta(minutes=1)
    await to.goes_on()
    assert to.group.texts == told


async def test_a_hook_others_use_too_makes_us_wait(to: Post) -> None:
    to.group.times.extend([NOW] * 20)
    to.says("明天停水")
    await to.goes_on()
    assert (to.group.texts, to.states(), to.group.refused) == ([], [State.QUEUED], 1)
    to.group.refused = 0
    to.now += timedelta(minutes=1, seconds=1)
    await to.goes_on()
    assert to.group.texts == ["明天停水"]


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (httpx.ConnectError("no route"), State.QUEUED),
        (httpx.ReadTimeout("too late"), State.UNKNOWN),
        (httpx.Response(502, text="<html>Bad Gateway</html>"), State.UNKNOWN),
        (no(-1, "system busy"), State.QUEUED),
        (no(93000, "invalid webhook url"), State.BLOCKED),
        (no(93004, "webhook is stopped"), State.BLOCKED),
        (no(40058, "invalid Request Parameter"), State.FAILED),
    ],
)
async def test_what_a_fault_means_for_a_post(to: Post, fault: httpx.Response | Exception, state: State) -> None:
    def broken(_request: httpx.Request) -> httpx.Response:
        if isinstance(fault, Exception):
            raise fault
        return fault

    to.world.faults.append(broken)
    to.says("明天停水")
    await to.goes_on()
    assert to.states() == [state]


async def test_a_file_the_platform_never_takes_holds_nothing_up(to: Post) -> None:
    to.files["paper"] = b"%PDF-1.7", "通知.pdf", FileKind.PAPER

    def refuses(request: httpx.Request) -> httpx.Response | None:
        return no(40006, "invalid file size") if request.url.path.endswith("upload_media") else None

    to.world.faults.append(refuses)
    to.says("明天停水", papers=("paper",))
    await to.goes_on()
    assert to.states() == [State.SENT]
    assert to.group.texts[0].startswith("明天停水\n")


async def test_a_group_without_a_key_says_what_to_mend(database: Database) -> None:
    database.run_now(bound)
    to = Post(database, keys={})
    to.says("明天停水")
    await to.goes_on()
    reasons = database.read_now(lambda session: list(session.exec(select(Delivery.reason))))
    assert reasons == ["no key of that name in YXM_WECOM__GROUPS"]
    await to.groups.courier.http.aclose()


async def test_the_key_stands_nowhere(sqlite_file: Path, database: Database, caplog: pytest.LogCaptureFixture) -> None:
    """Neither in the database nor in a log or a printed thing, whatever breaks."""
    database.run_now(bound)
    to = Post(database)
    caplog.set_level(logging.DEBUG)
    logging.getLogger("httpx").setLevel(logging.WARNING)  # as bot.cli.opening.log_fully
    answers: list[httpx.Response | Exception] = [
        no(93000, f"invalid webhook url key={KEY}"), no(40058, f"key={KEY}"), httpx.ReadTimeout("too late"),
        httpx.Response(200, text=f"<html>{KEY}</html>"), RuntimeError("unforeseen"),
    ]  # fmt: skip

    def broken(_request: httpx.Request) -> httpx.Response | None:
        answer = answers.pop(0) if answers else None
        if isinstance(answer, Exception):
            raise answer
        return answer

    to.world.faults.append(broken)
    to.says(*(f"第 {n} 条" for n in range(6)))
    for _ in range(6):
        parcels = await to.groups.sender._take_up()
        for each in parcels:
            await to.groups.sender._fly_whatever_happens(each)
    assert to.group.texts
    shown = [caplog.text, repr(to.groups.courier), repr(vars(to.groups)), repr(to.groups.sender)]
    assert [each for each in shown if KEY in each] == []
    with sqlite3.connect(sqlite_file) as connection:
        dump = "\n".join(connection.iterdump())
    connection.close()
    assert NAME in dump
    assert KEY not in dump
    await to.groups.courier.http.aclose()


def _open(session: RowSession) -> tuple[str, int]:
    opener = session.exec(select(Account).where(Account.external == "陈建国")).one().person_id
    asked = open_round(
        session, session.exec(select(Estate)).one(), Wish("装在哪里？", ("东侧", "楼顶"), 3), opener, NOW
    )
    return asked.code, count_boards(session, asked)


async def test_a_round_shows_no_board_where_nothing_can_be_changed_but_its_result(to: Post) -> None:
    """And whoever asked is not told that it stands there."""
    code, rooms = to.database.run_now(_open)
    assert rooms == 0
    await to.goes_on()
    assert to.group.posts == []
    assert to.database.read_now(lambda session: list(session.exec(select(Board)))) == []
    to.now += timedelta(days=4)

    def close(session: RowSession) -> None:
        for each in closing.due(session, to.now):
            closing.announce_by_id(session, each, to.now)

    to.database.run_now(close)
    to.now += timedelta(hours=23)
    await to.goes_on()
    assert len(to.group.texts) == 1
    assert "装在哪里？" in to.group.texts[0]
    assert code


def test_a_group_is_one_estates_until_it_is_ended(database: Database) -> None:
    database.run_now(bound)

    def other(session: RowSession) -> None:
        cast.make_estate(session, "兰苑(LY)")
        session.flush()
        estate = session.exec(select(Estate).where(Estate.prefix == "LY")).one()
        with pytest.raises(Refusal):
            bind_hook(session, "wecom-group", NAME, estate, Audience.STAFF, NOW)
        first = session.exec(select(Estate).where(Estate.prefix == "SJ")).one()
        assert not leave_hook(session, "wecom-group", NAME, estate, NOW)
        assert leave_hook(session, "wecom-group", NAME, first, NOW)
        assert rooms_of(session, first.id) == []
        bind_hook(session, "wecom-group", NAME, estate, Audience.STAFF, NOW)
        assert [room.audience for room in rooms_of(session, estate.id)] == [Audience.STAFF]

    database.run_now(other)
