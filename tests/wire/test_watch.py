"""Posts that one process holds; the landing of letters in flight; who may read the figures; who hears of a standstill."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import psycopg
import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from bot import watch as watching
from bot.files import Store
from bot.rendering import Message
from bot.sender import Sender
from bot.serving import Part, Serving
from bot.signs import Alarm, Sign, reach
from bot.watch import Alone, HeldElsewhereError, Shared, for_ever
from bot.web.courier import WebCourier
from bot.web.house import WebHouse
from bot.web.hub import Page
from config.channels import Traits
from config.limits import standstill_limits
from config.values import Text, saying
from handlers.desk.registry import load_features
from models.database import Database, RowSession
from models.letters import post
from models.letters.post import Draft
from models.letters.shapes import Parcel
from models.letters.tables import Delivery, Kind, Letter, State
from models.opinions.asking import Wish, open_round
from models.people.identity import lock_account
from models.people.roles import Role, grant
from models.people.tables import Account, Estate
from models.rooms import Room
from models.signs import Standing, standstills
from tests.stage import cast

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
RICH = Traits("telegram", rings=True)


def shared(url: sa.URL, done: list[str], name: str) -> Shared:
    async def work() -> None:
        done.append(f"{name} begins")
        try:
            await for_ever()
        finally:
            done.append(f"{name} ends")

    made = Shared(url)
    made.add("clock", work)
    return made


async def until(look: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not look():  # noqa: ASYNC110 (many things are waited for)
            await asyncio.sleep(0.02)


async def test_a_post_is_held_by_one_and_given_up_with_its_line(postgres_url: sa.URL) -> None:
    done: list[str] = []
    one, two = shared(postgres_url, done, "one"), shared(postgres_url, done, "two")
    first = asyncio.create_task(one.run())
    await until(lambda: one.holds("clock"))
    second = asyncio.create_task(two.run())
    cut = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
    with psycopg.connect(postgres_url.set(drivername="postgresql").render_as_string(hide_password=False)) as line:
        assert len(line.execute(cut).fetchall()) == 1
    await until(lambda: "one ends" in done and done[-1].endswith("begins") and len(done) == 3)
    holder, task = (one, first) if one.holds("clock") else (two, second)
    assert [one.holds("clock"), two.holds("clock")].count(True) == 1
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    other = two if holder is one else one
    await until(lambda: other.holds("clock"))
    for each in (first, second):
        each.cancel()
    await asyncio.gather(first, second, return_exceptions=True)
    assert [line.split()[1] for line in done] == ["begins", "ends"] * 3


async def test_what_is_told_with_a_commit_is_heard_and_what_is_undone_is_not(
    postgres_url: sa.URL, reopen_postgres: Callable[[], Database]
) -> None:
    heard: list[str] = []
    watch = Shared(postgres_url)
    watch.add("clock", for_ever)
    watch.on_notice = heard.append
    task = asyncio.create_task(watch.run())
    await until(lambda: watch.holds("clock"))
    database = reopen_postgres()

    def promise(session: RowSession, *, fails: bool) -> None:
        account = lock_account(session, "telegram", "1", NOW)
        post.send(session, Draft(Kind.ALERT, saying("desk-own-words", words=Text("好"))), [account], NOW)
        session.told.append(f"show {fails}")
        if fails:
            raise LookupError

    with suppress(LookupError):
        database.run_now(promise, fails=True)
    database.run_now(promise, fails=False)
    await until(lambda: len(heard) == 2)
    assert heard == ["wake telegram", "show False"]
    database.close()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_room_sees_its_board_and_its_letters_at_every_process(
    reopen_postgres: Callable[[], Database], tmp_path: Path
) -> None:
    """What one process posts to a room on the page is shown on pages connected to another, once."""
    load_features()
    database = reopen_postgres()
    database.run_now(asked_in_a_room)
    house, other = (WebHouse(database, Store(tmp_path), lambda: NOW) for _ in range(2))
    room = database.read_now(lambda session: session.exec(select(Room)).one())
    pages = [Page("a" * 32, room.external, room_id=room.id), Page("b" * 32, room.external, room_id=room.id)]
    house.hub.join(pages[0])
    other.hub.join(pages[1])
    lines: list[str] = []
    watch = Shared(database.url)
    watch.add("clock", for_ever)
    watch.on_notice = lambda line: (lines.append(line), house.echo.hear(line), other.echo.hear(line))
    tasks = [asyncio.create_task(run()) for run in (watch.run, house.echo.run, other.echo.run)]
    await until(lambda: watch.holds("clock"))
    sender = Sender(database, WebCourier(house), lambda: NOW + timedelta(minutes=1), here=house.hub.present)
    assert await sender.drain() == 1
    await until(lambda: pages[1].frames.qsize() == 2)
    seen = [{frame["id"]: frame["text"] for frame in (page.frames.get_nowait() for _ in range(2))} for page in pages]
    assert seen[0] == seen[1]
    assert sum(line.startswith("show ") for line in lines) == 2
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    database.close()


def asked_in_a_room(session: RowSession) -> None:
    cast.make_estate(session, "四季家园(SJ) duty=62770001")
    cast.make_people(session, "李梅=专职秘书 @ 四季家园(SJ)", "stage", NOW)
    cast.make_room(session, "owners owners @ 四季家园(SJ)", "web", NOW)
    opener = lock_account(session, "stage", "李梅", NOW).person_id
    open_round(session, session.exec(select(Estate)).one(), Wish("晾衣架装在哪里？", ("东", "西"), 3), opener, NOW)
    words = Draft(Kind.NOTICE, saying("desk-own-words", words=Text("明天 9:00 停水")))
    post.post(session, session.exec(select(Room)).one(), words, NOW)


async def test_a_work_waits_for_the_database_and_breaks_on_anything_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the database was missed in a group of works."""
    monkeypatch.setattr(watching, "_AGAIN", 0.0)
    gone = sa.exc.OperationalError("SELECT", {}, psycopg.OperationalError("gone"))
    ends: list[BaseException | None] = [gone, ExceptionGroup("works", [gone]), None]

    async def work() -> None:
        end = ends.pop(0)
        if end is not None:
            raise end

    await watching.through_outages("clock", work)
    assert ends == []
    ends += [gone, ExceptionGroup("works", [gone, LookupError()])]
    with pytest.raises(ExceptionGroup) as broken:
        await watching.through_outages("clock", work)
    assert [type(each) for each in broken.value.exceptions] == [LookupError]


