"""How far a notice has come: who was told, which homes no route reaches, which media are still owed."""

from __future__ import annotations

from config.values import Code, Lines, Moment, Saying, Text, saying
from handlers.desk import Visit, choice, command
from models.doors import Doors, walk_paper, walk_words
from models.letters.shapes import Choice
from models.notices.audience import parts_from, whom
from models.notices.queries import (
    READERS,
    SENDERS,
    Entry,
    Progress,
    doors_of,
    entry_of,
    progress_of,
    versions_of,
)
from models.notices.rules import title_of
from models.notices.tables import Going, Notice, Standing
from models.notices.wording import counts, missing
from models.people.roles import roles_in
from models.postings import media_words, publication_of


@command("notices-report", role=READERS)
def report(visit: Visit, notice: Notice) -> None:
    """公告 SJ-5, as those who sent it see it."""
    entry = entry_of(visit.session, notice)
    newest = versions_of(visit.session, notice)[-1]
    progress = progress_of(visit.session, notice, newest, visit.now)
    doors = doors_of(visit.session, notice, visit.now)
    lines = [_state(entry, notice, progress), counts(progress)]
    if doors.homes and progress.going is not Going.PAUSED and notice.standing is Standing.LIVE:
        lines.append(missing(doors))
    if notice.standing is Standing.LIVE:
        lines += _media(visit, notice, progress)
    visit.say(
        "notices-report-shown", code=Code(notice.code), title=Text(title_of(entry.words)),
        whom=whom(parts_from(notice.parts)), lines=Lines(tuple(lines)),
        choices=_choices(visit, notice, progress, doors), about=notice.code,
    )  # fmt: skip


def _state(entry: Entry, notice: Notice, progress: Progress) -> Saying:
    if notice.standing is Standing.WITHDRAWN:
        return saying("notices-state-withdrawn")
    if progress.going is Going.PAUSED:
        return saying("notices-state-paused")
    if progress.going is Going.CANCELLED:
        return saying("notices-state-cancelled")
    if progress.from_ is not None:
        return saying("notices-state-later", until=Moment(progress.from_))
    key = "notices-state-urgent" if notice.urgent else "notices-state-sent"
    return saying(key if notice.version == 1 else "notices-state-corrected", at=Moment(entry.version.made_at))


def _media(visit: Visit, notice: Notice, progress: Progress) -> list[Saying]:
    """The check-list of the four media: ours by the deliveries, the others as somebody said they were posted."""
    published = publication_of(visit.session, notice.code)
    if published is None:
        return []
    told = True if progress.delivered else None if progress.waiting else False
    return [media_words(visit.session, published, told=told)]


def _choices(visit: Visit, notice: Notice, progress: Progress, doors: Doors) -> list[Choice]:
    roles = roles_in(visit.session, visit.account.person_id, notice.estate_id, visit.now)
    if notice.standing is Standing.WITHDRAWN or not roles & set(SENDERS):
        return [choice("notices-look", notice.code)]
    if progress.going is Going.PAUSED:
        verbs = ["notices-resume", "notices-cancel", "notices-correct", "notices-withdraw"]
    elif progress.going is Going.CANCELLED:
        verbs = ["notices-look", "notices-correct", "notices-withdraw"]
    elif progress.waiting:
        verbs = ["notices-pause", "notices-pack", "notices-correct", "notices-withdraw"]
    else:
        verbs = ["notices-pack", "notices-walk" if doors.to_walk else "notices-look"]
        verbs += ["notices-correct", "notices-withdraw"]
    return [choice(verb, notice.code) for verb in verbs]


@command("notices-walk", role=READERS)
def walk(visit: Visit, notice: Notice) -> None:
    """The doors to knock on, by building, and the list to print."""
    doors = doors_of(visit.session, notice, visit.now)
    if not doors.to_walk:
        visit.say("doors-nobody", code=Code(notice.code), choices=[choice("notices-report", notice.code)])
        return
    title = title_of(entry_of(visit.session, notice).words)
    paper = walk_paper(visit.place.name, Text(title), notice.code, doors)
    visit.reply(walk_words(notice.code, doors), papers=[paper], about=notice.code)
