"""隐私: what is kept about me, why, how long; a copy of it; leaving."""

from __future__ import annotations

from config.intents import hears
from config.values import Article, Count, Day, Lines, Saying, Text, saying
from handlers.desk import Form, Guess, Visit, ask, choice, command, recogniser
from handlers.desk.forms import Option
from models import privacy
from models.calendar import local_day
from models.privacy.columns import unit_of

_PAGE = 700
"""Characters of a page: a message on every channel."""


@command("privacy-show")
def show(visit: Visit) -> None:
    """By kind: how much there is, and how long it stays after its matter has ended."""
    stored = privacy.stored_about(visit.session, visit.account.person_id)
    lines = [_line(each) for each in stored[:6]]
    article = Article("privacy-rights")
    visit.say(
        "privacy-head" if lines else "privacy-nothing",
        n=Count(len(lines)),
        lines=Lines(tuple(lines)),
        article=article,
        choices=[choice("privacy-export"), choice("privacy-leave"), choice("home-secretary")],
        listed=True,
    )


def _line(store: privacy.Store) -> Saying:
    unit, many = unit_of(store.keep)
    keep = saying(f"privacy-keep-{unit}", n=Count(many))
    return saying(
        "privacy-line",
        what=saying(f"privacy-kind-{store.kind}"),
        n=Count(store.count),
        why=saying(f"privacy-why-{store.kind}"),
        keep=keep,
    )


@command("privacy-export")
def export(visit: Visit, words: str) -> None:
    """Everything, page by page, to be read and copied here."""
    pages = _pages(visit)
    number = int(words) if words.isdecimal() else 1
    if not pages or not 1 <= number <= len(pages):
        visit.say("privacy-export-nothing")
        return
    more = [choice("privacy-export", number + 1, label="privacy-next-page")] if number < len(pages) else []
    visit.say(
        "privacy-export-page",
        n=Count(number),
        of=Count(len(pages)),
        lines=Lines(tuple(pages[number - 1])),
        choices=more,
        listed=True,
    )


def _pages(visit: Visit) -> list[list[Saying]]:
    pages: list[list[Saying]] = []
    length = _PAGE
    for item in privacy.copy_of(visit.session, visit.account.person_id):
        what = saying(f"privacy-kind-{item.kind}")
        for start in range(0, len(item.text), _PAGE):
            text = Text(" ".join(item.text[start : start + _PAGE].split()))
            line = saying("privacy-export-line", what=what, text=text)
            if item.at is not None:
                line = saying("privacy-export-line-on", what=what, text=text, on=Day(local_day(item.at)))
            if length + len(text.value) + 20 > _PAGE:
                pages.append([])
                length = 0
            pages[-1].append(line)
            length += len(text.value) + 20
    return pages


class Leave(Form, name="privacy-leave"):
    keeps = False
    sure: str = ask(
        "privacy-leave-sure",
        options=lambda _form, _visit: [Option("yes", saying("privacy-leave-yes"))],
        params=lambda _form, visit: {"stays": _stays(visit)},
    )

    def done(self, visit: Visit) -> None:
        stays = _stays(visit)
        privacy.leave(visit.session, visit.person, visit.now)
        visit.session.refresh(visit.account)
        visit.estate = None
        visit.say("privacy-left", stays=stays)


def _stays(visit: Visit) -> Saying:
    """What must stay, and why."""
    remains = privacy.what_remains(visit.session, visit.account.person_id)
    if remains.open and remains.records:
        return saying("privacy-stays-both", n=Count(remains.open))
    if remains.open:
        return saying("privacy-stays-open", n=Count(remains.open))
    return saying("privacy-stays-records" if remains.records else "privacy-stays-nothing")


@command("privacy-leave")
def leave(visit: Visit) -> None:
    Leave.begin(visit)


@recogniser
def hears_privacy(visit: Visit, text: str) -> Guess | None:
    if visit.room is not None:
        return None
    asked = {
        "privacy-leave": lambda: leave(visit),
        "privacy-export": lambda: export(visit, ""),
        "privacy": lambda: show(visit),
    }
    for intent, act in asked.items():
        if sure := hears(intent, text):
            return Guess(sure, act)
    return None
