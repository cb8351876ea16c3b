"""Packages nobody here wrote, against the fake WeChat and against our own adapter: what one wraps the other unwraps."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.wechat.envelope import Envelope, ForgedError
from bot.wechat.menu import menu
from bot.wechat.replies import text_reply
from models.database import Database
from tests.fakes.outsiders import Outsider, outsider
from tests.fakes.telegram import picture
from tests.fakes.wechat import WeChat, on_loopback, poster, written
from tests.wire.test_wechat_door import Door, scene
from tests.wire.wechat_stage import AES_KEY

pytestmark = pytest.mark.heavy
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
SEALERS = ("wechat-crypto", "@wecom/crypto")
TEXTS = [
    "3号楼电梯又坏了🏢", 'a]]>b <c> & "d"', "&amp;&lt;", "", *("字" * n for n in range(9, 21)), *("y" * n for n in range(31)),
]  # fmt: skip
"""Among them every length of padding, and what XML or HTML could take for its own."""
STAMP = {"timestamp": str(int(NOW.timestamp())), "nonce": "n0nce"}


@pytest.fixture
async def other() -> AsyncIterator[Outsider]:
    async with outsider() as running:
        yield running


@pytest.fixture(params=["", AES_KEY], ids=["plain", "safe"])
def world(request: pytest.FixtureRequest) -> WeChat:
    return WeChat(lambda: NOW, aes_key=request.param)


def account(world: WeChat) -> dict[str, str]:
    return {"token": world.token, "id": world.app_id, "key": AES_KEY}


def envelope_of(world: WeChat) -> Envelope:
    return Envelope(world.token, world.app_id, AES_KEY)


def wrapped(sealed: str) -> bytes:
    return f"<xml><ToUserName><![CDATA[x]]></ToUserName><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>".encode()


@pytest.mark.parametrize("by", SEALERS)
async def test_what_they_seal_our_envelope_opens(other: Outsider, by: str) -> None:
    world = WeChat(lambda: NOW)
    envelope = envelope_of(world)
    for text in TEXTS:
        made = await other("seal", by=by, text=text, **account(world), **STAMP)
        query = {**STAMP, "msg_signature": made["signature"]}
        assert envelope.open(query, wrapped(made["sealed"]), NOW) == text
        with pytest.raises(ForgedError):
            envelope.open({**query, "nonce": "other"}, wrapped(made["sealed"]), NOW)
    foreign = await other("seal", by=by, text="x", **{**account(world), "id": "wxANOTHER"}, **STAMP)
    with pytest.raises(ForgedError, match="another account"):
        envelope.open({**STAMP, "msg_signature": foreign["signature"]}, wrapped(foreign["sealed"]), NOW)


@pytest.mark.parametrize("by", SEALERS)
async def test_what_our_envelope_seals_they_open(other: Outsider, by: str) -> None:
    world = WeChat(lambda: NOW)
    for text in filter(None, TEXTS):
        reply = text_reply("gh_us", "oPerson", text, NOW)
        outer = (await other("parse", xml=envelope_of(world).seal(reply, NOW)))["xml"]
        given = {"sealed": outer["Encrypt"], "timestamp": outer["TimeStamp"], "nonce": outer["Nonce"]}
        opened = await other("open", by=by, **account(world), **given)
        assert (opened["message"], opened["id"]) == (reply, world.app_id)
        assert opened["signature"] == outer["MsgSignature"]
        inner = (await other("parse", xml=opened["message"]))["xml"]
        assert inner == {
            "ToUserName": "oPerson", "FromUserName": "gh_us", "CreateTime": STAMP["timestamp"], "MsgType": "text",
            "Content": text.replace("]]>", "]]＞"),
        }  # fmt: skip


async def test_their_server_takes_the_fake_s_callbacks_and_the_fake_their_answers(
    other: Outsider, world: WeChat
) -> None:
    """Every message the fake can tell is read there as it was told; what comes back reaches the person."""
    config = {"token": world.token, "appid": world.app_id, "encodingAESKey": world.crypto and AES_KEY}
    port = (await other("serve", config=config))["port"]
    zhang = world.person("张桂芬")
    async with httpx.AsyncClient(trust_env=False) as client:
        post = poster(client, f"http://127.0.0.1:{port}/")
        told = [
            zhang.says("3号楼 <电梯> ]]> & 又坏了🏢"), zhang.photo(), zhang.voice(), zhang.event("subscribe", "qrscene_e_SJ"),
            zhang.event("CLICK", "complaints-file"), zhang.message("location", Label="四季家园", Scale="15"),
        ]  # fmt: skip
        for message in told:
            assert json.loads(await world.tell(message, post)) == {name: text for name, text in message.items() if text}
        assert await world.tell(zhang.says("silent"), post) == ""
        query, body = world.sealed(written(zhang.says("你好")))
        name = "msg_signature" if world.crypto else "signature"
        assert (await post({**query, name: "0" * 40}, body))[0] == 401
        greeted = await client.get(f"http://127.0.0.1:{port}/", params={**world.query(), "echostr": "5417"})
        assert greeted.text == "5417"


async def test_a_callback_they_made_is_served_and_they_read_the_reply(other: Outsider, database: Database) -> None:
    """The platform's part is played by the package alone: sealed there, served by our door, opened there."""
    database.run_now(scene)
    door = Door(database, AES_KEY)
    for text, heard in (("3号楼电梯又坏了，门关不上", "是 3 幢的电梯，对吗？"), ("1", "记下了，1 号")):
        xml = written(door.zhang.says(text))
        made = await other("seal", by="wechat-crypto", text=xml, **account(door.world), **STAMP)
        query = {**STAMP, "encrypt_type": "aes", "msg_signature": made["signature"]}
        status, answer = await door.post(query, wrapped(made["sealed"]))
        assert status == 200
        outer = (await other("parse", xml=answer))["xml"]
        given = {"sealed": outer["Encrypt"], "timestamp": outer["TimeStamp"], "nonce": outer["Nonce"]}
        opened = await other("open", by="wechat-crypto", **account(door.world), **given)
        inner = (await other("parse", xml=opened["message"]))["xml"]
        assert heard in inner["Content"]
        assert inner["ToUserName"] == door.zhang.open_id
    await door.http.aclose()


