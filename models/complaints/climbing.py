"""A promise that was not kept, or a second return, goes one step up. The lower steps keep their duty, the holder stays.

Tame: the next step hears of it once a climb; only somebody in danger lets everybody up to it hear, at once, also at
night. The bureau is told nothing, it has the counts.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from config.values import Code, Count, Saying, saying
from models.calendar import local_day
from models.complaints import clocks
from models.complaints.clocks import CLIMB
from models.complaints.letters import STAFF_DEEDS, place_of, reporter_of, story_of, tell_all, tell_author
from models.complaints.queries import calendar_of, duty_holders
from models.complaints.tables import CaseReminder, Complaint
from models.complaints.timeline import record
from models.letters.post import Draft
from models.letters.shapes import Choice
from models.letters.tables import Kind
from models.people.roles import Role, holders_of


def next_step(session: Session, case: Complaint, now: datetime) -> Role | None:
    """The first step that somebody holds above its present one, its holder and the inbox, who hear of it anyway."""
    duty, _ = duty_holders(session, case.estate_id, now)
    present = max(case.level, *(CLIMB.index(role) for role in (case.holder, duty) if role in CLIMB))
    above = CLIMB[present + 1 :]
    return next((role for role in above if holders_of(session, case.estate_id, role, now)), None)


def climb(session: Session, case: Complaint, why: str, now: datetime) -> Role | None:
    """One step up; `why`: answer, update, done or returned. Returns who was told; None at the top."""
    role, calendar = next_step(session, case, now), calendar_of(session, case)
    if role is not None:
        case.level = CLIMB.index(role)
        session.add(CaseReminder(complaint_id=case.id, stage=f"climbed-{role.value}", at=now))
        record(session, case, "climbed", now, None, words=role.value)
        _tell(session, case, role, why, now)
        key = "complaints-climbed-counted" if role is Role.BUREAU else f"complaints-climbed-{why}"
        told = saying(key, code=Code(case.code), role=saying(f"role-{role.value}"), times=Count(case.returns))
        tell_author(session, case, told, now, replaces="climbed")
    case.level_until = clocks.level_until(case, calendar, now, is_top=role is None)
    clocks.wind(case, calendar, now)
    return role


def _tell(session: Session, case: Complaint, role: Role, why: str, now: datetime) -> None:
    urgent = case.emergency != ""
    words = raised(session, case, why, now)
    choices = tuple(Choice(f"{verb} {case.code}") for verb in STAFF_DEEDS)
    draft = Draft(
        Kind.ALERT, words, choices, about=case.code, replaces="raised", estate_id=case.estate_id, at_once=urgent
    )
    steps = CLIMB[1 : case.level + 1] if urgent else (role,)
    for step in steps:
        if step is not Role.BUREAU:
            tell_all(session, case.estate_id, step, draft, now)


def raised(session: Session, case: Complaint, why: str, now: datetime) -> Saying:
    return saying(
        f"complaints-raised-{why}",
        code=Code(case.code),
        category=saying(f"category-{case.category}"),
        place=place_of(case),
        who=reporter_of(session, case, local_day(now)),
        story=story_of(case),
        holder=saying(f"role-{case.holder.value}"),
        times=Count(case.returns),
    )
