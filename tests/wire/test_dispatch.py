"""The seam of a message: served once, answers in hand, leases that end, order, refusals, the unforeseen."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import select

from bot.dispatch import Dispatch, serve
from bot.rendering import compose
from bot.sender import Sender
from config.channels import Traits
from handlers.desk import forms
from handlers.desk.registry import VERBS, Verb
from models.complaints.tables import Complaint
from models.database import Database, RowSession, is_unavailable
from models.letters import handover, settling
from models.letters.post import LEASE
from models.letters.shapes import Incoming, Told
from models.letters.tables import Delivery, Inbox, State
from tests.postgres import Postgres
from tests.stage import cast
from tests.stage.stage import RICH, Theatre

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
PEOPLE = "张三=业主 3-2-501, 李梅=专职秘书, 王强=物业 @ 四季家园(SJ)"


def scene(session: RowSession) -> None:
    cast.make_estate(session, "四季家园(SJ) duty=62770001")
    cast.make_people(session, PEOPLE, "stage", NOW)


def said(text: str, key: str = "1", who: str = "张三", **more: object) -> Incoming:
    return Incoming("stage", key, Told.SAID, who, NOW, text, **more)  # type: ignore[arg-type]


async def first_complaint(database: Database) -> None:
    dispatch = Dispatch(database, lambda: NOW)
    await dispatch.serve(said("3号楼电梯坏了", "a"), RICH)
    await dispatch.serve(said("1", "b"), RICH)


def count(session: RowSession, table: type) -> int:
    return session.exec(select(sa.func.count()).select_from(table)).one()


async def test_a_redelivery_gets_the_same_answer_and_does_nothing(database: Database) -> None:
    database.run_now(scene)
    dispatch = Dispatch(database, lambda: NOW)
    first = await dispatch.serve(said("3号楼电梯坏了"), RICH)
    once_more = await dispatch.serve(said("3号楼电梯坏了"), RICH)
    assert once_more.again
    assert not first.again
    assert [compose(each, NOW, RICH) for each in once_more.answers] == [
        compose(each, NOW, RICH) for each in first.answers
    ]
    assert database.read_now(count, Inbox) == 1


async def test_a_redelivery_says_what_was_said_then_not_what_would_be_said_now(database: Database) -> None:
    """Relative words are made at hand-over: 今天 must not become 昨天 for the platform's second try."""
    database.run_now(scene)
    await first_complaint(database)
    served = await Dispatch(database, lambda: NOW).serve(said("进度", "p"), RICH)
    text = compose(served.answers[0], NOW, RICH).text
    await Dispatch(database, lambda: NOW).handed_over([(served.answers[0].id, "m1", text)])
    later = NOW + timedelta(days=1)
    again = await Dispatch(database, lambda: later).serve(said("进度", "p"), RICH)
    assert compose(again.answers[0], later, RICH).text == text


@pytest.mark.parametrize("copies", [2, 8])
async def test_simultaneous_redeliveries_are_served_once(any_database: Database, copies: int) -> None:
    any_database.run_now(scene)
    dispatch = Dispatch(any_database, lambda: NOW)
    await dispatch.serve(said("3号楼电梯坏了", "a"), RICH)
    served = await asyncio.gather(*(dispatch.serve(said("1", "b"), RICH) for _ in range(copies)))
    assert sum(not each.again for each in served) == 1
    texts = {tuple(compose(parcel, NOW, RICH).text for parcel in each.answers) for each in served}
    assert len(texts) == 1
    assert any_database.read_now(count, Complaint) == 1


async def test_two_messages_of_one_person_never_run_together(any_database: Database) -> None:
    """A double tap with two keys: one is taken, the other is told the step is over."""
    any_database.run_now(scene)
    dispatch = Dispatch(any_database, lambda: NOW)
    served = await dispatch.serve(said("3号楼电梯坏了", "a"), RICH)
    line = served.answers[0].choices[0].choice.line
    taps = [Incoming("stage", f"t{n}", Told.PRESSED, "张三", NOW, choice=line) for n in range(6)]
    await asyncio.gather(*(dispatch.serve(tap, RICH) for tap in taps))
    assert any_database.read_now(count, Complaint) == 1


