"""公告 for residents: the latest ones, one in full, and an answer to “什么时候停水”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from config.intents import hears
from config.values import Code, Count, Day, Saying, Text, saying
from handlers.desk import Guess, Visit, choice, command, lookup, menu, recogniser, scene
from handlers.desk.registry import VERBS
from handlers.desk.verbs import spoken_code
from handlers.desk.where import come_to, find_place
from handlers.notices.meant import as_read, is_over
from handlers.notices.reporting import report
from models.calendar import local_day
from models.letters.shapes import Choice, Paper
from models.notices.actions import signature
from models.notices.audience import is_whole, parts_from, whom
from models.notices.queries import (
    READERS,
    SENDERS,
    Entry,
    entry_of,
    find_notice,
    latest,
    public_notice,
    sent_by,
    versions_of,
)
from models.notices.rules import search_words, title_of
from models.notices.tables import Change, Notice, Standing
from models.people.roles import roles_in, scopes_of
from models.people.tables import Estate

_CODE = r"[A-Za-z]{2,4}-?\d{1,9}|\d{1,9}\s*号?"
_NAMED = re.compile(rf"(?:公告|通知)\s*({_CODE})|({_CODE})\s*(?:的)?(?:公告|通知)", re.IGNORECASE)


def _find(visit: Visit, code: str) -> Notice:
    return find_notice(visit.session, visit.account.person_id, code, visit.now)


def _fitting(visit: Visit, verb: str) -> Sequence[str]:  # noqa: ARG001 (all verbs of notices mean those that hold)
    estates = scopes_of(visit.session, visit.account.person_id, READERS, visit.now)
    return [notice.code for notice in sent_by(visit.session, [each.id for each in estates])]


lookup(Notice, _find, _fitting)


def _place(visit: Visit) -> Estate:
    if visit.estate is None:
        works_here = visit.roles() & set(READERS)
        visit.estate = find_place(visit, READERS if works_here else ())
    return visit.estate


@command("notices-list")
def notices(visit: Visit, words: str) -> None:
    """公告; 公告 SJ-5; 公告 停水."""
    if re.fullmatch(_CODE, words):
        open_one(visit, words)
    else:
        answer(visit, words, named=True)


def open_one(visit: Visit, said: str) -> None:
    """Staff see how far it has come, everybody else reads it."""
    notice = _find(visit, spoken_code(visit, VERBS["notices-look"], said))
    visit.estate = visit.session.get(Estate, notice.estate_id)
    roles = roles_in(visit.session, visit.account.person_id, notice.estate_id, visit.now)
    if roles & set(READERS):
        report(visit, notice)
    else:
        look(visit, notice)


def answer(visit: Visit, question: str, *, named: bool = False) -> None:
    """What was asked about, or the latest: one is read out, several are listed. `named`: the very words to look for."""
    wanted = search_words(question)
    if named and not wanted:
        wanted = tuple(question.casefold().split())
    place = _place(visit)
    entries = latest(visit.session, place.id, visit.account.person_id, visit.now, wanted)
    holding = [each for each in entries if each.notice.standing is Standing.LIVE]
    coming = holding if named else [each for each in holding if is_over(each, visit.today) is None]
    if wanted and len(coming) == 1:
        look(visit, coming[0].notice)
        return
    if wanted and holding and not coming:
        say_last(visit, holding)
        return
    if wanted and not entries:
        others = latest(visit.session, place.id, visit.account.person_id, visit.now)
        key = "notices-none-of-this" if others else "notices-none-yet"
        visit.say(key, n=Count(len(others)), choices=lines_of(others) or _doors(), listed=bool(others))
        return
    if not entries:
        visit.say("notices-none-yet", choices=_doors())
        return
    key = "notices-list-found" if wanted else "notices-list-head"
    visit.say(key, n=Count(len(entries)), choices=lines_of(entries), listed=True)


def say_last(visit: Visit, over: Sequence[Entry]) -> None:
    """What was asked about is past, whatever the notices of it say: the last time, and its text on demand."""
    last = max(over, key=lambda each: is_over(each, visit.today) or date.min)
    day = is_over(last, visit.today)
    assert day is not None
    visit.say(
        "notices-none-coming", title=Text(title_of(last.words)), last=Day(day), code=Code(last.notice.code),
        choices=[choice("notices-look", last.notice.code), *_doors()],
    )  # fmt: skip


def _doors() -> list[Choice]:
    return [choice("home-secretary")]


def lines_of(entries: Sequence[Entry]) -> list[Choice]:
    return [choice("notices-look", each.notice.code, label=line_of(each)) for each in entries]


def line_of(entry: Entry) -> Saying:
    """SJ-5 停水通知 · 11月24日; whom it is for where it is not for all."""
    notice = entry.notice
    parts = parts_from(notice.parts)
    line = saying(
        "notices-line",
        code=Code(notice.code),
        title=Text(title_of(entry.words)),
        day=Day(local_day(entry.version.made_at)),
    )
    if not is_whole(parts):
        line = saying("notices-line-for", line=line, whom=whom(parts))
    return saying("notices-line-withdrawn", line=line) if notice.standing is Standing.WITHDRAWN else line


@command("notices-look")
def look(visit: Visit, notice: Notice) -> None:
    """One notice in full, as it holds now."""
    read_out(visit, notice)


@scene("n")
def scanned(visit: Visit, code: str) -> None:
    """Its poster was scanned: what is public is read out to anybody."""
    notice = public_notice(visit.session, code)
    come_to(visit, visit.session.get_one(Estate, notice.estate_id))
    read_out(visit, notice)


def read_out(visit: Visit, notice: Notice) -> None:
    entry = entry_of(visit.session, notice)
    newest = versions_of(visit.session, notice)[-1]
    place = visit.session.get(Estate, notice.estate_id)
    assert place is not None
    key = "notices-read" if entry.version.change is Change.FIRST else "notices-read-corrected"
    told = saying(
        key, words=as_read(entry, visit.today), code=Code(notice.code), by=signature(place, entry.version.voice),
        day=Day(local_day(entry.version.made_at)),
    )  # fmt: skip
    if notice.standing is Standing.WITHDRAWN:
        day = Day(local_day(newest.made_at))
        told = saying(
            "notices-read-withdrawn", code=Code(notice.code), day=day, reason=Text(newest.words),
            words=Text(entry.words),
        )  # fmt: skip
    papers = [Paper(file=str(each)) for each in entry.version.files]
    visit.reply(told, papers=papers, choices=_further(visit, notice), about=notice.code)


def _further(visit: Visit, notice: Notice) -> list[Choice]:
    roles = roles_in(visit.session, visit.account.person_id, notice.estate_id, visit.now)
    if roles & set(SENDERS):
        return [choice("notices-report", notice.code)]
    return [choice("notices-list"), *_doors()]


@recogniser
def asks_notice(visit: Visit, text: str) -> Guess | None:
    """“什么时候停水”, “SJ-5 公告”; asked in a room it is answered in the private chat."""
    if visit.room is not None:
        return None
    named = _NAMED.fullmatch(text)
    if named is not None:
        return Guess(90, lambda: open_one(visit, (named.group(1) or named.group(2)).replace(" ", "")))
    sure = hears("notice", text)
    return Guess(sure, lambda: answer(visit, text)) if sure else None


menu(95, lambda: choice("notices-list"))
