"""WeCom's groups, posted into by hooks: their keys, what a post may be, and how many a minute."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx

from tests.fakes.wecom_wire import no, uploaded

_A_MINUTE = 20
_TEXT = 2048
_PICTURE = 2 << 20
_FILE = 20 << 20


@dataclass
class Group:
    """`posts` are (kind, text or content), oldest first; `called` whoever a text called by name."""

    key: str
    posts: list[tuple[str, str]] = field(default_factory=list)
    times: deque[datetime] = field(default_factory=deque)
    media: dict[str, bytes] = field(default_factory=dict)
    refused: int = 0

    @property
    def texts(self) -> list[str]:
        return [text for kind, text in self.posts if kind == "text"]


class WeComGroups:
    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self.groups: dict[str, Group] = {}
        self.faults: list[Callable[[httpx.Request], httpx.Response | None]] = []

    def group(self, key: str) -> Group:
        return self.groups.setdefault(key, Group(key))

    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self._asked)

    def _asked(self, request: httpx.Request) -> httpx.Response:
        for fault in list(self.faults):
            answer = fault(request)
            if answer is not None:
                return answer
        group = self.groups.get(request.url.params.get("key", ""))
        if group is None:
            return no(93000, "invalid webhook url")
        if request.url.path == "/cgi-bin/webhook/upload_media":
            return self._upload(group, request)
        if request.url.path != "/cgi-bin/webhook/send":
            return no(40066, "invalid url")
        while group.times and group.times[0] <= self.now() - timedelta(minutes=1):
            group.times.popleft()
        if len(group.times) >= _A_MINUTE:
            group.refused += 1
            return no(45009, "api freq out of limit")
        group.times.append(self.now())
        return self._posted(group, json.loads(request.content))

    def _posted(self, group: Group, body: dict[str, Any]) -> httpx.Response:
        kind = body["msgtype"]
        what = body[kind]
        if kind == "text":
            if not what["content"] or len(what["content"].encode()) > _TEXT:
                return no(40058, "text.content exceed max length 2048")
            said = what["content"]
        elif kind == "image":
            content = base64.b64decode(what["base64"])
            if len(content) > _PICTURE or hashlib.md5(content).hexdigest() != what["md5"]:  # noqa: S324 (its own)
                return no(40009, "invalid image size")
            said = what["md5"]
        elif kind == "file":
            if what["media_id"] not in group.media:
                return no(40007, "invalid media_id")
            said = what["media_id"]
        else:
            return no(40008, "invalid message type")
        group.posts.append((kind, said))
        return httpx.Response(200, json={"errcode": 0, "errmsg": "ok"})

    def _upload(self, group: Group, request: httpx.Request) -> httpx.Response:
        content = uploaded(request)
        if request.url.params.get("type") != "file" or not 5 < len(content) <= _FILE:
            return no(40006, "invalid file size")
        media_id = f"group-media{len(group.media)}"
        group.media[media_id] = content
        return httpx.Response(200, json={"errcode": 0, "type": "file", "media_id": media_id})
