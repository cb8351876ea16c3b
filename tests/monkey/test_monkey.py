"""The monkey: anybody says, presses and numbers anything in any order. Nobody is ever told of the unforeseen, every
message in a private chat is answered, and no case is left without a holder."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.dispatch import Dispatch
from bot.play.cast import make_estate, make_people, make_room
from bot.play.stage import RICH, Theatre
from bot.sender import Sender
from handlers.desk.registry import PHRASES, VERBS, load_features
from models.database import Database, RowSession
from models.letters.shapes import Enclosed, Incoming, Parcel, Told
from models.letters.tables import FileKind
from tests.stage.checks import check_rest

pytestmark = pytest.mark.heavy
load_features()
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
PEOPLE = ("张三", "李梅", "王强", "陈建国", "周敏", "孙丽", "路人")
NAUGHTY = [
    "",
    " ",
    "\x00",
    "\ud800",
    "<b>",
    "{ $x }",
    "'; DROP TABLE",
    "9" * 400,
    "＝ 1 1",
    "\u202eabc",
    "🧓" * 50,
    "0",
    "１",
]
PLAIN = [
    "3幢电梯坏了",
    "电梯困人了",
    "SJ-1",
    "12号",
    "好了",
    "没好",
    "今天下午来",
    "去年公共收益多少",
    "3-2-501",
    "13800000000",
    "11月30日 19:00",
    "①",
]


def scene(session: RowSession) -> None:
    make_estate(session, "四季家园(SJ) duty=62770001 community=梅园社区")
    make_estate(session, "兰苑(LY)")
    cast = "张三=业主 3-2-501, 李梅=专职秘书, 王强=物业, 陈建国=主任, 周敏=社区, 孙丽=租户 3-2-502 @ 四季家园(SJ)"
    make_people(session, cast, "stage", NOW)
    make_people(session, "李梅=专职秘书 @ 兰苑(LY)", "stage", NOW)
    make_room(session, "业主群 owners @ 四季家园(SJ)", "stage", NOW)


words = st.one_of(
    st.sampled_from(PLAIN),
    st.sampled_from(NAUGHTY),
    st.sampled_from(sorted(PHRASES)),
    st.tuples(st.sampled_from(sorted(PHRASES)), st.sampled_from(["SJ-1", "1", "2号", "LY-1", "SJ-999"])).map(" ".join),
    st.integers(0, 99).map(str),
    st.text(max_size=40),
)
lines = st.one_of(
    st.tuples(
        st.sampled_from(sorted(VERBS)), st.sampled_from(["", "SJ-1", "SJ-2", "LY-1", "1", "SJ-1 1", "x y z"])
    ).map(" ".join),
    st.tuples(st.integers(0, 30), st.integers(0, 9)).map(lambda pair: f"= {pair[0]} {pair[1]}"),
    st.text(max_size=70),
)
step = st.tuples(
    st.sampled_from(PEOPLE),
    st.sampled_from(["say", "say", "say", "press", "offered", "offered", "photo", "room", "later"]),
    words,
    lines,
    st.integers(0, 40),
)


class Monkey:
    def __init__(self, database: Database) -> None:
        self.database = database
        self.now = NOW
        self.offered: dict[str, list[str]] = {}
        self.count = 0

    def hear(self, parcels: list[Parcel], who: str = "") -> None:
        for parcel in parcels:
            assert parcel.key != "desk-unforeseen", f"{parcel.chat} was told of the unforeseen"
            self.offered.setdefault(who or parcel.chat, []).extend(each.choice.line for each in parcel.choices)

    async def do(self, who: str, deed: str, text: str, line: str, pick: int) -> None:
        self.count += 1
        key, room, choice, enclosed = f"m{self.count}", "", "", ()
        if deed == "later":
            self.now += timedelta(minutes=pick * 30)
            return
        if deed == "press":
            choice, text = line, ""
        elif deed == "offered" and self.offered.get(who):
            choice, text = self.offered[who][pick % len(self.offered[who])], ""
        elif deed == "photo":
            enclosed = (Enclosed(FileKind.PHOTO, key),)
        elif deed == "room":
            room = "业主群"
        told = Told.PRESSED if choice else Told.SAID
        incoming = Incoming(
            "stage", key, told, who, self.now, text, room, room_title=room, choice=choice, enclosed=enclosed
        )
        served = await Dispatch(self.database, lambda: self.now).serve(incoming, RICH)
        assert room or served.answers or served.toast, f"no answer to {text!r} {choice!r}"
        self.hear(list(served.answers), who)
        await Dispatch(self.database, lambda: self.now).handed_over([(each.id, "", "x") for each in served.answers])
        theatre = Theatre(RICH)
        await Sender(self.database, theatre, lambda: self.now).drain()


@pytest.fixture(scope="module")
def filled(sqlite_template: Path) -> Path:
    folder = Path(tempfile.mkdtemp())
    path = folder / "filled.sqlite3"
    shutil.copyfile(sqlite_template, path)
    database = Database(f"sqlite:///{path}")
    database.run_now(scene)
    database.close()
    return path


@settings(
    max_examples=60,
    deadline=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
@given(st.lists(step, min_size=5, max_size=25))
def test_anything_in_any_order(filled: Path, steps: list[tuple[str, str, str, str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "monkey.sqlite3"
        shutil.copyfile(filled, path)
        database = Database(f"sqlite:///{path}")
        try:
            asyncio.run(play(Monkey(database), steps))
            database.read_now(check_rest, poor=False)
        finally:
            database.close()


async def play(monkey: Monkey, steps: list[tuple[str, str, str, str, int]]) -> None:
    for each in steps:
        await monkey.do(*each)
