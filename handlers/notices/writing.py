"""发公告: the text, whom it goes to (several at once, tapped or typed), a preview with its reach, one tap to send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from config.values import Code, Count, Lines, Moment, Saying, Text, Value, saying
from handlers.desk import Form, Visit, ask, choice, command, menu
from handlers.desk.forms import Option
from handlers.notices.meant import with_days
from models.notices.actions import Writing, publish
from models.notices.audience import WHOLE, Group, Part, is_mixed, narrowed, parts_from, read_audience, tidy, whom
from models.notices.days import may_come_late
from models.notices.following import follow
from models.notices.queries import SENDERS
from models.notices.reach import Audience, Reach, known_places, reach_of
from models.notices.rules import not_before
from models.notices.tables import Notice
from models.people.roles import Role
from models.refusals import Refusal


def _json(parts: Sequence[Part]) -> list[list[str]]:
    return [part.to_json() for part in parts]


def read_whom(form: WriteNotice, visit: Visit, text: str) -> list[list[str]]:
    """Typed: “3幢 租户”. Places that the estate's roster does not know are refused."""
    wish = read_audience(text)
    _must_exist(visit, wish.parts)
    parts = tidy([*parts_from(form.answers.get("picked", [])), *wish.parts])
    form.answers["unsure"] = wish.open_ or (is_mixed(parts) and parts != wish.parts)
    return _json(parts)


def _must_exist(visit: Visit, parts: Sequence[Part]) -> None:
    places = known_places(visit.session, visit.place.id)
    for part in parts:
        if part.building and part.building not in places:
            raise Refusal("notices-no-building", building=Text(part.building))
        if part.entrance and part.entrance not in places[part.building]:
            raise Refusal("notices-no-entrance", building=Text(part.building), entrance=Text(part.entrance))


class Previewed(Form, name="notices-previewed"):
    """What a notice and its correction share: the words with photos or files, the preview, the quiet hours."""

    @property
    def words_(self) -> str:
        return str(self.answers.get("words") or self.answers.get("caption") or "")

    @property
    def parts(self) -> tuple[Part, ...]:
        return parts_from(self.answers.get("together") or self.answers["whom"])

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(self.answers.get("files") or ())

    def encloses(self, visit: Visit) -> bool:
        """A photo sent while something else is asked belongs to the notice."""
        self.answers["files"] = [*self.files, *visit.keep_files("")]
        return True

    def writing(self, *, urgent: bool = False) -> Writing:
        return Writing(self.words_, self.parts, self.files, urgent)

    def reach(self, visit: Visit) -> Reach:
        return reach_of(visit.session, Audience(visit.place.id, self.parts, visit.now))

    def preview(self, visit: Visit) -> Mapping[str, Value]:
        reach = self.reach(visit)
        if not reach.people and not reach.homes:
            return {"preview": saying("notices-preview-nobody", whom=whom(self.parts))}
        head = "notices-preview-homes" if reach.homes else "notices-preview-people"
        lines = [_routes(reach)]
        if reach.homes_without:
            lines.append(saying("notices-routes-none", n=Count(reach.homes_without)))
        waits = wakes_nobody(visit.now)
        if waits is not None:
            key = "notices-preview-late" if may_come_late(self.words_, visit.now, waits) else "notices-preview-night"
            lines.append(saying(key, until=Moment(waits)))
        preview = saying(
            "notices-preview-shown",
            head=saying(head, whom=whom(self.parts), homes=Count(reach.homes), people=Count(reach.people)),
            words=with_days(self.words_shown(), self.words_, visit.today),
            lines=Lines(tuple(lines)),
        )
        return {"preview": preview}

    def words_shown(self) -> Saying:
        key = "notices-words-files" if self.files else "notices-words"
        return saying(key, words=Text(self.words_), n=Count(len(self.files)))

    def ways(self, visit: Visit, *others: Option) -> Sequence[Option]:
        """How it may go out now: at night tomorrow, unless it cannot wait."""
        reach = self.reach(visit)
        if not reach.people and not reach.homes:
            return others[-1:]
        if wakes_nobody(visit.now) is None:
            return [Option("send", saying("notices-send")), *others]
        return [
            Option("send", saying("notices-send-morning")),
            Option("urgent", saying("notices-send-urgent")),
            *others,
        ]


def wakes_nobody(now: datetime) -> datetime | None:
    return not_before(now, urgent=False, pushes=True)


def _routes(reach: Reach) -> Saying:
    if reach.push + reach.mailbox == 0:
        return saying("notices-routes-nobody")
    return saying("notices-routes", push=Count(reach.push), mailbox=Count(reach.mailbox))


