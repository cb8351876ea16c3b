"""Days and periods as people write them, ROC years included. A day that is not in the calendar is said to be so."""

from __future__ import annotations

import re
from datetime import date

from config.ledgers import plain
from models.disclosures.ledgers.entries import Period
from models.disclosures.money import chinese_number

_YEAR = r"(?:民国)?(?P<year>\d{2,4})年?度?"
_DAY = re.compile(
    r"(?:民国)?(?:(?P<year>\d{2,4})(?:年|[-/.]))?(?P<month>\d{1,2})(?:月|[-/.])(?P<day>\d{1,2})[日号]?(?:\d\d?:\d\d(?::\d\d)?)?"
)
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)")
_MONTH = re.compile(r"(?:民国)?(?:(?P<year>\d{2,4})(?:年度?|[-/.]))?(?P<month>\d{1,2})月?份?")
_MONTHS = re.compile(
    r"(?:民国)?(?:(?P<year>\d{2,4})(?:年度?|[-/.]))?(?P<month>\d{1,2})月?[-~至到—–](?P<last>\d{1,2})月份?"
)
_QUARTER = re.compile(r"(?:民国)?(?:(?P<year>\d{2,4})(?:年度?|[-/.])?)?(?:第?(?P<number>[1-4])季度?|q(?P<q>[1-4]))")
_HALF = re.compile(r"(?:民国)?(?:(?P<year>\d{2,4})(?:年度?)?)?(?P<half>[上下])(?:半年)?")
_WHOLE = re.compile(rf"{_YEAR}")
_RANGE = re.compile(
    r"\s*(?:至|到|~|—+|–|－|--|起至)\s*|(?<=[日号])\s*-\s*|(?<=\d)\s+-\s+(?=\d)|(?<=\d\.\d\d)-(?=\d)|(?<=\d\.\d)-(?=\d{2,4}\.)"
)
_ENGLISH = {
    name: n
    for n, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_ENGLISH_MONTH = re.compile(r"(?P<name>[a-z]{3})[a-z]*\.?,?(?P<year>\d{4})?")
_NUMERALS = re.compile(r"[零〇一二三四五六七八九十]+")
_DIGITS = str.maketrans("零〇一二三四五六七八九", "00123456789")


class NoSuchDay(ValueError):  # noqa: N818
    """Written like a day, but the calendar has none: 11月31日."""


def full_year(text: str) -> int | None:
    """113 is ROC 2024, 24 is 2024; 40 to 99 could be either calendar and are refused."""
    number = int(text)
    if len(text) == 4:
        return number if 1950 <= number <= 2100 else None
    if 100 <= number <= 150:
        return number + 1911
    return 2000 + number if len(text) == 2 and number < 40 else None


def parse_day(text: str, year: int | None = None) -> date | None:
    """The day, or None when it is not written like one. Raises NoSuchDay for an impossible one."""
    clean = _arabic(text)
    found = _DAY.fullmatch(clean) or _COMPACT.fullmatch(clean)
    if found is None:
        return None
    if found["year"] is None and not clean.endswith(("日", "号")):
        return None  # 3.15 is money, 3-2 a building
    its_year = full_year(found["year"]) if found["year"] else year
    if its_year is None:
        return None
    try:
        return date(its_year, int(found["month"]), int(found["day"]))
    except ValueError as wrong:
        raise NoSuchDay(text) from wrong


def parse_days(text: str) -> tuple[date | None, date | None]:
    """First and last day of a term such as 2019-01-15至2021-03-31; an open end is None. Raises NoSuchDay."""
    parts = [part for part in _RANGE.split(text.strip()) if part.strip()]
    start = parse_day(parts[0].removesuffix("起")) if parts else None
    return start, parse_day(parts[1].removesuffix("止"), start.year if start else None) if len(parts) > 1 else None


def parse_period(text: str, year: int | None = None) -> Period | None:
    """The month, quarter, half, year or run of months the text names, else None. Raises NoSuchDay."""
    day = parse_day(text, year)
    if day:
        return Period(day.year, day.month, 1)
    clean = _arabic(text)
    if clean in {"全年", "本年", "年度"} and year:
        return Period(year)
    for pattern, made in (
        (_QUARTER, _quarter),
        (_HALF, _half),
        (_MONTHS, _months),
        (_MONTH, _month),
        (_ENGLISH_MONTH, _month),
    ):
        found = pattern.fullmatch(clean)
        period = made(found, clean, year) if found else None
        if period:
            return period
    found = _WHOLE.fullmatch(clean)
    whole = full_year(found["year"]) if found and "年" in clean else None
    return Period(whole) if whole else None


def year_in(text: str) -> int | None:
    """The year a title speaks of: the last one named in full."""
    named = [full_year(year) for year in re.findall(r"(?<!\d)(\d{3,4})(?=年|[上下]|-\d\d)", _arabic(text))]
    return next((year for year in reversed(named) if year), None)


def _arabic(text: str) -> str:
    """二〇二四年十二月 -> 2024年12月; 元月, 元年 likewise."""
    clean = plain(text).replace("元月", "1月").replace("元年", "1年").strip("。,;")
    return _NUMERALS.sub(lambda found: _numeral(found[0]), clean)


def _numeral(text: str) -> str:
    number = chinese_number(text) if "十" in text else None
    return str(number) if number is not None else text.translate(_DIGITS)


def _its_year(found: re.Match[str], year: int | None) -> int | None:
    return full_year(found["year"]) if found["year"] else year


def _quarter(found: re.Match[str], _clean: str, year: int | None) -> Period | None:
    its_year = _its_year(found, year)
    return Period(its_year, int(found["number"] or found["q"]) * 3 - 2, 3) if its_year else None


def _half(found: re.Match[str], clean: str, year: int | None) -> Period | None:
    its_year = _its_year(found, year)
    if its_year is None or (not found["year"] and "半年" not in clean):
        return None
    return Period(its_year, 1 if found["half"] == "上" else 7, 6)


def _months(found: re.Match[str], clean: str, year: int | None) -> Period | None:
    its_year, first, last = _its_year(found, year), int(found["month"]), int(found["last"])
    return (
        Period(its_year, first, last - first + 1) if its_year and "月" in clean and 1 <= first <= last <= 12 else None
    )


def _month(found: re.Match[str], clean: str, year: int | None) -> Period | None:
    if "name" in found.groupdict():
        number = _ENGLISH.get(found["name"])
    else:
        number = int(found["month"]) if "月" in clean or len(found["year"] or "") == 4 else None
    its_year = _its_year(found, year)
    return Period(its_year, number, 1) if its_year and number and 1 <= number <= 12 else None
