"""The messages that make up one letter, each at its turn. Once the first is out the letter is not put back: that would say
it twice.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial

from bot.outcomes import ChannelDownError, DoubtfulError, NotSentError, RefusedError, TakenBackError
from bot.pacing import Pacing
from models.database import Database
from models.letters import handover
from models.letters.shapes import Parcel

Step = Callable[[], Awaitable[str]]
"""A call that sends one message and returns its id. Raises one of bot.outcomes."""
_TRIES_OF_A_LATER_PIECE = 3


class Turns:
    """`pacing` says when: a letter goes when all of it may."""

    def __init__(self, database: Database, now: Callable[[], datetime], pacing: Pacing) -> None:
        self.database = database
        self.now = now
        self.pacing = pacing

    async def send(self, parcel: Parcel, steps: Sequence[Step]) -> str:
        """Returns the id of the last message."""
        if not steps:
            raise RefusedError("nothing to say")
        await self.pacing.turn(parcel.chat, parcel.kind, count=len(steps), mark=partial(self._begin, parcel))
        sent = await steps[0]()
        for step in steps[1:]:
            sent = await self._later(step)
        return sent

    async def _begin(self, parcel: Parcel) -> None:
        late = [each.id for each in parcel.all if not each.begun]
        if late and not await self.database.together(handover.begin, (late, self.now())):
            raise TakenBackError(str(parcel.id))

    async def _later(self, step: Step) -> str:
        trouble: NotSentError = ChannelDownError()
        for _ in range(_TRIES_OF_A_LATER_PIECE):
            try:
                return await step()
            except ChannelDownError as down:
                trouble = down
                await self.pacing.pause(down.retry_after)
            except NotSentError as error:
                trouble = error
                break
        raise DoubtfulError(f"only a part is out: {trouble}")
