"""The day in a folded writing, seen from today. Pure; the time of day is models.calendar.spoken's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Days:
    """`days`, the likelier first, none before today; `rest` is the writing without them; `past` when only the past fits."""

    days: tuple[date, ...] = ()
    sure: bool = False
    rest: str = ""
    past: bool = False


@dataclass(frozen=True)
class Named:
    """A day a longer text speaks of, in its `words`: `days` it may mean; `relative` when only its date tells which."""

    words: str
    days: tuple[date, ...]
    relative: bool


_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_WEEKDAYS = "mon|tue|wed|thu|fri|sat|sun"
_WEEK = r"(?:周|星期|礼拜)"
_ON = r"[一二三四五六日天1-7]"
_RELATIVE = {
    "前": -2,
    "昨": -1,
    "今": 0,
    "明": 1,
    "后": 2,
    "大后": 3,
    "yesterday": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
}
_EVERY = re.compile(r"(?:每|逢|每个|every )$")
_BESIDE = re.compile(r"[(（,，\s]*")
_HALF_A_YEAR = timedelta(days=183)
Found = tuple[list[date | None], bool]


def read_days(text: str, today: date) -> Days:
    """The days the writing may mean. A day without its year that is over is next year's, and never sure."""
    for pattern, read in _PATTERNS:
        found = pattern.search(text)
        if found is None:
            continue
        days, sure = read(found, today)
        rest = text[: found.start()] + " " + text[found.end() :]
        real = [day for day in days if day is not None]
        ahead = tuple(day for day in real if day >= today)
        if not ahead:
            return Days(rest=rest, past=bool(real))
        agrees = _weekday_agrees(rest, ahead[0]) and not _DOTTED.search(rest)
        return Days(ahead, sure and len(real) == 1 and agrees, rest)
    return Days(rest=text)


def days_named(text: str, written: date) -> tuple[Named, ...]:
    """Every day that a text written on this day speaks of, past ones too, in order. Recurring days are none."""
    spans: list[tuple[int, int, Named]] = []
    for pattern, read in _PATTERNS:
        for found in pattern.finditer(text) if read not in _LOOSE else ():
            start, end = found.span()
            if any(start < other_end and other < end for other, other_end, _ in spans):
                continue
            days = tuple(_nearest(day, written) for day in read(found, written)[0] if day is not None)
            if days and not _EVERY.search(text[:start]):
                words = text[start : end + 1] if end - start == 1 else found.group()  # 今晚 is found as 今
                spans.append((start, end, Named(words.strip(), days, read in _BY_TODAY)))
    return tuple(_without_echoes(text, sorted(spans, key=lambda each: each[0])))


def _nearest(day: date, written: date) -> date:
    """A day without its year that was over when it was written is read as next year's; a text may speak of the past."""
    return day - timedelta(days=365) if day - written > _HALF_A_YEAR else day


def _without_echoes(text: str, spans: Sequence[tuple[int, int, Named]]) -> Iterator[Named]:
    """明天（11月28日，周六）is one day: what stands beside a written date says it once more."""
    for place, (start, end, named) in enumerate(spans):
        before = [text[other:start] for _, other, each in spans[:place][-1:] if not each.relative]
        after = [text[end:other] for other, _, each in spans[place + 1 :][:1] if not each.relative]
        if not (named.relative and any(_BESIDE.fullmatch(gap) for gap in (*before, *after))):
            yield named


def _weekday_agrees(rest: str, day: date) -> bool:
    said = re.search(rf"{_WEEK}({_ON})", rest)
    return said is None or _weekday(said[1]) == day.weekday()


def _weekday(said: str) -> int:
    """Monday is 0."""
    if said in "天日":
        return 6
    return int(said) - 1 if said.isdigit() else "一二三四五六".index(said)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _full(found: re.Match[str], _today: date) -> Found:
    year, month, day = (int(part) for part in found.groups())
    return [_real(year + 2000 if year < 100 else year, month, day)], True


def _of_year(found: re.Match[str], today: date) -> Found:
    return [_real(today.year + (found[1] == "明年"), int(found[2]), int(found[3]))], True


def _yearless(month: int, day: int, today: date) -> Found:
    this = _real(today.year, month, day)
    if this is not None and this >= today:
        return [this], True
    return [_real(today.year + 1, month, day)], False


def _english(found: re.Match[str], today: date) -> Found:
    groups = found.groupdict()
    month = _MONTHS.split("|").index(groups["month"]) + 1
    if groups["year"]:
        return [_real(int(groups["year"]), month, int(groups["day"]))], True
    return _yearless(month, int(groups["day"]), today)


