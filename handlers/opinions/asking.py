"""Asking the homes: question, options, how long, whom; a preview; then it goes out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from config.law import rule
from config.values import Code, Count, Saying, Text, Value, saying
from handlers.desk import Form, Visit, ask, choice, command, menu, said_as
from handlers.desk.forms import Option
from handlers.opinions.looking import find
from models.doors import walk_paper, walk_words
from models.letters.shapes import Choice
from models.opinions import asking, reminding, rules, wording
from models.opinions.asking import Wish
from models.opinions.queries import ASKERS, READERS, answered, count_homes, count_people, doors_of, turnout
from models.opinions.tables import OpinionRound
from models.people.addresses import canonical_building
from models.postings import media_words, publication_of
from models.refusals import Refusal

_QUESTION = 60
_EXPLANATION = 200
_PRESETS = (
    ("opinions-preset-for", "opinions-preset-against", "opinions-preset-either"),
    ("opinions-preset-yes", "opinions-preset-no", "opinions-preset-unsure"),
)


def read_question(_form: object, _visit: Visit, text: str) -> str:
    words = " ".join(text.split())
    if len(words) > _QUESTION:
        raise Refusal("opinions-question-long", most=Count(_QUESTION))
    return words


def read_options(_form: object, visit: Visit, _text: str) -> list[str]:
    """From the words as they were typed: understanding would have turned their signs into others."""
    return rules.read_options(visit.words)


def read_explanation(_form: object, _visit: Visit, text: str) -> str:
    words = " ".join(text.split())
    if len(words) > _EXPLANATION:
        raise Refusal("opinions-explanation-long", most=Count(_EXPLANATION))
    return words


def read_days(_form: object, visit: Visit, text: str) -> int:
    found = re.search(r"\d{1,3}", text)
    days = int(found.group()) if found else 0
    rules.closing(visit.today, days)
    return days


def read_building(_form: object, visit: Visit, text: str) -> str:
    building = canonical_building(text)[:12]
    if not building or not count_homes(visit.session, visit.place, building):
        raise Refusal("opinions-no-such-building")
    return building


def presets(_form: object, visit: Visit) -> Sequence[Option]:
    """Ready sets of options, kept in the words of whoever asks."""
    made = []
    for keys in _PRESETS:
        words = [visit.sentence(key) for key in keys]
        made.append(Option(words, saying("desk-own-words", words=Text("/".join(words[:2])))))
    return made


class AskRound(Form, name="opinions-ask"):
    question: str = ask("opinions-ask-question", read=read_question, drafting=True)
    options: list[str] = ask("opinions-ask-options", options=presets, read=read_options, drafting=True)
    explanation: str = ask("opinions-ask-explanation", read=read_explanation, files=True, optional=True, drafting=True)
    days: int = ask(
        "opinions-ask-days",
        options=lambda _form, _visit: [_usual_days()],
        read=read_days,
        number=True,
        params=lambda _form, _visit: {"days": Count(_usual_days().value)},
    )
    split: str = ask(
        "opinions-ask-split",
        options=lambda _form, _visit: [
            Option("hidden", saying("opinions-split-hidden")), Option("shown", saying("opinions-split-shown")),
        ],
    )  # fmt: skip
    scope: str = ask(
        "opinions-ask-scope",
        options=lambda _form, _visit: [
            Option("estate", saying("opinions-scope-estate")), Option("building", saying("opinions-scope-building")),
        ],
    )  # fmt: skip
    building: str = ask(
        "opinions-ask-building", read=read_building, number=True, when=lambda form, _visit: form.scope == "building"
    )
    sure: str = ask(
        "opinions-preview",
        options=lambda _form, _visit: [
            Option("yes", saying("opinions-send")),
            Option("", saying("opinions-change-words"), again=("question", "options", "explanation", "files")),
            Option("", saying("opinions-change-terms"), again=("days", "split", "scope", "building")),
        ],
        params=lambda form, visit: form.preview(visit),
    )

    def wish(self) -> Wish:
        return Wish(
            question=self.question,
            options=tuple(self.options),
            days=self.days,
            explanation=self.explanation or "",
            files=tuple(self.answers.get("files") or ()),
            building=self.building or "",
            split_shown=self.split == "shown",
        )

    def preview(self, visit: Visit) -> dict[str, Value]:
        wish = self.wish()
        asked = asking.round_as_wished(visit.place, wish, visit.account.person_id, visit.now)
        return {
            "question": Text(wish.question),
            "options": Text(" ".join(rules.marked(wish.options))),
            "until": wording.closes(asked),
            "split": saying("opinions-split-shown" if wish.split_shown else "opinions-split-hidden"),
            "whom": _whom(visit, wish.building),
            "people": Count(count_people(visit.session, asked, visit.today)),
            "files": Count(len(wish.files)),
        }

    def done(self, visit: Visit) -> None:
        asked = asking.open_round(visit.session, visit.place, self.wish(), visit.account.person_id, visit.now)
        visit.say(
            "opinions-opened",
            code=Code(asked.code),
            until=wording.closes(asked),
            people=Count(count_people(visit.session, asked, visit.today)),
            rooms=Count(asking.count_boards(visit.session, asked)),
            reminder=_reminder(visit, asked),
            choices=[choice(verb, asked.code) for verb in ("opinions-forward", "opinions-progress", "opinions-edit")],
            about=asked.code,
        )


def _reminder(visit: Visit, asked: OpinionRound) -> Saying:
    """On a line of its own: that there will be one, or to how many it went; nothing for a short round."""
    reminded = reminding.reminded(visit.session, asked)
    if reminded is not None:
        return saying("opinions-reminded", n=Count(reminded.persons))
    if rules.reminded_at(asked) is None or not rules.is_open(asked, visit.now):
        return saying("postings-nothing")
    return saying("opinions-reminds", days=Count(rules.reminder_before().days))


def _usual_days() -> Option:
    days = rule("committee-opinion-round").number
    return Option(days, saying("opinions-days", n=Count(days)))


def _whom(visit: Visit, building: str) -> Saying:
    homes = count_homes(visit.session, visit.place, building)
    key = "opinions-whom-building" if building else "opinions-whom-estate"
    return saying(key, building=Text(building), homes=Count(homes))


@command("opinions-ask", role=ASKERS)
def begin(visit: Visit) -> None:
    AskRound.begin(visit)


@command("opinions-progress", role=READERS, repeats=True)
def progress(visit: Visit, asked: OpinionRound) -> None:
    """How many have answered; the split only where everybody may see it."""
    lines: Saying = saying("opinions-progress-hidden")
    if rules.may_see_results(asked, visit.now):
        lines = wording.split_in_one(visit.session, asked, visit.now)
    visit.say(
        "opinions-progress-text", code=Code(asked.code), question=Text(asked.question), until=wording.closes(asked),
        turnout=wording.turnout_words(turnout(visit.session, asked)), split=lines,
        doubtful=Count(asking.count_doubtful_boards(visit.session, asked, visit.now)), media=_media(visit, asked),
        reminder=_reminder(visit, asked), choices=_steering(visit, asked), about=asked.code,
    )  # fmt: skip


def _media(visit: Visit, asked: OpinionRound) -> Saying:
    """On a line of its own; nothing once it is over."""
    published = publication_of(visit.session, asked.code)
    if published is None or not rules.is_open(asked, visit.now):
        return saying("postings-nothing")
    told = asking.written_to(visit.session, asked) > 0
    return saying("postings-line-of-its-own", line=media_words(visit.session, published, told=told))


def _steering(visit: Visit, asked: OpinionRound) -> list[Choice]:
    if not rules.is_open(asked, visit.now):
        return [choice("opinions-result", asked.code)] if asked.withdrawn_at is None else []
    if asked.opener_id != visit.account.person_id:
        return [choice(verb, asked.code) for verb in ("opinions-forward", "opinions-walk")]
    next_ = "opinions-walk" if answered(visit.session, asked) else "opinions-edit"
    verbs = ["opinions-forward", next_, "opinions-close", "opinions-withdraw"]
    return [choice(verb, asked.code) for verb in verbs]


@command("opinions-walk", role=ASKERS, repeats=True)
def walk(visit: Visit, asked: OpinionRound) -> None:
    """The doors to knock on before the close: not reached, or not answered."""
    rules.must_be_open(asked, visit.now)
    doors = doors_of(visit.session, asked, visit.today)
    if not doors.to_walk:
        visit.say("doors-nobody-left", code=Code(asked.code), choices=[choice("opinions-progress", asked.code)])
        return
    paper = walk_paper(visit.place.name, Text(asked.question), asked.code, doors)
    visit.reply(walk_words(asked.code, doors), papers=[paper], about=asked.code)


said_as("notices-walk", "opinions-walk")
said_as("notices-pack", "opinions-forward")


@command("opinions-forward", role=ASKERS, repeats=True)
def forward(visit: Visit, asked: OpinionRound) -> None:
    """The forward pack: a short text and a poster for groups where we are not."""
    rules.must_be_open(asked, visit.now)
    visit.say("opinions-forward-how", code=Code(asked.code), choices=[choice("postings-forwarded", asked.code)])
    words = saying(
        "opinions-forward-text", estate=Text(visit.place.name), question=Text(asked.question),
        until=wording.closes(asked),
    )  # fmt: skip
    papers = wording.posters(asked, visit.place)
    visit.reply(visit.with_page(words, f"p/{asked.code}"), papers=papers, about=asked.code)


class Reword(Form, name="opinions-edit"):
    question: str = ask("opinions-ask-question", read=read_question, drafting=True)
    options: list[str] = ask("opinions-ask-options", options=presets, read=read_options, drafting=True)
    sure: str = ask(
        "opinions-edit-preview",
        options=lambda _form, _visit: [
            Option("yes", saying("opinions-ask-again")),
            Option("", saying("opinions-write-again"), again=("question", "options")),
        ],
        params=lambda form, visit: form.preview(visit),
    )

    def preview(self, visit: Visit) -> dict[str, Value]:
        asked = find(visit, self.answers["code"])
        return {
            "code": Code(asked.code),
            "question": Text(self.question),
            "options": Text(" ".join(rules.marked(self.options))),
            "people": Count(count_people(visit.session, asked, visit.today)),
        }

    def done(self, visit: Visit) -> None:
        asked = find(visit, self.answers["code"])
        asked = asking.reword(visit.session, asked, self.question, self.options, visit.account.person_id, visit.now)
        visit.say("opinions-edited", code=Code(asked.code), question=Text(asked.question), until=wording.closes(asked))


@command("opinions-edit", role=ASKERS)
def edit(visit: Visit, asked: OpinionRound) -> None:
    """Refused at once when somebody has answered; checked again when the new words are in."""
    asking.must_be_rewordable(visit.session, asked, visit.account.person_id, visit.now)
    Reword.begin(visit, code=asked.code)


menu(25, lambda: choice("opinions-ask"), *ASKERS)
