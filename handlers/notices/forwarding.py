"""转发包: a text to copy, a poster for the group, an A4 page for the board; 已转 keeps where it was posted."""

from __future__ import annotations

from config.values import Code, Day, Lines, Saying, Text, Value, saying
from handlers.desk import Form, Visit, ask, choice, command
from handlers.desk.forms import Option
from models.calendar import local_day
from models.letters.shapes import Paper
from models.notices.actions import Posted, note_posting, signature
from models.notices.queries import SENDERS, entry_of, find_notice
from models.notices.rules import heading_and_lines, medium_of, must_be_live
from models.notices.tables import BY_HAND, Medium, Notice
from models.refusals import Refusal


@command("notices-pack", role=SENDERS)
def pack(visit: Visit, notice: Notice) -> None:
    """First the text alone, ready to be forwarded, with the poster and the page; then what to do with it."""
    must_be_live(notice)
    entry = entry_of(visit.session, notice)
    day = Day(local_day(entry.version.made_at))
    by = signature(visit.place, entry.version.voice)
    heading, lines = heading_and_lines(entry.words)
    params: dict[str, Value] = {
        "estate": Text(visit.place.name),
        "prefix": Text(visit.place.prefix),
        "heading": _heading(heading),
        "lines": Lines(tuple(Text(line) for line in lines)),
        "signature": by,
        "day": day,
        "code": Code(notice.code),
    }
    visit.say(
        "notices-pack-text", estate=Text(visit.place.name), words=Text(entry.words), by=by, day=day,
        papers=[Paper("notice-poster", params), Paper("notice-board", params)], about=notice.code,
    )  # fmt: skip
    visit.say(
        "notices-pack-how", code=Code(notice.code), choices=[choice("notices-forwarded", notice.code)],
        about=notice.code,
    )  # fmt: skip


def _heading(heading: str) -> Saying:
    return saying("desk-own-words", words=Text(heading)) if heading else saying("notices-heading")


class Forwarded(Form, name="notices-forwarded"):
    medium: str = ask(
        "notices-ask-medium",
        options=lambda _form, _visit: [Option(each.value, saying(f"notices-medium-{each.value}")) for each in BY_HAND],
        read=lambda form, _visit, text: form.read(text),
        params=lambda form, _visit: {"code": Code(form.answers["code"])},
    )

    def read(self, text: str) -> str:
        """业主1群 names the place too."""
        medium = medium_of(text)
        if medium is None:
            raise Refusal("notices-medium-unclear", said=Text(text[:20]))
        self.answers["place"] = text
        return medium.value

    def encloses(self, visit: Visit) -> bool:
        self.answers["files"] = [*self.answers.get("files", []), *visit.keep_files(self.answers["code"])]
        return True

    def done(self, visit: Visit) -> None:
        notice = find_notice(visit.session, visit.account.person_id, self.answers["code"], visit.now)
        note(visit, notice, Medium(self.medium), self.answers.get("place", ""), tuple(self.answers.get("files", [])))


@command("notices-forwarded", role=SENDERS)
def forwarded(visit: Visit, notice: Notice, words: str) -> None:
    """已转 SJ-5 业主1群, with a photo where there is one."""
    must_be_live(notice)
    files = tuple(visit.keep_files(notice.code))
    medium = medium_of(words) if words else None
    if medium is None:
        Forwarded.begin(visit, code=notice.code, files=list(files))
    else:
        note(visit, notice, medium, words, files)


def note(visit: Visit, notice: Notice, medium: Medium, place: str, files: tuple[str, ...]) -> None:
    note_posting(visit.session, notice, Posted(medium, place, files), visit.account.person_id, visit.now)
    where = saying("desk-own-words", words=Text(place)) if place else saying(f"notices-medium-{medium.value}")
    key = "notices-forwarded-photo" if files else "notices-forwarded-noted"
    visit.say(
        key, code=Code(notice.code), where=where, choices=[choice("notices-report", notice.code)], about=notice.code
    )
