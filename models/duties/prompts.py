"""Prompting what is owed: one letter a group and period, saying what is missing, who owes it, by when and by which rule."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID

from sqlmodel import Session, col, select

from config.duties import Template, template
from config.values import Count, Day, Lines, Saying, Text, saying
from models.calendar import local_day
from models.calendar.quiet import after_quiet
from models.database import insert, new_id
from models.duties.queries import OPEN, answerable, matter_of, missing, reference, waiting_for_prompt
from models.duties.rules import Standing, schedule_of, standing
from models.duties.tables import Duty, DutyReminder
from models.letters import post
from models.letters.post import Draft
from models.letters.shapes import Choice
from models.letters.tables import Kind
from models.people.roles import Role, holders_of
from models.people.tables import Estate
from models.refusals import Refusal


def prompt(session: Session, estate_id: UUID, now: datetime) -> int:
    """Everything of this estate whose stage has come and was not said. Returns how many letters were written."""
    query = select(Duty).where(Duty.estate_id == estate_id, OPEN, col(Duty.prompt_at) <= now)
    due = session.exec(query.order_by(col(Duty.id)).with_for_update()).all()
    told = 0
    for (group, period), duties in groupby(sorted(due, key=_matter), key=_matter):
        fresh = [duty for duty in duties if _first_time(session, duty, now)]
        if fresh:
            told += _tell(session, estate_id, missing(session, estate_id, group, period), now) > 0
    return told


def _matter(duty: Duty) -> tuple[str, str]:
    return template(duty.kind).group, duty.period


def _first_time(session: Session, duty: Duty, now: datetime) -> bool:
    """Write that the present stage was said; stages missed before it are over. False when it had been said."""
    schedule = schedule_of(template(duty.kind), duty.opened_at, duty.due_on)
    stage, duty.prompt_at = schedule.said_by(now), schedule.after(now)
    if stage is None:
        return False
    made = session.exec(
        insert(session, DutyReminder)
        .values(id=new_id(), duty_id=duty.id, stage=stage.name, at=now)
        .on_conflict_do_nothing(index_elements=["duty_id", "stage"])
    )
    return bool(made.rowcount)


def _tell(session: Session, estate_id: UUID, duties: Sequence[Duty], now: datetime) -> int:
    estate = session.get(Estate, estate_id)
    assert estate is not None
    people = [person.id for person in answerable(session, estate_id, now)]
    return post.tell_together(session, people, letter(estate, duties, now), now)


def renew(session: Session, duty: Duty, now: datetime) -> None:
    """Something of the group is done: a prompt that still waits to be handed over says what is missing now, or nothing."""
    estate = session.get(Estate, duty.estate_id)
    assert estate is not None
    group = template(duty.kind).group
    about = matter_of(estate.prefix, group, duty.period)
    accounts = waiting_for_prompt(session, about)
    post.withdraw(session, about, "prompt")
    rest = missing(session, duty.estate_id, group, duty.period)
    if rest:
        post.send(session, letter(estate, rest, now), accounts, now)


def letter(estate: Estate, duties: Sequence[Duty], now: datetime) -> Draft:
    """`duties` of one group and period, all still owed."""
    first = duties[0]
    group = template(first.kind).group
    days = (local_day(now) - first.due_on).days
    tone = "overdue" if standing(first.due_on, local_day(now)) is Standing.OVERDUE else "prompt"
    words = saying(
        f"duties-{tone}-{group}",
        estate=Text(estate.name),
        period=Text(first.period),
        n=Count(len(duties)),
        lines=Lines(tuple(owed_line(template(duty.kind), duty.owed_by.value) for duty in duties)),
        by=Day(first.due_on),
        days=Count(days),
        article=saying(f"duties-{first.law}"),
    )
    about = matter_of(estate.prefix, group, first.period)
    choices = tuple(choice for duty in duties for choice in acts(estate, duty))
    return Draft(Kind.ALERT, words, choices, about=about, replaces="prompt", estate_id=estate.id)


def owed_line(kind: Template, owed_by: str = "") -> Saying:
    """What, and who owes it."""
    who = saying(f"role-{owed_by or kind.owed_by}")
    return saying("duties-owed", what=saying(f"duties-kind-{kind.kind}"), who=who)


def acts(estate: Estate, duty: Duty) -> list[Choice]:
    """The deeds that end it, as config/duties.toml names them."""
    kind = template(duty.kind)
    if kind.takes == "period":
        return [Choice(f"{verb} {duty.period}") for verb in kind.acts]
    label = saying(f"duties-act-{duty.kind}")
    return [Choice(f"{verb} {reference(estate.prefix, duty)}", label) for verb in kind.acts]


def urge(session: Session, estate: Estate, duty: Duty, words: Saying, now: datetime) -> int:
    """Somebody who watches over the estate asks for it, at most once a day. Returns how many people were told."""
    made = session.exec(
        insert(session, DutyReminder)
        .values(id=new_id(), duty_id=duty.id, stage=f"urged-{local_day(now).isoformat()}", at=now)
        .on_conflict_do_nothing(index_elements=["duty_id", "stage"])
    )
    if not made.rowcount:
        raise Refusal("duties-urged-today")
    people = [
        person.id for role in (Role.SECRETARY, Role.CHAIR) for person in holders_of(session, estate.id, role, now)
    ]
    about = matter_of(estate.prefix, template(duty.kind).group, duty.period)
    draft = Draft(
        Kind.ALERT, words, tuple(acts(estate, duty)), about=about, replaces="urge", estate_id=estate.id,
        not_before=after_quiet(now),
    )  # fmt: skip
    return post.tell_together(session, people, draft, now)
