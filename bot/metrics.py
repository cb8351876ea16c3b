"""The process in figures, as Prometheus reads them: what it counted itself, and what waits in the database.

Labels are names of channels, states and posts: never a person, a chat or a code.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.exc import DBAPIError

from bot.signs import look, reach
from models.database import RowSession
from models.letters.handover import Turn
from models.letters.standing import counts, oldest_board, wanted_files
from models.letters.tables import State
from models.signs import Standing

if TYPE_CHECKING:
    from bot.serving import Serving

CONTENT = "text/plain; version=0.0.4; charset=utf-8"
_WORDS = {State.QUEUED: "waiting", State.SENDING: "leased", State.UNKNOWN: "unknown"}
_BUCKETS = (0.005, 0.02, 0.05, 0.2, 1.0, 5.0)


class Metrics:
    """`text` is a scrape; of the posts of a process that only answers (`web`) there are none."""

    def __init__(self, serving: Serving) -> None:
        self.registry = CollectorRegistry()
        self.errors = Errors()
        ProcessCollector(registry=self.registry)
        took = Histogram(
            "yexiaomi_work_seconds", "Units of work that were committed", buckets=_BUCKETS, registry=self.registry
        )
        serving.database.on_done = took.observe
        self.registry.register(_Own(serving, self.errors))
        self.serving = serving

    async def text(self) -> bytes:
        """What this process counted is told also when the database does not answer."""
        now = self.serving.house.now()
        channels = {name: reach(sender.courier.traits) for name, sender in self.serving.senders.items()}
        shared = CollectorRegistry()
        try:
            stored = await self.serving.database.read(_stored, channels, now)
        except DBAPIError:
            shared.register(_Stored(None, now))
        else:
            shared.register(_Stored(stored, now))
        return generate_latest(self.registry) + generate_latest(shared)

    def open(self) -> None:
        logging.getLogger().addHandler(self.errors)

    def close(self) -> None:
        logging.getLogger().removeHandler(self.errors)


class Errors(logging.Handler):
    """Counts what was logged as an error, by the part of the house."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.tally: Counter[str] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        self.tally[record.name.partition(".")[0]] += 1


@dataclass(frozen=True)
class _Figures:
    letters: dict[tuple[str, State], int]
    standing: Standing
    boards: dict[str, datetime]
    files: int


def _stored(session: RowSession, channels: Mapping[str, Turn], now: datetime) -> _Figures:
    return _Figures(
        counts(session), look(session, channels, (), now), oldest_board(session, now), wanted_files(session)[0]
    )


class _Own(Collector):
    """What this process counted."""

    def __init__(self, serving: Serving, errors: Errors) -> None:
        self.serving = serving
        self.errors = errors

    def collect(self) -> Iterator[Metric]:
        serving = self.serving
        sent = CounterMetricFamily("yexiaomi_handed_over", "Letters by outcome", labels=["channel", "outcome"])
        for channel, sender in serving.senders.items():
            for outcome, count in list(sender.tally.items()):
                sent.add_metric([channel, outcome], count)
        yield sent
        messages = CounterMetricFamily("yexiaomi_messages", "Messages people sent", labels=["channel", "outcome"])
        for (channel, outcome), count in list(serving.house.dispatch.tally.items()):
            messages.add_metric([channel, outcome], count)
        yield messages
        last = GaugeMetricFamily("yexiaomi_last_message_seconds", "Since the last message", labels=["channel"])
        for channel, at in list(serving.house.dispatch.last.items()):
            last.add_metric([channel], (serving.house.now() - at).total_seconds())
        yield last
        errors = CounterMetricFamily("yexiaomi_errors", "Errors in the log", labels=["part"])
        for part, count in list(self.errors.tally.items()):
            errors.add_metric([part], count)
        yield errors
        held = GaugeMetricFamily("yexiaomi_post_held", "What one process of all does: is it this one?", labels=["post"])
        for name in serving.watch.posts:
            held.add_metric([name], serving.watch.holds(name))
        yield held
        yield GaugeMetricFamily("yexiaomi_pages_open", "Pages connected here", serving.house.hub.count())


class _Stored(Collector):
    """What stands in the database: every process tells the same."""

    def __init__(self, stored: _Figures | None, now: datetime) -> None:
        self.stored = stored
        self.now = now

    def collect(self) -> Iterator[Metric]:
        yield GaugeMetricFamily("yexiaomi_database_up", "Does the database answer?", int(self.stored is not None))
        if self.stored is None:
            return
        letters = GaugeMetricFamily("yexiaomi_letters", "Letters not settled", labels=["channel", "state"])
        for (channel, state), count in self.stored.letters.items():
            letters.add_metric([channel, _WORDS[state]], count)
        yield letters
        standing = self.stored.standing
        yield self._ages("yexiaomi_oldest_letter_seconds", "Oldest letter that may go", "channel", standing.letters)
        yield self._ages("yexiaomi_oldest_board_seconds", "Oldest board not shown", "channel", self.stored.boards)
        yield self._ages(
            "yexiaomi_sign_seconds", "Since a sign of life (clock: a ring was over)", "sign", standing.signs
        )
        yield GaugeMetricFamily("yexiaomi_files_wanted", "Files still to be fetched", self.stored.files)

    def _ages(self, name: str, words: str, label: str, since: Mapping[str, datetime]) -> Metric:
        made = GaugeMetricFamily(name, words, labels=[label])
        for each, moment in since.items():
            made.add_metric([each], (self.now - moment).total_seconds())
        return made