def _near(found: re.Match[str], today: date) -> Found:
    return [today + timedelta(days=_RELATIVE[found[1]])], True


def _in_days(found: re.Match[str], today: date) -> Found:
    return [today + timedelta(days=int(found[1]))], True


def _figures(found: re.Match[str], today: date) -> Found:
    return _yearless(int(found[1]), int(found[2]), today)


def _of_month(found: re.Match[str], today: date) -> Found:
    month = today.month if found[1][0] in "本这" else today.month + 1
    return [_real(today.year + (month > 12), (month - 1) % 12 + 1, int(found[2]))], True


def _of_week(found: re.Match[str], today: date) -> Found:
    weeks = {"上": -1, "本": 0, "这": 0, "下": 1}[found[1][-1]] + (found[1] == "下下")
    monday = today - timedelta(days=today.weekday())
    return [monday + timedelta(days=weeks * 7 + _weekday(found[2]))], True


def _coming(weekday: int, today: date) -> Found:
    """The one of this week; when it is over, the next, which is asked about; today may be either."""
    away = weekday - today.weekday()
    if away > 0:
        return [today + timedelta(days=away)], True
    later = today + timedelta(days=away + 7)
    return ([today, later] if away == 0 else [later]), False


def _on_weekday(found: re.Match[str], today: date) -> Found:
    return _coming(_weekday(found[1]), today)


def _english_week(found: re.Match[str], today: date) -> Found:
    weekday = _WEEKDAYS.split("|").index(found[2])
    if found[1] != "next":
        return _coming(weekday, today)
    monday = today - timedelta(days=today.weekday())
    next_week, this_week = (monday + timedelta(days=week * 7 + weekday) for week in (1, 0))
    return ([next_week, this_week], False) if this_week > today else ([next_week], True)


def _of_this_month(found: re.Match[str], today: date) -> Found:
    this = _real(today.year, today.month, int(found[1]))
    if this is not None and this >= today:
        return [this], True
    year, month = divmod(today.year * 12 + today.month, 12)
    return [_real(year, month + 1, int(found[1]))], False


_DOTTED = re.compile(r"(?<![\d:./-])(\d{1,2})\.(\d{1,2})(?![\d:./-])")
_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Found]], ...] = (
    (re.compile(r"(?<!\d)(\d{2}|\d{4})年(\d{1,2})月(?:份)?(\d{1,2})[日号]?"), _full),
    (re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)"), _full),
    (re.compile(r"(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)"), _full),
    (re.compile(r"(今年|明年)(\d{1,2})月(?:份)?(\d{1,2})[日号]?"), _of_year),
    (
        re.compile(r"(?<!\d)(\d{1,2})月(?:份)?(\d{1,2})[日号]?"),
        lambda found, today: _yearless(int(found[1]), int(found[2]), today),
    ),
    (  # before the next: in `4 dec 7 pm` the 7 is the hour; the 00 of `19:00 dec 4` is no day
        re.compile(
            rf"(?<![\d:.])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTHS})[a-z]*\.?(?:,?\s+(?P<year>\d{{4}}))?"
        ),
        _english,
    ),
    (
        re.compile(
            rf"(?P<month>{_MONTHS})[a-z]*\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?\s+(?P<year>\d{{4}}))?"
        ),
        _english,
    ),
    (
        re.compile(r"(?<![\d:./-])(\d{1,2})[-/](\d{1,2})(?![\d:./-])"),
        _figures,
    ),
    (re.compile(r"(?<![天之以])(大后|后|明|今|昨|前)(?:[天日]|(?=[晚早晨]))"), _near),
    (re.compile(r"\b(day after tomorrow|tomorrow|yesterday|today|tonight)\b"), _near),
    (re.compile(r"(?<!\d)(\d{1,2})天(?:后|之后|以后)"), _in_days),
    (re.compile(r"(下个?|本|这个?)月(\d{1,2})[日号]"), _of_month),
    (re.compile(rf"(下下|下|上|这|本)个?{_WEEK}({_ON})"), _of_week),
    (re.compile(rf"{_WEEK}({_ON})"), _on_weekday),
    (re.compile(rf"\b(?:(next|this)\s+)?({_WEEKDAYS})(?:s|nes|r|rs|ur)?(?:day)?s?\b"), _english_week),
    (re.compile(r"(?<![\d:.])(\d{1,2})[日号](?![楼幢栋门])"), _of_this_month),
    (_DOTTED, _figures),
)
_BY_TODAY = (_near, _in_days, _of_week, _on_weekday, _english_week)
_LOOSE = (_figures,)
"""9-15 and 3.5 in a longer text are hours, flats or prices sooner than days."""
