"""One tap answers, until the close; in a room a toast, in private one line. Words can be added."""

from __future__ import annotations

import re

from config.values import Count, Moment, Text, Value, saying
from handlers.desk import Form, Guess, Visit, ask, choice, command, recogniser
from handlers.desk.where import come_to
from handlers.opinions.looking import find, open_for
from models.opinions import closing, rules, wording
from models.opinions.answering import Answered, Outcome, Tap, take_answer
from models.opinions.queries import round_of
from models.opinions.remarks import LONGEST, add_remark
from models.opinions.tables import OpinionRound
from models.people.identity import home_units
from models.people.tables import Estate, TieKind
from models.refusals import Refusal

_CHOOSING = re.compile(
    r"(?:改成?|换成?|选|投)(?:为|到|给|第)?\s*(?:第)?\s*([1-9一二三四五六七八九])\s*(?:个|项|号)?(?:吧|了|。|!|$)"
    r"|(?:change|changed|switch|choose|pick|vote)\D{0,24}\b([1-9])\b"
)
_SURE = 97
_CODE = re.compile(r"[A-Z]{2,4}-\d{1,9}")


@command("opinions-answer", in_room=True, repeats=True)
def answer(visit: Visit, code: str, option: int, edition: int) -> None:
    """Every number of it can be taken again: until the close people may change their minds."""
    taken = take_answer(visit.session, Tap(code, option, edition), visit.account.person_id, visit.now, visit.today)
    if taken.outcome is not Outcome.TAKEN:
        _not_taken(visit, code, taken)
        return
    assert taken.closes_at is not None
    label = f"{rules.MARKS[option - 1]} {taken.option}"
    params: dict[str, Value] = {"option": Text(label), "until": Moment(taken.closes_at), "homes": Count(taken.homes)}
    if visit.room is not None:
        visit.toast("opinions-noted", **params)
        return
    again = wording.option_choices(taken, full=False)
    if wording.is_listed(taken):
        again = (choice("opinions-look", code, label="opinions-other"),)
    visit.reply(saying("opinions-noted", **params), choices=[*again, wording.reason_choice(taken)])


@recogniser
def chooses(visit: Visit, text: str) -> Guess | None:
    """我想改成3, 换成②, 我选2: while one question is open for the person. Of several the question is asked which."""
    said = _CHOOSING.search(text)
    if said is None or visit.room is not None:
        return None
    rounds, option = open_for(visit), _number(said[1] or said[2])
    if not rounds or option > max(len(each.options) for each in rounds):
        return None
    if len(rounds) > 1:
        return Guess(_SURE, lambda: visit.say("opinions-which-first", choices=[choice("opinions-mine")]))
    return Guess(_SURE, lambda: answer(visit, rounds[0].code, option, rounds[0].edition))


def _number(said: str) -> int:
    return "一二三四五六七八九".find(said) + 1 or int(said)


def _not_taken(visit: Visit, code: str, taken: Answered) -> None:
    """Why not, and what instead. Nothing is undone: whoever comes after the close also announces the result."""
    asked = round_of(visit.session, code)
    if asked is None:
        raise Refusal("opinions-unknown")
    match taken.outcome:
        case Outcome.OVER:
            closing.announce(visit.session, asked, visit.now)
            _tell(visit, "opinions-late", "opinions-result", asked, closed=wording.closes(asked))
        case Outcome.WITHDRAWN:
            _tell(visit, "opinions-late-withdrawn", "", asked, reason=Text(asked.reason))
        case Outcome.REWORDED:
            _tell(visit, "opinions-reworded", "opinions-look", asked)
        case _:
            _without_home(visit, asked)


def _without_home(visit: Visit, asked: OpinionRound) -> None:
    """Nobody is sent away: what to do to be counted, and words can be left at once."""
    place = visit.session.get_one(Estate, asked.estate_id)
    if visit.room is None and not come_to(visit, place):
        there = choice("home-estate", place.prefix, label="home-go-there", estate=Text(place.name))
        doors = [there, choice("opinions-reason", asked.code)]
        visit.say("opinions-other-estate", estate=Text(place.name), choices=doors)
    elif any(tie.kind is TieKind.HELPER for tie in visit.ties):
        _tell(visit, "opinions-helper", "opinions-reason", asked)
    elif asked.building and home_units(visit.session, visit.account.person_id, asked.estate_id, visit.today):
        _tell(visit, "opinions-other-building", "opinions-reason", asked, building=Text(asked.building))
    else:
        key = "opinions-bind-first" if visit.room is None else "opinions-bind-room"
        _tell(visit, key, "opinions-reason", asked)


def _tell(visit: Visit, key: str, door: str, asked: OpinionRound, **params: Value) -> None:
    """A toast in a room; in private a line with a door."""
    if visit.room is not None:
        visit.toast(key, **params)
    else:
        visit.reply(saying(key, **params), choices=[choice(door, asked.code)] if door else [])


class GiveReason(Form, name="opinions-reason"):
    words: str = ask("opinions-ask-reason", read=lambda _form, _visit, text: text[:LONGEST])

    def done(self, visit: Visit) -> None:
        keep_reason(visit, self.answers["code"], self.words)


def keep_reason(visit: Visit, code: str, words: str) -> None:
    asked = find(visit, code)
    option = add_remark(visit.session, asked, visit.account.person_id, words, visit.now)
    if option:
        visit.say("opinions-reason-noted", option=Text(rules.MARKS[option - 1]))
    else:
        visit.say("opinions-reason-noted-alone", choices=[choice("opinions-look", code)])


@command("opinions-reason", in_room=True, repeats=True)
def give_reason(visit: Visit, code: str, words: str) -> None:
    """说两句: in the private chat, whatever was pressed where."""
    private = visit.aside()
    if private is None:
        visit.toast("desk-private-first")
        return
    if visit.room is not None:
        visit.account.estate_id = visit.account.estate_id or visit.room.estate_id
    if not _CODE.fullmatch(code):
        code, words = _the_open_one(private), f"{code} {words}".strip()
    asked = find(private, code)
    if not words:
        GiveReason.begin(private, code=asked.code)
    else:
        keep_reason(private, asked.code, words)


def _the_open_one(visit: Visit) -> str:
    rounds = open_for(visit)
    if len(rounds) != 1:
        raise Refusal("opinions-which-first" if rounds else "opinions-none-open")
    return rounds[0].code
