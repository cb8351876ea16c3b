"""Whether it is mended the resident says, in their own words: 没好，还是不亮; 修好了."""

from __future__ import annotations

from config.intents import hears
from config.values import Code, Count, Moment, saying
from handlers.desk import Guess, Visit, recogniser
from handlers.desk.registry import VERBS
from handlers.desk.verbs import run_verb
from models.complaints.actions import return_case
from models.complaints.adding import Addition, add
from models.complaints.queries import cases_of
from models.complaints.tables import CaseState, Complaint
from models.complaints.triage import triage
from models.people.addresses import find_place
from models.people.tables import Estate

_SUREST = 99
"""Before a new complaint: what is said while “现在好了吗” stands is about that."""
_A_REASON = 5
"""Characters; a longer answer says what is not good."""


@recogniser
def judges_the_work(visit: Visit, text: str) -> Guess | None:
    """Only while something of theirs is reported done. Of several, the question is asked which."""
    if visit.room is not None or not text:
        return None
    verb = "complaints-return" if hears("not-good", text) else "complaints-confirm" if hears("is-good", text) else ""
    mine = cases_of(visit.session, visit.account.person_id) if verb else []
    waiting = [case for case in mine if case.state is CaseState.DONE and _may_mean(case, text)]
    if not verb or not waiting:
        return None
    if verb == "complaints-return" and len(waiting) == 1 and len(text) > _A_REASON:
        return Guess(_SUREST, lambda: _return_with_words(visit, waiting[0]))
    codes = [waiting[0].code] if len(waiting) == 1 else []
    return Guess(_SUREST, lambda: run_verb(visit, VERBS[verb], codes))


def _may_mean(case: Complaint, text: str) -> bool:
    """Words that name another building or another kind of thing are of another matter: 楼道的灯不亮了 is no word on the lift."""
    building, kinds = find_place(text).building, triage(text).ranked
    return building in ("", case.building) and (not kinds or case.category in kinds)


def _return_with_words(visit: Visit, case: Complaint) -> None:
    """What is not good was said in the same breath: it is not asked for."""
    visit.estate = visit.session.get(Estate, case.estate_id)
    person = visit.account.person_id
    return_case(visit.session, case, person, visit.now, visit.place)
    add(visit.session, case, Addition(visit.words, tuple(visit.keep_files(case.code)), visit.album), person, visit.now)
    assert case.answer_by is not None
    by = Moment(case.answer_by)
    visit.reply(saying("complaints-returned-with", code=Code(case.code), times=Count(case.returns), by=by))
