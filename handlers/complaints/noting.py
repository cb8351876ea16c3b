"""内部备注: what staff write down for each other. Neither the author nor the company ever sees it."""

from __future__ import annotations

from config.values import Code, Text
from handlers.desk import Form, Visit, ask, command
from models.complaints.notes import must_be_anothers, note
from models.complaints.queries import DESK, find_case
from models.complaints.tables import Complaint
from models.people.roles import Role


class NoteOnCase(Form, name="complaints-note"):
    words: str = ask(
        "complaints-ask-note", params=lambda form, _visit: {"code": Code(form.answers["code"])}, drafting=True
    )

    def done(self, visit: Visit) -> None:
        case = find_case(visit.session, visit.account.person_id, self.answers["code"], visit.now)
        note(visit.session, case, self.words, visit.account.person_id, visit.now)
        visit.say("complaints-noted", code=Code(case.code), words=Text(self.words), about=case.code)


@command("complaints-note", role=(*DESK, Role.MEMBER), drafts=True)
def write_note(visit: Visit, case: Complaint, words: str) -> None:
    """内部备注 SJ-3 已和维保谈过: of a case in any state, by the desk and the committee."""
    must_be_anothers(case, visit.account.person_id)
    NoteOnCase.begin(visit, code=case.code, **({"words": words} if words else {}))
