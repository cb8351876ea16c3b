"""Duties in chat: what is owed over one's estates, red first; saying that a part is published; urging."""

from __future__ import annotations

import re
from datetime import datetime

from config.duties import kind_named, template, yearly_kinds
from config.law import rule
from config.values import Count, Day, Lines, Saying, Text, saying
from handlers.desk import Form, Visit, ask, choice, command, menu
from handlers.desk.forms import Option
from handlers.desk.where import find_place
from models.calendar import local_day
from models.duties.actions import Proof, discharge_by_hand
from models.duties.prompts import acts, owed_line, urge
from models.duties.queries import OWING, WATCHING, due_duties, find_duty, missing, reference
from models.duties.rules import Standing, next_year_owed, standing, yearly_due, yearly_opening
from models.duties.tables import Duty
from models.people.roles import Role, roles_in, scopes_of
from models.people.tables import Estate
from models.refusals import Refusal

_REFERENCE = re.compile(r"[A-Za-z]{2,4}:[a-z-]+:\S+")
_CODE = re.compile(r"([A-Za-z]{2,4})-?(\d{1,9})")
_MOST = 9


@command("duties-list")
def listed(visit: Visit) -> None:
    """职责: every open duty of the person's estates, the overdue first, at most nine lines."""
    estates = {each.id: each for each in scopes_of(visit.session, visit.person.id, (*OWING, *WATCHING), visit.now)}
    if not estates:
        raise Refusal("desk-not-yours")
    duties = due_duties(visit.session, list(estates))
    if not duties:
        visit.reply(_nothing_yet(visit.now))
        return
    found = [standing(duty.due_on, visit.today) for duty in duties]
    lines = [
        choice(
            "duties-look",
            reference(estates[duty.estate_id].prefix, duty),
            label=line_of(visit, estates[duty.estate_id], duty),
        )
        for duty in duties[:_MOST]
    ]
    counts = {each.value: Count(found.count(each)) for each in Standing}
    visit.reply(saying("duties-head", n=Count(len(duties)), **counts), choices=lines, listed=True)


def _nothing_yet(now: datetime) -> Saying:
    """Nothing is owed; which publication comes next, so that its papers can be got ready."""
    year = next_year_owed(now)
    lines = Lines(tuple(owed_line(kind) for kind in yearly_kinds()))
    kind = yearly_kinds()[0]
    opens, by = local_day(yearly_opening(kind, year + 1)), yearly_due(kind, year + 1)
    return saying("duties-none-yet", period=Text(str(year)), opens=Day(opens), by=Day(by), lines=lines)


def what_of(duty: Duty) -> Saying:
    """2026 维修资金使用"""
    return saying(f"duties-what-{duty.kind}", period=Text(duty.period))


def line_of(visit: Visit, estate: Estate, duty: Duty) -> Saying:
    found = standing(duty.due_on, visit.today)
    days = Count((visit.today - duty.due_on).days)
    return saying(
        f"duties-line-{found.value}", what=what_of(duty), by=Day(duty.due_on), days=days, estate=Text(estate.name)
    )


@command("duties-look")
def look(visit: Visit, words: str) -> None:
    """One duty: who owes it, by which rule, and what can be done."""
    estate, duty = find_duty(visit.session, visit.person.id, words, visit.now)
    visit.estate = estate
    kind = template(duty.kind)
    choices = acts(estate, duty) if _may(visit, estate, OWING) and duty.is_open else []
    if _may(visit, estate, WATCHING) and duty.is_open:
        choices = [*choices, choice("duties-urge", reference(estate.prefix, duty))]
    visit.say(
        "duties-card-house" if rule(kind.due).is_house_default else "duties-card", line=line_of(visit, estate, duty),
        who=saying(f"role-{duty.owed_by.value}"), article=saying(f"duties-{duty.law}"), by=Day(duty.due_on),
        choices=choices,
    )  # fmt: skip


def _may(visit: Visit, estate: Estate, roles: tuple[Role, ...]) -> bool:
    return bool(roles_in(visit.session, visit.person.id, estate.id, visit.now) & set(roles))


@command("duties-urge")
def press_on(visit: Visit, words: str) -> None:
    """Community or township reminds secretary and chair, at most once a day."""
    estate, duty = find_duty(visit.session, visit.person.id, words, visit.now)
    if not _may(visit, estate, WATCHING) or not duty.is_open:
        raise Refusal("desk-not-yours" if duty.is_open else "duties-done-already")
    visit.estate = estate
    line = line_of(visit, estate, duty)
    who = next(role for role in WATCHING if role in visit.roles())
    told = urge(
        visit.session, estate, duty, saying("duties-urge-told", who=saying(f"role-{who.value}"), line=line), visit.now
    )
    visit.say("duties-urged" if told else "duties-urged-nobody", estate=Text(estate.name), what=what_of(duty))


