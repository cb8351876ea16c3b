"""Whatever a page sends, the line answers or hangs up in order; nothing breaks behind it."""

from __future__ import annotations

import json
import logging
from typing import Any
from uuid import uuid4

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.exceptions import ConnectionClosed

from bot.play import cast
from bot.web.frames import GarbledError, Ping, Pressed, Said, SeenFrame, read_frame
from bot.web.uploads import read_stamp
from models.database import Database
from tests.wire.web_phone import resident, serving

_TYPES = st.sampled_from(["said", "pressed", "seen", "ping", "hello", "", None, 7])
_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=80),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=6,
)
FRAMES = st.fixed_dictionaries(
    {"type": _TYPES},
    optional=dict.fromkeys(("key", "text", "files", "choice", "message", "ids", "replies_to"), _VALUES),
)


@given(FRAMES.map(json.dumps) | st.text(max_size=200))
def test_a_frame_is_read_or_refused(raw: str) -> None:
    try:
        heard = read_frame(raw)
    except GarbledError:
        return
    assert isinstance(heard, Said | Pressed | SeenFrame | Ping)


@given(st.text(max_size=300))
def test_a_stamp_that_is_not_ours_opens_nothing(text: str) -> None:
    assert read_stamp(text, "seat") is None


HOSTILE = [
    '{"type":"said"',
    "[" * 60_000,
    '{"type":"said","key":"abcdefgh-1","text":"\\u0000\\ud800' + "长" * 5000 + '","files":[]}',
    '{"type":"said","key":"abcdefgh-2","text":"= 1 1","files":["x","y"]}',
    '{"type":"said","key":"abcdefgh-3","text":"\'; DROP TABLE inbox; --","files":[]}',
    '{"type":"pressed","key":"abcdefgh-4","choice":"complaints-take SJ-1","message":"zzz"}',
    '{"type":"pressed","key":"abcdefgh-5","choice":"= 999999999999999999999 1","message":null}',
    '{"type":"pressed","key":"abcdefgh-6","choice":"complaints-take SJ-99999999999999999999"}',
    '{"type":"pressed","key":"abcdefgh-7","choice":"no-such-verb \'\\"%"}',
    '{"type":"seen","ids":["' + "0" * 32 + '", 7, null, {}, "x"]}',
    '{"type":"seen","ids":[' + ",".join(['"019acabc-0000-7000-8000-000000000000"'] * 500) + "]}",
    '{"type":"said","key":"' + "k" * 65 + '","text":"a","files":[]}',
    '{"type":"said","key":"abcdefgh-8","text":"   ","files":[]}',
]


async def test_hostile_frames_break_nothing(
    database: Database, tmp_path: Any, caplog: pytest.LogCaptureFixture
) -> None:
    database.run_now(cast.make_estate, "四季家园(SJ)")
    async with serving(database, tmp_path) as place:
        phone = await resident(place)
        for raw in HOSTILE:
            async with phone.line() as talk:
                await talk.until("hello")
                await talk.socket.send(raw)
                await talk.send(type="said", text="你好", files=[])
                await talk.until("ack", within=10)
        async with phone.line() as talk:
            await talk.until("hello")
            await talk.socket.send(b"\x00\xff" * 100_000)
            with pytest.raises(ConnectionClosed):
                await talk.until("never")
        async with phone.line() as talk:
            assert (await talk.until("hello"))["type"] == "hello"
    assert [each.getMessage() for each in caplog.records if each.levelno >= logging.ERROR] == []


SHAPES = (
    "/chat/{0}/", "/chat/{0}/own/{1}", "/e/{0}", "/i/{0}", "/static/{0}", "/chat/{0}/letter/{1}/{0}", "/{0}",
    "/chat/{0}/room/{0}/", "{seat}own/{1}", "{seat}letter/{1}/{0}", "{seat}own/{2}?until={0}&sig={0}",
    "{seat}room/{0}/", "/{0}?lang={0}",
)  # fmt: skip
NAUGHTY = (
    "", "..", "%2e%2e%2f%2e%2e%2fetc", "%00", "%ff%fe", "%E2%80%AE", "%ED%A0%80", "0", "-1", "9" * 400, "a" * 5000,
    "'%20OR%201=1", "%F0%9F%8F%A0", "业委会", "{}", "%25s", "true", "NaN", "%0d%0aSet-Cookie:%20a=b",
)  # fmt: skip


async def test_hostile_addresses_never_break_the_server(database: Database, tmp_path: Any) -> None:
    database.run_now(cast.make_estate, "四季家园(SJ)")
    async with serving(database, tmp_path) as place:
        phone = await resident(place)
        async with httpx.AsyncClient(base_url=f"http://{place.base}", headers=phone.header()) as client:
            for shape in SHAPES:
                for part in NAUGHTY:
                    address = shape.format(part, uuid4(), uuid4(), seat=phone.path)
                    answer = await client.get(address)
                    assert answer.status_code < 500, address
                    assert "set-cookie" not in answer.headers or "a=b" not in answer.headers["set-cookie"]