async def test_an_old_button_of_a_form_still_open_changes_nothing(database: Database) -> None:
    database.run_now(scene)
    dispatch = Dispatch(database, lambda: NOW)
    asked = (await dispatch.serve(said("3号楼电梯坏了", "a"), RICH)).answers[0].choices
    yes, other_building = asked[0].choice.line, asked[1].choice.line
    await dispatch.serve(Incoming("stage", "b", Told.PRESSED, "张三", NOW, choice=other_building), RICH)
    for key, line in (("c", yes), ("d", other_building), ("e", asked[-1].choice.line)):
        late = await dispatch.serve(Incoming("stage", key, Told.PRESSED, "张三", NOW, choice=line), RICH)
        assert late.toast is not None
        assert late.toast.key == "desk-turn-over"
    assert database.read_now(count, Complaint) == 0
    filed = await dispatch.serve(said("5", "f"), RICH)
    assert filed.answers[0].key == "complaints-confirm-first"


async def test_many_people_at_once_get_numbers_of_their_own(any_database: Database) -> None:
    any_database.run_now(scene)
    any_database.run_now(
        cast.make_people, ", ".join(f"住户{n}=业主 1-1-{100 + n}" for n in range(12)) + " @ 四季家园(SJ)", "stage", NOW
    )
    dispatch = Dispatch(any_database, lambda: NOW)

    async def complain(n: int) -> None:
        await dispatch.serve(said(f"{n % 9 + 1}幢路灯不亮", f"a{n}", f"住户{n}"), RICH)
        await dispatch.serve(said("1", f"b{n}", f"住户{n}"), RICH)

    await asyncio.gather(*(complain(n) for n in range(12)))
    codes = any_database.read_now(
        lambda session: sorted(session.exec(select(Complaint.code)), key=lambda code: int(code[3:]))
    )
    assert codes == [f"SJ-{n}" for n in range(1, 13)]


async def test_an_answer_whose_process_died_becomes_an_ordinary_letter(database: Database) -> None:
    """The lease ends, the sender hands it over: nothing lost, and not a third time."""
    database.run_now(scene)
    await Dispatch(database, lambda: NOW).serve(said("3号楼电梯坏了"), RICH)
    theatre = Theatre(RICH)
    assert await Sender(database, theatre, lambda: NOW + LEASE / 2).drain() == 0
    later = NOW + LEASE + timedelta(seconds=1)
    assert await Sender(database, theatre, lambda: later).drain() == 1
    assert await Sender(database, theatre, lambda: later + LEASE * 3).drain() == 0


async def test_what_is_on_its_way_when_the_process_dies_is_unknown(database: Database) -> None:
    """An alert goes once more; after a second death it stays unknown."""
    database.run_now(scene)
    await first_complaint(database)
    moment = NOW
    for tries in (1, 2):
        taken = database.run_now(handover.take_up, "stage", moment)
        assert [parcel.tries for parcel in taken if parcel.chat == "李梅"] == [tries]
        moment += LEASE + timedelta(seconds=1)
        database.run_now(settling.recover, "stage", moment)
    assert [parcel for parcel in database.run_now(handover.take_up, "stage", moment) if parcel.chat == "李梅"] == []
    states = database.read_now(
        lambda session: list(session.exec(select(Delivery.state).where(Delivery.chat == "李梅")))
    )
    assert states == [State.UNKNOWN]


