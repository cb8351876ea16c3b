"""Folding what somebody wrote of a day or time: full-width and traditional characters, Chinese numerals, blanks. Pure."""

from __future__ import annotations

import re
import unicodedata

_TRADITIONAL = str.maketrans("號點時週禮後兩開個週", "号点时周礼后两开个周")
_DIGITS = {sign: n for n, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
_NUMERAL = r"[〇○零一二三四五六七八九十两廿卅]+"
_COUNTED = re.compile(rf"(?<!周)(?<!星期)(?<!礼拜)({_NUMERAL})(?=个?[年月日号点时分刻天周])")
_MINUTES = re.compile(rf"(?<=[点时])({_NUMERAL})(?!刻)")
_BLANKS = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")


def fold(text: str) -> str:
    """The writing in plain figures: `十二月六号 下午两点半` -> `12月6号下午2点半`."""
    plain = unicodedata.normalize("NFKC", text).lower().translate(_TRADITIONAL)
    plain = _BLANKS.sub("", plain)
    plain = _COUNTED.sub(_figures, plain)
    return _MINUTES.sub(_figures, plain)


def _figures(found: re.Match[str]) -> str:
    said = found.group(1)
    return str(_number(said)) if re.search("[十廿卅]", said) else "".join(str(_DIGITS[sign]) for sign in said)


def _number(said: str) -> int:
    """二十三 -> 23, 廿五 -> 25, 十 -> 10."""
    tens, _, ones = said.replace("廿", "二十").replace("卅", "三十").partition("十")
    return (_DIGITS.get(tens[-1:], 1) if tens else 1) * 10 + (_DIGITS.get(ones[-1:], 0) if ones else 0)
