"""WeCom's side of the wire: callbacks signed and sealed by its own hand, members, cards that can be changed once for each
code, media, and the API with its tokens. Its groups stand in wecom_groups.

What the platform does silently (cutting a text, dropping a message too many) it does here too, and notes it in `lost`.
"""

from __future__ import annotations

import asyncio
import hashlib
import itertools
import json
import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx

from tests.fakes.telegram import picture
from tests.fakes.wecom_cards import faults_of, shown
from tests.fakes.wecom_wire import Message, Post, no, seal, uploaded, written

_TEXT = 2048
_A_MINUTE = 30
_LIMITS = {"image": 10 << 20, "file": 20 << 20, "voice": 2 << 20, "video": 10 << 20}


@dataclass
class Seen:
    """A message in a member's chat; `card` is as it stands now, `closed` what its grey button says."""

    kind: str
    text: str
    card: dict[str, Any] | None = None
    closed: str = ""

    @property
    def labels(self) -> dict[str, str]:
        """What can be touched on it, and what that sends."""
        if self.card is None or self.closed:
            return {}
        if "checkbox" in self.card:
            return {each["text"]: each["id"] for each in self.card["checkbox"]["option_list"]}
        return {each["text"]: each["key"] for each in self.card["button_list"]}


@dataclass
class Member:
    """`heard` holds what stands in the chat with the app, oldest first. `sees`: the app is shown to them."""

    world: WeCom
    name: str
    userid: str
    sees: bool = True
    heard: list[Seen] = field(default_factory=list)
    times: deque[datetime] = field(default_factory=deque)

    @property
    def texts(self) -> list[str]:
        return [each.text for each in self.heard]

    def message(self, kind: str, **more: str) -> Message:
        return {**self._head(kind), **more, "MsgId": str(next(self.world.numbers))}

    def event(self, event: str, key: str = "") -> Message:
        return {**self._head("event"), "Event": event, "EventKey": key}

    def says(self, text: str) -> Message:
        return self.message("text", Content=text)

    def photo(self) -> Message:
        return self.message("image", PicUrl="http://p.example/1", MediaId=self.world.keep(picture(), "image"))

    def voice(self, content: bytes = b"#!AMR\n" + b"\x3c" * 400) -> Message:
        return self.message("voice", Format="amr", MediaId=self.world.keep(content, "voice"))

    def presses(self, label: str, *, several: bool = False) -> Message | None:
        """On the newest card that shows it; None when none does."""
        seen = next((each for each in reversed(self.heard) if label in each.labels), None)
        return self.presses_on(seen, label, several=several) if seen else None

    def presses_on(self, seen: Seen, label: str, *, several: bool = False) -> Message:
        assert seen.card is not None
        task, line = seen.card["task_id"], seen.labels[label]
        told = {**self.event("template_card_event"), "TaskId": task, "CardType": seen.card["card_type"]}
        told["ResponseCode"] = self.world.code_for(self, seen)
        if "checkbox" not in seen.card:
            return told | {"EventKey": line}
        item = {"QuestionKey": seen.card["checkbox"]["question_key"], "OptionIds": {"OptionId": [line]}}
        items = {"SelectedItem": [item, {"QuestionKey": "", "OptionIds": {"OptionId": []}}] if several else item}
        return told | {"EventKey": seen.card["submit_button"]["key"], "SelectedItems": items}

    def _head(self, kind: str) -> Message:
        created = str(int(self.world.now().timestamp()))
        return {
            "ToUserName": self.world.corp_id, "FromUserName": self.userid, "CreateTime": created, "MsgType": kind,
            "AgentID": str(self.world.agent_id),
        }  # fmt: skip


