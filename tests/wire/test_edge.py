"""Whatever comes to a door of a platform, or in a file: an answer, never an error of ours, never much memory."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.telegram.reading import KINDS
from models.database import Database
from tests.fakes.wechat import written
from tests.wire.edge import JSON_BOMBS, SHEET_BOMBS, XML_BOMBS, Edge, edge, read_table
from tests.wire.test_telegram_reading import JUNK

pytestmark = pytest.mark.heavy
ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
OUTSIDE = [DATA / name for name in ("wechat_messages", "wechat_hostile", "hostile_xml", "telegram_malformed.jsonl")]
MOST = 200_000
"""Kilobytes all of it together may cost the process."""
fuzz = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


class Played:
    """The doors, for tests that are no coroutines: Hypothesis calls them many times."""

    def __init__(self, database: Database) -> None:
        self.runner = asyncio.Runner()
        self._doors = edge(database)
        self.doors: Edge = self.runner.run(self._doors.__aenter__())

    def close(self) -> None:
        self.runner.run(self._doors.__aexit__(None, None, None))
        self.runner.close()


@pytest.fixture
def played(database: Database) -> Iterator[Played]:
    made = Played(database)
    yield made
    made.close()


def sent(value: Any) -> bytes:
    return json.dumps(value).encode()


@fuzz
@given(junk=JUNK, kind=st.sampled_from(KINDS), raw=st.binary(max_size=60))
def test_any_update_is_taken_at_the_webhook(played: Played, junk: Any, kind: str, raw: bytes) -> None:
    for body in (sent(junk), sent({"update_id": 1, kind: junk}), raw):
        assert played.runner.run(played.doors.update(body)) == 200


@fuzz
@given(st.lists(JUNK | st.fixed_dictionaries({"update_id": JUNK, "message": JUNK}), max_size=4))
def test_any_poll_is_taken_whole(played: Played, updates: list[Any]) -> None:
    assert played.runner.run(played.doors.poll(updates)) == len(updates)


TAGS = st.sampled_from(
    ["ToUserName", "FromUserName", "CreateTime", "MsgType", "Content", "MsgId", "Event", "EventKey", "MediaId",
     "PicUrl", "Label", "Title", "Url", "bizmsgmenuid", "Ticket", "ScanCodeInfo", "SendPicsInfo", "Latitude"]
)  # fmt: skip
TYPES = ["text", "image", "voice", "video", "shortvideo", "location", "link", "event", "device_text", "hardware", ""]
EVENTS = ["subscribe", "unsubscribe", "SCAN", "CLICK", "VIEW", "LOCATION", "pic_weixin", "card_pass_check", "x"]
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40) | st.integers().map(str)
MESSAGES = st.builds(
    lambda more, kind, event: {**more, "FromUserName": "oPerson", "MsgType": kind, "Event": event},
    st.dictionaries(TAGS, WORDS),
    st.sampled_from(TYPES),
    st.sampled_from(EVENTS),
).map(written)


@fuzz
@given(xml=MESSAGES, at=st.integers(0, 10**6), other=st.binary(max_size=4), sealed=st.booleans())
def test_any_callback_is_answered(played: Played, xml: str, at: int, other: bytes, sealed: bool) -> None:
    """As it was written, and with a hole somewhere."""
    whole = xml.encode()
    place = at % len(whole)
    for body in (whole, whole[:place] + other + whole[place + 1 :], whole[:place]):
        assert played.runner.run(played.doors.callback(body, sealed=sealed)) in {200, 400}


@fuzz
@given(name=st.sampled_from(sorted(SHEET_BOMBS)), at=st.integers(0, 400), other=st.binary(max_size=6))
def test_a_damaged_table_is_read_or_refused(name: str, at: int, other: bytes) -> None:
    whole = SHEET_BOMBS[name][:400]
    read_table(whole[:at] + other + whole[at:])


def grown(folder: Path, *outside: Path) -> dict[str, list[int]]:
    command = [sys.executable, "-m", "tests.wire.edge", str(folder), *map(str, outside)]
    child = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False)
    assert child.returncode == 0, child.stderr[-2000:]
    assert "Traceback" not in child.stderr
    told: dict[str, list[int]] = json.loads(child.stdout)
    return told


measured = pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="no /proc to measure with")


@measured
def test_no_bomb_costs_much_memory_or_an_error(tmp_path: Path) -> None:
    """All of them after one another in a process of their own."""
    folder = tmp_path / "child"
    folder.mkdir()
    found = grown(folder)
    assert len(found) == len(JSON_BOMBS) + 2 * len(XML_BOMBS) + len(SHEET_BOMBS)
    assert {name: status for name, (status, _) in found.items() if status >= 500} == {}
    assert {name: kilobytes for name, (_, kilobytes) in found.items() if kilobytes > MOST} == {}


@measured
@pytest.mark.needs_data
def test_no_file_from_outside_costs_much_memory_or_an_error(tmp_path: Path) -> None:
    if not all(each.exists() for each in OUTSIDE):
        pytest.skip("../shared/data is not here")
    folder = tmp_path / "child"
    folder.mkdir()
    found = grown(folder, *OUTSIDE)
    assert len(found) > 200
    assert {name: status for name, (status, _) in found.items() if status >= 500} == {}
    assert max(kilobytes for _, kilobytes in found.values()) < MOST
