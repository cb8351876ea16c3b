"""Afterwards: pause, go on, stop the rest, correct, withdraw."""

from __future__ import annotations

from collections.abc import Sequence

from config.values import Code, Count, Moment, Saying, Text, saying
from handlers.desk import Form, Visit, ask, choice, command, said_as
from handlers.desk.forms import Option
from handlers.notices.writing import Previewed, rewriting, told_sent, wakes_nobody
from models.notices.actions import cancel_rest, correct, pause, resume, withdraw
from models.notices.audience import parts_from
from models.notices.queries import SENDERS, entry_of, find_notice
from models.notices.rules import must_be_live, title_of
from models.notices.tables import Notice


def _notice(visit: Visit, code: str) -> Notice:
    return find_notice(visit.session, visit.account.person_id, code, visit.now)


@command("notices-pause", role=SENDERS)
def hold(visit: Visit, notice: Notice) -> None:
    pause(visit.session, notice, visit.account.person_id, visit.now)
    visit.say(
        "notices-paused",
        code=Code(notice.code),
        choices=[choice(f"notices-{verb}", notice.code) for verb in ("resume", "cancel", "correct", "withdraw")],
        about=notice.code,
    )


@command("notices-resume", role=SENDERS)
def go_on(visit: Visit, notice: Notice) -> None:
    resume(visit.session, notice, visit.account.person_id, visit.now)
    waits = None if notice.urgent else wakes_nobody(visit.now)
    when = saying("notices-goes-later", until=Moment(waits)) if waits else saying("notices-goes-now")
    visit.say(
        "notices-resumed", code=Code(notice.code), when=when, choices=[choice("notices-report", notice.code)],
        about=notice.code,
    )  # fmt: skip


@command("notices-cancel", role=SENDERS)
def stop_rest(visit: Visit, notice: Notice) -> None:
    """Those who have it keep it; to tell them it no longer holds is a withdrawal."""
    dropped = cancel_rest(visit.session, notice, visit.account.person_id, visit.now)
    visit.say(
        "notices-cancelled",
        code=Code(notice.code),
        n=Count(dropped),
        choices=[choice("notices-report", notice.code), choice("notices-withdraw", notice.code)],
        about=notice.code,
    )


class CorrectNotice(Previewed, name="notices-correct"):
    """The whole new text; it goes to those who got or were to get the old one."""

    words: str = ask(
        "notices-ask-correction",
        files=True,
        drafting=True,
        params=lambda form, _visit: {"code": Code(form.answers["code"]), "title": Text(form.answers["title"])},
    )
    caption: str = ask("notices-ask-caption", drafting=True, when=lambda form, _visit: not form.answers.get("words"))
    sure: str = ask(
        "notices-preview",
        options=lambda form, visit: form.ways(visit, rewriting()),
        params=lambda form, visit: form.preview(visit),
    )

    def shown(self) -> Sequence[Saying | Text]:
        return [self.words_shown()] if self.words_ else []

    def done(self, visit: Visit) -> None:
        notice = _notice(visit, self.answers["code"])
        urgent = self.sure == "urgent"
        correct(visit.session, notice, self.writing(urgent=urgent), visit.account.person_id, visit.now)
        told_sent(visit, notice, "notices-corrected", self.reach(visit), urgent=urgent)


@command("notices-correct", role=SENDERS, drafts=True)
def amend(visit: Visit, notice: Notice, words: str) -> None:
    must_be_live(notice)
    parts = [part.to_json() for part in parts_from(notice.parts)]
    title = title_of(entry_of(visit.session, notice).words)
    files = visit.keep_files("")
    known = {"words": words} if words or files else {}
    CorrectNotice.begin(visit, code=notice.code, title=title, whom=parts, files=files, **known)


class WithdrawNotice(Form, name="notices-withdraw"):
    reason: str = ask(
        "notices-ask-reason",
        options=lambda _form, _visit: [
            Option(["key", f"notices-reason-{key}"], saying(f"notices-{key}")) for key in ("wrong", "changed")
        ],
        read=lambda _form, _visit, text: text[:200],
        params=lambda form, _visit: {"code": Code(form.answers["code"])},
        drafting=True,
    )
    sure: str = ask(
        "notices-withdraw-preview",
        options=lambda _form, _visit: [
            Option("yes", saying("notices-withdraw-now")),
            Option("", saying("notices-change-reason"), again=("reason",)),
        ],
        params=lambda form, visit: {"code": Code(form.answers["code"]), "reason": Text(form.given(visit))},
    )

    def given(self, visit: Visit) -> str:
        """The reason in words, also of one that was offered."""
        return visit.sentence(self.reason[1]) if isinstance(self.reason, list) else self.reason

    def done(self, visit: Visit) -> None:
        notice = _notice(visit, self.answers["code"])
        withdraw(visit.session, notice, self.given(visit), visit.account.person_id, visit.now)
        visit.say(
            "notices-withdrawn", code=Code(notice.code), choices=[choice("notices-report", notice.code)],
            about=notice.code,
        )  # fmt: skip


@command("notices-withdraw", role=SENDERS, drafts=True)
def take_back(visit: Visit, notice: Notice, words: str) -> None:
    must_be_live(notice)
    WithdrawNotice.begin(visit, code=notice.code, **({"reason": words} if words else {}))


said_as("complaints-withdraw", "notices-withdraw")
