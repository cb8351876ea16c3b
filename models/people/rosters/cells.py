"""One cell of a roster -> its value, exactly; what cannot be read is told, never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from config.rosters import table, words
from models.people.addresses import plain
from models.people.rosters.roster import UnitState
from models.people.tables import UnitKind

_AREA = re.compile(r"(?P<figure>\d+(?:\.\d*)?|\d{1,3}(?:,\d{3})+(?:\.\d*)?)\s*(?:M2|平方米|平方|平米|平|M²)?")
_LARGEST_USUAL = 1_000_000  # 10,000 m²
_MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)((?:0\d{2,3}[- ]?)?[2-8]\d{6,7})(?!\d)")
_FIGURES = re.compile(r"\d[\d*]{4,}")
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_COMPACT_DAY = re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)")
_BETWEEN_NAMES = re.compile(r"[、,;/|&]+")
_BRACKETS = re.compile(r"[(\[【][^)\]】]*[)\]】]?")


@dataclass(frozen=True)
class AreaRead:
    """`area` in 0.01 m²; `oddity` is a text key, or ""."""

    area: int | None
    oddity: str = ""


def read_area(text: str) -> AreaRead:
    """Half-up to 0.01 m² where there are more figures, and then said so."""
    shown = plain(text)
    if not shown:
        return AreaRead(None)
    match = _AREA.fullmatch(shown)
    if match is None:
        return AreaRead(None, "roster-odd-area")
    exact = Fraction(match["figure"].replace(",", "").rstrip(".")) * 100
    area = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    if area == 0:
        return AreaRead(None, "roster-odd-area-zero")
    if exact.denominator != 1:
        return AreaRead(area, "roster-odd-area-precision")
    return AreaRead(area, "roster-odd-area-large" if area > _LARGEST_USUAL else "")


def read_phones(text: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The telephone numbers as bare figures, and how many figures each unreadable one has."""
    phones: list[str] = []
    odd: list[int] = []
    for piece in re.split(r"[、,;/|或和及]", plain(text)):
        rest = piece
        for pattern in (_MOBILE, _LANDLINE):
            phones += [re.sub(r"\D", "", found) for found in pattern.findall(rest)]
            rest = pattern.sub(" ", rest)
        odd += [len(found) for found in _FIGURES.findall(re.sub(r"(?<=\d)[- ](?=\d)", "", rest))]
    return tuple(dict.fromkeys(phones)), tuple(odd)


def read_names(text: str) -> tuple[str, ...]:
    """`张 三、李四` -> 张三, 李四. Figures such as identity numbers are taken out; 空置 and the like is nobody."""
    shown = re.sub(r"\d[\dXx*]{5,}", " ", text)
    is_company = any(word in shown for word in words("owners", "company"))
    pieces = [shown] if is_company else _BETWEEN_NAMES.split(_BRACKETS.sub(" ", shown))
    names = [name for piece in pieces for name in _people(piece.strip(), is_company=is_company)]
    return tuple(dict.fromkeys(name for name in names if name and name not in words("owners", "nobody")))


def _people(piece: str, *, is_company: bool) -> list[str]:
    if is_company or not re.search(r"[\u4e00-\u9fff]", piece):
        return [" ".join(piece.split())]
    if re.fullmatch(r"[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff])+", piece):
        return [re.sub(r"\s", "", piece)]
    return piece.split()


def read_last_day(text: str) -> tuple[date | None, bool]:
    """The last day named (`2025.1.1-2026.12.31`), and whether the text is understood."""
    shown = plain(text)
    if not shown or shown in words("rows", "no_end"):
        return None, True
    found = [tuple(map(int, match)) for match in (_DAY.findall(shown) or _COMPACT_DAY.findall(shown))]
    try:
        return (date(*found[-1]), True) if found else (None, False)
    except ValueError:
        return None, False


def kind_of(text: str) -> UnitKind | None:
    """None when no word for a kind is in the text. 商铺车位 is parking and weighs nothing, 住宅带车位 is a home."""
    shown = re.split("[(含带附及和、]", plain(text))[0]
    for kind in (UnitKind.PARKING, UnitKind.STORAGE, UnitKind.SHOP, UnitKind.HOME):
        if any(word in shown for word in table("kinds")[kind.value]):
            return kind
    return None


def state_of(text: str) -> UnitState:
    """未入住 before 入住: the longest word that is in the text."""
    shown = plain(text)
    fits = [(len(word), state) for state, listed in table("states").items() for word in listed if word in shown]
    return UnitState(max(fits)[1]) if fits else UnitState.UNKNOWN


def role_of(text: str) -> str:
    """former, tenant, family, owner or ""."""
    shown = plain(text)
    return next((role for role, listed in table("roles").items() if any(word in shown for word in listed)), "")