def test_one_sqlite_file_takes_one_process(tmp_path: Path) -> None:
    first = Alone(str(tmp_path / "a.sqlite3"))
    with pytest.raises(HeldElsewhereError):
        Alone(str(tmp_path / "a.sqlite3"))
    Alone(str(tmp_path / "b.sqlite3")).close()
    first.close()
    Alone(str(tmp_path / "a.sqlite3")).close()


class Slow:
    """A platform that takes a letter when it is let."""

    traits = RICH

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.let = asyncio.Event()

    async def hand_over(self, parcel: Parcel, message: Message) -> str:
        del message
        self.asked.append(parcel.chat)
        await self.let.wait()
        return "m"

    async def show_board(self, shown: object) -> str:
        raise NotImplementedError


def two_letters(session: RowSession) -> None:
    for chat in ("1", "2"):
        account = lock_account(session, "telegram", chat, NOW)
        post.send(session, Draft(Kind.ALERT, saying("desk-own-words", words=Text("好"))), [account], NOW)


async def test_a_sender_told_to_stop_lets_land_what_is_in_flight_and_takes_nothing_more(database: Database) -> None:
    database.run_now(two_letters)
    platform = Slow()
    sending = asyncio.create_task(Sender(database, platform, lambda: NOW, at_once=1).run())
    await until(lambda: platform.asked == ["1"])
    sending.cancel()
    await asyncio.sleep(0)
    platform.let.set()
    await asyncio.gather(sending, return_exceptions=True)
    states = database.read_now(lambda s: s.exec(select(Delivery.state).order_by(col(Delivery.chat))).all())
    assert (platform.asked, states) == (["1"], [State.SENT, State.QUEUED])


