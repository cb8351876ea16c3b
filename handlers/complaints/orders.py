"""The property company's side: it acts on what it has in hand, and hands back what is not its own."""

from __future__ import annotations

from config.values import Code
from handlers.desk import Form, Visit, ask, command
from models.complaints.actions import hand_back
from models.complaints.queries import DESK, find_case, is_companys
from models.complaints.rules import must_allow
from models.complaints.tables import Complaint
from models.people.roles import Role
from models.refusals import Refusal


def is_in_hand(visit: Visit, case: Complaint) -> bool:
    """Is it this person's, as one of the desk or of the company, to act on?"""
    roles = visit.roles()
    return bool(roles & set(DESK)) or (Role.COMPANY in roles and is_companys(case))


def must_be_in_hand(visit: Visit, case: Complaint) -> None:
    if not is_in_hand(visit, case):
        raise Refusal("complaints-not-in-hand", code=Code(case.code))


class HandBack(Form, name="complaints-hand-back"):
    reason: str = ask(
        "complaints-ask-reason", params=lambda form, _visit: {"code": Code(form.answers["code"])}, drafting=True
    )

    def done(self, visit: Visit) -> None:
        case = find_case(visit.session, visit.account.person_id, self.answers["code"], visit.now)
        hand_back(visit.session, case, self.reason, visit.account.person_id, visit.now, visit.place)
        visit.say("complaints-handed-back", code=Code(case.code))


@command("complaints-hand-back", role=Role.COMPANY)
def refuse_order(visit: Visit, case: Complaint, words: str) -> None:
    must_be_in_hand(visit, case)
    must_allow(case, "done")
    HandBack.begin(visit, code=case.code, **({"reason": words} if words else {}))
