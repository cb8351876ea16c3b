"""One sender per channel: takes the head letter of each chat, hands it to the channel's courier, writes down how it went.

`sending` is committed before the platform is called: here, or by a courier that lets letters wait. A call that timed
out is unknown, never blindly repeated: see models.letters.handover. A look at what waits, and a commit, cost about as much
for many letters as for one: so they are taken up when half of those in hand have landed, and marked together.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Collection, Coroutine, Sequence
from datetime import datetime, timedelta
from typing import Protocol

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
from models.letters import handover, routes, settling, windows
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
        self._flights: set[asyncio.Task[None]] = set()
        self._boards: asyncio.Task[None] | None = None
        self._called = True
        self._woken = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def wake(self) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._call)

    def _call(self) -> None:
        self._called = True
        self._woken.set()

    async def run(self) -> None:
        """Send until cancelled: then nothing more is taken up, and what is in flight lands or is given up."""
        self._loop = asyncio.get_running_loop()
        try:
            while True:
                self._woken.clear()
                if not self._has_room():
                    await self._woken.wait()
                    continue
                parcels = await self._take_up()
                for parcel in parcels:
                    self._start(self._fly_whatever_happens(parcel))
                if self._boards is None or self._boards.done():
                    self._boards = self._start(self._show_boards_whatever_happens())
                if not parcels:
                    await self._rest()
        finally:
            await self._land()

    def _has_room(self) -> bool:
        """One place for who was promised something a moment ago, half of all for those who have waited."""
        free = self.at_once - len(self._busy)
        return free > 0 and (self._called or 2 * free >= self.at_once)

    def _start(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        flight = asyncio.create_task(work)
        self._flights.add(flight)
        flight.add_done_callback(self._flights.discard)
        return flight

    async def _land(self) -> None:
        try:
            if self._flights:
                await asyncio.wait(set(self._flights), timeout=_LANDING)
        finally:
            for flight in set(self._flights):
                flight.cancel()
            await asyncio.gather(*self._flights, return_exceptions=True)

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
            await boards.show_dirty(self.database, self.courier, self.now)

    async def _show_boards_whatever_happens(self) -> None:
        """Beside the letters: a board that must wait for its moment holds up none of them."""
        with alone(log, "the look at the boards"):
            await self._show_boards()

    async def _take_up(self) -> list[Parcel]:
        self._called = False
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
        try:
            async with asyncio.timeout(max(pause.total_seconds(), 0.05)):  # wait_for can lose a cancellation
                await self._woken.wait()
        except TimeoutError:
            self._called = True  # something is due

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
                    await self.database.together(handover.begin, (late, self.now()))
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
            await self.database.together(_sent, (bundle, platform_id, self.now()))
            if parcel.kind is Kind.EMERGENCY and is_night(self.now()):
                log.info("an emergency at night: %s by %s", parcel.about or parcel.key, parcel.channel)
            await self.sign.give()
        self.tally[how] += 1


def _recover_and_take_up(session: RowSession, channel: str, now: datetime, turn: Turn) -> list[Parcel]:
    settling.recover(session, channel, now)
    return handover.take_up(session, channel, now, turn)


def _sent(session: RowSession, gone: Sequence[tuple[Bundle, str, datetime]]) -> list[None]:
    taken = [(parcel.id, platform_id, text) for bundle, platform_id, _ in gone for parcel, text in bundle.said]
    settling.sent(session, taken, max(at for _, _, at in gone))
    for bundle, _, _ in gone:
        for parcel in bundle.left:
            settling.put_back(session, parcel.id, None)
    return [None] * len(gone)


def _not_sent(session: RowSession, parcel: Parcel, trouble: NotSentError, now: datetime) -> None:
    """What it means for each letter of the message, and for the way it went."""
    match trouble:
        case ChannelDownError():
            settling.park(session, parcel.channel, parcel.chat, now + timedelta(seconds=trouble.retry_after))
        case WindowClosedError():
            windows.close_window(session, parcel.channel, parcel.chat)
        case UnreachableError():
            settling.mark_blocked(session, parcel.id, now)
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
            settling.put_back(session, parcel.id, now + timedelta(seconds=trouble.retry_after))
        case TakenBackError():
            settling.put_back(session, parcel.id, None)
        case WindowClosedError():
            if not routes.go_on(session, parcel.id, now, "window closed", only_now=True):
                settling.put_back(session, parcel.id, None)  # until the person does something
        case UnreachableError():
            if not routes.go_on(session, parcel.id, now, reason):
                settling.given_up(session, parcel.id, State.BLOCKED, reason)
        case RefusedError():  # another platform may take it, once
            if parcel.tried or not routes.go_on(session, parcel.id, now, reason):
                settling.given_up(session, parcel.id, State.FAILED, reason)
        case _:
            settling.doubtful(session, parcel.id, reason)
