"""Searching complaints: by code, building, kind, state, time and words, only among those one may see."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from config.complaints import categories
from config.searching import periods, states
from config.words import LANGUAGES, Reader, render
from models.calendar import at
from models.complaints.queue import owed_by
from models.complaints.sight import in_sight
from models.complaints.tables import OPEN, CaseState, Complaint
from models.complaints.triage import triage
from models.people.addresses import find_place
from models.people.places import is_only_place

_CODE = re.compile(r"(?:([a-z]{2,4})-?|#)(\d{1,9})|(\d{1,9})号")
_YEAR = re.compile(r"(20\d\d)年?")
_MONTH = re.compile(r"(1[0-2]|[1-9])月")
_MOST_WORDS = 8


@dataclass(frozen=True)
class Wanted:
    """What was asked for, understood. `words` are pairs of a word and the kind of thing it may mean ("" for none)."""

    code: str = ""
    number: str = ""
    building: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None
    words: tuple[tuple[str, str], ...] = ()


def understand(text: str, today: date) -> Wanted:
    """`3幢 电梯`, `停车 去年`, `SJ-12`, `没办完 2025年`. Pure; any text gives something."""
    wanted = Wanted()
    for word in text.casefold().replace("，", " ").replace(",", " ").split()[:_MOST_WORDS]:
        wanted = _with(wanted, word, today)
    return wanted


def _with(wanted: Wanted, word: str, today: date) -> Wanted:
    code = _CODE.fullmatch(word)
    if code is not None and code[1]:
        return replace(wanted, code=f"{code[1].upper()}-{int(code[2])}")
    if code is not None:
        return replace(wanted, number=str(int(code[2] or code[3])))
    if word in states():
        return replace(wanted, state=states()[word])
    span = _span(word, today)
    if span is not None:
        return replace(wanted, since=span[0], until=span[1])
    place = find_place(word)
    if place.building and is_only_place(word) and not place.spot:
        return replace(wanted, building=place.building)
    return replace(wanted, words=(*wanted.words, (word, _kind(word))))


def _span(word: str, today: date) -> tuple[date, date] | None:
    """From the first of these days to the last."""
    unit, back = periods().get(word, ("", 0))
    year, month = _YEAR.fullmatch(word), _MONTH.fullmatch(word)
    if unit == "day":
        return today - timedelta(days=back), today - timedelta(days=back)
    if unit == "year" or year:
        named = int(year[1]) if year else today.year - back
        return date(named, 1, 1), date(named, 12, 31)
    if unit == "month" or month:
        # a month that is still to come is meant as last year's
        months = today.year * 12 + today.month - 1 - back
        if month:
            months = (today.year - (int(month[1]) > today.month)) * 12 + int(month[1]) - 1
        first = date(months // 12, months % 12 + 1, 1)
        return first, date((months + 1) // 12, (months + 1) % 12 + 1, 1) - timedelta(days=1)
    return None


@cache
def _labels() -> dict[str, str]:
    """What the kinds are called, in every language."""
    noon = datetime.min.replace(tzinfo=at(date(2026, 1, 1), time.min).tzinfo)
    return {
        render(f"category-{each}", {}, Reader(lang, noon)).casefold(): each
        for lang in LANGUAGES
        for each in categories()
    }


def _kind(word: str) -> str:
    ranked = triage(word).ranked
    return _labels().get(word) or (ranked[0] if ranked else "")


def found(
    session: Session, person_id: UUID, wanted: Wanted, now: datetime, *, start: int = 0, most: int = 9
) -> list[Complaint]:
    """A cut of what was found, the newest first."""
    query = select(Complaint).where(*_conditions(session, person_id, wanted, now))
    return list(session.exec(query.order_by(col(Complaint.id).desc()).offset(start).limit(most)))


def count_found(session: Session, person_id: UUID, wanted: Wanted, now: datetime) -> int:
    counted = select(sa.func.count(col(Complaint.id))).where(*_conditions(session, person_id, wanted, now))
    return session.exec(counted).one()


def _conditions(session: Session, person_id: UUID, wanted: Wanted, now: datetime) -> list[sa.ColumnElement[bool]]:
    asked = [in_sight(session, person_id, now)]
    if wanted.code:
        asked.append(col(Complaint.code) == wanted.code)
    if wanted.number:
        asked.append(col(Complaint.code).like(f"%-{wanted.number}"))
    if wanted.building:
        asked.append(col(Complaint.building) == wanted.building)
    if wanted.state:
        asked.append(_is(wanted.state, now))
    if wanted.since is not None and wanted.until is not None:
        asked.append(col(Complaint.created_at) >= at(wanted.since, time.min))
        asked.append(col(Complaint.created_at) < at(wanted.until + timedelta(days=1), time.min))
    return [*asked, *(_says(word, kind) for word, kind in wanted.words)]


def _is(state: str, now: datetime) -> sa.ColumnElement[bool]:
    is_open = col(Complaint.state).in_(OPEN)
    match state:
        case "open":
            return is_open
        case "over":
            return sa.not_(is_open)
        case "returned":
            return col(Complaint.returns) > 0
        case "late":
            return sa.and_(is_open, owed_by().is_not(None), owed_by() < now)
    return col(Complaint.state) == CaseState(state)


def _says(word: str, kind: str) -> sa.ColumnElement[bool]:
    """In the story, as the place, or the kind of thing the word means."""
    said = [
        col(Complaint.story).icontains(word, autoescape=True), col(Complaint.spot).icontains(word, autoescape=True)
    ]  # fmt: skip
    return sa.or_(*said, *([col(Complaint.category) == kind] if kind else []))