class Api:
    """Their client of the API, and the fake served on loopback."""

    def __init__(self, other: Outsider, world: WeChat, base: str) -> None:
        self.other = other
        self.world = world
        self.base = base

    async def __call__(self, method: str, *args: Any, secret: str = "") -> Any:
        given = {"id": self.world.app_id, "secret": secret or self.world.secret, "base": self.base}
        return await self.other("api", method=method, args=args, **given)

    async def code(self, method: str, *args: Any) -> int:
        return int((await self(method, *args))["code"])


@pytest.fixture
async def api(other: Outsider) -> AsyncIterator[Api]:
    world = WeChat(lambda: NOW)
    async with on_loopback(world) as base:
        yield Api(other, world, base)


async def test_their_client_writes_within_the_window_and_is_refused_outside(api: Api) -> None:
    zhang = api.world.person("张桂芬")
    assert await api.code("sendText", zhang.open_id, "停水通知") == 45015
    zhang.says("你好")
    for n in range(5):
        assert await api.code("sendText", zhang.open_id, f"第 {n} 条 <b>🏢") == 0
    assert zhang.heard[-1] == "第 4 条 <b>🏢"
    assert await api.code("sendText", zhang.open_id, "第 6 条") == 45047
    assert await api.code("sendText", "oNobody", "x") == 40003
    assert await api.code("sendText", zhang.open_id, "字" * 683) == 45002
    zhang.follows = False
    assert await api.code("sendText", zhang.open_id, "x") == 43004
    assert api.world.fetched == 1


async def test_their_client_is_told_of_a_wrong_secret(api: Api) -> None:
    answer = await api("getAccessToken", secret="0" * 32)
    assert answer["code"] == 40125


async def test_their_client_makes_our_menu_while_its_token_is_good(api: Api) -> None:
    assert await api.code("createMenu", {"button": menu()}) == 0
    assert api.world.menu == menu()
    api.world.older = "taken"
    assert await api.code("createMenu", {"button": menu()}) == 40001
    assert api.world.menu == menu()


async def test_a_picture_goes_up_and_comes_down_as_it_was(api: Api, tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(picture() + b"\r\n--\r\n\r\n")
    up = await api("uploadMedia", str(file), "image")
    assert (up["code"], up["data"]["type"]) == (0, "image")
    down = await api("getMedia", up["data"]["media_id"])
    assert base64.b64decode(down["bytes"]) == file.read_bytes()
    assert (await api("getMedia", "media9999"))["data"]["errcode"] == 40007
    zhang = api.world.person("张桂芬")
    zhang.says("你好")
    assert await api.code("sendImage", zhang.open_id, up["data"]["media_id"]) == 0


async def test_codes_carry_a_scene(api: Api) -> None:
    made = (await api("createTmpQRCode", "e_SJ", 2_592_000))["data"]
    assert api.world.codes[made["url"]][0] == "e_SJ"
    assert made["expire_seconds"] == timedelta(days=30).total_seconds()
    lasting = (await api("createLimitQRCode", "p_SJ-12"))["data"]
    assert "expire_seconds" not in lasting
    assert await api.code("createLimitQRCode", "长" * 65) == 40053
