"""What is published owes its media (阳光物业): our own channels, the owners' WeChat group, the board, the corridor.

A feature says that something is published, or no longer; what was posted by hand is noted here with who, when and the
photo, and what is still owed is asked for once. Nothing here knows what is published.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from config.law import rule
from config.postings import posting_words
from config.values import Code, Moment, Name, Saying, Text, saying
from models.calendar.quiet import after_quiet
from models.database import Row, choice_of, foreign, indexed, link, plain, stored_json
from models.letters import post
from models.letters.post import Draft
from models.letters.shapes import Choice
from models.letters.tables import Kind
from models.people.roles import LADDER, Role, holders_of, roles_in
from models.people.tables import Estate, Person
from models.refusals import Refusal

POSTERS = (Role.SECRETARY, Role.CHAIR, Role.MEMBER, Role.COMMUNITY, Role.TOWNSHIP)


class Medium(Enum):
    APP = "app"
    GROUP = "group"
    BOARD = "board"
    CORRIDOR = "corridor"


BY_HAND = (Medium.GROUP, Medium.BOARD, Medium.CORRIDOR)


class Publication(Row, table=True):
    """`edition` is the wording that holds: what was posted of an older one is owed again. `until`: when it is over of
    itself; `ended_at`: it was withdrawn, or something took its place.
    """

    __tablename__ = "publications"
    __table_args__ = (
        indexed("estate_id", "published_at"),
        indexed("remind_at", where="remind_at IS NOT NULL"),
    )
    code: str = plain(unique=True, sa_type=sa.String(16))
    feature: str = plain(sa_type=sa.String(32))
    title: str = plain(default="")
    edition: int = 1
    estate_id: UUID = foreign("estates.id", index=False)
    estate: Estate = link()
    by_id: UUID = foreign("persons.id")
    by: Person = link()
    published_at: datetime
    until: datetime | None = None
    remind_at: datetime | None = None
    """When what is still owed is asked for; None once it was."""
    ended_at: datetime | None = None


class Posting(Row, table=True):
    """Posted by hand (已转); a photo is the proof. The table's name is of when only notices were posted."""

    __tablename__ = "notice_postings"
    code: str = plain(default="", index=True, sa_type=sa.String(16))
    number: int
    """The edition that was posted."""
    medium: Medium = choice_of(Medium)
    place: str = plain(default="")
    files: list[Any] = stored_json(kind="photo", keep="P3Y", default_factory=list)
    at: datetime
    actor_id: UUID = foreign("persons.id")
    actor: Person = link()


# rules


def medium_of(place: str) -> Medium | None:
    """业主1群 -> the group; None when the words do not say."""
    shown = place.casefold()
    for key, words in posting_words().items():
        if any(word in shown for word in words):
            return Medium(key)
    return None


def is_over(published: Publication, now: datetime) -> bool:
    return published.ended_at is not None or (published.until is not None and published.until <= now)


# queries


def find_publication(session: Session, person_id: UUID, code: str, now: datetime) -> Publication:
    """For whoever posts in its estate; refused in the same words as an unknown code."""
    found = publication_of(session, code)
    if found is None or not roles_in(session, person_id, found.estate_id, now) & set(POSTERS):
        raise Refusal("postings-unknown")
    return found


def publication_of(session: Session, code: str) -> Publication | None:
    return session.exec(select(Publication).where(Publication.code == code)).first()


def running(session: Session, estates: Collection[UUID], now: datetime) -> list[Publication]:
    """What holds in these estates and was published lately, the newest first."""
    since = now - timedelta(days=rule("time-posting-fits").number)
    query = select(Publication).where(
        col(Publication.estate_id).in_(estates),
        col(Publication.ended_at).is_(None),
        sa.or_(col(Publication.until).is_(None), col(Publication.until) > now),
        Publication.published_at > since,
    )
    return list(session.exec(query.order_by(col(Publication.id).desc())))


def postings_of(session: Session, published: Publication) -> list[Posting]:
    """What was posted by hand of the edition that holds, oldest first."""
    query = select(Posting).where(Posting.code == published.code, Posting.number == published.edition)
    return list(session.exec(query.order_by(col(Posting.id))))


def owed(session: Session, published: Publication) -> list[Medium]:
    posted = {each.medium for each in postings_of(session, published)}
    return [each for each in BY_HAND if each not in posted]


def media_words(session: Session, published: Publication, *, told: bool | None) -> Saying:
    """Which of the four is done, by whom and when, and which is owed. `told`: ours went out; None while it is going out."""
    postings = {(each.medium, each.place): each for each in postings_of(session, published)}.values()
    ours = {True: [saying("postings-medium-app")], False: [], None: []}[told]
    done = [*ours, *(_posted(session, each) for each in postings)]
    missing = [*([Medium.APP] if told is False else []), *owed(session, published)]
    left = listed([saying(f"postings-medium-{each.value}") for each in missing]) if missing else None
    if left is None:
        return saying("postings-media-all", done=listed(done))
    return saying("postings-media", done=listed(done), owed=left) if done else saying("postings-media-none", owed=left)