class Published(Form, name="duties-published"):
    """已公布: which part, and what shows it."""

    part: str = ask(
        "duties-which",
        options=lambda form, visit: form.parts(visit),
        when=lambda form, _visit: "reference" not in form.answers,
    )
    evidence: str = ask(
        "duties-ask-evidence",
        files=True,
        drafting=True,
        params=lambda form, visit: form.named(visit),
        read=lambda form, visit, text: form.shows(visit, text),
    )

    def parts(self, visit: Visit) -> list[Option]:
        """What is still missing here, one option each."""
        return [
            Option(reference(visit.place.prefix, duty), saying(f"duties-kind-{duty.kind}"))
            for duty in due_duties(visit.session, [visit.place.id])
            if template(duty.kind).takes == "reference"
        ]

    def found(self, visit: Visit) -> tuple[Estate, Duty]:
        said = self.answers.get("reference") or self.answers["part"]
        return find_duty(visit.session, visit.person.id, said, visit.now)

    def named(self, visit: Visit) -> dict[str, Saying | Text]:
        estate, duty = self.found(visit)
        return {"what": what_of(duty), "estate": Text(estate.name)}

    def shows(self, visit: Visit, text: str) -> str:
        _must_be_of(self.found(visit)[0], text)
        return text

    def done(self, visit: Visit) -> None:
        estate, duty = self.found(visit)
        record(visit, estate, duty, str(self.evidence), tuple(self.answers.get("files", ())))


def record(visit: Visit, estate: Estate, duty: Duty, words: str, files: tuple[str, ...]) -> None:
    """Write it down with what shows it, and say what is still missing."""
    if not _may(visit, estate, OWING):
        raise Refusal("desk-not-yours")
    _must_be_of(estate, words)
    visit.estate = estate
    discharge_by_hand(visit.session, duty, Proof(words, files, visit.person.id), visit.now)
    rest = missing(visit.session, estate.id, template(duty.kind).group, duty.period)
    visit.say(
        "duties-done", what=what_of(duty), estate=Text(estate.name), rest=Count(len(rest)),
        by=Day(rest[0].due_on if rest else duty.due_on),
    )  # fmt: skip


def _must_be_of(estate: Estate, words: str) -> None:
    """A code shown as evidence is one of this estate."""
    code = _CODE.fullmatch(words.strip())
    if code is not None and code[1].upper() != estate.prefix:
        raise Refusal("duties-other-estate", code=Text(words.strip()), estate=Text(estate.name))


@command("duties-published")
def published(visit: Visit, words: str) -> None:
    """`已公布 维修资金 SJ-12`, a photo with it, or the choice of a prompt."""
    if _REFERENCE.fullmatch(words):
        estate, duty = find_duty(visit.session, visit.person.id, words, visit.now)
        visit.estate = estate
        _begin(visit, duty, "")
        return
    visit.estate = find_place(visit, OWING)
    if not _may(visit, visit.place, OWING):
        raise Refusal("desk-not-yours")
    named = kind_named(words)
    owed = [duty for duty in due_duties(visit.session, [visit.place.id]) if template(duty.kind).takes == "reference"]
    if not owed:
        raise Refusal("duties-none")
    if named is None:
        files = visit.keep_files("")
        Published.begin(visit, **({"evidence": words, "files": files} if files or len(words) > 1 else {}))
        return
    fitting = [duty for duty in owed if duty.kind == named.kind]
    if not fitting:
        raise Refusal("duties-done-already")
    _begin(visit, fitting[0], _without(words, named.words))


def _begin(visit: Visit, duty: Duty, words: str) -> None:
    """Ask for what shows it, unless it came with the same message."""
    files = visit.keep_files(reference(visit.place.prefix, duty))
    if files or words:
        record(visit, visit.place, duty, words, tuple(files))
    else:
        Published.begin(visit, reference=reference(visit.place.prefix, duty))


def _without(words: str, names: tuple[str, ...]) -> str:
    """What was said besides the name of the part."""
    for name in sorted(names, key=len, reverse=True):
        words = re.sub(re.escape(name), " ", words, flags=re.IGNORECASE)
    left = re.sub(r"^(?:使用|已|了|的|情况|明细|[\s,，。：:])+|[\s,，。：:]+$", "", words)
    return left if len(left) > 1 else ""


menu(40, lambda: choice("duties-list"), Role.SECRETARY, Role.CHAIR, *WATCHING)
