"""The office hours of an organisation: one or several spans of a working day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from models.calendar.clock import at

_SPAN = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-4]):([0-5]\d)")
_MIDNIGHT = 24 * 60


@dataclass(frozen=True)
class Spans:
    """Each span is (opens, closes) in minutes after midnight in China; 1440 is 24:00.

    Raises ValueError for none, an empty span, or spans that overlap or stand out of order.
    """

    spans: tuple[tuple[int, int], ...]

    def __post_init__(self) -> None:
        marks = [minute for span in self.spans for minute in span]
        if not marks or marks[0] < 0 or marks[-1] > _MIDNIGHT:
            raise ValueError("office hours lie within one day")
        if any(closes <= opens for opens, closes in self.spans) or any(b[0] < a[1] for a, b in pairwise(self.spans)):
            raise ValueError("office hours follow one another")

    @classmethod
    def parse(cls, text: str) -> Spans:
        """From `8:30-12:00 13:30-17:30`, a comma or 、 between spans and full-width marks allowed too."""
        plain = text.translate(str.maketrans("：－–—~～至", ":------")).replace("--", "-")
        parts = [_SPAN.fullmatch(part) for part in re.split(r"[\s,，、;；]+", plain.strip())]
        found = [tuple(map(int, part.groups())) for part in parts if part]
        if len(found) < len(parts):
            raise ValueError(f"not office hours: {text!r}")
        return cls(tuple((h * 60 + m, until_h * 60 + until_m) for h, m, until_h, until_m in found))

    @classmethod
    def between(cls, opens: time, closes: time) -> Spans:
        """One span without a break."""
        return cls(((opens.hour * 60 + opens.minute, closes.hour * 60 + closes.minute),))

    def on(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """The spans of that day as aware UTC moments."""
        midnight = at(day, time.min)
        return ((midnight + timedelta(minutes=a), midnight + timedelta(minutes=b)) for a, b in self.spans)

    @property
    def minutes_a_day(self) -> int:
        return sum(closes - opens for opens, closes in self.spans)

    def __str__(self) -> str:
        """The form that `parse` reads and a table keeps."""
        return " ".join(f"{_clock(opens)}-{_clock(closes)}" for opens, closes in self.spans)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
