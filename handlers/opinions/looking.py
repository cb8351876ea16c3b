"""Finding a round and looking at it: the question while it is open, the same result for everybody after it."""

from __future__ import annotations

from collections.abc import Sequence

from config.intents import hears
from config.values import Code, Count, Lines, Saying, Text, saying
from handlers.desk import Guess, Visit, choice, command, lookup, menu, recogniser, scene
from handlers.desk.where import come_to, must_be_somewhere
from models.letters.shapes import Choice
from models.opinions import closing, rules, wording
from models.opinions.queries import ASKERS, find_round, own_option, recent_rounds, round_of, rounds_for
from models.opinions.remarks import count_remarks
from models.opinions.tables import OpinionRound
from models.people.identity import home_estates
from models.people.roles import any_role, scopes_of
from models.people.tables import Estate
from models.refusals import Refusal

_SHOWN = 9
_AFTERWARDS = ("opinions-result", "opinions-paper", "opinions-remarks")


def find(visit: Visit, code: str) -> OpinionRound:
    return find_round(visit.session, visit.account, code, visit.now, visit.today)


def open_for(visit: Visit) -> list[OpinionRound]:
    return rounds_for(visit.session, visit.account, visit.now, visit.today)


def _fitting(visit: Visit, verb: str) -> Sequence[str]:
    """The rounds a verb without a code may mean: the open ones, or those with a result to show."""
    if verb not in _AFTERWARDS:
        return [asked.code for asked in open_for(visit)]
    person = visit.account.person_id
    estates = [*home_estates(visit.session, person, visit.today), *scopes_of(visit.session, person, ASKERS, visit.now)]
    ids = sorted({estate.id for estate in estates} | ({visit.account.estate_id} if visit.account.estate_id else set()))
    recent = recent_rounds(visit.session, ids)
    shown = [asked.code for asked in recent if rules.may_see_results(asked, visit.now)]
    return shown or [asked.code for asked in recent if rules.is_open(asked, visit.now)]


lookup(OpinionRound, find, _fitting, line=lambda visit, code: _coded(find(visit, code)))


@command("opinions-mine")
def mine(visit: Visit) -> None:
    """意见和投票: what can be answered now."""
    rounds = open_for(visit)
    if len(rounds) == 1:
        show(visit, rounds[0])
    elif rounds:
        lines = [choice("opinions-look", each.code, label=line_of(each)) for each in rounds[:_SHOWN]]
        visit.say("opinions-list", n=Count(len(rounds)), choices=lines, listed=True)
    else:
        must_be_somewhere(visit)
        visit.say("opinions-none-open", choices=_beginnings(visit))


def _beginnings(visit: Visit) -> list[Choice]:
    roles = any_role(visit.session, visit.account.person_id, visit.now)
    own = [choice("opinions-ask")] if roles & set(ASKERS) else []
    return [*own, choice("opinions-suggest")]


def line_of(asked: OpinionRound) -> Saying:
    return saying("opinions-line", question=Text(asked.question), until=wording.closes(asked))


def _coded(asked: OpinionRound) -> Saying:
    """Where one of several is to be chosen by those who work with codes."""
    return saying("opinions-line-coded", code=Code(asked.code), line=line_of(asked))


@command("opinions-look", repeats=True)
def look(visit: Visit, asked: OpinionRound) -> None:
    show(visit, asked)


def show(visit: Visit, asked: OpinionRound) -> None:
    """The question with its options; after the close the result, announced by whoever looks first."""
    visit.estate = visit.session.get_one(Estate, asked.estate_id)
    if asked.withdrawn_at is not None:
        visit.reply(wording.withdrawn(asked))
    elif rules.is_open(asked, visit.now):
        own = own_option(visit.session, asked, visit.account.person_id)
        visit.reply(
            wording.question(asked, visit.estate, own), choices=wording.question_choices(asked),
            papers=wording.files_of(asked), listed=wording.is_listed(asked), about=asked.code,
        )  # fmt: skip
    else:
        result(visit, asked)


@scene("p")
def scanned(visit: Visit, code: str) -> None:
    """The poster was scanned: it asks the question, whoever scans. It carries nobody's identity."""
    asked = round_of(visit.session, code)
    if asked is None:
        raise Refusal("opinions-unknown")
    come_to(visit, visit.session.get_one(Estate, asked.estate_id))
    show(visit, asked)


@command("opinions-result", repeats=True)
def result(visit: Visit, asked: OpinionRound) -> None:
    """Before the close refused to everybody in the same words, unless the round is 边收边看."""
    rules.must_see_results(asked, visit.now)
    closing.announce(visit.session, asked, visit.now)
    choices = [] if rules.is_open(asked, visit.now) else [choice("opinions-paper", asked.code)]
    if count_remarks(visit.session, asked):
        choices.append(choice("opinions-remarks", asked.code))
    visit.reply(wording.result(visit.session, asked, visit.now, short=True), choices=choices, about=asked.code)


@command("opinions-remarks", repeats=True)
def remarks(visit: Visit, asked: OpinionRound) -> None:
    """What people added, without names."""
    lines = wording.remark_lines(visit.session, asked, visit.now)
    if not lines:
        visit.say("opinions-no-remarks")
        return
    shown = Lines(tuple(lines[:_SHOWN]))
    key = "opinions-remarks-all" if len(lines) <= _SHOWN else "opinions-remarks-some"
    visit.say(key, n=Count(len(lines)), lines=shown, choices=[choice("opinions-paper", asked.code)], listed=True)


@command("opinions-paper", repeats=True)
def paper(visit: Visit, asked: OpinionRound) -> None:
    """The result on a sheet, to print and to post."""
    rules.must_see_results(asked, visit.now)
    if rules.is_open(asked, visit.now):
        raise Refusal("opinions-paper-later", until=wording.closes(asked))
    sheet = wording.result_paper(visit.session, asked, visit.place, visit.now)
    visit.say("opinions-paper-here", question=Text(asked.question), papers=[sheet], about=asked.code)


@recogniser
def hears_vote(visit: Visit, text: str) -> Guess | None:
    sure = hears("opinions-vote", text)
    return Guess(sure, lambda: mine(visit)) if sure else None


menu(30, lambda: choice("opinions-mine"))
