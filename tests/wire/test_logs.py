"""What is logged speaks of the house, never of the people in it: no name, telephone, flat, sentence or secret."""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.cli.opening import log_fully
from models.database import Database
from tests.stage.script import Order, Say, Step, read_script
from tests.stage.stage import RICH, Stage
from tests.wire.telegram_stage import SECRET, TelegramStage
from tests.wire.wechat_stage import AES_KEY, WeChatStage

pytestmark = pytest.mark.heavy
SCRIPTS = Path(__file__).parents[1] / "conversations"
BUSY = (
    "complaints/emergency", "homes/claim_mended", "people/invite", "privacy/mine", "notices/unreachable",
    "disclosures/wrong_file",
)  # fmt: skip
PRIVATE = re.compile(
    r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{1,2}-\d{1,2}-\d{3,4}(?!\d)|\d+\s*幢\s*\d+\s*单元|\d{3,4}\s*室"
)


class Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def kept() -> Iterator[Kept]:
    """As `serve` logs, with everything there is to say."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in list(logging.root.manager.loggerDict)}
    log_fully()
    made = Kept()
    root.handlers[:] = [made]
    root.setLevel(logging.DEBUG)
    yield made
    root.handlers[:] = before
    root.setLevel(level)
    for name in list(logging.root.manager.loggerDict):
        logging.getLogger(name).setLevel(levels.get(name, logging.NOTSET))


def words_of(steps: list[Step]) -> set[str]:
    """The people's names, and whatever they said that is more than a word of command."""
    found: set[str] = set()
    for step in steps:
        if isinstance(step, Say):
            found |= {step.who, step.text}
        elif isinstance(step, Order) and step.word == "people":
            found |= {part.partition("=")[0].strip() for part in step.rest.rpartition("@")[0].split(",")}
    return {each for each in found if len(each) > 3 or (len(each) > 1 and not each.isascii())}


def leaks(kept: Kept, private: set[str]) -> list[str]:
    return [line for line in kept.lines if PRIVATE.search(line) or any(each in line for each in private)]


def copy_of(template: Path, path: Path) -> Callable[[], Database]:
    shutil.copyfile(template, path)
    return lambda: Database(f"sqlite:///{path}")


@pytest.mark.parametrize("name", BUSY)
async def test_the_desk_logs_nobody_s_words(name: str, kept: Kept, sqlite_template: Path, tmp_path: Path) -> None:
    steps = read_script(SCRIPTS / f"{name}.txt")
    stage = Stage(copy_of(sqlite_template, tmp_path / "stage.sqlite3"), RICH, (SCRIPTS / name).parent)
    await stage.play(steps)
    codes = set(re.findall(r"(?<![0-9A-Z])[0-9A-F]{10}(?![0-9A-Z])", "\n".join(stage.written)))
    assert leaks(kept, words_of(steps) | codes) == []


@pytest.mark.parametrize("webhook", [False, True])
async def test_telegram_s_door_logs_neither_words_nor_token(
    kept: Kept, sqlite_template: Path, tmp_path: Path, *, webhook: bool
) -> None:
    steps = read_script(SCRIPTS / "complaints" / "emergency.txt")
    stage = TelegramStage(copy_of(sqlite_template, tmp_path / "telegram.sqlite3"), webhook=webhook)
    await stage.play(steps)
    assert leaks(kept, words_of(steps) | {stage.world.token, SECRET}) == []


async def test_wechat_s_door_logs_neither_words_nor_secrets(kept: Kept, sqlite_template: Path, tmp_path: Path) -> None:
    steps = read_script(SCRIPTS / "complaints" / "emergency.txt")
    stage = WeChatStage(copy_of(sqlite_template, tmp_path / "wechat.sqlite3"), sealed=True)
    await stage.play(steps)
    world = stage.world
    secrets = {world.secret, world.token, AES_KEY, world.access} | {each.open_id for each in world.people.values()}
    assert world.access
    assert leaks(kept, words_of(steps) | secrets) == []


def test_the_search_finds_what_it_looks_for(kept: Kept) -> None:
    logging.getLogger("any").debug("%s is at 3-2-501", "张三")
    logging.getLogger("any").info("ring 13800000001")
    assert len(leaks(kept, {"张三"})) == 2
