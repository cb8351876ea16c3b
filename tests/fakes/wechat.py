"""WeChat's side of the wire: callbacks signed and sealed, delivered three times at most, and the API with its quotas.

Its errors carry the numbers the platform uses. What a person sees of us is what a passive
reply or a custom-service message really brought them.
"""

from __future__ import annotations

import asyncio
import html
import itertools
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import urlsplit

import httpx
import uvicorn
import xmltodict
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from wechatpy.crypto import WeChatCrypto
from wechatpy.utils import WeChatSigner

from tests.fakes.telegram import picture

BROKEN = "该公众号提供的服务出现故障，请稍后再试"
_LINK = re.compile(r'<a href="weixin://bizmsgmenu\?msgmenucontent=([^"&]*)&msgmenuid=([^"&]*)">([^<]*)</a>')
_TEXT_BYTES = 2048
Post = Callable[[dict[str, str], bytes], Awaitable[tuple[int, str]]]


@dataclass
class Person:
    """`heard` holds what stands in their chat with the account, oldest first."""

    world: WeChat
    name: str
    open_id: str
    follows: bool = True
    heard: list[str] = field(default_factory=list)
    said_until: datetime | None = None
    said_left: int = 0
    tap_until: datetime | None = None
    tap_left: int = 0

    def links(self) -> list[tuple[str, str, str]]:
        """(what a tap says, its id, its label) of every link in the chat, newest message first."""
        return [found for text in reversed(self.heard) for found in _LINK.findall(text)]

    def message(self, kind: str, **more: str) -> dict[str, str]:
        """As the platform would tell it; whoever writes opens the 48 hours."""
        self.said_until, self.said_left = self.world.now() + timedelta(hours=48), 5
        return {**self._head(kind), **more, "MsgId": str(next(self.world.numbers))}

    def event(self, event: str, key: str = "") -> dict[str, str]:
        self.tap_until, self.tap_left = self.world.now() + timedelta(minutes=1), 3
        return {**self._head("event"), "Event": event, "EventKey": key}

    def says(self, text: str) -> dict[str, str]:
        return self.message("text", Content=text)

    def taps(self, label: str) -> dict[str, str] | None:
        """The newest link of that label; None when there is none."""
        found = next((each for each in self.links() if html.unescape(each[2]) == label), None)
        return self.message("text", Content=found[0], bizmsgmenuid=found[1]) if found else None

    def photo(self) -> dict[str, str]:
        return self.message("image", PicUrl="http://mmbiz.example/p", MediaId=self.world.keep(picture()))

    def voice(self, content: bytes = b"#!AMR\n" + b"\x3c" * 400) -> dict[str, str]:
        return self.message("voice", Format="amr", MediaId=self.world.keep(content))

    def _head(self, kind: str) -> dict[str, str]:
        created = str(int(self.world.now().timestamp()))
        return {"ToUserName": self.world.us, "FromUserName": self.open_id, "CreateTime": created, "MsgType": kind}


