"""Small pieces of work of one kind that ask to be written while the one before is being written share a transaction.

A commit costs the same for one line as for twenty; who asks while nobody else does waits for nobody.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from models.database.engine import RowSession

One = TypeVar("One")
Got = TypeVar("Got")
Works = Callable[["RowSession", Sequence[One]], Sequence[Got]]
"""Does it for each of them, in their order, and returns what each asked for."""
Run = Callable[[Works[Any, Any], Sequence[Any]], Coroutine[Any, Any, Sequence[Any]]]
_Asked = tuple[Any, "asyncio.Future[Any]"]
_MOST = 50
"""So many at a time: others want to write too."""


class Together:
    """`run` writes one transaction."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._asked: dict[Works[Any, Any], list[_Asked]] = {}
        self._writing: dict[Works[Any, Any], asyncio.Task[None]] = {}

    async def add(self, work: Works[One, Got], one: One) -> Got:
        """Returns what `work` returned for this one, when that is committed."""
        done: asyncio.Future[Got] = asyncio.get_running_loop().create_future()
        self._asked.setdefault(work, []).append((one, done))
        if work not in self._writing:
            self._writing[work] = asyncio.create_task(self._write_all(work))
        return await done

    async def _write_all(self, work: Works[Any, Any]) -> None:
        try:
            while waiting := self._asked.pop(work, None):
                if waiting[_MOST:]:
                    self._asked[work] = waiting[_MOST:]
                await self._write(work, waiting[:_MOST])
        finally:
            del self._writing[work]

    async def _write(self, work: Works[Any, Any], asked: Sequence[_Asked]) -> None:
        """None is lost by another: those that cannot be written together are written one by one."""
        ended, _ = await asyncio.wait([asyncio.create_task(self._run(work, [one for one, _ in asked]))])
        written = ended.pop()
        error = written.exception()
        if error is not None and len(asked) > 1:
            for each in asked:
                await self._write(work, [each])
            return
        for place, (_, done) in enumerate(asked):
            if done.done():
                continue  # who asked has left
            if error is not None:
                done.set_exception(error)
            else:
                done.set_result(written.result()[place])
