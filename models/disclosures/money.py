"""Money as people write it. Pure: text in, fen (0.01 yuan) out; never a float, never a guess.

What could be read in two ways ("12,34", "一万二", "20240105") is refused.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from config.ledgers import plain

_NOTHING = frozenset(
    {"", "-", "--", "—", "——", "–", "/", "\\", "无", "无。", "n/a", "na", "nil", "none", "null", "空", "暂无"}
)
_CURRENCY = r"(?:人民币|rmb|cny|nt\$|新台币|台币|twd|¥)"
_FRAME = re.compile(rf"(?P<front>{_CURRENCY}?[+\-−▲△]?{_CURRENCY}?)[::]?(?P<figure>.+?)(?:cny|rmb|twd)?")
_PLAIN = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?P<unit>[亿万千百仟佰]*)(?P<yuan>元|圆|块|块钱)?整?"
)
_SPACED = re.compile(r"(?<![\d,])(\d{1,3})((?: \d{3})+)(?![\d,])")
_COINS = re.compile(r"(?P<yuan>\d+)[元圆](?:(?P<jiao>\d)角)?(?:(?P<fen>\d)分)?整?")
_WRITTEN = re.compile(
    r"(?P<yuan>[^元圆角分整正]+)[元圆]?(?:(?P<jiao>[^元圆角分整正零])角)?零?(?:(?P<fen>[^元圆角分整正])分)?[整正]?"
)
_UNIT = re.compile(r"(百万|亿|万|千)?(?:元|圆|人民币)")
_SCALE = {
    "": 1,
    "百": 100,
    "佰": 100,
    "千": 1000,
    "仟": 1000,
    "万": 10_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
}
_DIGITS = {
    sign: n
    for n, signs in enumerate(["零〇", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"])
    for sign in signs
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_MOBILE = re.compile(r"1[3-9]\d{9}")
_MOST = 10**13  # fen: a hundred thousand million yuan is no estate's money
_NOISE = Fraction(1, 10_000)  # fen: what binary fractions of spreadsheets leave behind


def says_nothing(text: str) -> bool:
    """An empty cell or a mark for "nothing here", which is not the same as 0."""
    return plain(text) in _NOTHING


def unit_of(header: str) -> int | None:
    """Yuan per unit as a heading says it: （万元） is 10000, （元） 1, None when it says nothing."""
    found = _UNIT.search(plain(header))
    return _SCALE[found[1] or ""] if found else None


def parse_money(text: str, unit: int = 1) -> int | None:
    """Fen, or None for nothing (`says_nothing`) and for what is not money.

    `unit` is the column's yuan per unit; a unit written in the cell itself wins. More than two decimals are taken only
    when they are a spreadsheet's rounding noise.
    """
    if len(text) > 60 or says_nothing(text):
        return None
    clean, negative = _unwrapped(plain(_closed_up(text)))
    framed = _FRAME.fullmatch(clean)
    if framed is None:
        return None
    sign = framed["front"]
    below = any(mark in sign for mark in "-−▲△")
    if negative and (below or "+" in sign):
        return None
    fen = _figure(framed["figure"], unit, named=bool(re.sub(r"[+\-−▲△]", "", sign)))
    if fen is None or fen > _MOST:
        return None
    return -fen if below or negative else fen


def _closed_up(text: str) -> str:
    """Blanks between groups of three digits are thousands marks; other blanks between digits make two numbers."""
    grouped = _SPACED.sub(lambda found: found[0].replace(" ", ""), re.sub(r"[\u00a0\u202f\u2009]", " ", text))
    return re.sub(r"(?<=[\d.,])\s+(?=[\d.,])", "?", grouped)


def _unwrapped(text: str) -> tuple[str, bool]:
    """Accountants' brackets mean below zero."""
    inner = re.fullmatch(rf"({_CURRENCY}?)\((.+)\)(元?)", text)
    return (inner[1] + inner[2] + inner[3], True) if inner else (text, False)


def _figure(text: str, unit: int, *, named: bool) -> int | None:
    if (coins := _COINS.fullmatch(text)) and text.isascii() is False and (coins["jiao"] or coins["fen"]):
        return int(coins["yuan"]) * 100 + int(coins["jiao"] or 0) * 10 + int(coins["fen"] or 0)
    if found := _PLAIN.fullmatch(text):
        return _arabic(found, unit, named=named)
    return _written(text)


def _arabic(found: re.Match[str], unit: int, *, named: bool) -> int | None:
    number, scale, yuan = found["number"], found["unit"], found["yuan"]
    if not number.isascii() or scale not in _SCALE or (not (scale or yuan or named) and _is_no_sum(number)):
        return None
    own_unit = _SCALE[scale] if scale or yuan else unit
    return _whole(Fraction(number.replace(",", "")) * own_unit * 100)


def _is_no_sum(number: str) -> bool:
    """Telephone numbers, written-out days, and figures with leading noughts."""
    if _MOBILE.fullmatch(number) or re.match(r"0\d", number):
        return True
    if len(number) != 8 or not number.isdigit() or not number.startswith(("19", "20")):
        return False
    try:
        date(int(number[:4]), int(number[4:6]), int(number[6:]))
    except ValueError:
        return False
    return True


def _whole(fen: Fraction) -> int | None:
    nearest = (fen.numerator * 2 + fen.denominator) // (2 * fen.denominator)
    return nearest if abs(fen - nearest) <= _NOISE else None


def _written(text: str) -> int | None:
    """Chinese numerals: 壹万贰仟叁佰元伍角整."""
    found = _WRITTEN.fullmatch(text)
    if found is None or not (set(text) & {*_TENS, *_MYRIADS, "元", "圆"}):
        return None
    yuan = chinese_number(found["yuan"])
    if yuan is None or any(found[part] and found[part] not in _DIGITS for part in ("jiao", "fen")):
        return None
    if (found["jiao"] or found["fen"]) and not re.search(r"[元圆]", text):
        return None
    return yuan * 100 + _DIGITS.get(found["jiao"] or "零", 0) * 10 + _DIGITS.get(found["fen"] or "零", 0)


def chinese_number(text: str) -> int | None:
    """A whole number in Chinese numerals, small or financial; None for 一万二, which people read in two ways."""
    total = section = digit = 0
    scale, limit, gap = 10_000, 10**9, True  # scale: of the last unit in this section; gap: a nought was said
    for sign in text:
        if sign in _DIGITS:
            if digit:
                return None
            digit, gap = _DIGITS[sign], gap or _DIGITS[sign] == 0
        elif sign in _TENS:
            if _TENS[sign] >= scale or (not digit and (section or _TENS[sign] != 10)):
                return None
            section, scale, digit, gap = section + (digit or 1) * _TENS[sign], _TENS[sign], 0, False
        elif sign in _MYRIADS:
            if _MYRIADS[sign] >= limit or not (section + digit):
                return None
            total, limit = total + (section + digit) * _MYRIADS[sign], _MYRIADS[sign]
            section, digit, scale, gap = 0, 0, 10_000, False
        else:
            return None
    if digit and not gap and scale != 10:
        return None
    return total + section + digit if text else None