REWRITE: Mapping[str, Any] = {"files": []}
_GROUPS = (Group.OWNER, Group.TENANT, Group.GARAGE, Group.SHOP, Group.COMMITTEE)


def rewriting() -> Option:
    return Option(None, saying("notices-change-words"), again=("words", "caption"), sets=REWRITE)


class WriteNotice(Previewed, name="notices-write"):
    words: str = ask("notices-ask-words", files=True, drafting=True)
    caption: str = ask("notices-ask-caption", drafting=True, when=lambda form, _visit: not form.answers.get("words"))
    whom: Any = ask(
        "notices-ask-whom",
        options=lambda form, _visit: form.groups(),
        read=read_whom,
        params=lambda form, _visit: {"ask": form.asked_whom()},
    )
    together: Any = ask(
        "notices-ask-together",
        when=lambda form, _visit: bool(form.answers.get("unsure")),
        options=lambda form, _visit: form.readings(),
    )
    sure: str = ask(
        "notices-preview",
        options=lambda form, visit: form.ways(visit, rewriting(), form.choosing_anew()),
        params=lambda form, visit: form.preview(visit),
    )

    @property
    def picked(self) -> tuple[Part, ...]:
        return parts_from(self.answers.get("picked") or [])

    def asked_whom(self) -> Saying:
        return saying("notices-whom-so-far", whom=whom(self.picked)) if self.picked else saying("notices-whom-first")

    def groups(self) -> Sequence[Option]:
        """One tap for everybody; groups are added one after another until it is enough."""
        picked = self.picked
        first = (
            Option(_json(picked), saying("notices-enough"))
            if picked
            else Option(_json([WHOLE]), saying("notices-whom-all"))
        )
        rest = [Part(group=group) for group in _GROUPS if Part(group=group) not in picked]
        more = [Option(None, whom([part]), again=("whom",), sets={"picked": _json([*picked, part])}) for part in rest]
        return [first, *more]

    def readings(self) -> Sequence[Option]:
        parts = parts_from(self.answers["whom"])
        return [Option(_json(narrowed(parts)), whom(narrowed(parts))), Option(_json(parts), saying("notices-both"))]

    def choosing_anew(self) -> Option:
        return Option(
            None,
            saying("notices-change-whom"),
            again=("whom", "together"),
            sets={"picked": [], "unsure": False},
        )

    def shown(self) -> Sequence[Saying | Text]:
        told: list[Saying | Text] = [self.words_shown()] if self.words_ else []
        return [*told, whom(self.parts)] if "whom" in self.answers else told

    def done(self, visit: Visit) -> None:
        reach = self.reach(visit)
        urgent = self.sure == "urgent"
        notice = publish(visit.session, visit.place, self.writing(urgent=urgent), visit.account.person_id, visit.now)
        told_sent(visit, notice, "notices-sent", reach, urgent=urgent)


def told_sent(visit: Visit, notice: Notice, key: str, reach: Reach, *, urgent: bool) -> None:
    """It goes out (or will in the morning), and who still has to be told at the door; how far it has come follows."""
    code = notice.code
    waits = None if urgent else wakes_nobody(visit.now)
    when = saying("notices-goes-later", until=Moment(waits)) if waits else saying("notices-goes-now")
    if reach.push + reach.mailbox:
        follow(visit.session, notice, visit.account, visit.now)
    else:
        when = saying("notices-goes-nobody")
    missing = saying("notices-sent-missing", n=Count(reach.homes_without))
    lines = [saying("notices-sent-follow"), *([missing] if reach.homes_without else [])]
    choices = [choice("notices-report", code), choice("notices-pack", code)]
    if reach.homes_without:
        choices.append(choice("notices-walk", code))
    visit.say(key, code=Code(code), when=when, lines=Lines(tuple(lines)), choices=choices, about=code)


@command("notices-write", role=SENDERS, drafts=True)
def write(visit: Visit, words: str) -> None:
    """发公告, with the text behind it or in the next message; a photo sent along belongs to it."""
    files = visit.keep_files("")
    known: dict[str, Any] = {"files": files} if files else {}
    text = _after_command(visit, words)
    if text or files:
        known["words"] = text
    WriteNotice.begin(visit, **known)


def _after_command(visit: Visit, words: str) -> str:
    """The text as it was typed, its line ends and full-width signs kept."""
    typed = visit.words
    parts = typed.split(maxsplit=1)
    return parts[1] if words and len(parts) == 2 and not typed.startswith("=") else words


menu(20, lambda: choice("notices-write"), Role.SECRETARY, Role.CHAIR)