async def test_the_unforeseen_is_said_with_a_reference_and_loses_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(_visit: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(
        VERBS, "complaints-mine", Verb("complaints-mine", breaks, (), (), needs_estate=False, in_room=False)
    )
    database.run_now(scene)
    dispatch = Dispatch(database, lambda: NOW)
    served = await dispatch.serve(said("进度"), RICH)
    text = compose(served.answers[0], NOW, RICH).text
    assert "编号" in text
    assert "ZeroDivisionError" not in text
    assert "ZeroDivisionError" in caplog.text
    assert database.read_now(count, Inbox) == 1


async def test_a_form_that_breaks_is_set_aside_and_the_words_are_understood_without_it(
    any_database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever cries for help in the middle of it is heard, and what was filled in is still there."""

    def breaks(*_: object) -> None:
        raise ZeroDivisionError

    any_database.run_now(scene)
    dispatch = Dispatch(any_database, lambda: NOW)
    await dispatch.serve(said("3号楼电梯坏了", "a"), RICH)
    with monkeypatch.context() as broken:
        broken.setattr(forms, "next_question", breaks)
        served = await dispatch.serve(said("5幢电梯困人了", "b"), RICH)
    assert served.answers[0].key == "desk-unforeseen"
    assert "62770001" in compose(served.answers[1], NOW, RICH).text
    assert "ZeroDivisionError" in caplog.text
    taken_up = await dispatch.serve(said("继续", "c"), RICH)
    assert [each.key for each in taken_up.answers] == ["complaints-confirm-first"]


@pytest.mark.parametrize(
    "text",
    ["\x00", "坏了\x00\ud800", "= 1 1", "complaints-take SJ-1", "9" * 5000, "SJ-1", "12号", "/start \x07", "💥" * 3000],
)
async def test_hostile_words_get_an_answer_and_change_nothing(any_database: Database, text: str) -> None:
    any_database.run_now(scene)
    served = await Dispatch(any_database, lambda: NOW).serve(said(text), RICH)
    assert served.answers or served.toast
    assert all(parcel.key != "desk-unforeseen" for parcel in served.answers)
    assert any_database.read_now(count, Complaint) == 0


async def test_only_the_channel_without_push_is_given_the_mailbox(database: Database) -> None:
    database.run_now(scene)
    await first_complaint(database)
    poor = Traits("stage", push=False, buttons=False, toasts=False)
    served = await Dispatch(database, lambda: NOW).serve(said("更多", "m", "李梅"), poor)
    assert [parcel.key for parcel in served.answers] == ["complaints-alert"]
    numbers = [each.number for each in served.answers[0].choices]
    assert numbers == [11, 12, 13, 14]


def test_serve_is_one_transaction(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the commit fails nothing of the message stays: not even that it was served."""
    database.run_now(scene)

    def fails(_session: RowSession) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(RowSession, "commit", fails)
    with pytest.raises(OSError, match="disk full"):
        database.run_now(serve, said("3号楼电梯坏了"), NOW, RICH)
    monkeypatch.undo()
    assert database.read_now(count, Inbox) == 0


async def test_a_server_started_anew_costs_no_message_and_no_look(
    reopen_postgres: Callable[[], Database], postgres_server: Postgres
) -> None:
    with contextlib.closing(reopen_postgres()) as database:
        database.run_now(scene)
        dispatch = Dispatch(database, lambda: NOW)
        for round_ in ("a", "b", "c"):  # the first fills the pool, the others meet what was lost
            served = await asyncio.gather(
                *(dispatch.serve(said("进度", f"{round_}{n}", f"邻{n}"), RICH) for n in range(8))
            )
            assert all(each.answers for each in served)
            hang_up(postgres_server, database)
            looked = await asyncio.gather(*(database.read(count, Inbox) for _ in range(8)))
            assert set(looked) == {8 * (ord(round_) - ord("a") + 1)}
            hang_up(postgres_server, database)


def hang_up(server: Postgres, database: Database) -> None:
    """Every connection to this database is ended by the server, as when it is started anew, and gone."""
    mine = f"FROM pg_stat_activity WHERE datname = '{database.url.database}'"
    server.do(f"SELECT pg_terminate_backend(pid, 10000) {mine}")


def test_an_error_of_the_database_tells_no_value(any_database: Database) -> None:
    """It goes into a log; what people wrote does not."""
    said = "3号楼电梯坏了，我家老人在里面"
    with pytest.raises(sa.exc.DBAPIError) as caught:
        any_database.run_now(lambda session: session.execute(sa.text("SELECT :said FROM nowhere"), {"said": said}))
    assert said not in str(caught.value)
    assert "nowhere" in str(caught.value)


def test_a_server_that_is_not_there_is_unavailable_and_a_wrong_statement_is_not(database: Database) -> None:
    """The door asks the platform to come again in the first case alone."""
    nowhere = Database("postgresql+psycopg://yexiaomi@127.0.0.1:1/yexiaomi")
    with pytest.raises(sa.exc.DBAPIError) as refused:
        nowhere.read_now(lambda session: session.connection())
    nowhere.close()
    assert is_unavailable(refused.value)
    with pytest.raises(sa.exc.DBAPIError) as wrong:
        database.read_now(lambda session: session.connection().exec_driver_sql("SELECT nothing FROM nowhere"))
    assert not is_unavailable(wrong.value)
