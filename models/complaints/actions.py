"""What is done to a complaint: each deed writes its line of the timeline and promises the letters it causes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from config.law import rule
from config.values import Code, Moment, Text, saying
from models.complaints import clocks, rules
from models.complaints.climbing import climb
from models.complaints.letters import alert, place_of, story_of, tell_all, tell_author
from models.complaints.queries import calendar_of, duty_holders, office_calendar
from models.complaints.tables import CaseState, Complaint, Source
from models.complaints.timeline import record
from models.complaints.triage import Urgency
from models.letters import post
from models.letters.post import Draft, join_files
from models.letters.shapes import Choice, Paper
from models.letters.tables import Kind
from models.people.addresses import Place
from models.people.identity import next_number
from models.people.roles import LADDER, Role, holders_of, roles_in
from models.people.tables import Estate


@dataclass(frozen=True)
class Report:
    """What somebody reports, understood: category and urgency from the triage, place from words and home."""

    story: str
    category: str
    urgency: Urgency
    place: Place
    emergency: str = ""
    source: Source = Source.OWN
    on_behalf_of: str = ""
    files: tuple[str, ...] = ()


def file_complaint(
    session: Session,
    estate: Estate,
    author_id: UUID | None,
    report: Report,
    now: datetime,
    *,
    typed_by: UUID | None = None,
) -> Complaint:
    """Open a case, find its first holder, tell whoever holds the estate's inbox."""
    role, holders = duty_holders(session, estate.id, now)
    case = Complaint(
        code=f"{estate.prefix}-{next_number(session, estate.prefix)}",
        estate_id=estate.id,
        building=report.place.building,
        entrance=report.place.entrance,
        spot=report.place.spot,
        category=report.category,
        urgency=report.urgency,
        emergency=report.emergency,
        story=report.story,
        author_id=author_id,
        on_behalf_of=report.on_behalf_of,
        source=report.source,
        typed_by=typed_by,
        holder=role,
        holder_id=holders[0].id if len(holders) == 1 else None,
        created_at=now,
    )
    clocks.start(case, office_calendar(estate), now)
    session.add(case)
    session.flush()
    record(session, case, "filed", now, typed_by or author_id, words=report.story, files=report.files)
    join_files(session, report.files, case.code)
    if not report.emergency:
        tell_all(
            session, estate.id, role, alert(session, case, "complaints-alert", now, report.files), now, but=typed_by
        )
    return case


def take(session: Session, case: Complaint, actor_id: UUID, now: datetime) -> None:
    """The staff member, in the role they have, will see to it. Stops no clock: the author is still owed a sentence."""
    rules.must_allow(case, "take")
    held = roles_in(session, actor_id, case.estate_id, now)
    role = next((each for each in LADDER if each in held), case.holder)
    case.state, case.holder, case.holder_id = CaseState.TAKEN, role, actor_id
    clocks.wind(case, calendar_of(session, case), now)
    post.withdraw(session, case.code, "alert")
    record(session, case, "taken", now, actor_id)


def hand_to_company(session: Session, case: Complaint, words: str, actor_id: UUID, now: datetime) -> bool:
    """The property company is to do it; `words` are the sentence the author reads. False when nobody of it is here."""
    rules.must_allow(case, "hand")
    company = holders_of(session, case.estate_id, Role.COMPANY, now)
    case.holder, case.holder_id = Role.COMPANY, company[0].id if len(company) == 1 else None
    if case.state is CaseState.WAITING:
        clocks.resume(case, calendar_of(session, case), now)
    case.state = CaseState.WORKING
    clocks.answered(case, calendar_of(session, case), now)
    post.withdraw(session, case.code, "alert")
    record(session, case, "handed", now, actor_id, words=words)
    order = saying(
        "complaints-order", code=Code(case.code), category=saying(f"category-{case.category}"), place=place_of(case),
        story=story_of(case), promised=Text(words),
    )  # fmt: skip
    choices = tuple(Choice(f"{verb} {case.code}") for verb in ("complaints-done", "complaints-hand-back"))
    draft = Draft(Kind.ALERT, order, choices, about=case.code, replaces="order", estate_id=case.estate_id)
    tell_author(
        session, case, saying("complaints-answered", code=Code(case.code), words=Text(words)), now, replaces="answer"
    )
    return tell_all(session, case.estate_id, Role.COMPANY, draft, now) > 0


def answer(
    session: Session, case: Complaint, words: str, actor_id: UUID, now: datetime, *, phoned: bool = False
) -> bool:
    """A sentence the author can read: who comes and when. True when it could be promised to them in chat."""
    rules.must_allow(case, "answer")
    if case.state in (CaseState.NEW, CaseState.TAKEN):
        case.state = CaseState.WORKING
    if case.state is not CaseState.DONE:
        clocks.answered(case, calendar_of(session, case), now)
    post.withdraw(session, case.code, "alert")
    record(session, case, "phoned" if phoned else "answered", now, actor_id, words=words)
    key = "complaints-phoned-told" if phoned else "complaints-answered"
    extra = {"at": Moment(now)} if phoned else {}
    return tell_author(
        session, case, saying(key, code=Code(case.code), words=Text(words), **extra), now, replaces="answer"
    )