class WeChat:
    """`certified=False` is an account that may only answer. `post` delivers a callback and gives status and body."""

    us = "gh_4e5f6a7b8c9d"
    app_id = "wx1234567890abcdef"
    secret = "0123456789abcdef0123456789abcdef"
    token = "aTokenOfTheDoor"

    def __init__(self, now: Callable[[], datetime], *, aes_key: str = "", certified: bool = True) -> None:
        self.now = now
        self.certified = certified
        self.crypto = WeChatCrypto(self.token, aes_key, self.app_id) if aes_key else None
        self.people: dict[str, Person] = {}
        self.numbers = itertools.count(23_000_000_000_000_001)
        self.media: dict[str, tuple[bytes, datetime]] = {}
        self.calls: list[tuple[str, Any]] = []
        self.menu: Any = None
        self.codes: dict[str, tuple[str, datetime | None]] = {}
        self.came: dict[str, tuple[str, bool]] = {}
        self.templates: dict[str, tuple[str, ...]] = {}
        self.refusing: set[str] = set()
        self.access = ""
        self.older = ""
        self.fetched = 0
        self.faults: list[Callable[[httpx.Request], httpx.Response | None]] = []

    def person(self, name: str) -> Person:
        if name not in self.people:
            self.people[name] = Person(self, name, f"oWx{len(self.people):04d}{name.encode().hex()}"[:40])
        return self.people[name]

    def keep(self, content: bytes) -> str:
        media_id = f"media{len(self.media):04d}"
        self.media[media_id] = (content, self.now() + timedelta(days=3))
        return media_id

    # callbacks

    def query(self, sealed: str = "") -> dict[str, str]:
        given = {"timestamp": str(int(self.now().timestamp())), "nonce": "n0nce", "openid": "x"}
        given["signature"] = self._signature(given["timestamp"], given["nonce"])
        if sealed:
            given |= {"encrypt_type": "aes"}
            given["msg_signature"] = self._signature(given["timestamp"], given["nonce"], sealed)
        return given

    def _signature(self, *parts: str) -> str:
        signer = WeChatSigner()
        signer.add_data(self.token, *parts)
        return str(signer.signature)

    def sealed(self, xml: str) -> tuple[dict[str, str], bytes]:
        """Query and body of a callback."""
        if self.crypto is None:
            return self.query(), xml.encode()
        sealed = str(tagged(self.crypto.encrypt_message(xml, "n0nce"))["Encrypt"])
        body = f"<xml><ToUserName><![CDATA[{self.us}]]></ToUserName><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
        return self.query(sealed), body.encode()

    async def tell(self, message: dict[str, str], post: Post, *, times: int = 3, patience: float = 5) -> str:
        """Delivers it until it is answered. Returns what the person then sees ("" when nothing)."""
        xml = written(message)
        for _ in range(times):
            query, body = self.sealed(xml)
            try:
                status, answer = await asyncio.wait_for(post(query, body), patience)
            except TimeoutError:
                continue
            if status == 200:
                return self._seen(message["FromUserName"], answer)
        return self._hears(message["FromUserName"], BROKEN)

    def _seen(self, open_id: str, answer: str) -> str:
        if answer in ("", "success"):
            return ""
        if self.crypto is not None:
            outer = tagged(answer)
            answer = self.crypto.decrypt_message(answer, outer["MsgSignature"], outer["TimeStamp"], outer["Nonce"])
        reply = tagged(answer)
        content = reply.get("Content") or ""
        right = (reply["ToUserName"], reply["FromUserName"], reply["MsgType"]) == (open_id, self.us, "text")
        good = right and 0 < len(content.encode()) <= _TEXT_BYTES
        return self._hears(open_id, content if good else BROKEN)

    def _hears(self, open_id: str, text: str) -> str:
        self.by_id(open_id).heard.append(text)
        return text

    def by_id(self, open_id: str) -> Person:
        return next(each for each in self.people.values() if each.open_id == open_id)

    # the API

    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self._asked)

    def _asked(self, request: httpx.Request) -> httpx.Response:
        for fault in list(self.faults):
            answer = fault(request)
            if answer is not None:
                return answer
        path = urlsplit(str(request.url)).path
        if path == "/sns/oauth2/access_token":
            return self._came(request.url.params)
        if path == "/cgi-bin/stable_token":
            return self._token_of(json.loads(request.content))
        if path == "/cgi-bin/token":
            return self._older_token_of(request.url.params)
        if request.url.params.get("access_token", "") not in {self.access, self.older} - {""}:
            return _no(40001, "invalid credential, access_token is invalid or not latest")
        body = json.loads(request.content) if request.headers.get("content-type", "").endswith("json") else None
        self.calls.append((path, body))
        known = {
            "/cgi-bin/message/custom/send": lambda: self._send(body),
            "/cgi-bin/media/upload": lambda: self._upload(request),
            "/cgi-bin/media/get": lambda: self._media(request.url.params["media_id"]),
            "/cgi-bin/message/template/send": lambda: self._send_template(body),
            "/cgi-bin/menu/create": lambda: self._create_menu(body),
            "/cgi-bin/qrcode/create": lambda: self._create_code(body),
        }
        return known.get(path, lambda: _no(40066, "invalid url"))()

    def open_page(self, person: Person, way: str, *, snapshot: bool = False) -> str:
        """WeChat's own page (connect/oauth2/authorize) asked silently: where it sends the browser back to."""
        asked = httpx.URL(way.removesuffix("#wechat_redirect"))
        given = dict(asked.params)
        assert way.endswith("#wechat_redirect")
        assert list(given) == ["appid", "redirect_uri", "response_type", "scope", "state"], (
            "the platform wants this order"
        )
        assert (given["appid"], given["response_type"], given["scope"]) == (self.app_id, "code", "snsapi_base")
        assert re.fullmatch(r"[A-Za-z0-9]{1,128}", given["state"])
        code = f"code{next(self.numbers)}"
        self.came[code] = (person.open_id, snapshot)
        return f"{given['redirect_uri']}?code={code}&state={given['state']}"

    def _came(self, params: httpx.QueryParams) -> httpx.Response:
        if (params["appid"], params["secret"]) != (self.app_id, self.secret):
            return _no(40125, "invalid appsecret")
        open_id, snapshot = self.came.pop(params["code"], ("", False))
        if not open_id:
            return _no(40029, "invalid code")
        more = {"is_snapshotuser": 1} if snapshot else {}
        found = {"access_token": "page", "expires_in": 7200, "openid": open_id, "scope": "snsapi_base", **more}
        return httpx.Response(200, text=json.dumps(found), headers={"content-type": "text/plain"})

    def _token_of(self, asked: dict[str, Any]) -> httpx.Response:
        if (asked["appid"], asked["secret"]) != (self.app_id, self.secret):
            return _no(40125, "invalid appsecret")
        if not self.access or asked.get("force_refresh"):
            self.fetched += 1
            self.access = f"access-{self.fetched}"
        return httpx.Response(200, json={"access_token": self.access, "expires_in": 7200})

    def _older_token_of(self, asked: Mapping[str, str]) -> httpx.Response:
        """The interface before the stable one: each call gives a new token, the two kinds know nothing of each other."""
        if (asked.get("appid"), asked.get("secret")) != (self.app_id, self.secret):
            return _no(40125, "invalid appsecret")
        self.fetched += 1
        self.older = f"older-{self.fetched}"
        return httpx.Response(200, json={"access_token": self.older, "expires_in": 7200})

    def revoke(self) -> None:
        """Somebody else took a token: ours is worth nothing any more."""
        self.access = f"{self.access}-taken"

    def _send(self, body: dict[str, Any]) -> httpx.Response:
        if not self.certified:
            return _no(48001, "api unauthorized")
        person = next((each for each in self.people.values() if each.open_id == body["touser"]), None)
        content = f"({body['image']['media_id']})" if body["msgtype"] == "image" else body["text"]["content"]
        refused = _wrong(content) or self._spent(person)
        if refused is not None:
            return refused
        assert person is not None
        person.heard.append(content)
        return httpx.Response(200, json={"errcode": 0, "errmsg": "ok"})

    def _send_template(self, body: dict[str, Any]) -> httpx.Response:
        """`templates` names the fields of each; who is `refusing` has turned them off."""
        person = next((each for each in self.people.values() if each.open_id == body["touser"]), None)
        fields = self.templates.get(body["template_id"])
        if not self.certified:
            return _no(48001, "api unauthorized")
        if person is None or fields is None:
            return _no(40003 if person is None else 40037, "invalid openid or template_id")
        if person.name in self.refusing:
            return _no(43101, "user refuse to accept the msg")
        values = {field: part["value"] for field, part in body["data"].items()}
        if set(values) != set(fields) or any(not _fits(field, text) for field, text in values.items()):
            return _no(47003, "argument invalid!")
        person.heard.append("(template) " + " | ".join(values[field] for field in fields))
        return httpx.Response(200, json={"errcode": 0, "errmsg": "ok", "msgid": next(self.numbers)})

    def _spent(self, person: Person | None) -> httpx.Response | None:
        now = self.now()
        if person is None:
            return _no(40003, "invalid openid")
        if not person.follows:
            return _no(43004, "require subscribe")
        if person.said_until is not None and person.said_until > now:
            if person.said_left == 0:
                return _no(45047, "out of response count limit")
            person.said_left -= 1
            return None
        if person.tap_until is not None and person.tap_until > now and person.tap_left:
            person.tap_left -= 1
            return None
        return _no(45015, "response out of time limit or subscription is canceled")

    def _upload(self, request: httpx.Request) -> httpx.Response:
        form = BytesParser(policy=HTTP).parsebytes(
            b"Content-Type: " + request.headers["content-type"].encode() + b"\r\n\r\n" + request.content
        )
        parts = [each for each in form.iter_parts() if each.get_param("name", header="content-disposition") == "media"]
        content = parts[0].get_payload(decode=True) if parts and parts[0].get_filename() else b""
        if not isinstance(content, bytes) or not content:
            return _no(41005, "media data missing")
        kind = request.url.params["type"]
        return httpx.Response(200, json={"type": kind, "media_id": self.keep(content)})

    def _media(self, media_id: str) -> httpx.Response:
        content, until = self.media.get(media_id, (b"", self.now()))
        if until <= self.now():
            return _no(40007, "invalid media_id")
        return httpx.Response(200, content=content, headers={"content-type": "image/jpeg"})

    def _create_code(self, body: dict[str, Any]) -> httpx.Response:
        """`codes` then holds what a scan of the address tells, and until when."""
        if not self.certified:
            return _no(48001, "api unauthorized")
        scene, seconds = body["action_info"]["scene"]["scene_str"], body.get("expire_seconds", 0)
        if body["action_name"] not in ("QR_LIMIT_STR_SCENE", "QR_STR_SCENE") or not 1 <= len(scene) <= 64:
            return _no(40053, "invalid action info")
        passes = body["action_name"] == "QR_STR_SCENE"
        if passes and not 0 < seconds <= 2_592_000:
            return _no(40052, "invalid action name")
        address = f"http://weixin.qq.com/q/{len(self.codes):020d}"
        self.codes[address] = (scene, self.now() + timedelta(seconds=seconds) if passes else None)
        more = {"expire_seconds": seconds} if passes else {}
        return httpx.Response(200, json={"ticket": f"gQ{len(self.codes):060d}", "url": address, **more})

    def scan(self, person: Person, address: str) -> dict[str, str]:
        """What we are told when this one scans the code: the first time they follow us by it."""
        scene, until = self.codes[address]
        assert until is None or until > self.now(), "the code is dead"
        follows, person.follows = person.follows, True
        return person.event("SCAN", scene) if follows else person.event("subscribe", f"qrscene_{scene}")

    def _create_menu(self, body: dict[str, Any]) -> httpx.Response:
        buttons = body["button"]
        lines = [each for button in buttons for each in button["sub_button"]]
        faults = (
            (not 1 <= len(buttons) <= 3, 40016, "invalid button size"),
            (any(len(each["name"].encode()) > 16 for each in buttons), 40018, "invalid button name size"),
            (any(len(each["sub_button"]) > 5 for each in buttons), 40023, "invalid sub button size"),
            (any(len(each["name"].encode()) > 60 for each in lines), 40025, "invalid sub button name size"),
            (not all(0 < len(each["key"].encode()) <= 128 for each in lines), 40019, "invalid button key size"),
        )
        for wrong, code, words in faults:
            if wrong:
                return _no(code, words)
        self.menu = buttons
        return httpx.Response(200, json={"errcode": 0, "errmsg": "ok"})


