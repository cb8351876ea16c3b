"""Answers to an opinion round as they really come: many at once, twice within a second, at the close, with forged lines."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import select

from bot import boards
from bot.clock import ring_all
from bot.dispatch import Dispatch, serve
from bot.papers.registry import PAPERS, load_papers
from bot.play import cast
from bot.play.stage import RICH, Theatre
from bot.rendering import toast_text
from bot.sender import Sender
from config.words import Reader
from handlers.desk.registry import load_features
from models.database import Database, RowSession
from models.letters.shapes import Incoming, Served, Told
from models.letters.tables import Board, Delivery, Letter
from models.opinions import asking, closing, queries, wording
from models.opinions.asking import Wish
from models.opinions.tables import Asking, Opinion, OpinionRound, OpinionTap, Standing
from models.people.identity import lock_account
from models.people.tables import Estate, Tie, Unit
from models.refusals import Refusal

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
CLOSE = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
WISH = Wish("公共晾衣架装在哪里？", ("东侧空地", "楼顶", "不装"), 3)
OWNERS = 20
load_features()


def scene(session: RowSession, wish: Wish = WISH) -> str:
    cast.make_estate(session, "四季家园(SJ)")
    cast.make_people(
        session,
        "李梅=专职秘书, 陈建国=主任, 甲=业主 9-1-101, 乙=业主 9-1-101, 丙=租户 9-1-102, 外人=物业 @ 四季家园(SJ)",
        "stage",
        NOW,
    )
    cast.make_people(
        session, ", ".join(f"户{n}=业主 1-1-{100 + n}" for n in range(OWNERS)) + " @ 四季家园(SJ)", "stage", NOW
    )
    cast.make_room(session, "业主群 owners @ 四季家园(SJ)", "stage", NOW)
    estate = session.exec(select(Estate)).one()
    opener = lock_account(session, "stage", "李梅", NOW).person_id
    return asking.open_round(session, estate, wish, opener, NOW).code


def press(who: str, option: int, key: str, *, room: str = "业主群", edition: int = 1, code: str = "SJ-1") -> Incoming:
    return Incoming(
        "stage", key, Told.PRESSED, who, NOW, room=room, choice=f"opinions-answer {code} {option} {edition}"
    )


def standing(session: RowSession) -> Counter[tuple[Standing, int]]:
    return Counter((each.standing, each.option) for each in session.exec(select(Opinion)))


def count(session: RowSession, table: type) -> int:
    return session.exec(select(sa.func.count()).select_from(table)).one()


def toasted(served: Served) -> str:
    assert served.toast is not None
    return toast_text(served.toast, NOW)


async def test_twenty_people_at_once_are_all_counted(any_database: Database) -> None:
    any_database.run_now(scene)
    dispatch = Dispatch(any_database, lambda: NOW)
    await asyncio.gather(*(dispatch.serve(press(f"户{n}", n % 3 + 1, f"k{n}"), RICH) for n in range(OWNERS)))
    assert any_database.read_now(standing) == {(Standing.OWNER, 1): 7, (Standing.OWNER, 2): 7, (Standing.OWNER, 3): 6}
    assert any_database.read_now(count, OpinionTap) == OWNERS
    assert any_database.read_now(count, Board) == 1


async def test_the_same_person_twice_within_a_second_is_one_home_and_the_last_counts(any_database: Database) -> None:
    any_database.run_now(scene)
    dispatch = Dispatch(any_database, lambda: NOW)
    await asyncio.gather(*(dispatch.serve(press("甲", 1, f"a{n}"), RICH) for n in range(4)))
    await dispatch.serve(press("甲", 2, "last"), RICH)
    assert any_database.read_now(standing) == {(Standing.OWNER, 2): 1}
    assert any_database.read_now(count, OpinionTap) == 5


async def test_two_owners_of_one_home_at_once_are_one_home(any_database: Database) -> None:
    any_database.run_now(scene)
    dispatch = Dispatch(any_database, lambda: NOW)
    await asyncio.gather(
        *(
            dispatch.serve(press(who, option, f"{who}{n}"), RICH)
            for n in range(3)
            for who, option in (("甲", 1), ("乙", 2))
        )
    )
    assert any_database.read_now(standing).total() == 1
    assert any_database.read_now(count, OpinionTap) == 6


async def test_a_redelivered_tap_is_one_tap(any_database: Database) -> None:
    any_database.run_now(scene)
    dispatch = Dispatch(any_database, lambda: NOW)
    served = [await dispatch.serve(press("甲", 1, "same"), RICH) for _ in range(3)]
    assert [each.again for each in served] == [False, True, True]
    assert len({toasted(each) for each in served}) == 1
    assert any_database.read_now(count, OpinionTap) == 1


@pytest.mark.parametrize("late", [timedelta(0), timedelta(seconds=1), timedelta(days=3)])
async def test_after_its_time_nothing_is_taken_though_no_job_ran(any_database: Database, late: timedelta) -> None:
    any_database.run_now(scene)
    await Dispatch(any_database, lambda: CLOSE - timedelta(microseconds=1)).serve(press("甲", 1, "in time"), RICH)
    served = await Dispatch(any_database, lambda: CLOSE + late).serve(press("户1", 2, "late"), RICH)
    assert "截止" in toasted(served)
    assert any_database.read_now(standing) == {(Standing.OWNER, 1): 1}


async def test_whoever_comes_first_announces_the_result_and_nobody_a_second_time(any_database: Database) -> None:
    any_database.run_now(scene)
    after = CLOSE + timedelta(minutes=1)
    dispatch = Dispatch(any_database, lambda: after)
    await asyncio.gather(
        *(dispatch.serve(press(f"户{n}", 1, f"late{n}"), RICH) for n in range(6)), ring_all(any_database, after)
    )
    await ring_all(any_database, after)
    told = any_database.read_now(
        lambda session: list(session.exec(select(Letter.id).where(Letter.key == "opinions-result-text")))
    )
    assert len(told) == 3  # the room, the secretary, the chair


@pytest.mark.parametrize(
    ("who", "line", "said"),
    [
        ("甲", "opinions-answer SJ-1 4 1", "改过"),
        ("甲", "opinions-answer SJ-1 0 1", "改过"),
        ("甲", "opinions-answer SJ-1 1 2", "改过"),
        ("外人", "opinions-answer SJ-1 1 1", "门牌"),
        ("过路的", "opinions-answer SJ-1 1 1", "门牌"),
    ],
)
async def test_a_forged_or_homeless_press_changes_nothing(database: Database, who: str, line: str, said: str) -> None:
    database.run_now(scene)
    incoming = Incoming("stage", "x", Told.PRESSED, who, NOW, room="业主群", choice=line)
    assert said in toasted(await Dispatch(database, lambda: NOW).serve(incoming, RICH))
    assert database.read_now(count, OpinionTap) == 0


@pytest.mark.parametrize(
    "line",
    [
        "opinions-answer SJ-9 1 1",
        "opinions-answer",
        "opinions-answer SJ-1",
        "opinions-answer SJ-1 x y",
        "opinions-answer \x00 1 1",
    ],
)
async def test_a_broken_line_is_answered_and_changes_nothing(any_database: Database, line: str) -> None:
    any_database.run_now(scene)
    served = await Dispatch(any_database, lambda: NOW).serve(
        Incoming("stage", "x", Told.PRESSED, "甲", NOW, choice=line), RICH
    )
    assert [parcel.key for parcel in served.answers] != ["desk-unforeseen"]
    assert any_database.read_now(count, OpinionTap) == 0


async def test_a_tie_that_ended_answers_no_more(database: Database) -> None:
    database.run_now(scene)
    database.run_now(
        lambda session: session.exec(sa.update(Tie).values(until=datetime(2026, 11, 23, tzinfo=UTC).date()))
    )
    served = await Dispatch(database, lambda: NOW).serve(press("丙", 1, "x"), RICH)
    assert "门牌" in toasted(served)
    assert database.read_now(count, OpinionTap) == 0


async def test_tenants_stand_on_their_own_line(database: Database) -> None:
    database.run_now(scene)
    dispatch = Dispatch(database, lambda: NOW)
    await dispatch.serve(press("丙", 3, "t"), RICH)
    await dispatch.serve(press("甲", 1, "o"), RICH)
    tally = database.read_now(
        lambda session: queries.tally_of(session, session.exec(select(OpinionRound)).one(), CLOSE)
    )
    assert (tally.homes, tally.tenants) == ((1, 0, 0), (0, 0, 1))


def test_every_way_to_the_split_is_shut_before_the_close(database: Database) -> None:
    """The one gate: whatever prints, shows or exports a split passes it."""
    database.run_now(scene)
    ways = (
        queries.given, queries.tally_of, queries.remarks_of, wording.result, wording.split_in_one, wording.remark_lines,
        wording.building_lines,
    )  # fmt: skip
    with database_session(database) as session:
        asked = session.exec(select(OpinionRound)).one()
        for way in ways:
            with pytest.raises(Refusal, match="opinions-hidden"):
                way(session, asked, CLOSE - timedelta(seconds=1))
            way(session, asked, CLOSE)
        with pytest.raises(Refusal, match="opinions-hidden"):
            wording.result_paper(session, asked, session.exec(select(Estate)).one(), NOW)


async def test_answers_while_the_board_is_being_shown_are_on_it_in_the_end(any_database: Database) -> None:
    """A dirty board is not marked again by every answer; still none is lost."""
    any_database.run_now(scene)
    theatre, moment = Theatre(RICH), NOW

    async def shown() -> str:
        nonlocal moment
        moment += boards.EVERY + timedelta(seconds=1)
        await Sender(any_database, theatre, lambda: moment).drain()
        return next(each.message.text for each in reversed(theatre.heard) if each.to == "业主群")

    await shown()
    for n in range(0, 6, 2):
        moment += boards.EVERY + timedelta(seconds=1)
        dispatch = Dispatch(any_database, lambda at=moment: at)
        await dispatch.serve(press(f"户{n}", 1, f"k{n}"), RICH)
        (board_id,) = any_database.read_now(boards.due, "stage", moment)
        looked = any_database.read_now(boards.look, board_id, moment)
        await dispatch.serve(press(f"户{n + 1}", 1, f"k{n + 1}"), RICH)
        any_database.run_now(boards._shown, looked, "1", moment)
    await shown()
    assert "业主 6 户" in await shown()
    quiet = len(theatre.heard)
    await shown()
    assert len(theatre.heard) == quiet


def test_everybody_asked_is_written_to_once_in_chunks_that_can_be_resumed(any_database: Database) -> None:
    any_database.run_now(scene)

    def again(session: RowSession) -> int:
        """As if the process had died right after the letter was written."""
        one = session.exec(select(Asking)).one()
        session.execute(sa.delete(Delivery).where(sa.column("letter_id") == one.letter_id))
        one.reached, one.done_at, one.persons = None, None, 0
        session.add(one)
        return 0

    any_database.run_now(again)
    chunks = []
    while due := any_database.read_now(asking.unfinished, NOW):
        chunks.append(any_database.run_now(asking.write_to_more, due[0], NOW, 7))
    assert chunks == [7, 7, 7, 2]
    chats = any_database.read_now(
        lambda session: Counter(
            session.exec(select(Delivery.chat).join(Letter).where(Letter.key == "opinions-question"))
        )
    )
    assert set(chats.values()) == {1}
    assert len(chats) == OWNERS + 3
    assert (
        any_database.run_now(
            asking.write_to_more, any_database.read_now(lambda s: s.exec(select(Asking.id)).one()), NOW
        )
        == 0
    )


async def test_the_papers_say_what_the_chat_says(database: Database) -> None:
    load_papers()
    database.run_now(scene)
    for n in range(5):
        await Dispatch(database, lambda: NOW).serve(press(f"户{n}", n % 2 + 1, f"k{n}"), RICH)
    with database_session(database) as session:
        asked, estate = session.exec(select(OpinionRound)).one(), session.exec(select(Estate)).one()
        papers = [*wording.posters(asked, estate), wording.result_paper(session, asked, estate, CLOSE)]
    for each, start in zip(papers, (b"\x89PNG", b"%PDF", b"%PDF"), strict=True):
        for lang in ("zh-CN", "en"):
            made = PAPERS[each.name](each.params, Reader(lang, NOW))
            assert made.data.startswith(start)
            assert made.filename.endswith(f"SJ-1.{made.kind}")
        assert (
            PAPERS[each.name](each.params, Reader("en", NOW)).data
            == PAPERS[each.name](each.params, Reader("en", CLOSE)).data
        )


def test_a_closed_round_is_announced_after_an_outage_of_a_week(database: Database) -> None:
    database.run_now(scene)
    week = CLOSE + timedelta(days=7)
    assert database.read_now(closing.next_close, NOW) == CLOSE + timedelta(seconds=1)
    assert len(database.read_now(closing.due, week)) == 1
    for _ in range(2):
        for each in database.read_now(closing.due, week):
            database.run_now(closing.announce_by_id, each, week)
    assert database.read_now(closing.due, week) == []
    assert database.read_now(closing.next_close, NOW) is None


def test_a_vote_looks_at_its_own_home_and_not_at_every_home(reopen_postgres: Callable[[], Database]) -> None:
    """Also while the server knows nothing of the tables yet: a roster was just imported, the first votes come in.

    The vote has a connection of its own: the server counts what was done on one up to a second late.
    """
    with contextlib.closing(reopen_postgres()) as database:
        database.run_now(scene)
        database.run_now(more_homes, 2000)
    with contextlib.closing(reopen_postgres()) as database:
        looked_at = database.run_now(homes_looked_at, press("户1", 1, "k1"))
    assert 1 <= looked_at <= 5


def more_homes(session: RowSession, many: int) -> None:
    estate = session.exec(select(Estate)).one()
    session.add_all(Unit(estate_id=estate.id, building=str(n // 100 + 20), room=str(n % 100)) for n in range(many))


def homes_looked_at(session: RowSession, vote: Incoming) -> int:
    """How many rows of homes the server reads for it."""
    assert toasted(serve(session, vote, NOW, RICH)).startswith("记下了")
    counted = "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = 'units'"
    return int(session.connection().exec_driver_sql(counted).scalar_one())


def database_session(database: Database) -> RowSession:
    return RowSession(database.reader)
