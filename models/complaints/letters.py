"""What is written about a complaint, and to whom: the inbox holders' alert, the author's news. Promises letters only."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from config.values import Code, Moment, Name, Saying, Text, saying
from models.calendar import local_day
from models.complaints.rules import SAID_BY_KIND
from models.complaints.tables import Complaint
from models.letters import post
from models.letters.post import Draft
from models.letters.shapes import Choice, Paper
from models.letters.tables import Kind
from models.people.identity import home_ties, home_units, spoken_name_of
from models.people.roles import Role, holders_of

STAFF_DEEDS = ("complaints-hand", "complaints-take", "complaints-ask", "complaints-answer")
"""What the holder of the inbox can do with a new case."""


def place_of(case: Complaint) -> Saying:
    """3 幢 · 电梯厅, as staff and public views may show it: never the flat."""
    if case.building and case.spot and SAID_BY_KIND.get(case.category) != case.spot:
        return saying("complaints-place-both", building=Text(case.building), spot=Text(case.spot))
    if case.building:
        return saying("complaints-place-building", building=Text(case.building))
    return saying("desk-own-words", words=Text(case.spot)) if case.spot else saying("complaints-place-none")


def reporter_of(session: Session, case: Complaint, today: date) -> Saying:
    """Who said it and as what, for those who hold the estate's inbox: never for a room, the public or the company."""
    if case.author_id is None:
        return saying(f"complaints-source-{case.source.value}")
    bound = home_ties(session, case.author_id, case.estate_id, today)
    kind = saying(f"homes-kind-{bound[0].kind.value}" if bound else "complaints-reporter-unbound")
    name = spoken_name_of(session, case.author_id, bound)
    return saying("complaints-reporter", name=Name(name), kind=kind) if name else kind


def reporter_with_home(session: Session, case: Complaint, today: date) -> Saying:
    """And where they live: whoever holds the inbox, or hurries to somebody in danger, may have to ring at the door."""
    who = reporter_of(session, case, today)
    homes = home_units(session, case.author_id, case.estate_id, today) if case.author_id else []
    if not homes:
        return saying("complaints-look-who", who=who)
    return saying("complaints-look-who-home", who=who, home=Text(homes[0].spoken))


def alert(
    session: Session, case: Complaint, key: str, now: datetime, files: tuple[str, ...] = (), **more: Text
) -> Draft:
    """What the staff member reads who must act, with the deeds that fit."""
    words = saying(
        key,
        code=Code(case.code),
        category=saying(f"category-{case.category}"),
        place=place_of(case),
        who=reporter_of(session, case, local_day(now)),
        story=story_of(case),
        by=Moment(case.answer_by or case.created_at),
        **more,
    )
    choices = tuple(Choice(f"{verb} {case.code}") for verb in STAFF_DEEDS)
    papers = tuple(Paper(file=each) for each in files)
    return Draft(Kind.ALERT, words, choices, papers, about=case.code, replaces="alert", estate_id=case.estate_id)


def story_of(case: Complaint) -> Saying | Text:
    """The first words; a voice or photo without words says so."""
    return Text(shortened(case.story)) if case.story else saying("complaints-story-enclosed")


def shortened(story: str, most: int = 60) -> str:
    return story if len(story) <= most else story[: most - 1] + "…"


def tell_all(
    session: Session, estate_id: UUID, role: Role, draft: Draft, now: datetime, *, but: UUID | None = None
) -> int:
    """To every holder of the role but one. Returns how many were promised a letter."""
    holders = [person for person in holders_of(session, estate_id, role, now) if person.id != but]
    return sum(post.tell(session, person.id, draft, now) > 0 for person in holders)


def tell_author(
    session: Session, case: Complaint, words: Saying, now: datetime, *verbs: str, replaces: str = ""
) -> bool:
    """To the resident whose complaint it is. False when there is nobody to tell in chat (a telephone call)."""
    if case.author_id is None:
        return False
    choices = tuple(Choice(f"{verb} {case.code}") for verb in verbs)
    draft = Draft(
        Kind.ALERT, words, choices, about=case.code, replaces=replaces, estate_id=case.estate_id,
        at_once=bool(case.emergency),
    )  # fmt: skip
    return post.tell(session, case.author_id, draft, now) > 0
