"""A one-time invitation to a role, and taking one up."""

from __future__ import annotations

from config.holidays import overrides
from config.values import Count, Text, saying
from handlers.desk import Form, Guess, Visit, ask, choice, command, menu, recogniser, scene
from handlers.desk.forms import Option
from handlers.desk.registry import VERBS
from handlers.desk.understanding import short_menu
from handlers.desk.verbs import run_verb
from handlers.people.naming import say_how_named
from handlers.people.words import give_code, role_saying, until_value
from models.calendar import end_of, months_after
from models.people.homes.invitations import find_home_invitation
from models.people.roles import Role, accept_invitation, invite, looks_like_invitation
from models.people.staffing import INVITERS, district_of, may_invite, place_named, title_of
from models.people.tables import Estate
from models.refusals import Refusal

_YEARS = (1, 3, 5)


class InviteRole(Form, name="people-invite"):
    keeps = False
    role: str = ask(
        "people-ask-role",
        options=lambda _form, visit: [Option(each.value, role_saying(each)) for each in may_invite(visit.roles())],
        params=lambda _form, visit: {"estate": Text(visit.place.name)},
    )
    years: int = ask(
        "people-ask-years",
        options=lambda _form, _visit: [
            *(Option(years, saying("people-years", n=Count(years))) for years in _YEARS),
            Option(0, saying("people-years-open")),
        ],
    )

    def done(self, visit: Visit) -> None:
        role = Role(self.role)
        if role not in may_invite(visit.roles()):
            raise Refusal("desk-not-yours")
        district = district_of(role, visit.place)
        ends = end_of(months_after(visit.today, 12 * self.years, overrides())) if self.years else None
        estate = None if district else visit.place
        me = visit.account.person_id
        code = invite(visit.session, role, estate, visit.now, district=district, ends_at=ends, made_by=me)
        what = saying("people-code-role", role=title_of(role), where=Text(district or visit.place.name))
        give_code(visit, code, what)


@command("people-invite", role=INVITERS)
def invite_somebody(visit: Visit) -> None:
    InviteRole.begin(visit)


@scene("i")
def invited(visit: Visit, code: str) -> None:
    """An invitation's link was opened."""
    take_up(visit, code)


@command("people-invitation")
def take_up(visit: Visit, words: str) -> None:
    """邀请码 3F2A…: a role, or a home somebody shares."""
    if not looks_like_invitation(words):
        raise Refusal("people-invitation-void")
    if find_home_invitation(visit.session, words) is not None:
        run_verb(visit, VERBS["homes-join"], [words])
        return
    given = accept_invitation(visit.session, words, visit.account, visit.now)
    visit.session.flush()
    if given.estate_id is not None:
        visit.estate = visit.session.get(Estate, given.estate_id)
    key = "people-role-taken" if given.ends_at is None else "people-role-taken-until"
    visit.say(
        key,
        role=title_of(given.role),
        where=Text(place_named(visit.session, given)),
        until=until_value(given.ends_at or visit.now),
        choices=short_menu(visit),
    )
    say_how_named(visit)


@recogniser
def hears_code(visit: Visit, text: str) -> Guess | None:
    """The bare code, sent as it was given."""
    return Guess(95, lambda: take_up(visit, text)) if looks_like_invitation(text) and visit.room is None else None


menu(70, lambda: choice("people-invite"), Role.CHAIR, Role.COMMUNITY, Role.TOWNSHIP, Role.BUREAU)
