"""Homes and places as people write them: 3-2-501, 3幢2单元501, 三号楼, 5幢电梯.

Rather nothing than a guess: a telephone number, a day or an amount is never a home, and where two buildings are
named none is chosen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

from config.rosters import table, words

_DASHES = re.compile(r"\s*[‐‑‒–—―−_~-]+\s*")
_TRADITIONAL = str.maketrans({"號": "号", "樓": "楼", "單": "单", "棟": "栋", "憧": "幢", "區": "区", "鋪": "铺"})
_DIGITS = {char: str(value) for value, char in enumerate("零一二三四五六七八九")} | {"〇": "0", "幺": "1", "两": "2"}
_ONE = "[一二三四五六七八九]"
_CHINESE = rf"(?:{_ONE}百(?:零{_ONE}|{_ONE}十{_ONE}?)?|{_ONE}?十{_ONE}?|{_ONE})"
_SPELLED = r"[零〇一二三四五六七八九十百千幺两]"
_NUMBER = rf"(?:[A-Z]{{1,2}}\d{{0,3}}|\d{{1,3}}[A-Z]?|{_CHINESE}|[甲乙丙丁])"
_STEP = r"(?:[A-Z]|\d{1,2}[A-Z]?|" + _CHINESE + r"|[甲乙丙丁东西南北中])"
_ALONE = rf"(?<![0-9A-Z./¥$%几数-])(?<![0-9]:)(?:(?=[0-9])|(?<!{_SPELLED}))"  # 张三3-2-501 is a name and a home
_PLAIN_ZONE = rf"(?:第?(?:\d{{1,2}}|{_CHINESE})期|[A-Z东南西北中]区|\d{{1,2}}号院)"
_TELEPHONE = re.compile(
    r"(?<!\d)(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|\(?0\d{2,3}\)?[- ]*\d{7,8}|400[- ]?\d{3}[- ]?\d{4})(?!\d)"
)
_ROOM = rf"(?P<room>(?>[A-Z]?\d{{1,5}}[A-Z]?|{_SPELLED}{{2,6}}))(?![0-9A-Z.]|{_SPELLED}|[-/]\s*[0-9])"
_ROOM_MARK = r"\s*(?P<suffix>室|房|号房|号室|号(?!楼))?"
_SHOP = re.compile(r"S\d{1,3}")  # 6-S2, as rosters number shops; B1 is a floor
_GAP = r"[\s,、#.-]*"


@dataclass(frozen=True, order=True)
class Home:
    """幢-单元-室, made canonical: 0702 is 702, a is A, the entrance may be "". Two writings of one home are equal."""

    building: str
    entrance: str
    room: str

    def __post_init__(self) -> None:
        for field in ("building", "entrance", "room"):
            object.__setattr__(self, field, canonical(getattr(self, field)))

    @property
    def spoken(self) -> str:
        """3-2-501"""
        return "-".join(part for part in (self.building, self.entrance, self.room) if part)


@dataclass(frozen=True)
class Place:
    """What a sentence says of a place; "" where it says nothing."""

    building: str = ""
    entrance: str = ""
    spot: str = ""

    @property
    def is_apart(self) -> bool:
        """A spot outside every building: whoever speaks of it does not mean their own (地下车库, 大门)."""
        return bool(self.spot) and self.spot not in words("addresses", "indoors")


def plain(text: str) -> str:
    """NFKC, capitals, one kind of dash, simplified signs, no control characters."""
    folded = unicodedata.normalize("NFKC", text).upper().translate(_TRADITIONAL)
    printable = "".join(char for char in folded if char.isspace() or unicodedata.category(char)[0] != "C")
    return _DASHES.sub("-", " ".join(printable.split()))


def canonical(part: str) -> str:
    """One part of an address as it is compared: no spaces, no leading zeros; a dash inside becomes a slash."""
    shown = plain(part).replace(" ", "").strip("-").replace("-", "/")
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", shown)


def figure(text: str) -> str:
    """十三 -> 13, 五零一 -> 501, 五百零一 -> 501; anything else as it is."""
    if not re.fullmatch(f"{_SPELLED}+", text):
        return text
    if not re.search("[十百千]", text):
        return "".join(_DIGITS[char] for char in text)
    total, digit = 0, 0
    for char in text:
        if char in _DIGITS:
            digit = int(_DIGITS[char])
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
    return str(total + digit)


# ---- homes ---------------------------------------------------------------------------------------------------


def parse_home(text: str, names: Collection[str] = ()) -> Home | None:
    """The one home a text names, in a sentence too; None when there is none, or more than one.

    `names` are the estate's own names of zones and buildings (金桂苑, 翡翠轩); other names are never part of a home.
    """
    shown = _TELEPHONE.sub("☎", plain(text))
    found = [one for pattern in _patterns(_longest_first(names)) for one in _homes(pattern, shown)]
    whole = {home for span, home in found if not any(_is_inside(span, other) for other, _ in found)}
    return whole.pop() if len(whole) == 1 else None


def is_home_alone(text: str) -> bool:
    """A text that is the writing of one home and nothing else."""
    shown = plain(text)
    return any(span == (0, len(shown)) for pattern in _patterns(()) for span, _ in _homes(pattern, shown))


def _longest_first(names: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def _is_inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return span != other and other[0] <= span[0] and span[1] <= other[1]


def read_home(text: str) -> Home | None:
    """A home in a column of homes, where 3-2-12 can be nothing else."""
    shown = plain(text)
    parts = [part for part in re.split(r"[-/\s]", shown) if part]
    if 2 <= len(parts) <= 3 and all(re.fullmatch(r"[0-9A-Z]{1,6}", part) for part in parts):
        return Home(parts[0], parts[1] if len(parts) == 3 else "", parts[-1])
    return parse_home(shown)


def homes_like(home: Home, known: Iterable[Home]) -> tuple[Home, ...]:
    """The homes somebody may mean who left out the entrance or the zone, or named an entrance the roster has not."""
    near = [one for one in known if one.room == home.room and _is_short_for(home.building, one.building)]
    exact = [one for one in near if one == home]
    return tuple(
        exact or (one for one in near if not (one.entrance and home.entrance != one.entrance and home.entrance))
    )


def _is_short_for(said: str, building: str) -> bool:
    """1 for 金桂苑1 or A区1, never 3 for 13."""
    before = building.removesuffix(said)
    return said == building or (before != building and not re.search("[0-9A-Z]$", before))


@cache
def _patterns(names: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    named = "|".join(re.escape(plain(name).replace(" ", "")) for name in names)
    kinds = "|".join(sorted(map(re.escape, words("addresses", "kinds")), key=len, reverse=True))
    zone = f"(?:(?P<zone>{named + '|' if named else ''}{_PLAIN_ZONE}){_GAP})?"
    building = f"(?P<building>{_NUMBER})"
    floor = rf"(?:(?:\d{{1,2}}|{_CHINESE})[楼层]{_GAP})?"
    stairs = rf"\(?(?P<entrance>{_STEP})\s*(?:单元|UNIT|门(?!口)|梯|座)\)?{_GAP}"
    house = rf"\s*(?P<mark>号楼|幢|栋|座|#楼?|号(?=\s*{_STEP}单元)|号(?=.*[室房])|楼(?=\s*{_STEP}单元))"
    english = r"(?:NO\.?|BUILDING|BLDG\.?|BLOCK|TOWER)\s*(?:NO\.?)?\s*#?\s*(?P<building>\d{1,3}[A-Z]?|[A-Z]\d{0,2}\b)"
    sources = [
        f"{_ALONE}(?<!月){zone}第?{building}{house}{_GAP}{stairs}{floor}{_ROOM}{_ROOM_MARK}",
        f"{_ALONE}(?<!月){zone}第?{building}{house}{_GAP}(?:(?P<entrance>\\d{{1,2}})-)?{floor}{_ROOM}{_ROOM_MARK}",
        f"{_ALONE}{zone}{building}[-\\s]{stairs}{floor}{_ROOM}{_ROOM_MARK}",
        f"{_ALONE}{zone}{building}(?P<bare>[-/])(?P<entrance>{_STEP})(?P=bare){_ROOM}{_ROOM_MARK}(?!\\s*[-/])",
        f"{_ALONE}(?<![京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]){zone}{building}(?P<bare>-){_ROOM}{_ROOM_MARK}(?!\\s*[-/])",
        f"^{zone}{building}(?P<bare>\\s)(?:(?P<entrance>{_STEP})\\s)?{_ROOM}{_ROOM_MARK}$",
        rf"{_ALONE}{english}[\s,]*(?:(?:UNIT|ENTRANCE)\s*(?P<entrance>\w{{1,2}})[\s,]*)?(?:ROOM|RM\.?|FLAT|APT\.?|#)?\s*{_ROOM}{_ROOM_MARK}",
        rf"(?:ROOM|FLAT|APT\.?)\s*#?\s*(?P<room>(?>\d{{1,5}}[A-Z]?))[\s,]*(?:OF|IN)?\s*{english}(?![0-9A-Z.-])(?P<suffix>)",
        f"{_ALONE}(?<!月){zone}第?{building}{house}\\s*(?P<room>(?:{kinds})\\s*\\d{{1,4}})(?![0-9A-Z.])(?P<suffix>号)?",
        rf"(?:(?P<zone>{_PLAIN_ZONE}){_GAP})?(?P<building>(?:{kinds}){_NUMBER}?)(?:号|-)\s*{_ROOM}{_ROOM_MARK}",
        rf"(?:(?P<zone>{_PLAIN_ZONE}){_GAP})?(?P<building>{kinds})\s*(?P<room>(?>[A-Z]?\d{{1,4}}[A-Z]?))(?![0-9A-Z.])(?P<suffix>号)?(?!号?[0-9])",
        rf"^(?:(?P<zone>{_PLAIN_ZONE}){_GAP})?(?P<room>\d{{1,4}})号?(?P<building>商铺|店铺|车位|排屋|别墅)$",
    ]
    if named:
        sources.append(f"(?P<building>{named})-?(?:(?P<entrance>{_STEP})-)?{_ROOM}{_ROOM_MARK}")
    return tuple(re.compile(source) for source in sources)


def _homes(pattern: re.Pattern[str], text: str) -> Iterable[tuple[tuple[int, int], Home]]:
    for match in pattern.finditer(text):
        if not _is_count(match, text) and not _is_denied(text[: match.start()]):
            part = match.groupdict(default="")
            zone = _zone(part.get("zone", ""))
            building = zone + figure(part["building"])
            yield match.span(), Home(building, figure(part.get("entrance", "")), figure(part["room"]))


def _zone(text: str) -> str:
    shown = re.sub(f"第?({_SPELLED}+|\\d+)期", lambda match: figure(match[1]) + "期", text)
    return shown.strip("- ")


def _is_count(match: re.Match[str], text: str) -> bool:
    """A room of one or two figures needs its 室, or a mark and nothing after it; 20240315, 3-2-2024 are days."""
    part = match.groupdict(default="")
    room, suffix = figure(part["room"]), part.get("suffix", "")
    after = text[match.end() :]
    if not room.strip("0") or (not suffix and _is_amount(after)):
        return True
    short = len(room.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) < 3 and not _SHOP.fullmatch(room)
    if "bare" not in part:
        return False if suffix in {"室", "房", "号室", "号房"} else short and bool(after)
    is_year = bool(re.fullmatch(r"(?:19(?:1[3-9]|[2-9]\d)|20(?:1[3-9]|[2-9]\d))", room)) and part["building"].isdigit()
    return short or len(room) > 4 or (is_year and int(part["building"]) <= 31)


def _is_amount(after: str) -> bool:
    if after.startswith(" "):
        return after.lstrip().startswith(words("addresses", "far_amounts"))
    near = after.startswith(words("addresses", "not_rooms"))
    return near and not after.startswith(words("addresses", "still_rooms"))


def _is_denied(before: str) -> bool:
    if before.rstrip().endswith("是不是"):
        return False
    return any(word in before[-len(word) - 2 :] for word in words("addresses", "negations"))


# ---- buildings and spots in a sentence -----------------------------------------------------------------------

_AND = r"\s*[、,和及与跟&/]\s*"
_BUILDING = re.compile(
    rf"{_ALONE}(?<![幢栋座楼])(?P<zone>{_PLAIN_ZONE})?\s*(?P<th>第)?"
    rf"(?:(?P<from>\d{{1,3}})\s*[-至到]\s*|(?P<list>(?:{_NUMBER}(?:号楼|幢|栋|座)?{_AND})+))?"
    rf"(?P<building>{_NUMBER})\s*(?P<mark>号楼|号[商住高多]\S{{0,4}}楼|幢|栋|座|#楼)"
)
_ENGLISH = re.compile(
    r"\b(?:BUILDING|BLDG\.?|BLOCK|TOWER)\s*(?:NO\.?|#)?\s*(?P<building>\d{1,3}[A-Z]?|[B-H])\b(?!\.\d)"
)
_COUNTED_HOUSES = re.compile(r"(?:楼(?![道梯上下顶里内前后门口层底宇面])|房子|别墅|建筑|高楼|大楼)")
_ENTRANCE = re.compile(rf"{_ALONE}(?P<entrance>{_STEP})\s*单元")


def find_buildings(text: str) -> tuple[str, ...]:
    """Every building a sentence names, in its order: `3、5幢` names two, `3-5幢` three, `不是3幢` and `3幢楼都` none."""
    shown = plain(text)
    found: list[str] = []
    for match in (*_BUILDING.finditer(shown), *_ENGLISH.finditer(shown)):
        before, after = shown[: match.start()], shown[match.end() :]
        if not _is_denied(before) and not _is_number_of_houses(match.groupdict(default=""), before, after):
            found += _listed(match.groupdict(default=""))
    home = parse_home(text)
    found += [home.building] if home else []
    return tuple(dict.fromkeys(found))


def find_building(text: str) -> str | None:
    """The one building a sentence names; None when it names none or several (ask, never guess)."""
    found = find_buildings(text)
    return found[0] if len(found) == 1 else None


def find_place(text: str) -> Place:
    shown = plain(text)
    home = parse_home(text)
    entrance = _ENTRANCE.search(shown)
    return Place(
        building=find_building(text) or "",
        entrance=home.entrance if home else canonical(figure(entrance["entrance"])) if entrance else "",
        spot=next((spot for spot, said in table("spots").items() if any(word in shown for word in said)), ""),
    )


def _is_number_of_houses(part: dict[str, str], before: str, after: str) -> bool:
    mark = part.get("mark", "")
    if not mark or part.get("th"):
        return False
    if mark.startswith("号"):
        return before.endswith("月")
    if before.rstrip().endswith(words("addresses", "counting")):
        return True
    if mark == "座":
        return not re.fullmatch("[A-Z]+", part["building"]) and after.startswith(words("addresses", "after_seats"))
    return mark in "幢栋" and bool(_COUNTED_HOUSES.match(after))


def _listed(part: dict[str, str]) -> list[str]:
    last = part["building"]
    numbers = [one for one in re.split(r"(?:号楼|幢|栋|座)?" + _AND, part.get("list", "")) if one] + [last]
    if part.get("from") and last.isdigit() and int(part["from"]) < int(last) <= int(part["from"]) + 30:
        numbers = [str(number) for number in range(int(part["from"]), int(last) + 1)]
    return [canonical(_zone(part.get("zone", "")) + figure(number)) for number in numbers]


def canonical_building(text: str) -> str:
    """A cell of the building column: 3号楼 -> 3, 第十三座 -> 13, 二期4座 -> 2期4, 2号商业住宅楼 -> 2; a name stays a name."""
    shown = plain(text).replace(" ", "").strip("-")
    number = re.fullmatch(
        rf"(?P<name>.*?)(?P<zone>{_PLAIN_ZONE})?-?第?(?P<building>{_NUMBER})"
        r"(?:号楼|号[商住高多]\S{0,4}楼|号|幢|栋|座|#楼?|楼)?(?:[A-Z]*$)",
        shown,
    )
    if number is None or re.search(rf"[0-9A-Z]$|{_SPELLED}$", number["name"]):
        return canonical(shown)
    return canonical(number["name"] + _zone(number["zone"] or "") + figure(number["building"]))