async def test_a_process_asked_twice_to_leave_lets_land_what_is_in_flight(database: Database, tmp_path: Path) -> None:
    """As the web server asks: when it stops, and when it has stopped."""
    database.run_now(two_letters)
    platform = Slow()
    serving = Serving(WebHouse(database, Store(tmp_path), lambda: NOW), bell=False)
    serving.add(Sender(database, platform, lambda: NOW, at_once=1))
    async with serving.running():
        await until(lambda: platform.asked == ["1"])
        leaving = []
        for _ in range(2):
            leaving.append(asyncio.create_task(serving.leave()))
            await asyncio.sleep(0.05)
        platform.let.set()
        await asyncio.gather(*leaving)
    states = database.read_now(lambda s: s.exec(select(Delivery.state).order_by(col(Delivery.chat))).all())
    assert (platform.asked, states) == (["1"], [State.SENT, State.QUEUED])


def client(serving: Serving, host: str = "127.0.0.1") -> httpx.AsyncClient:
    serving.metrics_token = "a-token-of-twenty-letters"
    return httpx.AsyncClient(transport=httpx.ASGITransport(serving.app(), client=(host, 1)), base_url="http://house")


async def test_figures_are_for_this_machine_or_the_token(database: Database, tmp_path: Path) -> None:
    database.run_now(two_letters)
    serving = Serving(WebHouse(database, Store(tmp_path), lambda: NOW))
    async with client(serving) as here, client(serving, "10.0.0.7") as there:
        figures = await here.get("/metrics")
        assert 'yexiaomi_letters{channel="telegram",state="waiting"} 2.0' in figures.text
        assert 'yexiaomi_post_held{post="clock"} 0.0' in figures.text
        assert (await there.get("/metrics")).status_code == 404
        assert (await here.get("/metrics", headers={"X-Forwarded-For": "10.0.0.7"})).status_code == 404
        for word, status in (("a-token-of-twenty-letters", 200), ("another", 404)):
            answer = await there.get("/metrics", headers={"Authorization": f"Bearer {word}"})
            assert answer.status_code == status
        assert (await here.get("/health/ready")).text == "schema"
        await serving.leave()
        assert (await here.get("/health/ready")).text == "stopping"


async def test_a_worker_has_no_pages_and_a_web_process_no_posts(database: Database, tmp_path: Path) -> None:
    worker = Serving(WebHouse(database, Store(tmp_path), lambda: NOW), part=Part.WORKER)
    async with client(worker) as asked:
        assert [(await asked.get(path)).status_code for path in ("/", "/health/live")] == [404, 200]
    assert set(worker.watch.posts) == {"web", "files", "accounts", "clock"}
    assert not Serving(WebHouse(database, Store(tmp_path), lambda: NOW), part=Part.WEB).watch.posts


# ---- standstills


def ago(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("standing", "found"),
    [
        (Standing(), []),
        (Standing(letters={"telegram": ago(11)}), ["letters telegram"]),
        (Standing(letters={"telegram": ago(9)}), []),
        (Standing(letters={"telegram": ago(30)}, signs={"sent telegram": ago(1)}), []),  # a long broadcast
        (Standing(letters={"telegram": ago(1)}, signs={"sent telegram": ago(90)}), []),  # nothing to say till now
        (Standing(letters={"telegram": ago(12)}, signs={"sent telegram": ago(11)}), ["letters telegram"]),
        (Standing(signs={"clock": ago(6)}), ["clock"]),
        (Standing(signs={"polls telegram": ago(6)}), []),  # a webhook now
        (Standing(signs={"polls telegram": ago(6)}, polled=("telegram",)), ["polls telegram"]),
        (Standing(files=ago(61)), ["files"]),
        (Standing(files=ago(59)), []),
    ],
)
def test_what_stands_still(standing: Standing, found: list[str]) -> None:
    assert sorted(standstills(standing, standstill_limits(), NOW)) == found


