"""The message that follows a broadcast in the chat of whoever sent it, and its end.

Where messages can be changed it is a board (models.letters.boards) that turns into the report; elsewhere the report is
one letter, once everything that goes by itself has gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from config.values import Saying
from models.letters import boards, post
from models.letters.post import Draft
from models.letters.shapes import Choice
from models.letters.tables import Board, Kind
from models.notices.queries import Progress, doors_of, entry_of, progress_of
from models.notices.rules import next_look, title_of
from models.notices.tables import Change, Going, Notice, NoticeVersion, Standing
from models.notices.wording import ended, follows
from models.people.tables import Account

FEATURE = "notices"
_REPORT = "notice-report"
_SOON = timedelta(seconds=20)


@dataclass(frozen=True)
class Followed:
    """`again`: it changes by itself and is looked at anew then; None when it is over or waits for somebody."""

    saying: Saying
    choices: tuple[Choice, ...]
    over: bool
    again: datetime | None


# ---- queries


def followed(session: Session, about: str, now: datetime) -> Followed:
    """What the message says now."""
    notice, version = _version(session, about)
    progress = progress_of(session, notice, version, now)
    title = title_of(entry_of(session, notice).words)
    if progress.is_over:
        return _ended(session, notice, version, progress, now)
    verbs = (
        ("notices-resume", "notices-cancel") if progress.going is Going.PAUSED else ("notices-pause", "notices-cancel")
    )
    again = next_look(progress.going, progress.from_, version.made_at, now)
    return Followed(follows(notice.code, title, progress), _choices(notice, *verbs), over=False, again=again)


def _ended(session: Session, notice: Notice, version: NoticeVersion, progress: Progress, now: datetime) -> Followed:
    doors = None
    if notice.standing is Standing.LIVE and progress.going is Going.DONE and version.change is not Change.WITHDRAWAL:
        found = doors_of(session, notice, now)
        doors = found if found.homes else None
    to_walk = doors is not None and bool(doors.to_walk)
    words = ended(notice.code, title_of(entry_of(session, notice).words), progress, doors)
    verbs = ("notices-walk", "notices-report") if to_walk else ("notices-report",)
    return Followed(words, _choices(notice, *verbs), over=True, again=None)


def _choices(notice: Notice, *verbs: str) -> tuple[Choice, ...]:
    return tuple(Choice(f"{verb} {notice.code}") for verb in verbs)


def _version(session: Session, about: str) -> tuple[Notice, NoticeVersion]:
    code, number = about.split()
    query = (
        select(Notice, NoticeVersion)
        .join(NoticeVersion, col(NoticeVersion.notice_id) == col(Notice.id))
        .where(Notice.code == code, NoticeVersion.number == int(number))
    )
    return session.exec(query).one()


def untold(session: Session, now: datetime) -> list[UUID]:
    """What is over and was told nobody who cannot be shown it: by the boards' ids."""
    found = boards.untold(session, FEATURE)
    return [each.id for each in found if _progress(session, each, now).is_over]


def next_untold(session: Session, after: datetime) -> datetime | None:
    """When one of them may be over; never while it waits for somebody."""
    moments = []
    for each in boards.untold(session, FEATURE):
        progress = _progress(session, each, after)
        if progress.is_over or progress.going is not Going.PAUSED:
            moments.append(progress.from_ or after + _SOON)
    return min(moments, default=None)


def _progress(session: Session, board: Board, now: datetime) -> Progress:
    return progress_of(session, *_version(session, board.about), now)


# ---- actions


def follow(session: Session, notice: Notice, account: Account, now: datetime) -> None:
    """From now on whoever sent it sees how far its present version has come."""
    boards.follow(session, FEATURE, about_of(notice), account, now)


def about_of(notice: Notice) -> str:
    """Each version has a message of its own."""
    return f"{notice.code} {notice.version}"


def changed(session: Session, notice: Notice, now: datetime) -> None:
    """Paused, gone on with, stopped: the message says so at once."""
    boards.mark_dirty(session, FEATURE, about_of(notice), now)


def tell_end(session: Session, board_id: UUID, now: datetime) -> None:
    """The report as a letter, once."""
    board = session.get(Board, board_id, with_for_update=True)
    if board is None or board.closed or not _progress(session, board, now).is_over:
        return
    board.closed = True
    session.add(board)
    account = session.get_one(Account, board.account_id)
    report, (notice, _) = followed(session, board.about, now), _version(session, board.about)
    draft = Draft(
        Kind.NOTICE, report.saying, report.choices, about=notice.code, replaces=_REPORT, estate_id=notice.estate_id
    )
    post.tell(session, account.person_id, draft, now)
