"""让我女儿小丽帮我: a one-time code for a helper, a tenant or a co-owner of one's own home."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from config.holidays import overrides
from config.intents import hears
from config.law import rule
from config.values import Count, Day, Saying, Text, saying
from handlers.desk import Form, Guess, Visit, ask, choice, command, recogniser
from handlers.desk.forms import Option
from handlers.homes.words import kind_saying, line_of, tell_others
from models.calendar import months_after
from models.people.homes.checks import Bound, find_bound, own_homes
from models.people.homes.invitations import accept_home_invitation, find_home_invitation, invite_home, refusal
from models.people.rosters.cells import read_last_day
from models.people.tables import TieKind
from models.refusals import Refusal

_WHO = re.compile(r"(?:让|请|叫|由)我?(?P<who>.{1,12}?)(?:来)?(?:帮|代|替|处理|管)")
_MONTHS = (1, 3, 12)


def _own(visit: Visit, kind: TieKind = TieKind.HELPER) -> list[Bound]:
    """The homes to which this person may invite."""
    homes = own_homes(visit.session, visit.account.person_id, visit.today)
    return [each for each in homes if refusal(each.tie, kind, visit.today) is None]


def _ends(_form: Form, visit: Visit) -> Sequence[Option]:
    return [
        Option(months_after(visit.today, months, overrides()).isoformat(), saying("homes-months", n=Count(months)))
        for months in _MONTHS
    ]


def _read_day(_form: Form, visit: Visit, text: str) -> str:
    day, _ = read_last_day(text)
    if day is None or day < visit.today:
        raise Refusal("homes-not-a-day")
    return day.isoformat()


class InviteHome(Form, name="homes-invite"):
    keeps = False
    ref: str = ask(
        "homes-ask-which",
        options=lambda _form, visit: [Option(each.ref, line_of(each)) for each in _own(visit)],
    )
    kind: str = ask(
        "homes-ask-whom",
        options=lambda _form, _visit: [
            Option(each.value, saying(f"homes-whom-{each.value}")) for each in reversed(TieKind)
        ],
    )
    until: str = ask(
        "homes-ask-until",
        options=_ends,
        read=_read_day,
        when=lambda form, _visit: form.kind != TieKind.OWNER.value,
        params=lambda form, _visit: {"head": form.until_head()},
    )

    def until_head(self) -> Saying:
        who = self.answers.get("who", "")
        return saying("homes-until-who", who=Text(who)) if who else saying("homes-until")

    def done(self, visit: Visit) -> None:
        bound = find_bound(visit.session, visit.account.person_id, self.ref, visit.now)
        if bound.tie.person_id != visit.account.person_id:
            raise Refusal("homes-unknown")
        kind, until = TieKind(self.kind), date.fromisoformat(self.until) if self.until else None
        code = invite_home(visit.session, bound.tie, kind, until, visit.now)
        visit.say(
            f"homes-code-{kind.value}",
            code=Text(code),
            home=Text(bound.unit.spoken),
            days=Count(rule("privacy-invite-valid").number),
            until=Day(until or visit.today),
        )


def begin(visit: Visit, **known: str) -> None:
    homes = _own(visit)
    if not homes and own_homes(visit.session, visit.account.person_id, visit.today):
        raise Refusal("homes-only-bound")
    if not homes:
        visit.say("homes-none-yet", choices=[choice("homes-claim")])
        return
    InviteHome.begin(visit, **({"ref": homes[0].ref} if len(homes) == 1 else {}), **known)


@command("homes-invite")
def invite(visit: Visit) -> None:
    """A tenant or a co-owner too: for owners who were checked; everybody else may only name a helper."""
    if _own(visit) and not _own(visit, TieKind.TENANT):
        visit.say("homes-invite-level", choices=[choice("homes-help"), choice("home-secretary")])
    else:
        begin(visit)


@command("homes-help")
def help_me(visit: Visit, words: str) -> None:
    begin(visit, kind=TieKind.HELPER.value, who=words[:12])


@recogniser
def hears_help(visit: Visit, text: str) -> Guess | None:
    sure = hears("homes-helper", text)
    who = _WHO.search(text)
    return Guess(sure, lambda: help_me(visit, who["who"] if who else "")) if sure and visit.room is None else None


@command("homes-join")
def join(visit: Visit, words: str) -> None:
    """The code somebody was given by a person of the home; reached by 邀请码 as well."""
    found = find_home_invitation(visit.session, words)
    if found is None:
        raise Refusal("people-invitation-void")
    tie = accept_home_invitation(visit.session, found, visit.account, visit.now)
    bound = find_bound(visit.session, visit.account.person_id, tie.id.hex, visit.now)
    visit.account.estate_id = visit.account.estate_id or bound.estate_id
    tell_others(visit, bound.tie, bound.unit)
    key = "homes-invited-until" if tie.until else "homes-invited"
    visit.say(
        key,
        home=Text(bound.unit.spoken),
        kind=kind_saying(tie.kind),
        until=Day(tie.until or visit.today),
        choices=[choice("complaints-file"), choice("homes-mine")],
    )
