"""Which days a notice means: said beside its words wherever they are read on another day than they were written."""

from __future__ import annotations

from datetime import date

from config.values import Day, Saying, Text, saying
from models.calendar import local_day
from models.calendar.spoken_days import Named
from models.notices.days import in_doubt, over_since
from models.notices.queries import Entry


def with_days(told: Saying, words: str, written: date) -> Saying:
    """The words, and which day 明天 or 周三 is; unchanged when they say so themselves."""
    found = in_doubt(words, written)
    if not found:
        return told
    meant = _meant(found[-1])
    for each in reversed(found[:-1]):
        meant = saying("notices-meant-and", first=_meant(each), rest=meant)
    return saying("notices-words-meant", told=told, meant=meant)


def _meant(named: Named) -> Saying:
    days: Saying | Day = Day(named.days[-1])
    for each in reversed(named.days[:-1]):
        days = saying("notices-meant-or", first=Day(each), rest=days)
    return saying("notices-meant", words=Text(named.words), days=days)


def as_read(entry: Entry, today: date) -> Saying:
    """The words of a notice as they are answered with: of an earlier day with that day before them, and when they are
    over, that too.
    """
    written = local_day(entry.version.made_at)
    words = saying("desk-own-words", words=Text(entry.words))
    if written == today:
        return words
    told = with_days(words, entry.words, written)
    last = over_since(entry.words, written, today)
    if last is not None:
        return saying("notices-written-over", day=Day(written), last=Day(last), words=told)
    return saying("notices-written", day=Day(written), words=told)


def is_over(entry: Entry, today: date) -> date | None:
    """The last day it spoke of, when that is past."""
    return over_since(entry.words, local_day(entry.version.made_at), today)
