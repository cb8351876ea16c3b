"""A round as people read it: the invitation, the board, the result, the papers' values. Keys and typed values only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from typing import Protocol

from sqlmodel import Session

from config.values import Article, Code, Count, Day, Lines, Saying, Share, Text, Value, saying
from models.calendar import LOCAL, local_day
from models.letters.post import Draft
from models.letters.shapes import Choice, Paper
from models.letters.tables import Kind
from models.opinions import rules
from models.opinions.queries import ASK, Turnout, given, remarks_of, turnout
from models.opinions.rules import MARKS, Tally
from models.opinions.tables import OpinionRound
from models.people.tables import Estate

_INLINE = 30
_SHORT = 3


def closes(asked: OpinionRound) -> Saying:
    """11月30日（周一）18:00, the same on every day it is read (a board stays, 今天 would not)."""
    local = asked.closes_at.astimezone(LOCAL)
    clock = Text(f"{local.hour}:{local.minute:02d}")
    return saying("opinions-closes", day=Day(local_day(asked.closes_at)), clock=clock)


class Asked(Protocol):
    """What choices are made of: a round, or what an answer to it told."""

    @property
    def code(self) -> str: ...
    @property
    def options(self) -> Sequence[str]: ...
    @property
    def edition(self) -> int: ...


def option_lines(asked: Asked) -> list[Text]:
    """All options in one line when they are short, else one a line."""
    marked = rules.marked(asked.options)
    one = " ".join(marked)
    return [Text(one)] if len(one) <= _INLINE else [Text(each) for each in marked]


def option_choices(asked: Asked, *, full: bool) -> tuple[Choice, ...]:
    """A choice for each option, ① or, with `full`, ① and its words."""
    labels = rules.marked(asked.options) if full else list(MARKS[: len(asked.options)])
    return tuple(
        Choice(f"opinions-answer {asked.code} {n} {asked.edition}", saying("desk-own-words", words=Text(label)))
        for n, label in enumerate(labels, 1)
    )


def reason_choice(asked: Asked) -> Choice:
    return Choice(f"opinions-reason {asked.code}")


def is_listed(asked: Asked) -> bool:
    """More or longer options than fit beside each other: they are the numbered lines of a list."""
    return len(asked.options) > _SHORT or len(option_lines(asked)) > 1


def question(asked: OpinionRound, estate: Estate, own: int = 0) -> Saying:
    """The question as one person is asked it; `own` is what that person answered (0: nothing)."""
    lines: list[Saying | Text] = [Text(asked.explanation)] if asked.explanation else []
    if not is_listed(asked):
        lines += option_lines(asked)
    if own:
        lines.append(saying("opinions-yours", option=Text(rules.marked(asked.options)[own - 1])))
    key = "opinions-how-building" if asked.building else "opinions-how"
    lines.append(saying(key, until=closes(asked), building=Text(asked.building)))
    return saying(
        "opinions-question", estate=Text(estate.name), question=Text(asked.question), lines=Lines(tuple(lines)),
        code=Code(asked.code), until=closes(asked),
    )  # fmt: skip


def files_of(asked: OpinionRound) -> tuple[Paper, ...]:
    return tuple(Paper(file=each) for each in asked.files)


def question_choices(asked: OpinionRound) -> tuple[Choice, ...]:
    return (*option_choices(asked, full=is_listed(asked)), reason_choice(asked))


def invitation(asked: OpinionRound, estate: Estate, not_before: datetime | None = None) -> Draft:
    """The letter to everybody asked; void once the round is over."""
    return Draft(
        Kind.NOTICE,
        question(asked, estate),
        question_choices(asked),
        files_of(asked),
        about=asked.code,
        replaces=ASK,
        estate_id=estate.id,
        good_until=asked.closes_at,
        not_before=not_before,
        listed=is_listed(asked),
    )


def reminder(asked: OpinionRound, estate: Estate) -> Draft:
    """The letter before the close, to whoever has not answered. It takes the place of the question where that waits."""
    lines: list[Saying | Text] = [] if is_listed(asked) else [*option_lines(asked)]
    told = saying(
        "opinions-reminder", estate=Text(estate.name), question=Text(asked.question), code=Code(asked.code),
        until=closes(asked), lines=Lines((*lines, saying("opinions-only-listening"))),
    )  # fmt: skip
    return Draft(
        Kind.NOTICE, told, question_choices(asked), about=asked.code, replaces=ASK, estate_id=estate.id,
        good_until=asked.closes_at, listed=is_listed(asked),
    )  # fmt: skip


def turnout_words(came: Turnout) -> Saying:
    key = "opinions-turnout" if came.asked else "opinions-turnout-unknown"
    return saying(key, homes=Count(came.homes), tenants=Count(came.tenants), asked=Count(came.asked))


def board(session: Session, asked: OpinionRound, now: datetime) -> Saying:
    """The live message of a room: the split only where the gate lets it."""
    if asked.withdrawn_at is not None:
        return withdrawn(asked)
    came = turnout(session, asked)
    lines: list[Saying | Text] = list(option_lines(asked))
    if rules.may_see_results(asked, now):
        lines = list(split_lines(asked, rules.tally(given(session, asked, now), len(asked.options))))
    if asked.building:
        lines.append(saying("opinions-only-building", building=Text(asked.building)))
    return saying(
        "opinions-board", question=Text(asked.question), until=closes(asked), lines=Lines(tuple(lines)),
        turnout=turnout_words(came),
    )  # fmt: skip


def closed_board(session: Session, asked: OpinionRound) -> Saying:
    """What a board says at last: the result itself is a message of its own."""
    came = turnout_words(turnout(session, asked))
    return saying("opinions-board-closed", question=Text(asked.question), turnout=came)


def withdrawn(asked: OpinionRound) -> Saying:
    return saying("opinions-withdrawn", question=Text(asked.question), reason=Text(asked.reason))


def split_lines(asked: OpinionRound, counts: Tally) -> tuple[Saying, ...]:
    """① 东侧空地 12 户（60.0%），租户 1 户"""
    return tuple(
        saying(
            "opinions-split-line" if counts.homes_answered else "opinions-split-none",
            option=Text(label), homes=Count(homes), share=Share(Fraction(homes, counts.homes_answered or 1)),
            tenants=Count(tenants),
        )
        for label, homes, tenants in zip(rules.marked(asked.options), counts.homes, counts.tenants, strict=True)
    )  # fmt: skip


def split_in_one(session: Session, asked: OpinionRound, now: datetime) -> Saying:
    """The split as one paragraph, for a private chat. Refuses while it is hidden."""
    *first, told = split_lines(asked, rules.tally(given(session, asked, now), len(asked.options)))
    for each in reversed(first):
        told = saying("opinions-split-and", first=each, rest=told)
    return told


def result(session: Session, asked: OpinionRound, now: datetime, *, short: bool = False) -> Saying:
    """The result, marked as what it is; `short` for a private chat. Refuses while the split is hidden."""
    lines: list[Saying | Text] = [split_in_one(session, asked, now)]
    if not short:
        lines = list(split_lines(asked, rules.tally(given(session, asked, now), len(asked.options))))
    if asked.ended_early:
        lines.append(saying("opinions-ended-early-line", reason=Text(asked.reason)))
    key = "opinions-result-now" if rules.is_open(asked, now) else "opinions-result-text"
    return saying(
        key, question=Text(asked.question), turnout=turnout_words(turnout(session, asked)),
        lines=Lines(tuple(lines)), article=Article("committee-notice"), until=closes(asked),
    )  # fmt: skip


def remark_lines(session: Session, asked: OpinionRound, now: datetime) -> list[Text]:
    """① “离树近，晒不干”. Refuses while the split is hidden."""
    remarks = remarks_of(session, asked, now)
    return [Text(f"{MARKS[option - 1]} “{words}”" if option else f"“{words}”") for option, words in remarks]


def building_lines(session: Session, asked: OpinionRound, now: datetime) -> list[Saying]:
    """How each building answered, where enough homes did. Refuses while the split is hidden."""
    split = rules.by_building(given(session, asked, now), len(asked.options))
    return [
        saying(
            "opinions-building-line" if building else "opinions-building-rest",
            building=Text(building), split=Text(" ".join(f"{MARKS[n]} {count}" for n, count in enumerate(counts))),
        )
        for building, counts in sorted(split.items(), key=lambda item: (item[0] == "", item[0]))
    ]  # fmt: skip


def posters(asked: OpinionRound, estate: Estate) -> list[Paper]:
    """The forward pack, by values alone: the picture for groups, the same as a page to be printed."""
    params: dict[str, Value] = {
        "code": Code(asked.code), "estate": Text(estate.name), "question": Text(asked.question),
        "options": Lines(tuple(Text(each) for each in rules.marked(asked.options))),
        "opened": Day(local_day(asked.opened_at)), "until": Day(local_day(asked.closes_at)),
    }  # fmt: skip
    return [Paper("opinion-poster", params), Paper("opinion-board", params)]


def result_paper(session: Session, asked: OpinionRound, estate: Estate, now: datetime) -> Paper:
    """The result on paper, by values alone. Refuses while the split is hidden."""
    counts = rules.tally(given(session, asked, now), len(asked.options))
    params: dict[str, Value] = {
        "code": Code(asked.code), "estate": Text(estate.name), "question": Text(asked.question),
        "options": Lines(tuple(Text(each) for each in rules.marked(asked.options))),
        "homes": Lines(tuple(Text(str(each)) for each in counts.homes)),
        "tenants": Lines(tuple(Text(str(each)) for each in counts.tenants)),
        "turnout": turnout_words(turnout(session, asked)),
        "opened": Day(local_day(asked.opened_at)), "closed": closes(asked), "day": Day(local_day(now)),
        "buildings": Lines(tuple(building_lines(session, asked, now))),
        "remarks": Lines(tuple(remark_lines(session, asked, now))),
        "article": Article("committee-notice"),
    }  # fmt: skip
    if asked.ended_early:
        params["reason"] = saying("opinions-ended-early-line", reason=Text(asked.reason))
    return Paper("opinion-result", params)