def people(session: RowSession, *roles: Role) -> None:
    """An administrator (and others) with Telegram and a page, and a letter that nobody takes away."""
    for place, role in enumerate(roles):
        account = lock_account(session, "telegram", f"t{place}", NOW)
        session.flush()
        session.add(Account(channel="web", external=f"w{place}", person_id=account.person_id))
        grant(session, account.person_id, role, NOW, district="梅园社区")
    two_letters(session)


def heard(session: RowSession) -> list[tuple[str, str]]:
    query = select(col(Letter.key), col(Delivery.chat)).join(Letter, col(Letter.id) == col(Delivery.letter_id))
    query = query.where(col(Letter.key).startswith("troubles-")).order_by(col(Delivery.id))
    return [(key, chat) for key, chat in session.exec(query)]


async def test_an_administrator_hears_once_that_it_stands_still_and_once_that_it_is_over(database: Database) -> None:
    """On every route: the one that stands still may be the one last heard from."""
    database.run_now(people, Role.ADMINISTRATOR, Role.COMMUNITY)
    moment = [NOW]
    alarm = Alarm(database, lambda: moment[0])
    alarm.channels = {"telegram": reach(RICH)}
    assert await alarm.look() == 0
    for minutes in (11, 12, 60):
        moment[0] = NOW + timedelta(minutes=minutes)
        await alarm.look()
    told = [("troubles-stuck", "t0"), ("troubles-stuck", "w0")]
    assert sorted(database.read_now(heard)) == told
    await Sign(database, lambda: moment[0], "sent telegram").give()
    assert [await alarm.look(), await alarm.look()] == [1, 0]
    assert sorted(database.read_now(heard)) == [("troubles-over", "t0"), ("troubles-over", "w0"), *told]


async def test_without_an_administrator_the_community_hears(database: Database) -> None:
    database.run_now(people, Role.SECRETARY, Role.COMMUNITY)
    alarm = Alarm(database, lambda: NOW + timedelta(minutes=11))
    alarm.channels = {"telegram": reach(RICH)}
    await alarm.look()
    assert sorted(database.read_now(heard)) == [("troubles-stuck", "t1"), ("troubles-stuck", "w1")]


async def test_what_waits_for_a_page_to_be_opened_is_no_standstill(database: Database) -> None:
    def to_a_page(session: RowSession) -> None:
        account = lock_account(session, "web", "seat", NOW)
        post.send(session, Draft(Kind.ALERT, saying("desk-own-words", words=Text("好"))), [account], NOW)

    database.run_now(to_a_page)
    alarm = Alarm(database, lambda: NOW + timedelta(days=3))
    alarm.channels = {"web": reach(Traits("web"))}
    assert await alarm.look() == 0


async def test_what_the_night_held_waits_since_the_morning(database: Database) -> None:
    """A notice of the evening is no standstill at five past eight; it is one when the morning has had its ten minutes."""

    def in_the_evening(session: RowSession) -> None:
        account = lock_account(session, "telegram", "1", evening - timedelta(hours=3))
        post.send(session, Draft(Kind.NOTICE, saying("desk-own-words", words=Text("好"))), [account], evening)

    evening = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)  # ten at night in China
    database.run_now(people, Role.ADMINISTRATOR)
    database.run_now(lambda session: session.exec(sa.update(Delivery).values(state=State.SENT)))
    database.run_now(in_the_evening)
    moment = [evening]
    alarm = Alarm(database, lambda: moment[0])
    alarm.channels = {"telegram": reach(RICH)}
    found = []
    for minutes in (30, 605, 611):
        moment[0] = evening + timedelta(minutes=minutes)
        found.append(await alarm.look())
    assert found == [0, 0, 1]