def _posted(session: Session, posting: Posting) -> Saying:
    where = saying("desk-own-words", words=Text(posting.place)) if posting.place else None
    who = session.get_one(Person, posting.actor_id).spoken_name
    return saying(
        "postings-done-photo" if posting.files else "postings-done",
        where=where or saying(f"postings-medium-{posting.medium.value}"), who=Name(who or "—"), at=Moment(posting.at),
    )  # fmt: skip


def listed(parts: Sequence[Saying]) -> Saying:
    """A、B、C"""
    told = parts[-1]
    for each in reversed(parts[:-1]):
        told = saying("postings-and", first=each, rest=told)
    return told


def due(session: Session, now: datetime) -> list[UUID]:
    return list(session.exec(select(Publication.id).where(col(Publication.remind_at) <= now)))


def next_due(session: Session, after: datetime) -> datetime | None:
    query = select(Publication.remind_at).where(col(Publication.remind_at) > after)
    return session.exec(query.order_by(col(Publication.remind_at)).limit(1)).first()


# actions


@dataclass(frozen=True)
class What:
    """`public`: it owes the media at all; what goes to the committee alone does not."""

    code: str
    feature: str
    title: str
    edition: int = 1
    until: datetime | None = None
    public: bool = True


def publish(session: Session, estate_id: UUID, what: What, actor_id: UUID, now: datetime) -> None:
    """Something is published, or its words were changed: the media are owed (again)."""
    if not what.public:
        return
    later = after_quiet(now + timedelta(days=rule("time-posting-reminder").number))
    found = publication_of(session, what.code)
    if found is None:
        found = Publication(code=what.code, feature=what.feature, estate_id=estate_id, by_id=actor_id, published_at=now)
    found.title, found.edition, found.until, found.by_id = what.title[:60], what.edition, what.until, actor_id
    found.remind_at = later
    session.add(found)
    session.flush()


def end(session: Session, code: str, now: datetime) -> None:
    """It no longer holds: nothing is owed any more, and a reminder that still waits is void."""
    found = publication_of(session, code)
    if found is not None and found.ended_at is None:
        found.ended_at, found.remind_at = now, None
        post.withdraw(session, code, _REMINDER)


@dataclass(frozen=True)
class Posted:
    """Posted by hand: where, with a photo as the proof where there is one."""

    medium: Medium
    place: str = ""
    files: tuple[str, ...] = ()


def note_posting(session: Session, published: Publication, posted: Posted, actor_id: UUID, now: datetime) -> None:
    """已转: the edition that holds was posted by hand."""
    if is_over(published, now):
        raise Refusal("postings-over", code=Code(published.code))
    session.add(
        Posting(
            code=published.code, number=published.edition, medium=posted.medium, place=posted.place[:40],
            files=list(posted.files), at=now, actor_id=actor_id,
        )
    )  # fmt: skip
    session.flush()
    if not owed(session, published):
        published.remind_at = None
        post.withdraw(session, published.code, _REMINDER)


def remind(session: Session, publication_id: UUID, now: datetime) -> int:
    """What is still owed is asked for, once. Returns how many routes heard of it."""
    published = session.exec(select(Publication).where(Publication.id == publication_id).with_for_update()).one()
    if published.remind_at is None or published.remind_at > now:
        return 0
    published.remind_at = None
    missing = owed(session, published)
    if not missing or is_over(published, now):
        return 0
    told = saying(
        "postings-remind", code=Code(published.code), title=Text(published.title),
        owed=listed([saying(f"postings-medium-{each.value}") for each in missing]),
    )  # fmt: skip
    choices = (Choice(f"postings-forwarded {published.code}"), Choice(f"postings-list {published.code}"))
    draft = Draft(
        Kind.ALERT, told, choices, about=published.code, replaces=_REMINDER, estate_id=published.estate_id,
        not_before=after_quiet(now),
    )  # fmt: skip
    return post.tell_together(session, [each.id for each in _answerable(session, published, now)], draft, now)


def _answerable(session: Session, published: Publication, now: datetime) -> list[Person]:
    """Whoever published it while they work here, else whoever answers for the estate."""
    if roles_in(session, published.by_id, published.estate_id, now) & set(POSTERS):
        return [session.get_one(Person, published.by_id)]
    holders = (holders_of(session, published.estate_id, role, now) for role in LADDER)
    return next((found for found in holders if found), [])


_REMINDER = "media"