def ask_author(session: Session, case: Complaint, question: str, actor_id: UUID, now: datetime) -> bool:
    """One question back. It is not an answer and stops no clock."""
    rules.must_allow(case, "ask")
    record(session, case, "asked", now, actor_id, words=question)
    words = saying("complaints-question", code=Code(case.code), words=Text(question))
    return tell_author(session, case, words, now, "complaints-add")


def report_done(
    session: Session, case: Complaint, words: str, files: tuple[str, ...], actor_id: UUID, now: datetime
) -> bool:
    """Said to be done, with a photo where there is one; the author judges. True when the author was asked in chat."""
    rules.must_allow(case, "done")
    case.state, case.done_at = CaseState.DONE, now
    clocks.stop(case)
    post.withdraw(session, case.code, "order")
    post.withdraw(session, case.code, "alert")
    record(session, case, "done", now, actor_id, words=words, files=files)
    key = "complaints-done-told-photo" if files else "complaints-done-told"
    if case.author_id is None:
        return False
    choices = (Choice(f"complaints-confirm {case.code}"), Choice(f"complaints-return {case.code}"))
    papers = tuple(Paper(file=each) for each in files)
    draft = Draft(
        Kind.ALERT,
        saying(key, code=Code(case.code)),
        choices,
        papers,
        about=case.code,
        replaces="judge",
        estate_id=case.estate_id,
    )
    return post.tell(session, case.author_id, draft, now) > 0


def confirm(session: Session, case: Complaint, actor_id: UUID, now: datetime) -> None:
    """The author says it is solved."""
    rules.must_allow(case, "confirm")
    case.state, case.closed_at = CaseState.RESOLVED, now
    clocks.stop(case)
    record(session, case, "confirmed", now, actor_id)


def return_case(session: Session, case: Complaint, actor_id: UUID, now: datetime, estate: Estate) -> None:
    """Not good: back to work, and somebody owes the author a sentence again."""
    rules.must_allow(case, "return")
    case.returns += 1
    case.state, case.closed_at, case.done_at = CaseState.WORKING, None, None
    clocks.owe_again(case, office_calendar(estate), now, afresh=True)
    record(session, case, "returned", now, actor_id)
    told = alert(session, case, "complaints-returned-told", now, times=Text(str(case.returns)))
    duty, _ = duty_holders(session, case.estate_id, now)
    for role in dict.fromkeys((duty, case.holder)):
        if role is not Role.COMPANY:
            tell_all(session, case.estate_id, role, told, now)
    if case.holder is Role.COMPANY:
        words = saying("complaints-order-again", code=Code(case.code), place=place_of(case), story=story_of(case))
        done = (Choice(f"complaints-done {case.code}"),)
        order = Draft(Kind.ALERT, words, done, about=case.code, replaces="order", estate_id=case.estate_id)
        tell_all(session, case.estate_id, Role.COMPANY, order, now)
    if case.returns >= rule("complaints-returns-climb").number:
        climb(session, case, "returned", now)


def hand_back(session: Session, case: Complaint, reason: str, actor_id: UUID, now: datetime, estate: Estate) -> None:
    """The company says it is not theirs, or they cannot: the case is the inbox holder's again."""
    rules.must_allow(case, "done")
    role, holders = duty_holders(session, case.estate_id, now)
    case.holder, case.holder_id = role, holders[0].id if len(holders) == 1 else None
    case.state = CaseState.TAKEN
    clocks.owe_again(case, office_calendar(estate), now)
    record(session, case, "handed-back", now, actor_id, words=reason, public=False)
    tell_all(
        session,
        case.estate_id,
        role,
        alert(session, case, "complaints-handed-back-told", now, reason=Text(reason)),
        now,
    )


def withdraw_case(session: Session, case: Complaint, actor_id: UUID, now: datetime) -> None:
    """Its author wants nothing more of it; whoever has it in hand hears so."""
    held = case.holder
    close(session, case, CaseState.WITHDRAWN, "", actor_id, now)
    told = saying(
        "complaints-withdrawn-told",
        code=Code(case.code),
        category=saying(f"category-{case.category}"),
        place=place_of(case),
    )
    draft = Draft(Kind.ALERT, told, about=case.code, estate_id=case.estate_id)
    duty, _ = duty_holders(session, case.estate_id, now)
    for role in dict.fromkeys((held, duty)):
        tell_all(session, case.estate_id, role, draft, now, but=actor_id)


def close(
    session: Session, case: Complaint, ending: CaseState, words: str, actor_id: UUID | None, now: datetime
) -> None:
    """An ending that is not “solved”: declined, transferred, indoors, withdrawn, or silent after some days."""
    rules.must_allow(case, "withdraw" if ending is CaseState.WITHDRAWN else "decline")
    case.state, case.closed_at = ending, now
    clocks.stop(case)
    post.withdraw(session, case.code, "alert")
    post.withdraw(session, case.code, "order")
    record(session, case, ending.value, now, actor_id, words=words)
