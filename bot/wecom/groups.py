"""The sender's hand on WeCom's groups: posts by a hook, whose key is a secret. A room's chat is the name its key has in the
settings; the key itself is never stored, logged or shown.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import logging
from collections.abc import Mapping
from functools import partial
from typing import Any

import httpx

from bot.boards import Shown
from bot.files.opening import Fetch
from bot.outcomes import ChannelDownError, NotSentError, RefusedError, UnreachableError
from bot.pacing import Pace
from bot.rendering import Message
from bot.sender import Sender
from bot.shapes import words as text_in
from bot.tencent.client import TIMEOUT, WeChatError, answer_of, tried
from bot.tencent.texts import pieces, safe_words
from bot.wecom.client import API_BASE
from bot.wecom.turns import Step, Turns
from bot.wecom.uploads import Sheet, put_up, sheet_of
from config import words
from config.channels import WECOM_GROUP
from config.limits import wecom_limits
from config.words import Reader
from models.letters.shapes import Parcel

log = logging.getLogger("wecom")
_SEND, _UPLOAD = "/cgi-bin/webhook/send", "/cgi-bin/webhook/upload_media"
_GONE = {93000, 93004, 93008}
"""The key is none, the hook was stopped, or taken out of the group."""
_BUSY = {-1: 3.0, 45009: 60.0, 45033: 5.0}


def pace() -> Pace:
    given = wecom_limits()
    most = given.group_per_minute
    return Pace(given.per_second, given.broadcast_per_second, 0, most, most)


class GroupCourier:
    """See bot.sender. `keys` by the name of the group."""

    traits = WECOM_GROUP

    def __init__(
        self,
        keys: Mapping[str, str],
        turns: Turns,
        fetch: Fetch,
        base_url: str = API_BASE,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._keys = keys
        self.turns = turns
        self.fetch = fetch
        self.http = httpx.AsyncClient(base_url=base_url, timeout=TIMEOUT, transport=transport)

    async def hand_over(self, parcel: Parcel, message: Message) -> str:
        """Pictures, other files, then the words."""
        if parcel.chat not in self._keys:
            raise UnreachableError("no key of that name in YXM_WECOM__GROUPS")
        found = [each for each in [await self.fetch(paper, parcel) for paper in message.papers] if each is not None]
        files = [await self._file(parcel.chat, sheet_of(*each)) for each in found]
        lines = [safe_words(message.text), *([self._elsewhere(parcel)] if None in files else [])]
        texts = pieces("\n".join(lines), wecom_limits().group_text_bytes)
        steps = [each for each in files if each is not None]
        steps += [self._step(parcel.chat, "text", {"content": each}) for each in texts]
        return await self.turns.send(parcel, steps)

    async def show_board(self, shown: Shown) -> str:
        raise RefusedError(f"what stands in a group cannot be changed: {shown.board_id}")

    def _step(self, group: str, kind: str, what: dict[str, Any]) -> Step:
        async def post() -> str:
            await self._asked(_SEND, group, {"json": {"msgtype": kind, kind: what}})
            return ""

        return lambda: tried(post, outcome)

    async def _file(self, group: str, sheet: Sheet | None) -> Step | None:
        """A picture goes as it is; everything else, and what is too large for one, is first put up. None: not taken."""
        if sheet is None:
            return None
        if sheet.kind == "image" and len(sheet.content) <= wecom_limits().group_picture_bytes:
            shown = base64.b64encode(sheet.content).decode()
            digest = hashlib.md5(sheet.content, usedforsecurity=False).hexdigest()  # as the platform wants it
            return self._step(group, "image", {"base64": shown, "md5": digest})
        media_id = await put_up(lambda: tried(partial(self._up, group, sheet), outcome))
        return self._step(group, "file", {"media_id": media_id}) if media_id else None

    async def _up(self, group: str, sheet: Sheet) -> str:
        files = {"media": (sheet.name, sheet.content, sheet.media)}
        return text_in(await self._asked(_UPLOAD, group, {"files": files}, type="file"), "media_id")

    async def _asked(self, path: str, group: str, given: Mapping[str, Any], **params: str) -> Mapping[str, Any]:
        return answer_of(await self.http.post(path, params={"key": self._keys[group], **params}, **given))

    def _elsewhere(self, parcel: Parcel) -> str:
        return words.render("wecom-elsewhere", {}, Reader(parcel.lang, self.turns.now(), parcel.one_estate))


def outcome(error: WeChatError) -> NotSentError:
    """What the platform's number means for the post."""
    if error.code in _GONE:
        return UnreachableError(f"{error.code}: the group's hook is no more")
    if error.code in _BUSY:
        return ChannelDownError(_BUSY[error.code])
    return RefusedError(str(error.code))


class Groups:
    """The groups as one thing: their courier and its sender."""

    def __init__(self, courier: GroupCourier) -> None:
        self.courier = courier
        self.sender = Sender(courier.turns.database, courier, courier.turns.now)

    async def open(self) -> None:
        """The line to the hooks. Until cancelled; what is sent is the sender's."""
        log.info("wecom groups: open")
        try:
            await asyncio.Event().wait()
        finally:
            await self.courier.http.aclose()
