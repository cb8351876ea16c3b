"""The estates of an installation, and the bureau's register (台账) they may come from: one line an estate."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlmodel import Session, col, select

from config.values import Text
from models.calendar.spans import Spans
from models.people.identity import find_estate
from models.people.tables import Estate, Governing
from models.refusals import Refusal

PREFIX = re.compile(r"[A-Z]{2,4}")
_PHONE = re.compile(r"[0-9+][0-9 -]{4,18}[0-9]|^[0-9]{3,5}$")
TEXTS = (
    "community", "township", "city", "company", "duty_phone", "lift_phone", "office_phone", "office_hours",
)  # fmt: skip
PHONES = ("duty_phone", "lift_phone", "office_phone")
DAYS = ("governing_since", "term_ends")
_INITIALS = "ABCDEFGHJKLMNOPQRSTWXYZ"
_FIRST_OF = (
    0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8, 0xC4C3, 0xC5B6,
    0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1,
)  # fmt: skip
"""GB 2312 orders its common characters by their sound: where each initial begins."""
_LAST = 0xD7FA


Value = str | int | date | Governing


@dataclass(frozen=True)
class EstateLine:
    """What is known of an estate; what is empty says nothing. `prefix` may be empty: one is then found from the name."""

    name: str
    prefix: str = ""
    governing: Governing | None = None
    household_count: int = 0
    texts: Mapping[str, str] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, Value]:
        """Column -> what is said of it."""
        said: dict[str, Value | None] = {**self.texts, **self.days, "governing": self.governing}
        said["household_count"] = self.household_count
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True)
class Changed:
    """A column and its two values; `before` may be empty."""

    field: str
    before: Value | None
    after: Value


@dataclass(frozen=True)
class EstateChange:
    """`changed` are the columns whose value differs; a new estate has none."""

    line: EstateLine
    is_new: bool
    changed: tuple[Changed, ...]


# ---- rules


def checked(line: EstateLine) -> EstateLine:
    """Refuses a prefix that is not 2-4 letters, a missing name, and telephones and office hours nobody understands."""
    prefix, name = line.prefix.strip().upper(), line.name.strip()
    if not PREFIX.fullmatch(prefix):
        raise Refusal("estates-prefix", "prefix", prefix=Text(prefix[:10]))
    if not name:
        raise Refusal("estates-name", "name")
    for phone in PHONES:
        if line.texts.get(phone) and not is_phone(line.texts[phone]):
            raise Refusal("estates-phone", phone, phone=Text(line.texts[phone][:40]))
    hours = line.texts.get("office_hours", "")
    if hours:
        try:
            Spans.parse(hours)
        except ValueError:
            raise Refusal("estates-hours", "hours", hours=Text(hours[:40])) from None
    return replace(line, prefix=prefix, name=name)


def is_phone(text: str) -> bool:
    """Is there a number in it that can be dialled?"""
    return _PHONE.search(text.strip()) is not None


def initials(name: str) -> str:
    """The first letters of the sounds of a name's common characters: 四季家园 -> SJJY; others are passed over."""
    return "".join(filter(None, (_initial(char) for char in name)))


def _initial(char: str) -> str:
    if char.isascii():
        return char.upper() if char.isalpha() else ""
    try:
        place = int.from_bytes(char.encode("gb2312"))
    except UnicodeEncodeError:
        return ""
    if not _FIRST_OF[0] <= place < _LAST:
        return ""
    return _INITIALS[max(n for n, first in enumerate(_FIRST_OF) if first <= place)]


def free_prefix(name: str, taken: Collection[str]) -> str:
    """Two letters of the name, more when they are taken, else the next free pair."""
    letters = initials(name)
    tries = [letters[:n] for n in (2, 3, 4) if len(letters) >= n]
    pairs = (a + b for a in (letters[:1] or "X") + _INITIALS for b in _INITIALS)
    return next(each for each in [*tries, *pairs] if each not in taken)


def compare(known: Sequence[Estate], lines: Sequence[EstateLine]) -> list[EstateChange]:
    """What the lines would change: matched by prefix, else by name. Nothing is ever deleted by a file."""
    by_prefix, by_name = {each.prefix: each for each in known}, {each.name: each for each in known}
    taken = set(by_prefix) | {line.prefix for line in lines if line.prefix}
    found = []
    for line in lines:
        old = by_prefix.get(line.prefix) or by_name.get(line.name)
        if old is not None:
            found.append(EstateChange(replace(line, prefix=old.prefix), False, tuple(_differences(old, line))))
            continue
        prefix = line.prefix or free_prefix(line.name, taken)
        taken.add(prefix)
        found.append(EstateChange(checked(replace(line, prefix=prefix)), True, ()))
    return found


def _differences(old: Estate, line: EstateLine) -> list[Changed]:
    said = ((name, getattr(old, name), value) for name, value in line.values.items())
    return [Changed(name, before, value) for name, before, value in said if before != value]


# ---- queries


def all_estates(session: Session) -> list[Estate]:
    """In the order of their prefixes."""
    return list(session.exec(select(Estate).order_by(col(Estate.prefix))))


# ---- actions


def add_estate(session: Session, line: EstateLine) -> Estate:
    """Refuses a prefix or a name that is already there."""
    line = checked(line)
    if find_estate(session, line.prefix) is not None:
        raise Refusal("estates-prefix-taken", "prefix", prefix=Text(line.prefix))
    if session.exec(select(Estate).where(Estate.name == line.name)).first() is not None:
        raise Refusal("estates-name-taken", "name", name=Text(line.name))
    made = Estate(prefix=line.prefix, name=line.name)
    _write(made, line)
    session.add(made)
    return made


def mend_estate(session: Session, prefix: str, line: EstateLine, emptied: Collection[str] = ()) -> EstateChange:
    """Change what the line says and empty the texts named; the rest stays. Refuses another estate's name."""
    old = session.exec(select(Estate).where(Estate.prefix == prefix.upper()).with_for_update()).one()
    line = checked(replace(line, prefix=old.prefix, name=line.name or old.name))
    if line.name != old.name and session.exec(select(Estate).where(Estate.name == line.name)).first() is not None:
        raise Refusal("estates-name-taken", "name", name=Text(line.name))
    changed = [*_differences(old, line), *(Changed(each, getattr(old, each), "") for each in emptied)]
    if line.name != old.name:
        changed.append(Changed("name", old.name, line.name))
    for each in changed:
        setattr(old, each.field, each.after)
    return EstateChange(line, False, tuple(each for each in changed if each.before != each.after))


def import_estates(session: Session, lines: Sequence[EstateLine]) -> list[EstateChange]:
    """Add and mend; what the lines leave out stays. Returns what was done."""
    changes = compare(all_estates(session), lines)
    for change in changes:
        if change.is_new:
            add_estate(session, change.line)
        elif change.changed:
            old = session.exec(select(Estate).where(Estate.prefix == change.line.prefix).with_for_update()).one()
            _write(old, change.line)
    return changes


def _write(estate: Estate, line: EstateLine) -> None:
    for name, value in line.values.items():
        setattr(estate, name, value)
