"""Taking a complaint: the first line, photo or voice starts it; one confirmation; a code and an answer time back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from config.complaints import complaint_words
from config.values import Code, Count, Lines, Moment, Saying, Text, Value, saying
from handlers.complaints.alarms import sound
from handlers.desk import Form, Guess, Visit, ask, choice, command, menu, recogniser
from handlers.desk.forms import Option
from handlers.desk.where import find_place as find_estate
from models.complaints.actions import STAFF_DEEDS, Report, add_words, file_complaint
from models.complaints.queries import duty_holders, just_filed, similar_open
from models.complaints.tables import Complaint, Source
from models.complaints.triage import triage
from models.letters.tables import FileKind
from models.people.addresses import Place, find_building, find_place
from models.people.identity import home_units
from models.people.office import contact_lines
from models.people.roles import Role
from models.refusals import Refusal


def guess_of(building: str, spot: str, category: str) -> Saying:
    """是 3 幢的电梯"""
    what = saying(f"category-{category}")
    if building:
        return saying("complaints-guess-building", building=Text(building), category=what)
    if spot:
        return saying("complaints-guess-spot", spot=Text(spot), category=what)
    return saying("complaints-guess-common", category=what)


def way_in_danger(duty_phone: str) -> Saying:
    """What is heard as a complaint may yet be a cry: nobody in danger is left without a way."""
    return saying("complaints-way-duty", phone=Text(duty_phone)) if duty_phone else saying("complaints-way")


class FileComplaint(Form, name="complaints-file"):
    """`story` is known from the first line; category and place are guessed and confirmed together."""

    story: str = ask("complaints-ask-story", files=True)
    category: str = ask("complaints-ask-category", options=lambda form, _visit: form.categories())
    building: str = ask(
        "complaints-ask-building",
        options=lambda _form, _visit: [Option("", saying("complaints-place-none"))],
        read=lambda _form, _visit, text: read_building(text),
        number=True,
    )
    sure: str = ask(
        "complaints-confirm-first",
        options=lambda form, _visit: form.confirmation(),
        params=lambda form, visit: form.guessed(visit),
    )

    def learned(self, visit: Visit, name: str) -> None:
        """The story tells the likely category and place."""
        if name == "story":
            self.answers.update({key: value for key, value in understood_from(visit, self.story).items() if value})

    def shown(self) -> Sequence[Saying | Text]:
        guess = guess_of(
            self.answers.get("building", ""), self.answers.get("spot", ""), self.answers.get("category") or "other"
        )
        return [Text(self.story), guess] if self.story else []

    def categories(self) -> Sequence[Option]:
        ranked = [key for key in self.answers.get("ranked", []) if key != self.answers.get("not")]
        keys = [*ranked, *[key for key in complaint_words().categories if key not in ranked]]
        return [Option(key, saying(f"category-{key}")) for key in keys[:8]] + [
            Option("other", saying("category-other"))
        ]

    def confirmation(self) -> Sequence[Option]:
        options = [Option("yes", saying("complaints-yes"))]
        if self.building:
            options.append(
                Option("", saying("complaints-not-building", building=Text(self.building)), again=("building",))
            )
        category = saying(f"category-{self.category}")
        return [*options, Option("", saying("complaints-not-category", category=category), again=("category",))]

    def guessed(self, visit: Visit) -> dict[str, Value]:
        guessed = guess_of(self.building, self.answers.get("spot", ""), self.category)
        same = similar_open(visit.session, visit.place.id, self.building, self.category) if self.building else []
        if same:
            guessed = saying("complaints-guess-same", guess=guessed, n=Count(len(same)))
        lines = [saying("complaints-guess-right", guess=guessed)]
        if triage(self.story).doubtful:
            lines.append(way_in_danger(visit.place.duty_phone))
        return {"lines": Lines(tuple(lines))}

    def done(self, visit: Visit) -> None:
        file_now(visit, self.answers)


def read_building(text: str) -> str:
    """`5`, `五幢`, `A座` -> the building; refuses what is none."""
    building = find_building(text) or find_building(f"{text}幢")
    if building is None:
        raise Refusal("complaints-no-building", said=Text(text[:12]))
    return building


def understood_from(visit: Visit, text: str) -> dict[str, Any]:
    """Category and place as the words and the person's only home suggest."""
    understood, place = triage(text), find_place(text)
    return {
        "category": understood.ranked[0] if understood.ranked else "",
        "ranked": list(understood.ranked),
        "building": place.building or _home_building(visit),
        "entrance": place.entrance,
        "spot": place.spot,
    }