class WeCom:
    """`post` of `tell` delivers a callback and gives status and body."""

    corp_id = "ww1234567890abcdef"
    agent_id = 1000002
    secret = "a-secret-of-the-app-0123456789abcdefghijklm"
    token = "aTokenOfTheDoor"
    aes_key = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self.members: dict[str, Member] = {}
        self.numbers = itertools.count(23_000_000_000_000_001)
        self.media: dict[str, tuple[str, bytes, datetime]] = {}
        self.codes: dict[str, tuple[Member, Seen, datetime]] = {}
        self.tasks: set[str] = set()
        self.calls: list[tuple[str, Any]] = []
        self.lost: list[str] = []
        self.access: dict[str, datetime] = {}
        self.fetched = 0
        self.trusts_us = True
        self.menu: list[dict[str, Any]] = []
        self.faults: list[Callable[[httpx.Request], httpx.Response | None]] = []

    def member(self, name: str) -> Member:
        if name not in self.members:
            self.members[name] = Member(self, name, f"Member.{len(self.members):03d}")
        return self.members[name]

    def keep(self, content: bytes, kind: str) -> str:
        media_id = f"media{len(self.media):04d}"
        self.media[media_id] = (kind, content, self.now() + timedelta(days=3))
        return media_id

    def code_for(self, member: Member, seen: Seen) -> str:
        code = secrets.token_hex(12)
        self.codes[code] = (member, seen, self.now() + timedelta(hours=72))
        return code

    # callbacks

    def signed(self, sealed: str) -> dict[str, str]:
        given = {"timestamp": str(int(self.now().timestamp())), "nonce": secrets.token_hex(5)}
        parts = sorted([self.token, given["timestamp"], given["nonce"], sealed])
        return given | {"msg_signature": hashlib.sha1("".join(parts).encode()).hexdigest()}  # noqa: S324 (its own)

    def sealed(self, xml: str, receiver: str = "") -> tuple[dict[str, str], bytes]:
        """Query and body of a callback."""
        inside = seal(xml, self.aes_key, receiver or self.corp_id)
        outside = {"ToUserName": self.corp_id, "AgentID": str(self.agent_id), "Encrypt": inside}
        return self.signed(inside), written(outside).encode()

    async def tell(self, message: Message, post: Post, *, times: int = 3, patience: float = 5) -> int:
        """Delivers it until it is taken, three times at most. Returns the last status."""
        status = 0
        for _ in range(times):
            query, body = self.sealed(written(message))
            try:
                status, answer = await asyncio.wait_for(post(query, body), patience)
            except TimeoutError:
                continue
            assert status != 200 or not answer, "an answer to nothing"
            if status == 200:
                break
        return status

    # the API

    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self._asked)

    def _asked(self, request: httpx.Request) -> httpx.Response:
        for fault in list(self.faults):
            answer = fault(request)
            if answer is not None:
                return answer
        path, query = request.url.path, request.url.params
        if path == "/cgi-bin/gettoken":
            return self._token(query)
        until = self.access.get(query.get("access_token", ""))
        if until is None:
            return no(40014, "invalid access_token")
        if until <= self.now():
            return no(42001, "access_token expired")
        body = json.loads(request.content) if request.headers.get("content-type", "").endswith("json") else None
        self.calls.append((path, body))
        known = {
            "/cgi-bin/message/send": lambda: self._send(body),
            "/cgi-bin/message/update_template_card": lambda: self._update(body),
            "/cgi-bin/media/upload": lambda: self._upload(request, query["type"]),
            "/cgi-bin/menu/create": lambda: self._create_menu(query["agentid"], body["button"]),
            "/cgi-bin/agent/get": lambda: self._agent(query["agentid"]),
            "/cgi-bin/media/get": lambda: self._media(query["media_id"]),
        }
        return known.get(path, lambda: no(40066, "invalid url"))()

    def _token(self, asked: httpx.QueryParams) -> httpx.Response:
        if asked["corpid"] != self.corp_id:
            return no(40013, "invalid corpid")
        if asked["corpsecret"] != self.secret:
            return no(40001, "invalid credential")
        self.fetched += 1
        token = next((each for each, until in self.access.items() if until > self.now()), f"access-{self.fetched}")
        self.access.setdefault(token, self.now() + timedelta(hours=2))
        return httpx.Response(200, json={"errcode": 0, "errmsg": "ok", "access_token": token, "expires_in": 7200})

    def _agent(self, agent_id: str) -> httpx.Response:
        if not self.trusts_us:
            return no(60020, "not allow to access from your ip")
        if agent_id != str(self.agent_id):
            return no(301002, "not allow operate another agent with this accesstoken")
        return httpx.Response(200, json={"errcode": 0, "errmsg": "ok", "agentid": self.agent_id, "name": "业小秘"})

    def _create_menu(self, agent_id: str, doors: list[dict[str, Any]]) -> httpx.Response:
        lines = [each for door in doors for each in door["sub_button"]]
        wrong = (
            agent_id != str(self.agent_id),
            not 1 <= len(doors) <= 3,
            any(not 1 <= len(each["sub_button"]) <= 5 for each in doors),
            any(not 0 < len(each["name"].encode()) <= 16 for each in doors),
            any(not 0 < len(each["name"].encode()) <= 40 for each in lines),
            any(not 0 < len(each["key"].encode()) <= 128 for each in lines),
        )
        if any(wrong):
            return no(40058, "invalid menu")
        self.menu = doors
        return httpx.Response(200, json={"errcode": 0, "errmsg": "ok"})

    def revoke(self) -> None:
        """Every token that was given out is worth nothing any more."""
        self.access.clear()

    def _send(self, body: dict[str, Any]) -> httpx.Response:
        if body["agentid"] != self.agent_id:
            return no(301002, "not allow operate another agent with this accesstoken")
        member = next((each for each in self.members.values() if each.userid == body["touser"]), None)
        if member is None or not member.sees:
            return no(81013, "user & party & tag all invalid")
        seen = self._seen(body)
        if isinstance(seen, httpx.Response):
            return seen
        while member.times and member.times[0] <= self.now() - timedelta(minutes=1):
            member.times.popleft()
        if len(member.times) >= _A_MINUTE:
            self.lost.append("dropped: more than 30 a minute")
        else:
            member.times.append(self.now())
            member.heard.append(seen)
        told = {"errcode": 0, "errmsg": "ok", "msgid": f"msg{next(self.numbers)}"}
        return httpx.Response(200, json=told | ({"response_code": self.code_for(member, seen)} if seen.card else {}))

    def _seen(self, body: dict[str, Any]) -> Seen | httpx.Response:
        match body["msgtype"]:
            case "text":
                content = body["text"]["content"]
                if not content.strip():
                    return no(44004, "empty content")
                if len(content.encode()) > _TEXT:
                    self.lost.append("cut: a text of more than 2048 bytes")
                return Seen("text", content.encode()[:_TEXT].decode(errors="ignore"))
            case "image" | "file" as kind:
                found = self.media.get(body[kind]["media_id"])
                if found is None or found[0] != kind or found[2] <= self.now():
                    return no(40007, "invalid media_id")
                return Seen(kind, f"({kind})")
            case "template_card":
                return self._card(body["template_card"])
        return no(40008, "invalid message type")

    def _card(self, card: dict[str, Any]) -> Seen | httpx.Response:
        if card["task_id"] in self.tasks:
            return no(40058, "task_id is used before")
        wrong = faults_of(card)
        self.lost += wrong
        if any("cut" not in each for each in wrong):
            return no(40058, "; ".join(wrong))
        self.tasks.add(card["task_id"])
        return Seen("card", shown(card), card)

    def _update(self, body: dict[str, Any]) -> httpx.Response:
        member, seen, until = self.codes.pop(body["response_code"], (None, None, self.now()))
        if seen is None or member is None or until <= self.now() or body["userids"] != [member.userid]:
            return no(40058, "response_code is used, too old or not theirs")
        if body["agentid"] != self.agent_id:
            return no(301002, "not allow operate another agent with this accesstoken")
        if "button" in body:
            seen.closed = body["button"]["replace_name"]
            return httpx.Response(200, json={"errcode": 0, "errmsg": "ok"})
        made = self._card(body["template_card"])
        if isinstance(made, httpx.Response):
            return made
        seen.card, seen.text = made.card, made.text
        return httpx.Response(200, json={"errcode": 0, "errmsg": "ok"})

    def _upload(self, request: httpx.Request, kind: str) -> httpx.Response:
        content = uploaded(request)
        if kind not in _LIMITS or not 5 < len(content) <= _LIMITS[kind]:
            return no(40006, "invalid file size")
        return httpx.Response(200, json={"errcode": 0, "type": kind, "media_id": self.keep(content, kind)})

    def _media(self, media_id: str) -> httpx.Response:
        _, content, until = self.media.get(media_id, ("", b"", self.now()))
        if until <= self.now():
            return no(40007, "invalid media_id")
        return httpx.Response(200, content=content, headers={"content-type": "image/jpeg"})
