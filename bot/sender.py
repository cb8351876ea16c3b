"""One sender per channel: takes the head letter of each chat, hands it to the channel's courier, writes down how it went.

`sending` is committed before the platform is called: here, or by a courier that lets letters wait. A call that timed
out is unknown, never blindly repeated: see models.letters.handover.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Collection, Coroutine
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot import boards
from bot.mishaps import alone
from bot.outcomes import (
    ChannelDownError,
    DoubtfulError,
    NotSentError,
    RefusedError,
    TakenBackError,
    UnreachableError,
    WindowClosedError,
)  # fmt: skip
from bot.rendering import Bundle, Message, packed
from bot.signs import Sign
from config.channels import Traits
from models.calendar.quiet import is_night
from models.database import Database, RowSession
from models.letters import handover, routes, windows
from models.letters.handover import Turn
from models.letters.shapes import Parcel
from models.letters.tables import Kind, State

__all__ = ["ChannelDownError", "Courier", "DoubtfulError", "RefusedError", "Sender", "UnreachableError"]

log = logging.getLogger("sender")
_IDLE = timedelta(seconds=5)
_LANDING = 5.0
"""Seconds that what is in flight has when the sender is to stop; its leases last longer, so nobody else takes it."""


class Courier(Protocol):
    """A channel's hand. `hand_over` returns the platform's message id, or raises one of bot.outcomes; what has not
    `begun` it marks before its first call.
    """

    traits: Traits

    async def hand_over(self, parcel: Parcel, message: Message) -> str: ...

    async def show_board(self, shown: boards.Shown) -> str: ...


class Sender:
    """`wake` may be called from any thread after a commit that promised letters.

    `here` names the persons' chats that can be reached at this moment (a page that is open); None: all. `rooms` says
    whether rooms and their boards are this process's. `tally` counts how hand-overs ended, by a word for it.
    """

    def __init__(
        self,
        database: Database,
        courier: Courier,
        now: Callable[[], datetime],
        *,
        at_once: int = 20,
        here: Callable[[], Collection[str] | None] = lambda: None,
        rooms: Callable[[], bool] = lambda: True,
    ) -> None:
        self.database = database
        self.courier = courier
        self.now = now
        self.at_once = at_once
        self.here = here
        self.rooms = rooms
        self.tally: Counter[str] = Counter()
        self.sign = Sign(database, now, f"sent {courier.traits.name}")
        self._busy: set[str] = set()
        self._woken = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def wake(self) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._woken.set)

    async def run(self) -> None:
        """Send until cancelled: then nothing more is taken up, and what is in flight lands or is given up."""
        self._loop = asyncio.get_running_loop()
        flights: set[asyncio.Task[None]] = set()
        boards_flight: asyncio.Task[None] | None = None
        try:
            while True:
                self._woken.clear()
                parcels = await self._take_up()
                for parcel in parcels:
                    _launch(self._fly_whatever_happens(parcel), flights)
                if not parcels:
                    if boards_flight is None or boards_flight.done():  # beside the letters: no answer waits behind one
                        boards_flight = _launch(self._show_boards_whatever_happens(), flights)
                    await self._rest()
        finally:
            await self._land(flights)

    async def _land(self, flights: set[asyncio.Task[None]]) -> None:
        try:
            if flights:
                await asyncio.wait(set(flights), timeout=_LANDING)
        finally:
            for flight in set(flights):
                flight.cancel()
            await asyncio.gather(*flights, return_exceptions=True)

    async def drain(self) -> int:
        """Send everything that is due now, one after another; for tests and the terminal. Returns how many."""
        count = 0
        while parcels := await self._take_up():
            for parcel in parcels:
                await self._fly(parcel)
            count += len(parcels)
        await self._show_boards()
        return count

    async def _show_boards(self) -> None:
        if self.rooms():
            await boards.show_dirty(self.database, self.courier, self.now())

    async def _show_boards_whatever_happens(self) -> None:
        with alone(log, f"the boards of {self.courier.traits.name}"):
            await self._show_boards()

    async def _take_up(self) -> list[Parcel]:
        free = self.at_once - len(self._busy)  # what is in hand but must still wait for its turn stays a short queue
        if free <= 0:
            return []
        traits, here, rooms, now = self.courier.traits, self.here(), self.rooms(), self.now()
        if here is not None and not here and not rooms:
            return []
        turn = Turn(
            set(self._busy), free, here, traits.windowed, traits.paced,
            rooms=rooms, night=not traits.opened and is_night(now), digests=bool(traits.digest),
        )  # fmt: skip
        parcels = await self.database.run(_recover_and_take_up, traits.name, now, turn)
        self._busy.update(parcel.chat for parcel in parcels)
        return parcels

    async def _rest(self) -> None:
        due = await self.database.read(handover.next_wake, self.courier.traits.name, self.now())
        pause = min(_IDLE, due - self.now()) if due else _IDLE
        with suppress(TimeoutError):
            async with asyncio.timeout(max(pause.total_seconds(), 0.05)):  # wait_for can lose a cancellation
                await self._woken.wait()

    async def _fly(self, parcel: Parcel) -> None:
        try:
            await self._hand_over(parcel)
        finally:
            self._landed(parcel)

    async def _fly_whatever_happens(self, parcel: Parcel) -> None:
        """One letter that breaks must not ground the others; when its lease ends it is settled as unknown."""
        try:
            with alone(log, f"the hand-over of {parcel.id}") as mishap:
                await self._hand_over(parcel)
            late = [each.id for each in parcel.all if not each.begun]
            if mishap.reference and late:  # or it would be taken up and break again at once
                with alone(log, f"the mark of {parcel.id}"):
                    await self.database.run(handover.begin, late, self.now())
        finally:
            self._landed(parcel)

    def _landed(self, parcel: Parcel) -> None:
        self._busy.discard(parcel.chat)
        self._woken.set()

    async def _hand_over(self, parcel: Parcel) -> None:
        bundle = packed(parcel, self.now(), self.courier.traits)
        how = "sent"
        try:
            platform_id = await self.courier.hand_over(bundle.parcel, bundle.message)
        except NotSentError as trouble:
            how = trouble.how
            await self.database.run(_not_sent, parcel, trouble, self.now())
        else:
            await self.database.run(_sent, bundle, platform_id, self.now())
            if parcel.kind is Kind.EMERGENCY and is_night(self.now()):
                log.info("an emergency at night: %s by %s", parcel.about or parcel.key, parcel.channel)
            await self.sign.give()
        self.tally[how] += 1


def _launch(work: Coroutine[Any, Any, None], flights: set[asyncio.Task[None]]) -> asyncio.Task[None]:
    flight = asyncio.create_task(work)
    flights.add(flight)
    flight.add_done_callback(flights.discard)
    return flight


def _recover_and_take_up(session: RowSession, channel: str, now: datetime, turn: Turn) -> list[Parcel]:
    handover.recover(session, channel, now)
    return handover.take_up(session, channel, now, turn)


def _sent(session: RowSession, bundle: Bundle, platform_id: str, now: datetime) -> None:
    for parcel, text in bundle.said:
        handover.sent(session, parcel.id, now, platform_id=platform_id, text=text)
    for parcel in bundle.left:
        handover.put_back(session, parcel.id, None)


def _not_sent(session: RowSession, parcel: Parcel, trouble: NotSentError, now: datetime) -> None:
    """What it means for each letter of the message, and for the way it went."""
    match trouble:
        case ChannelDownError():
            handover.park(session, parcel.channel, parcel.chat, now + timedelta(seconds=trouble.retry_after))
        case WindowClosedError():
            windows.close_window(session, parcel.channel, parcel.chat)
        case UnreachableError():
            handover.mark_blocked(session, parcel.id, now)
        case RefusedError():
            log.warning("refused by %s: %s", parcel.channel, trouble)
        case TakenBackError():
            log.info("not sent any more: %s", trouble)
    for each in parcel.all:
        _settle(session, each, trouble, now)


def _settle(session: RowSession, parcel: Parcel, trouble: NotSentError, now: datetime) -> None:
    reason = str(trouble)
    match trouble:
        case ChannelDownError():
            handover.put_back(session, parcel.id, now + timedelta(seconds=trouble.retry_after))
        case TakenBackError():
            handover.put_back(session, parcel.id, None)
        case WindowClosedError():
            if not routes.go_on(session, parcel.id, now, "window closed", only_now=True):
                handover.put_back(session, parcel.id, None)  # until the person does something
        case UnreachableError():
            if not routes.go_on(session, parcel.id, now, reason):
                handover.given_up(session, parcel.id, State.BLOCKED, reason)
        case RefusedError():  # another platform may take it, once
            if parcel.tried or not routes.go_on(session, parcel.id, now, reason):
                handover.given_up(session, parcel.id, State.FAILED, reason)
        case _:
            handover.doubtful(session, parcel.id, reason)
