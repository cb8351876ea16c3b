"""Taking a complaint: the first line, photo or voice starts it; one confirmation; a code and an answer time back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from config.complaints import complaint_words
from config.values import Code, Count, Lines, Moment, Phone, Saying, Text, Value, saying
from handlers.complaints.alarms import sound
from handlers.complaints.in_danger import own_alarm
from handlers.complaints.progress import holder_saying
from handlers.desk import Form, Guess, Visit, ask, choice, command, menu, recogniser
from handlers.desk.forms import Option
from handlers.desk.where import find_place as find_estate
from handlers.desk.where import likely_building
from models.complaints.actions import Report, file_complaint
from models.complaints.adding import Addition, add
from models.complaints.letters import STAFF_DEEDS, shortened
from models.complaints.queries import count_similar, duty_holders, find_case, has_building, just_filed
from models.complaints.rules import SAID_BY_KIND
from models.complaints.tables import Complaint, Source
from models.complaints.timeline import record
from models.complaints.triage import triage
from models.letters.tables import FileKind
from models.people.addresses import Place, find_building, find_place
from models.people.office import phone_lines
from models.refusals import Refusal

_SUREST = 98
_ALL_OF_IT = ("story", "kept", "category", "ranked", "building", "entrance", "spot")
_SHORT = 8
"""A correction of the guess is at most so long (四号楼, 是门禁); more is more of the story."""


def guess_of(building: str, spot: str, category: str) -> Saying:
    """是 3 幢的电梯; 是 3 幢的事 when nothing says what kind it is; 是电梯的事 when nothing says where."""
    what = saying("complaints-guess-matter") if category == "other" else saying(f"category-{category}")
    if building:
        return saying("complaints-guess-building", building=Text(building), category=what)
    if spot and SAID_BY_KIND.get(category) == spot:
        return saying("complaints-guess-kind", category=what)
    if spot:
        return saying("complaints-guess-spot", spot=Text(spot), category=what)
    return saying("complaints-guess-common", category=what)


def way_in_danger(duty_phone: str) -> Saying:
    """What is heard as a complaint may yet be a cry: nobody in danger is left without a way."""
    return saying("complaints-way-duty", phone=Phone(duty_phone)) if duty_phone else saying("complaints-way")


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
        read=lambda form, visit, text: form.corrected(visit, text),
        params=lambda form, visit: form.guessed(visit),
    )

    def learned(self, visit: Visit, name: str) -> None:
        """The story tells the likely category and place."""
        if name == "story":
            self.answers.update({key: value for key, value in understood_from(visit, self.story).items() if value})
            if find_place(self.story).is_apart:
                self.answers.setdefault("building", "")
        if name == "sure":
            self.answers.update(self.answers.pop("sure"))

    def corrected(self, visit: Visit, text: str) -> dict[str, str]:
        """Instead of a tap: the right place or kind in words, or more of the story. Refuses what is neither."""
        building, understood = find_building(text), triage(text)
        if len(text) <= _SHORT and (building or understood.ranked):
            right = {"building": building} if building else {"category": understood.ranked[0]}
            return {**right, "spot": find_place(text).spot}
        if understood.is_complaint:
            return {"story": f"{self.story}\n{visit.words}"}
        raise Refusal("desk-choose")

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
        if self.answers.get("kept"):
            return [*options, Option("", saying("complaints-something-else"), again=_ALL_OF_IT)]
        label = saying("complaints-not-category", category=saying(f"category-{self.category}"))
        if self.category == "other":
            label = saying("complaints-choose-category")
        return [*options, Option("", label, again=("category",))]

    def guessed(self, visit: Visit) -> dict[str, Value]:
        guessed = guess_of(self.building, self.answers.get("spot", ""), self.category)
        if self.building and not has_building(visit.session, visit.place.id, self.building):
            guessed = saying("complaints-guess-unknown", guess=guessed, building=Text(self.building))
        same = count_similar(visit.session, visit.place.id, self.building, self.category) if self.building else 0
        if same:
            guessed = saying("complaints-guess-same", guess=guessed, n=Count(same))
        kept = [saying("complaints-guess-kept", words=Text(shortened(self.story)))] if self.answers.get("kept") else []
        lines = [*kept, saying("complaints-guess-right", guess=guessed)]
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
        "building": place.building or ("" if place.is_apart else likely_building(visit)),
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
        phones = phone_lines(visit.place)
        key = "complaints-filed-nobody" if phones else "complaints-filed-nobody-bare"
        visit.say(key, code=Code(case.code), lines=Lines(tuple(phones)), about=case.code)
        return case
    who = holder_saying(role, holders[0].spoken_name)
    mine = [choice(verb, case.code) for verb in STAFF_DEEDS] if not own and me in {each.id for each in holders} else []
    duty = Phone(visit.place.duty_phone)
    key = _filed_key(visit, case) if own else "complaints-filed-for"
    visit.say(key, code=Code(case.code), who=who, by=Moment(case.answer_by), duty=duty, about=case.code, choices=mine)
    return case


def _filed_key(visit: Visit, case: Complaint) -> str:
    """Whoever only spoke is told that nothing need be typed, and whom to call when it cannot wait."""
    if case.story:
        return "complaints-filed"
    return "complaints-filed-voice-duty" if visit.place.duty_phone else "complaints-filed-voice"


@recogniser
def hears_complaint(visit: Visit, text: str) -> Guess | None:
    """A sentence that complains, or a photo or voice without one."""
    if not text:
        return Guess(60, lambda: begin_with_files(visit)) if visit.enclosed and visit.room is None else None
    understood = triage(text)
    if not understood.is_complaint or own_alarm(visit, text) is not None:
        return None
    if understood.emergency is not None:
        return Guess(100, lambda: sound(visit, text, str(understood.emergency)))
    return Guess(min(understood.complaint_score, _SUREST), lambda: begin(visit, text))


def begin(visit: Visit, text: str, story: str = "", *, kept: bool = False) -> None:
    """Start from a first line: guess category and place, then confirm both at once. `story`: the words as they were;
    `kept`: said before, so that they are shown.
    """
    visit.estate = find_estate(visit)
    known = {"category": "other", **{key: value for key, value in understood_from(visit, text).items() if value}}
    known |= {"story": story or visit.words or text, "files": visit.keep_files("")}
    known |= {"kept": True} if kept else {}
    known.setdefault("building", "")
    aside = visit.aside()
    if aside is None:
        visit.say("desk-private-first")
        return
    if aside is not visit:
        visit.say("complaints-in-room")
    FileComplaint.begin(aside, **known)


def begin_with_files(visit: Visit) -> None:
    """A photo joins the draft, the case its album went to, or the case just opened; a voice opens a case at once."""
    if join_album(visit):
        return
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
        add(visit.session, recent, Addition("", files, visit.album), visit.account.person_id, visit.now)
        visit.say("complaints-photo-added", code=Code(recent.code), n=Count(len(files)))
        return
    if FileKind.VOICE in kinds:
        understood = {
            "story": "",
            "category": "other",
            "building": likely_building(visit),
            "files": visit.keep_files(""),
        }
        file_now(visit, understood)
        return
    FileComplaint.begin(visit, files=visit.keep_files(""))


def join_album(visit: Visit) -> bool:
    """A further picture goes silently where the first of its album went: to the same case, whoever sent it."""
    code = visit.album_before[0].about if visit.album_before else ""
    me = visit.account.person_id
    try:
        case = find_case(visit.session, me, code, visit.now)
    except Refusal:  # it went elsewhere, or nowhere yet
        return False
    files = tuple(visit.keep_files(code))
    if me == case.author_id:
        add(visit.session, case, Addition("", files, visit.album), me, visit.now)
    else:
        record(visit.session, case, "added", visit.now, me, files=files)
    return True


def recent_case(visit: Visit) -> Complaint | None:
    """The person's own case of the last minutes, which a photo that follows belongs to."""
    return just_filed(visit.session, visit.account.person_id, visit.place.id, visit.now)


@command("complaints-file", needs_estate=True)
def file_anew(visit: Visit, words: str) -> None:
    story = words or visit.unplaced()
    if story:
        begin(visit, story, story, kept=not words)
    else:
        FileComplaint.begin(visit)


menu(10, lambda: choice("complaints-file"))
