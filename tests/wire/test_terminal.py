"""The terminal as a real channel: two people in two processes on one database, each sees what is meant for them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from models.database import Database, Keyring, new_key, use_keys
from tests.cli.conftest import installation as installation  # noqa: PLC0414 (the same installation)
from tests.stage import cast

ROOT = Path(__file__).parents[2]


class Talk:
    """A child process at the other end of a pipe; what it prints lies in a file."""

    def __init__(self, folder: Path, who: str, *more: str) -> None:
        self.printed = folder / f"{who}.out"
        with self.printed.open("w") as file:
            self.child = subprocess.Popen(
                [sys.executable, "-m", "bot", "chat", "--as", who, *more],
                stdin=subprocess.PIPE, stdout=file, stderr=subprocess.PIPE, text=True, encoding="utf-8",
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )  # fmt: skip

    @property
    def heard(self) -> str:
        return self.printed.read_text(encoding="utf-8")

    def say(self, line: str) -> None:
        assert self.child.stdin is not None
        self.child.stdin.write(line + "\n")
        self.child.stdin.flush()

    def hears(self, words: str, seconds: float = 30) -> bool:
        """Within so many seconds."""
        end = time.monotonic() + seconds
        while words not in self.heard and time.monotonic() < end and self.child.poll() is None:
            time.sleep(0.05)
        return words in self.heard

    def end(self, last: str = "/quit\n") -> tuple[int, str]:
        """Exit code and stderr."""
        _, err = self.child.communicate(last, timeout=30)
        return self.child.returncode, err

    def stop(self) -> None:
        self.child.kill()
        self.child.wait()
        for pipe in (self.child.stdin, self.child.stderr):
            with suppress(BrokenPipeError):
                assert pipe is not None
                pipe.close()


def scene(session: object) -> None:
    from datetime import UTC, datetime

    cast.make_estate(session, "四季家园(SJ) duty=62770001")  # type: ignore[arg-type]
    cast.make_people(session, "李梅=专职秘书 @ 四季家园(SJ)", "terminal", datetime.now(UTC))  # type: ignore[arg-type]


@pytest.fixture
def key(installation: str, monkeypatch: pytest.MonkeyPatch) -> str:
    made = new_key()
    monkeypatch.setenv("YXM_KEYS", made)
    use_keys(Keyring((made,)))
    database = Database(installation)
    database.run_now(scene)
    database.close()
    return made


@pytest.fixture
def talk(key: str, tmp_path: Path, request: pytest.FixtureRequest) -> Callable[..., Talk]:  # noqa: ARG001 (who talks needs it)
    def begin(*arguments: str) -> Talk:
        made = Talk(tmp_path, *arguments)
        request.addfinalizer(made.stop)
        return made

    return begin


def test_a_complaint_goes_from_one_terminal_to_the_other(talk: Callable[..., Talk]) -> None:
    secretary, resident = talk("李梅"), talk("张三", "--estate", "SJ")
    assert resident.hears("四季家园")
    resident.say("3号楼电梯又坏了，门关不上")
    assert resident.hears("1 对")
    resident.say("1")
    assert resident.hears("记下了")
    assert secretary.hears("SJ-1"), secretary.heard
    assert "记下了" not in secretary.heard
    assert resident.end() == (0, "")
    assert secretary.end() == (0, "")
    assert "✉" in secretary.heard
    assert "✉" not in resident.heard


@pytest.mark.heavy
def test_who_comes_back_in_the_middle_of_a_form_reads_what_came_and_then_where_they_were(
    talk: Callable[..., Talk],
) -> None:
    secretary, resident = talk("李梅"), talk("张三", "--estate", "SJ")
    assert resident.hears("四季家园")
    resident.say("3号楼电梯又坏了，门关不上")
    assert resident.hears("1 对")
    resident.say("1")
    assert resident.hears("记下了")
    resident.say("2幢门禁坏了，谁都能进来")
    assert resident.hears("是 2 幢")
    assert resident.end() == (0, "")
    assert secretary.hears("SJ-1")
    secretary.say("答复 SJ-1 明天上午来修")
    assert secretary.hears("住户会看到")
    again = talk("张三")
    assert again.hears("0 算了"), again.heard
    assert again.heard.index("明天上午来修") < again.heard.index("是 2 幢")
    again.say("1")
    assert again.hears("记下了"), again.heard
    assert again.end() == (0, "")
    last = talk("张三")
    last.say("进度")
    assert last.hears("1 ")
    assert "是 2 幢" not in last.heard


@pytest.mark.heavy
def test_a_file_that_is_not_there_and_the_end_of_the_pipe(talk: Callable[..., Talk]) -> None:
    resident = talk("张三", "--estate", "SJ")
    resident.say("/photo nowhere.jpg")
    resident.say("菜单")
    assert resident.hears("找秘书")
    assert resident.end(last="") == (0, "error: there is no file nowhere.jpg\n")


@pytest.mark.heavy
def test_accounts_are_read_without_anybody_serving(talk: Callable[..., Talk], tmp_path: Path) -> None:
    """The terminal is the whole house while it is open: a table that was sent is read, and what was understood follows."""
    table = tmp_path / "账目2025.csv"
    table.write_text("2025年度公共收益\n项目,收入,支出\n电梯广告,42000,\n", encoding="utf-8")
    secretary = talk("李梅", "--estate", "SJ")
    assert secretary.hears("四季家园")
    secretary.say("导入账目")
    assert secretary.hears("把账目表发到这里")
    secretary.say(f"/file {table}")
    assert secretary.hears("2025 年账目看完了：1 笔", seconds=10), secretary.heard
    assert secretary.end() == (0, "")


@pytest.mark.heavy
def test_who_comes_back_to_a_question_that_was_set_aside_is_simply_asked_again(talk: Callable[..., Talk]) -> None:
    resident = talk("张三", "--estate", "SJ")
    assert resident.hears("四季家园")
    resident.say("绑定房屋")
    assert resident.hears("是哪一套")
    resident.say("进度")
    assert resident.hears("继续")
    assert resident.end() == (0, "")
    again = talk("张三")
    assert again.hears("是哪一套"), again.heard
    assert "还没有填什么" not in again.heard
    assert again.end() == (0, "")