def file_now(visit: Visit, answers: dict[str, Any]) -> Complaint:
    """File it for the person of this visit, and say the code and until when somebody answers."""
    files = tuple(str(each) for each in answers.get("files", []) or [])
    understood = triage(str(answers["story"]))
    report = Report(
        story=str(answers["story"]),
        category=str(answers["category"]),
        urgency=understood.urgency,
        place=Place(
            str(answers.get("building") or ""), str(answers.get("entrance") or ""), str(answers.get("spot") or "")
        ),
        source=Source(str(answers.get("source") or "own")),
        on_behalf_of=str(answers.get("who") or ""),
        files=files,
    )
    own = report.source is Source.OWN
    me = visit.account.person_id
    case = file_complaint(
        visit.session, visit.place, me if own else None, report, visit.now, typed_by=None if own else me
    )
    assert case.answer_by is not None
    role, holders = duty_holders(visit.session, visit.place.id, visit.now)
    if not holders:
        visit.say(
            "complaints-filed-nobody", code=Code(case.code), lines=contact_lines(visit.place, ""), about=case.code
        )
        return case
    who = holder_saying(role, holders[0].spoken_name)
    mine = [choice(verb, case.code) for verb in STAFF_DEEDS] if not own and me in {each.id for each in holders} else []
    key = "complaints-filed" if own else "complaints-filed-for"
    visit.say(key, code=Code(case.code), who=who, by=Moment(case.answer_by), about=case.code, choices=mine)
    return case


def holder_saying(role: Role, name: str) -> Saying:
    words = saying(f"role-{role.value}")
    return saying("complaints-holder-named", role=words, name=Text(name)) if name else words


@recogniser
def hears_complaint(visit: Visit, text: str) -> Guess | None:
    """A sentence that complains, or a photo or voice without one."""
    if not text:
        return Guess(60, lambda: begin_with_files(visit)) if visit.enclosed and visit.room is None else None
    understood = triage(text)
    if understood.emergency is not None:
        return Guess(100, lambda: sound(visit, text, str(understood.emergency)))
    if not understood.is_complaint:
        return None
    return Guess(min(understood.complaint_score, 99), lambda: begin(visit, text))


def begin(visit: Visit, text: str) -> None:
    """Start from a first line: guess category and place, then confirm both at once."""
    visit.estate = find_estate(visit)
    known = {"category": "other", **{key: value for key, value in understood_from(visit, text).items() if value}}
    known |= {"story": visit.words or text, "files": visit.keep_files("")}
    known.setdefault("building", "")
    aside = visit.aside()
    if aside is None:
        visit.say("desk-private-first")
        return
    if aside is not visit:
        visit.say("complaints-in-room")
    FileComplaint.begin(aside, **known)


def _home_building(visit: Visit) -> str:
    """The building of the only home the person has in this estate."""
    homes = home_units(visit.session, visit.account.person_id, visit.place.id, visit.today)
    return homes[0].building if len({home.building for home in homes}) == 1 else ""


def begin_with_files(visit: Visit) -> None:
    """A photo joins the case just opened or the draft; a voice opens a case at once: no typing is asked for."""
    visit.estate = find_estate(visit)
    kinds = {each.kind for each in visit.enclosed}
    draft = FileComplaint.of(visit)
    if draft is not None:
        draft.answers["files"] = [*draft.answers.get("files", []), *visit.keep_files("")]
        visit.conversation.answers = draft.answers
        visit.say("complaints-photo-drafted", n=Count(len(draft.answers["files"])))
        return
    recent = recent_case(visit)
    if recent is not None:
        files = tuple(visit.keep_files(recent.code))
        add_words(visit.session, recent, "", files, visit.account.person_id, visit.now)
        visit.say("complaints-photo-added", code=Code(recent.code), n=Count(len(files)))
        return
    if FileKind.VOICE in kinds:
        understood = {
            "story": "",
            "category": "other",
            "building": _home_building(visit),
            "files": visit.keep_files(""),
        }
        file_now(visit, understood)
        return
    FileComplaint.begin(visit, files=visit.keep_files(""))


def recent_case(visit: Visit) -> Complaint | None:
    """The person's own case of the last minutes, which a photo that follows belongs to."""
    return just_filed(visit.session, visit.account.person_id, visit.place.id, visit.now)


@command("complaints-file", needs_estate=True)
def file_anew(visit: Visit, words: str) -> None:
    if words:
        begin(visit, words)
    else:
        FileComplaint.begin(visit)


class FileForSomebody(Form, name="complaints-for"):
    """代报: a line pasted from the owners' group, a telephone call; who typed it is always kept."""

    story: str = ask("complaints-ask-line", drafting=True)
    source: str = ask(
        "complaints-ask-source",
        options=lambda _form, _visit: [
            Option(each.value, saying(f"complaints-source-{each.value}")) for each in list(Source)[1:]
        ],
    )

    def done(self, visit: Visit) -> None:
        understood, place = triage(self.story), find_place(self.story)
        known = {
            "category": understood.ranked[0] if understood.ranked else "other",
            "building": place.building,
            "entrance": place.entrance,
            "spot": place.spot,
        }
        file_now(visit, {**self.answers, **known})


@command("complaints-for", role=(Role.SECRETARY, Role.CHAIR, Role.MEMBER))
def for_somebody(visit: Visit, words: str) -> None:
    FileForSomebody.begin(visit, **({"story": words} if words else {}))


menu(10, lambda: choice("complaints-file"))
