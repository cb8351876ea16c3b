"""What nobody foresaw, in one of many: it is given up under a reference in the log, and the others go on."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from bot import clock
from bot.files import Keeper, Store
from bot.files.keeper import Wanted
from bot.play import cast
from bot.play.stage import RICH, Theatre
from bot.sender import Sender
from bot.telegram import channel
from bot.telegram.polling import Polling
from config.values import saying
from handlers.desk.registry import BOARDS, BoardView
from models.database import Database, RowSession, new_id
from models.letters.boards import open_board
from models.letters.tables import Attachment, FileKind, FileState, Inbox
from models.rooms import Room
from scheduler.jobs import Job
from tests.fakes.telegram import picture
from tests.wire.telegram_stage import Scene

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def breaks(*_given: object) -> object:
    raise LookupError("nobody foresaw this")


def logged(caplog: pytest.LogCaptureFixture) -> int:
    """How many mishaps stand in the log, each under a reference and with its story."""
    found = [record for record in caplog.records if re.search(r"reference [0-9a-f]{6}$", record.getMessage())]
    assert all(record.exc_info for record in found)
    return len(found)


async def test_a_job_that_breaks_stops_no_other_whether_it_looks_or_works(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    subjects = [new_id() for _ in range(3)]
    worked = []

    def work(_session: RowSession, subject: object, _now: datetime) -> None:
        if subject == subjects[1]:
            breaks()
        worked.append(subject)

    jobs = [Job("looks", breaks, work, breaks), Job("works", lambda *_: subjects, work, breaks)]
    monkeypatch.setattr(clock, "JOBS", {each.name: each for each in jobs})
    assert await clock.ring_all(database, NOW) == 2
    assert worked == [subjects[0], subjects[2]]
    assert logged(caplog) == 2


async def test_a_board_that_breaks_grounds_neither_the_others_nor_the_sender(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def scene(session: RowSession) -> None:
        cast.make_estate(session, "四季家园(SJ)")
        cast.make_room(session, "业主群 owners @ 四季家园(SJ)", "stage", NOW)
        room = session.exec(select(Room)).one()
        for feature in ("bad", "good"):
            open_board(session, feature, "SJ-1", room, NOW)

    monkeypatch.setitem(BOARDS, "bad", breaks)
    monkeypatch.setitem(BOARDS, "good", lambda *_: BoardView(saying("desk-cancelled")))
    database.run_now(scene)
    theatre = Theatre(RICH)
    await Sender(database, theatre, lambda: NOW).drain()
    assert [heard.to for heard in theatre.heard] == ["业主群"]
    assert logged(caplog) == 1


async def test_a_file_that_breaks_the_keeper_is_given_up_and_the_others_are_kept(
    database: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    rows = [
        Attachment(channel="stage", kind=FileKind.PHOTO, platform_id=name, created_at=NOW) for name in ("bad", "good")
    ]
    database.run_now(lambda session: session.add_all(rows))

    async def fetch(wanted: Wanted) -> bytes:
        if wanted.platform_id == "bad":
            breaks()
        return picture()

    keeper = Keeper(database, Store(tmp_path))
    keeper.fetchers["stage"] = fetch
    for _ in range(12):
        await keeper.keep_wanted()
    states = database.read_now(
        lambda session: {each.platform_id: each.state for each in session.exec(select(Attachment))}
    )
    assert states == {"bad": FileState.REFUSED, "good": FileState.KEPT}
    assert logged(caplog) == 9


async def test_an_update_that_breaks_us_is_passed_over(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Asked for again it would break us again, and everything behind it would wait for good."""
    scene = await Scene(database).set()
    reading = channel.read

    def read(update: object, *given: object) -> object:
        return breaks() if "坏" in str(update) else reading(update, *given)

    monkeypatch.setattr(channel, "read", read)
    for words in ("坏的", "你好"):
        scene.people["张桂芬"].say(words)
    service = scene.begin(database)
    await service.bot.initialize()
    polling = Polling(service.bot, service.channel, seconds=0)
    assert [await polling.once() for _ in range(2)] == [2, 0]
    await service.bot.shutdown()
    assert database.read_now(lambda session: list(session.exec(select(Inbox.text)))) == ["你好"]
    assert logged(caplog) == 1


@pytest.mark.parametrize("kind", ["sender", "keeper"])
async def test_who_is_told_to_end_while_there_is_work_ends(database: Database, tmp_path: Path, kind: str) -> None:
    """Woken and stopped in the same moment: a stop that is not heard leaves a process that never goes."""
    rests: Sender | Keeper = (
        Sender(database, Theatre(RICH), lambda: NOW) if kind == "sender" else Keeper(database, Store(tmp_path))
    )
    task = asyncio.create_task(rests.run())
    await asyncio.sleep(0.5)
    rests._woken.set()
    task.cancel()
    done, _ = await asyncio.wait([task], timeout=10)
    assert done == {task}
