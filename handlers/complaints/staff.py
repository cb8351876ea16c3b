"""The staff's side: handing on, answering in a sentence, reporting done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from config.values import Code, Count, Moment, Phone, Text, saying
from handlers.complaints.alarms import safe
from handlers.complaints.orders import is_in_hand, must_be_in_hand
from handlers.complaints.own import confirm_solved
from handlers.desk import Form, Visit, ask, choice, command, menu
from handlers.desk.forms import Option
from models.complaints.actions import answer, ask_author, hand_to_company, report_done, take
from models.complaints.queries import DESK, alarm_of, find_case, is_reachable
from models.complaints.rules import must_allow
from models.complaints.tables import CaseState, Complaint
from models.people.phones import find_phone
from models.people.roles import Role

_READY = ("complaints-say-today", "complaints-say-tomorrow", "complaints-say-three-days")
_READY_IN_DANGER = ("complaints-say-now", "complaints-say-called")


def _sentences(visit: Visit, code: str) -> Sequence[Option]:
    """Ready sentences a resident can read; the secretary may type her own instead."""
    case = find_case(visit.session, visit.account.person_id, code, visit.now)
    return [Option(["key", key], saying(key)) for key in (_READY_IN_DANGER if case.emergency else _READY)]


def _words(visit: Visit, given: object) -> str:
    """The sentence: typed words, or a ready one in the words of its language."""
    if isinstance(given, list):
        return visit.sentence(str(given[1]))
    return str(given)


def _ask_sentence() -> Any:
    """Who comes and when, in a sentence the resident reads: a ready one, or the secretary's own."""
    return ask(
        "complaints-ask-sentence",
        options=lambda form, visit: _sentences(visit, form.answers["code"]),
        read=lambda _form, _visit, text: text[:200],
        params=lambda form, _visit: {"code": Code(form.answers["code"])},
        drafting=True,
    )


class HandOn(Form, name="complaints-hand"):
    """转物业: and the sentence the resident reads, who comes and when."""

    sentence: str = _ask_sentence()

    def done(self, visit: Visit) -> None:
        case = find_case(visit.session, visit.account.person_id, self.answers["code"], visit.now)
        words = _words(visit, self.sentence)
        reached = hand_to_company(visit.session, case, words, visit.account.person_id, visit.now)
        key = "complaints-handed" if reached else "complaints-handed-nobody"
        visit.say(key, code=Code(case.code), words=Text(words))


class AnswerCase(Form, name="complaints-answer"):
    sentence: str = _ask_sentence()

    def done(self, visit: Visit) -> None:
        case = find_case(visit.session, visit.account.person_id, self.answers["code"], visit.now)
        give_answer(visit, case, _words(visit, self.sentence), phoned=bool(self.answers.get("phoned")))


class AskBack(Form, name="complaints-ask"):
    question: str = ask(
        "complaints-ask-question", params=lambda form, _visit: {"code": Code(form.answers["code"])}, drafting=True
    )

    def done(self, visit: Visit) -> None:
        case = find_case(visit.session, visit.account.person_id, self.answers["code"], visit.now)
        put_question(visit, case, self.question)


@command("complaints-take", role=DESK, bulk=True)
def take_case(visit: Visit, case: Complaint) -> None:
    take(visit.session, case, visit.account.person_id, visit.now)
    visit.say(
        "complaints-taken" if case.answer_by else "complaints-taken-answered",
        code=Code(case.code),
        by=Moment(case.answer_by or visit.now),
        choices=[choice("complaints-answer", case.code), choice("complaints-done", case.code)],
        about=case.code,
    )


@command("complaints-hand", role=DESK)
def hand_on(visit: Visit, case: Complaint, words: str) -> None:
    must_allow(case, "hand")
    HandOn.begin(visit, code=case.code, **({"sentence": words} if words else {}))


@command("complaints-answer", role=(*DESK, Role.COMPANY))
def answer_case(visit: Visit, case: Complaint, words: str) -> None:
    must_be_in_hand(visit, case)
    must_allow(case, "answer")
    AnswerCase.begin(visit, code=case.code, **({"sentence": words} if words else {}))


@command("complaints-phoned", role=(*DESK, Role.COMPANY))
def phoned(visit: Visit, case: Complaint, words: str) -> None:
    """打电话答复了: one line of what was said counts as the answer, and the resident can contradict it."""
    must_be_in_hand(visit, case)
    must_allow(case, "answer")
    AnswerCase.begin(visit, code=case.code, phoned=True, **({"sentence": words} if words else {}))


def give_answer(visit: Visit, case: Complaint, words: str, *, phoned: bool) -> None:
    must_be_in_hand(visit, case)
    reached = answer(visit.session, case, words, visit.account.person_id, visit.now, phoned=phoned)
    key = "complaints-answer-given" if reached else "complaints-answer-noted"
    visit.say(
        key, code=Code(case.code), words=Text(words), choices=[choice("complaints-done", case.code)], about=case.code
    )


@command("complaints-ask", role=DESK)
def ask_back(visit: Visit, case: Complaint, words: str) -> None:
    """Whom nobody can ask here is said so before a question is written for them."""
    must_allow(case, "ask")
    if is_reachable(visit.session, case, visit.now):
        AskBack.begin(visit, code=case.code, **({"question": words} if words else {}))
        return
    phone = find_phone(case.story)
    choices = [choice(verb, case.code) for verb in ("complaints-phoned", "complaints-take", "complaints-hand")]
    visit.say(
        "complaints-question-nobody-phone" if phone else "complaints-question-nobody-told",
        code=Code(case.code), phone=Phone(phone), choices=choices, about=case.code,
    )  # fmt: skip


def put_question(visit: Visit, case: Complaint, question: str) -> None:
    reached = ask_author(visit.session, case, question, visit.account.person_id, visit.now)
    visit.say("complaints-question-sent" if reached else "complaints-question-nobody", code=Code(case.code))


@command("complaints-done", bulk=True)
def done(visit: Visit, case: Complaint, words: str) -> None:
    """`12 好了`, with an after-photo where there is one. From its author it is the judgement."""
    me = visit.account.person_id
    if (me == case.author_id and not is_in_hand(visit, case)) or not visit.roles() & {Role.COMPANY, *DESK}:
        alarm = alarm_of(visit.session, case)
        act = (
            safe
            if alarm is not None and alarm.ended_at is None and case.state is not CaseState.DONE
            else confirm_solved
        )
        act(visit, case)
        return
    must_be_in_hand(visit, case)
    files = tuple(visit.keep_files(case.code))
    reached = report_done(visit.session, case, words, files, me, visit.now)
    key = "complaints-done-noted" if reached else "complaints-done-nobody"
    visit.say(key, code=Code(case.code), n=Count(len(files)), about=case.code)


menu(15, lambda: choice("complaints-for"), Role.SECRETARY)
