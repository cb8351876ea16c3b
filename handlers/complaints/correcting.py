"""Straight after a case is filed its author mends the place in words: 不对，是2幢."""

from __future__ import annotations

from config.intents import hears
from config.values import Code
from handlers.desk import Guess, Visit, choice, recogniser
from models.complaints.adding import move
from models.complaints.letters import place_of
from models.complaints.queries import just_filed
from models.complaints.tables import Complaint
from models.complaints.triage import triage
from models.people.addresses import Place, find_place

_LONGEST, _SURE = 20, 99


@recogniser
def corrects_place(visit: Visit, text: str) -> Guess | None:
    """不对，是2幢; 改一下，是2幢楼下: of the case just filed. An open question mends its own guess."""
    asked = visit.conversation.form and not visit.conversation.parked
    if visit.room is not None or asked or len(text) > _LONGEST or not hears("place-corrected", text):
        return None
    place = find_place(text)
    if not place.building or triage(text).is_complaint:
        return None
    case = just_filed(visit.session, visit.account.person_id, None, visit.now)
    return Guess(_SURE, lambda: _moved(visit, case, place)) if case is not None else None


def _moved(visit: Visit, case: Complaint, place: Place) -> None:
    move(visit.session, case, place, visit.words, visit.account.person_id, visit.now)
    more = [choice("complaints-add", case.code), choice("complaints-withdraw", case.code)]
    visit.say("complaints-moved", code=Code(case.code), place=place_of(case), choices=more, about=case.code)
