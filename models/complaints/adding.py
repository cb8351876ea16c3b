"""Saying more of a case that is filed: a sentence, a photo, an album. Whoever holds the case hears it.

Some platforms tell an album picture by picture: its letter waits for moments and takes those that follow along, so that
the holder is called once and sees them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from config.values import Code, Count, Text, decode_all, saying
from models.complaints.letters import place_of, shortened, tell_all
from models.complaints.queries import duty_holders
from models.complaints.rules import must_allow
from models.complaints.tables import Complaint
from models.complaints.timeline import record
from models.letters import post
from models.letters.post import Draft
from models.letters.shapes import Choice, Paper
from models.letters.tables import Kind
from models.people.addresses import Place
from models.people.roles import holders_of

GATHERS = timedelta(seconds=20)
"""How long after the last picture its letter goes out: people who send them one by one look for the next in between."""


@dataclass(frozen=True)
class Addition:
    """What is added; `album` names the album that `files` is one picture of."""

    words: str = ""
    files: tuple[str, ...] = ()
    album: str = ""


def add(session: Session, case: Complaint, more: Addition, actor_id: UUID, now: datetime) -> None:
    """The author says more; whoever holds the case hears it. An album's later pictures are taken whatever became of it."""
    if not more.album:
        must_allow(case, "add")
    record(session, case, "added", now, actor_id, words=more.words, files=more.files)
    post.join_files(session, more.files, case.code)
    mark = f"album-{more.album}" if more.album else ""
    told = _with_those_before(session, case, more, mark) if mark else more
    starts = now + GATHERS if mark else None
    role = case.holder
    if not holders_of(session, case.estate_id, role, now):
        role, _ = duty_holders(session, case.estate_id, now)
    tell_all(session, case.estate_id, role, _draft(case, told, mark, starts), now)


def move(session: Session, case: Complaint, place: Place, words: str, actor_id: UUID, now: datetime) -> None:
    """It is elsewhere, its author says: whoever holds the case, and whoever holds the inbox, must know where to go."""
    must_allow(case, "add")
    case.building, case.entrance, case.spot = place.building, place.entrance, place.spot or case.spot
    record(session, case, "added", now, actor_id, words=words)
    told = saying("complaints-moved-told", code=Code(case.code), place=place_of(case), words=Text(shortened(words)))
    draft = Draft(
        Kind.ALERT, told, (Choice(f"complaints-answer {case.code}"),), about=case.code, estate_id=case.estate_id
    )
    duty, _ = duty_holders(session, case.estate_id, now)
    for role in dict.fromkeys((case.holder, duty)):
        tell_all(session, case.estate_id, role, draft, now)


def _with_those_before(session: Session, case: Complaint, more: Addition, mark: str) -> Addition:
    """The pictures whose letter has not gone yet go with this one's."""
    waiting = post.take_back(session, case.code, mark)
    if not waiting:
        return more
    words = decode_all(waiting[0].params).get("words")
    before = tuple(Paper.from_json(each).file for each in waiting[0].attachments)
    return Addition(more.words or (words.value if isinstance(words, Text) else ""), (*before, *more.files), more.album)


def _draft(case: Complaint, more: Addition, mark: str, starts: datetime | None) -> Draft:
    told = saying("complaints-added-files-told", code=Code(case.code), n=Count(len(more.files)))
    if more.words:
        told = saying("complaints-added-told", code=Code(case.code), words=Text(shortened(more.words)))
    return Draft(
        Kind.ALERT,
        told,
        (Choice(f"complaints-answer {case.code}"),),
        tuple(Paper(file=each) for each in more.files),
        about=case.code,
        replaces=mark,
        estate_id=case.estate_id,
        not_before=starts,
    )
