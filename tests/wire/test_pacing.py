"""The pace, on a clock of its own that is always a little late, as on a busy machine: the line is kept, no moment is lost,
and what was late does not come in a heap.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import random
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.outcomes import ChannelDownError
from bot.pacing import Pace, Pacing
from models.letters.tables import Kind

PACE = Pace(per_second=25, broadcast_per_second=20, chat_seconds=1.2, per_minute=18, boards_per_minute=11)
FREE = Pace(25, 20, 1.2, 18, 11, lambda _chat: False)


class Clock:
    """Goes on when nobody has anything left to do. `late` says by how much the machine misses the next moment."""

    def __init__(self, late: Callable[[], float] = lambda: 0.0) -> None:
        self.now = 1000.0
        self.late = late
        self._sleeping: list[tuple[float, int, asyncio.Future[None]]] = []
        self._number = itertools.count()

    def time(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        waked = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleeping, (self.now + max(seconds, 0), next(self._number), waked))
        await waked

    async def until_done(self, works: Sequence[Awaitable[object]]) -> list[object]:
        everything = asyncio.gather(*works, return_exceptions=True)
        while not everything.done():
            for _ in range(6):
                await asyncio.sleep(0)
            while self._sleeping and self._sleeping[0][2].cancelled():
                heapq.heappop(self._sleeping)
            if self._sleeping:
                self.now = max(self.now, self._sleeping[0][0] + self.late())
            while self._sleeping and self._sleeping[0][0] <= self.now:
                waked = heapq.heappop(self._sleeping)[2]
                if not waked.done():
                    waked.set_result(None)
        return everything.result()


@dataclass
class Gone:
    number: int
    kind: Kind
    place: int
    """As the how manieth it came."""
    came: float
    went: float


class Post:
    """Letters that come at their moments and note when they may go."""

    def __init__(self, clock: Clock, pace: Pace = FREE) -> None:
        self.clock = clock
        self.pacing = Pacing(pace, time=clock.time, sleep=clock.sleep)
        self.gone: list[Gone] = []
        self._place = itertools.count()

    async def letter(
        self,
        number: int,
        kind: Kind,
        after: float,
        *,
        chat: str = "",
        count: int = 1,
        mark: Callable[[], Awaitable[object]] | None = None,
    ) -> None:
        await self.clock.sleep(after)
        came, place = self.clock.now, next(self._place)
        await self.pacing.turn(chat or str(number), kind, count=count, mark=mark)
        self.gone += [Gone(number, kind, place, came, self.clock.now)] * count

    def play(self, letters: Sequence[tuple[Kind, float]]) -> list[Gone]:
        works = [self.letter(number, kind, after) for number, (kind, after) in enumerate(letters)]
        results = asyncio.run(self._played(works))
        assert all(each is None or isinstance(each, ChannelDownError) for each in results), results
        return self.gone

    async def _played(self, works: Sequence[Awaitable[object]]) -> list[object]:
        return await self.clock.until_done(works)


def heaps(gone: Sequence[Gone], seconds: float) -> Iterator[int]:
    """How many went in each window of so many seconds that begins with one of them."""
    for first in gone:
        yield sum(first.went <= each.went < first.went + seconds for each in gone)


def dawdling(most: float) -> Callable[[], float]:
    dice = random.Random(7)
    return lambda: dice.uniform(0, most)


def test_a_moment_that_was_missed_a_little_is_not_lost() -> None:
    """Eighty notices that are all here, and a machine that is always up to 60 ms late: the last goes as if it were not."""
    gone = Post(Clock(dawdling(0.06))).play([(Kind.NOTICE, 0.0)] * 80)
    assert len(gone) == 80
    assert gone[-1].went - gone[0].went <= 79 / 20 + 0.1
    assert max(heaps(gone, 1.0)) <= 22


def test_a_long_stop_is_not_made_good_by_a_heap() -> None:
    """The machine stood still for two seconds: what was due meanwhile goes evenly from then on."""
    stops = iter([0.0, 0.0, 2.0])
    gone = Post(Clock(lambda: next(stops, 0.0))).play([(Kind.NOTICE, 0.0)] * 40)
    assert len(gone) == 40
    assert max(heaps(gone, 1.0)) <= 22
    assert max(heaps(gone, 0.01)) <= 6


KINDS = st.sampled_from([Kind.ANSWER, Kind.EMERGENCY, Kind.ALERT, Kind.NOTICE, Kind.NOTICE, Kind.NOTICE, Kind.BOARD])
LETTERS = st.lists(st.tuples(KINDS, st.floats(0, 3, allow_nan=False)), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(LETTERS, st.floats(0, 0.08), st.integers(0, 99))
def test_first_come_first_served_and_never_over_the_limit(
    letters: list[tuple[Kind, float]], late: float, seed: int
) -> None:
    dice = random.Random(seed)
    gone = Post(Clock(lambda: dice.uniform(0, late))).play(letters)
    many = [each for each in gone if each.kind in (Kind.NOTICE, Kind.BOARD)]
    for line in (many, *([each for each in gone if each.kind is kind] for kind in Kind)):
        places = [each.place for each in line]
        assert places == sorted(places)
    for seconds in (0.3, 2.0):
        assert max(heaps(gone, seconds)) <= (seconds + 0.25) * 25 + 1
        assert max(heaps(many, seconds), default=0) <= (seconds + 0.25) * 20 + 1
    assert max(heaps(gone, 1.0)) <= 27
    assert max(heaps(many, 1.0), default=0) <= 22
    for each in gone:
        behind = [other for other in gone if other.came < each.came and other.went > each.went]
        assert all(other.kind is not Kind.ANSWER for other in behind if each.kind is not Kind.ANSWER)


def test_an_answer_waits_for_no_notice() -> None:
    gone = Post(Clock(dawdling(0.02))).play([*[(Kind.NOTICE, 0.0)] * 60, (Kind.ANSWER, 1.01), (Kind.ANSWER, 1.01)])
    answers = [each for each in gone if each.kind is Kind.ANSWER]
    assert [each.went - each.came < 0.2 for each in answers] == [True, True]


def test_a_board_is_shown_in_the_middle_of_a_broadcast() -> None:
    gone = Post(Clock(dawdling(0.02))).play([*[(Kind.NOTICE, 0.05 * n) for n in range(60)], (Kind.BOARD, 1.0)])
    (shown,) = [each for each in gone if each.kind is Kind.BOARD]
    assert shown.went - shown.came < 1.0


def test_albums_fit_into_the_second_too() -> None:
    """Ten pictures are ten messages, and others go beside them."""
    clock = Clock(dawdling(0.02))
    post = Post(clock)
    albums = [post.letter(n, Kind.NOTICE, 0.5 * n, count=10) for n in range(6)]
    answers = [post.letter(100 + n, Kind.ANSWER, 0.05 * n) for n in range(60)]
    asyncio.run(post._played([*albums, *answers]))
    assert len(post.gone) >= 100
    assert max(heaps(sorted(post.gone, key=lambda each: each.went), 1.0)) <= 27


def test_what_was_held_up_while_it_was_marked_does_not_come_in_a_heap() -> None:
    """The disk stands still for a second and a half: what was called meanwhile goes at once then, and nothing right
    behind it.
    """
    clock = Clock(dawdling(0.02))
    post = Post(clock)
    begun = clock.now

    async def mark() -> None:
        await clock.sleep(2.5 - (clock.now - begun) if 1.0 < clock.now - begun < 2.5 else 0.002)

    asyncio.run(post._played([post.letter(n, Kind.NOTICE, 0.04 * n, mark=mark) for n in range(100)]))
    assert len(post.gone) == 100
    assert max(heaps(post.gone, 1.0)) <= 22
    assert max(heaps(post.gone, 0.05)) > 10


def test_who_leaves_while_being_marked_takes_no_place_for_good() -> None:
    clock = Clock()
    post = Post(clock)

    async def scene() -> None:
        flights = [
            asyncio.create_task(post.letter(n, Kind.NOTICE, 0.0, mark=lambda: clock.sleep(900))) for n in range(22)
        ]

        async def leave() -> None:
            await clock.sleep(2)
            for each in flights:
                each.cancel()

        await clock.until_done([*flights, leave(), *(post.letter(n, Kind.NOTICE, 2.5) for n in range(22, 62))])

    asyncio.run(scene())
    assert [each.number for each in post.gone] == [*range(22, 62)]
    assert post.gone[-1].went - post.gone[0].went <= 39 / 20 + 1.1


def test_who_stops_waiting_leaves_no_gap() -> None:
    clock = Clock()
    post = Post(clock)

    async def scene() -> None:
        flights = [asyncio.create_task(post.letter(n, Kind.NOTICE, 0.0)) for n in range(30)]

        async def leave() -> None:
            await clock.sleep(0.2)
            for each in flights[10:20]:
                each.cancel()

        await clock.until_done([*flights, leave()])

    asyncio.run(scene())
    assert [each.number for each in post.gone] == [*range(10), *range(20, 30)]
    assert post.gone[-1].went - post.gone[0].went == pytest.approx(19 / 20)


def test_one_chat_that_must_wait_holds_up_nobody() -> None:
    clock = Clock()
    post = Post(clock, PACE)
    same = [post.letter(n, Kind.NOTICE, 0.0, chat="-1") for n in range(3)]
    asyncio.run(post._played([*same, *(post.letter(n, Kind.NOTICE, 0.0) for n in range(3, 13))]))
    others = [each.went for each in post.gone if each.number >= 3]
    assert others[-1] - others[0] == pytest.approx(9 / 20)
    assert [each.number for each in post.gone if each.number < 3] == [0, 1, 2]
