"""A callback on its way through dispatch. The platform waits five seconds and delivers three times in all: each of the
three is given the same reply, also while the first is still being served.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bot.dispatch import Dispatch, Replied, Rest
from bot.mishaps import alone
from bot.rendering import Message
from bot.tencent.door import NotServedError
from bot.tencent.serving import or_again
from bot.tencent.texts import pieces, size
from bot.wechat.replies import joined, room_for, with_links, written
from config import words
from config.channels import WECHAT
from config.limits import wechat_limits
from config.values import Count
from config.words import Reader
from models.letters.shapes import Incoming, Parcel, Served

log = logging.getLogger("wechat")
NOTHING = "success"
"""The platform's own word for: we have it, do not wait and do not come again."""
_MORE = "desk-mailbox-more"


@dataclass
class _Flight:
    """One message being served. It is answered, or the platform is told that it need not wait and hears of it later: what
    is decided first, at the desk or at the door, stands, or an answer would be kept as given that nobody was given.
    """

    task: asyncio.Task[str] = field(init=False)
    deliveries: int = 0
    _decided: dict[str, str] = field(default_factory=dict)

    def is_answered(self) -> bool:
        return self._decides("answered")

    def is_let_go(self) -> bool:
        return self._decides("let go")

    def _decides(self, how: str) -> bool:
        """The desk asks in a thread of its own; it may ask again, when its work is run again."""
        return self._decided.setdefault("how", how) == how  # one step for all threads


class WeChatChannel:
    """`can_push` says whether what takes too long may be said later unasked."""

    traits = WECHAT

    def __init__(self, dispatch: Dispatch, can_push: Callable[[], bool] = lambda: True) -> None:
        self.dispatch = dispatch
        self.can_push = can_push
        self._flights: dict[str, _Flight] = {}

    async def answer(self, incoming: Incoming) -> str:
        """The text of the reply, or NOTHING. Raises NotServedError."""
        flight = self._flights.get(incoming.key) or self._take_off(incoming)
        flight.deliveries += 1
        last = self.can_push() or flight.deliveries >= wechat_limits().deliveries
        # without the right to push the first deliveries are left unanswered: the platform comes again, the work goes on
        patience = wechat_limits().patience_seconds if last else wechat_limits().patience_seconds * 2
        done, _ = await asyncio.wait({flight.task}, timeout=patience)
        if not done and (not last or flight.is_let_go()):
            return NOTHING
        return await asyncio.shield(flight.task)  # of one that stops to wait for it two others may still hear

    def _take_off(self, incoming: Incoming) -> _Flight:
        flight = self._flights[incoming.key] = _Flight()
        flight.task = asyncio.create_task(self._reply(incoming, flight))
        flight.task.add_done_callback(lambda task: self._landed(incoming.key, task))
        return flight

    def _landed(self, key: str, task: asyncio.Task[str]) -> None:
        self._flights.pop(key, None)
        if not task.cancelled() and task.exception() is not None:
            log.warning("not served, to come again: %s", task.exception())

    async def _reply(self, incoming: Incoming, flight: _Flight) -> str:
        # what breaks before the desk must not be delivered three times to break us again
        with alone(log, f"message {incoming.key}", passes=(NotServedError,)):
            return await self._served(incoming, flight)
        return NOTHING

    async def _served(self, incoming: Incoming, flight: _Flight) -> str:
        def fit(served: Served) -> Replied:
            if flight.is_answered():
                with alone(log, f"the reply to {incoming.key}"):  # what cannot be said undoes nothing: it waits
                    return self._fitted(served)
            return Replied(NOTHING, (), tuple(each.id for each in served.answers), ())

        with or_again():
            return (await self.dispatch.serve(incoming, WECHAT, fit)).reply

    def _fitted(self, served: Served) -> Replied:
        """As many answers as one text holds, in their order; the others wait and are had by “更多”."""
        now = self.dispatch.now()
        answers = [each for each in served.answers if each.key != _MORE]
        waiting = sum(_count(each) for each in served.answers if each.key == _MORE)
        texts: list[str] = []
        given: list[tuple[Parcel, str]] = []
        rest: list[Rest] = []
        for place, parcel in enumerate(answers):
            message, later = self._without_files(parcel, written(parcel, now))
            space = room_for(texts) - size(joined(["", self._hint(parcel, len(answers) + waiting)]))
            fitting = next((each for each in (with_links(message), message.text) if size(each) <= space), None)
            if fitting is None and place == 0:
                return self._cut(parcel, message.text, space, [*answers[1:]], waiting)
            if fitting is None:
                break
            texts.append(fitting)
            given.append((parcel, fitting))
            rest += later
        left = answers[len(given) :]
        if given and len(left) + waiting:
            texts.append(self._hint(given[-1][0], len(left) + waiting))
        gone = tuple((parcel.id, text) for parcel, text in given)
        hints = tuple((each.id, "") for each in served.answers if each.key == _MORE)
        return Replied(joined(texts) or NOTHING, (*gone, *hints), tuple(each.id for each in left), tuple(rest))

    def _without_files(self, parcel: Parcel, message: Message) -> tuple[Message, list[Rest]]:
        """A reply holds no files: they follow where we may push, else the text says where they are."""
        if not message.papers:
            return message, []
        follows = self.can_push() and bool(message.text)
        line = self._say("wechat-follows" if follows else "wechat-elsewhere", parcel)
        text = "\n".join(each for each in (message.text, line) if each)
        return replace(message, text=text), [Rest("", message.papers)] if follows else []

    def _cut(self, parcel: Parcel, text: str, space: int, left: list[Parcel], waiting: int) -> Replied:
        """One that is too long alone: its beginning now, the rest as letters behind it."""
        first, *more = pieces(text, space)
        hint = self._hint(parcel, len(more) + len(left) + waiting)
        rest = tuple(Rest(each) for each in more)
        return Replied(joined([first, hint]), ((parcel.id, first),), tuple(each.id for each in left), rest)

    def _hint(self, parcel: Parcel, waiting: int) -> str:
        return self._say(_MORE, parcel, n=Count(waiting))

    def _say(self, key: str, parcel: Parcel, **params: Count) -> str:
        return words.render(key, params, Reader(parcel.lang, self.dispatch.now(), parcel.one_estate))


def _count(hint: Parcel) -> int:
    waiting = hint.params["n"]
    assert isinstance(waiting, Count)
    return waiting.value
