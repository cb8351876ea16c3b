"""转发包: a text to copy, a poster for the group, an A4 page for the board. That it was posted is said to handlers.postings."""

from __future__ import annotations

from config.values import Code, Day, Lines, Saying, Text, Value, saying
from handlers.desk import Visit, choice, command, said_as
from models.calendar import local_day
from models.letters.shapes import Paper
from models.notices.actions import signature
from models.notices.queries import SENDERS, entry_of
from models.notices.rules import heading_and_lines, must_be_live
from models.notices.tables import Notice

said_as("opinions-forward", "notices-pack")


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
        "heading": _heading(heading),
        "lines": Lines(tuple(Text(line) for line in lines)),
        "signature": by,
        "day": day,
        "code": Code(notice.code),
    }
    words = saying("notices-pack-text", estate=Text(visit.place.name), words=Text(entry.words), by=by, day=day)
    papers = [Paper("notice-poster", params), Paper("notice-board", params)]
    visit.reply(visit.with_page(words, f"n/{notice.code}"), papers=papers, about=notice.code)
    visit.say(
        "notices-pack-how", code=Code(notice.code), choices=[choice("postings-forwarded", notice.code)],
        about=notice.code,
    )  # fmt: skip


def _heading(heading: str) -> Saying:
    return saying("desk-own-words", words=Text(heading)) if heading else saying("notices-heading")
