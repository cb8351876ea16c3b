"""Every sentence of the product: Fluent files per feature and language, and how a typed value looks to one reader.

Code holds keys only. `phrase` attributes are what people may type for a verb; every language is understood always.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from fluent.runtime import FluentBundle, FluentResource, resolver

from config.law import rule
from config.values import Area, Article, Code, Count, Day, Lines, Moment, Money, Name, Phone, Saying, Share, Text, Value

LANGUAGES = ("zh-CN", "en")
LOCAL = ZoneInfo("Asia/Shanghai")
_FOLDER = Path(__file__).parent / "texts"
_WEEKDAYS = {"zh-CN": "一二三四五六日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reader:
    """For whom a sentence is made.

    `one_estate` is the prefix of a person who knows only that estate (codes become `12 号`), else "".
    """

    lang: str
    now: datetime
    one_estate: str = ""


resolver.MAX_PART_LENGTH = 16_000
"""The library's guard against translations that grow without end would not let a notice of 4000 characters through."""


class WordsError(Exception):
    """A sentence is missing or cannot be filled; tests let it through, production falls back to zh-CN."""


@cache
def bundle(lang: str) -> FluentBundle:
    made = FluentBundle([lang], use_isolating=False)
    for path in sorted((_FOLDER / lang).glob("*.ftl")):
        made.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return made


def has(key: str, lang: str = "zh-CN") -> bool:
    return bool(bundle(lang).has_message(key))


def render(key: str, params: Mapping[str, Value], reader: Reader, *, strict: bool = True) -> str:
    """The sentence for this reader.

    Raises WordsError when strict; otherwise says it in zh-CN with whatever can be filled, never the bare key.
    """
    try:
        return _format(key, "", params, reader)
    except WordsError:
        if strict:
            raise
        log.exception("sentence could not be made: %s", key)
        fallback = Reader("zh-CN", reader.now, reader.one_estate)
        try:
            return _format(key, "", params, fallback)
        except WordsError:
            return _format("desk-unsayable", "", {}, fallback)


def label(verb: str, params: Mapping[str, Value], reader: Reader) -> str:
    """The 2-6 characters on a verb's button."""
    return _format(verb, "label", params, reader)


def _format(key: str, attribute: str, params: Mapping[str, Value], reader: Reader) -> str:
    lang = bundle(reader.lang if reader.lang in LANGUAGES else "zh-CN")
    if not lang.has_message(key):
        raise WordsError(f"no such text: {key}")
    message = lang.get_message(key)
    pattern = message.attributes.get(attribute) if attribute else message.value
    if pattern is None:
        raise WordsError(f"text {key} has no {attribute or 'value'}")
    text, errors = lang.format_pattern(pattern, {name: _shown(value, reader) for name, value in params.items()})
    if errors:
        raise WordsError(f"text {key}: {errors}")
    return str(text)


def phrases(verb: str) -> tuple[str, ...]:
    """What people may type for the verb, in all languages."""
    found: list[str] = []
    for lang in LANGUAGES:
        words = bundle(lang)
        if not words.has_message(verb):
            continue
        attributes = words.get_message(verb).attributes
        if "phrase" in attributes:
            text, _ = words.format_pattern(attributes["phrase"], {})
            found += [part.strip() for part in str(text).split("|") if part.strip()]
    return tuple(dict.fromkeys(found))


def _shown(value: Value, reader: Reader) -> str | int:  # noqa: C901, PLR0911 (one line a kind)
    zh = reader.lang != "en"
    match value:
        case Count(number):
            return number
        case Text(text) | Name(text) | Phone(text):
            return text
        case Article(key):
            return rule(key).article if zh else rule(key).article_en
        case Code():
            return _code(value, reader)
        case Money(fen):
            return money(fen, reader.lang)
        case Area(hundredths):
            return f"{hundredths // 100:,}.{hundredths % 100:02d} ㎡"
        case Share(part):
            tenths = (part.numerator * 2000 + part.denominator) // (2 * part.denominator)
            return f"{tenths // 10}.{tenths % 10}%"
        case Day(day):
            return day_words(day, reader, weekday=zh)
        case Moment(moment):
            return moment_words(moment, reader)
        case Saying(key, params):
            return _format(key, "", params, reader)
        case Lines(lines):
            return "\n".join(str(_shown(line, reader)) for line in lines)


def _code(code: Code, reader: Reader) -> str:
    if reader.one_estate != code.prefix:
        return code.value
    return f"{code.number} 号" if reader.lang != "en" else f"No. {code.number}"


def money(fen: int, lang: str) -> str:
    """12,345.60 元, -¥12.00; fen in."""
    sign = "-" if fen < 0 else ""
    figure = f"{abs(fen) // 100:,}.{abs(fen) % 100:02d}"
    return f"{sign}{figure} 元" if lang != "en" else f"{sign}¥{figure}"


def day_words(day: date, reader: Reader, *, weekday: bool = False) -> str:
    this_year = reader.now.astimezone(LOCAL).year
    if reader.lang == "en":
        text = f"{day.day} {_MONTHS[day.month - 1]}"
        return text if day.year == this_year else f"{text} {day.year}"
    if day.year != this_year:
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.month}月{day.day}日" + (f"（周{_WEEKDAYS['zh-CN'][day.weekday()]}）" if weekday else "")


def moment_words(moment: datetime, reader: Reader) -> str:
    """今天 17:30, 明天 9:00, 11月30日（周一）18:00; midnight closes the day before as 24:00."""
    local = moment.astimezone(LOCAL)
    clock = f"{local.hour}:{local.minute:02d}"
    day = local.date()
    if local.hour == local.minute == local.second == 0:
        day, clock = day - timedelta(days=1), "24:00"
    away = (day - reader.now.astimezone(LOCAL).date()).days
    near = {0: ("今天", "today"), 1: ("明天", "tomorrow"), -1: ("昨天", "yesterday")}.get(away)
    if reader.lang == "en":
        return f"{near[1]} {clock}" if near else f"{day_words(day, reader)} {clock}"
    return f"{near[0]} {clock}" if near else f"{day_words(day, reader, weekday=True)}{clock}"