def written(message: dict[str, str]) -> str:
    safe = {name: text.replace("]]>", "]]]]><![CDATA[>") for name, text in message.items()}
    parts = [f"<{name}><![CDATA[{text}]]></{name}>" for name, text in safe.items()]
    return f"<xml>{''.join(parts)}</xml>"


def tagged(xml: str) -> dict[str, Any]:
    root: dict[str, Any] = xmltodict.parse(xml)["xml"]
    return root


def poster(client: httpx.AsyncClient, url: str) -> Post:
    async def post(query: dict[str, str], body: bytes) -> tuple[int, str]:
        answer = await client.post(url, params=query, content=body, headers={"content-type": "text/xml"})
        return answer.status_code, answer.text

    return post


@asynccontextmanager
async def on_loopback(world: WeChat) -> AsyncIterator[str]:
    """The API for programs that speak real HTTP; gives its address."""

    async def asked(request: Request) -> Response:
        given = httpx.Request(request.method, str(request.url), headers=request.headers, content=await request.body())
        answer = world._asked(given)
        return Response(answer.content, answer.status_code, media_type=answer.headers["content-type"])

    app = Starlette(routes=[Route("/{path:path}", asked, methods=["GET", "POST"])])
    made = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, access_log=False, lifespan="off"))
    task = asyncio.create_task(made.serve())
    while not made.started:  # noqa: ASYNC110 (uvicorn has no event for it)
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{made.servers[0].sockets[0].getsockname()[1]}"
    finally:
        made.should_exit = True
        await task


def _fits(field: str, text: str) -> bool:
    kind = field.rstrip("0123456789")
    if kind == "time":
        return re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日( \d{2}:\d{2})?", text) is not None
    return 0 < len(text) <= {"thing": 20, "phrase": 5, "character_string": 32}[kind] and "\n" not in text


def _wrong(content: str) -> httpx.Response | None:
    if not content:
        return _no(44004, "empty content")
    return _no(45002, "content size out of limit") if len(content.encode()) > _TEXT_BYTES else None


def _no(code: int, words: str) -> httpx.Response:
    return httpx.Response(200, json={"errcode": code, "errmsg": words})


__all__ = ["BROKEN", "Person", "WeChat", "on_loopback", "poster", "tagged", "written"]
