"""Finding what a code or a person's estate means here, with the rights checked."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from config.values import Code, Saying, Text, saying
from handlers.desk import Visit, lookup
from models.disclosures.queries import (
    Reader,
    find_question,
    find_statement,
    inside,
    latest_published,
    open_questions,
    sight_in,
)
from models.disclosures.rules import INSIDERS, Sight
from models.disclosures.tables import LedgerQuestion, State, Statement
from models.people.identity import home_estates
from models.people.roles import scopes_of
from models.refusals import Refusal

_NOT_YET = {State.REVIEW: "disclosures-not-yet-checked", State.DRAFT: "disclosures-not-yet-submitted"}
_STATES = {
    "disclosures-submit": (State.DRAFT,),
    "disclosures-submit-anyway": (State.DRAFT,),
    "disclosures-odd": (State.DRAFT, State.REVIEW),
    "disclosures-drop": (State.DRAFT, State.UNREAD, State.REVIEW, State.CHECKED),
    "disclosures-confirm": (State.REVIEW,),
    "disclosures-return": (State.REVIEW, State.CHECKED),
    "disclosures-publish": (State.CHECKED,),
    "disclosures-year": (State.DRAFT,),
}


def find(visit: Visit, code: str) -> Statement:
    return find_statement(visit.session, Reader(visit.account.person_id, visit.account.estate_id, visit.now), code)


def _fitting(visit: Visit, verb: str) -> Sequence[str]:
    """What a verb without a code may mean: work in hand, or the newest publication."""
    person = visit.account.person_id
    staff = [each.id for each in scopes_of(visit.session, person, INSIDERS, visit.now)]
    if verb in _STATES:
        found = inside(visit.session, staff, *_STATES[verb])
        if verb == "disclosures-publish" and staff and not found:
            raise _nothing_to_publish(visit, staff)
        return [each.code for each in found]
    awaited = inside(visit.session, staff, State.REVIEW) if verb == "disclosures-show" else []
    if len(awaited) == 1:
        return [awaited[0].code]
    homes = [each.id for each in home_estates(visit.session, person, visit.today)]
    here = [visit.account.estate_id] if visit.account.estate_id else homes
    found = latest_published(visit.session, staff or here)
    return [each.code for each in (found if staff else found[:1])]


def _nothing_to_publish(visit: Visit, staff: Sequence[UUID]) -> Refusal:
    """What is missing, and who does it next."""
    for state, key in _NOT_YET.items():
        waiting = inside(visit.session, staff, state)
        if waiting:
            return Refusal(key, what=named(waiting[0]))
    return Refusal("disclosures-none-to-publish")


def _find_question(visit: Visit, code: str) -> LedgerQuestion:
    return find_question(visit.session, visit.account.person_id, code, visit.now)


def _open(visit: Visit, _verb: str) -> Sequence[str]:
    staff = [each.id for each in scopes_of(visit.session, visit.account.person_id, INSIDERS, visit.now)]
    return [each.code for each in open_questions(visit.session, staff)]


lookup(Statement, find, _fitting)
lookup(LedgerQuestion, _find_question, _open)


def sight(visit: Visit) -> Sight:
    """How much of the accounts of the visit's estate this person may see."""
    return sight_in(visit.session, visit.account.person_id, visit.place.id, visit.today, visit.now)


def named(statement: Statement) -> Saying:
    """SJ-5 2025 年账目"""
    key = "disclosures-named" if statement.year else "disclosures-named-undated"
    return saying(key, code=Code(statement.code), year=Text(str(statement.year)))
