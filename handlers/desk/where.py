"""Where am I: the estate of a message. The room's, the form's, the only one that fits; else ask, never guess."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from handlers.desk.visit import Visit
from models.people.identity import home_building, home_estates
from models.people.roles import Role, scopes_of
from models.people.tables import Estate
from models.refusals import Refusal

_STILL_THERE = timedelta(minutes=30)


class WhichEstate(Exception):  # noqa: N818 (a question, not an error)
    """Several estates fit; the desk asks and then goes on with the same words."""

    def __init__(self, estates: Sequence[Estate]) -> None:
        super().__init__("which estate?")
        self.estates = list(estates)


class NoEstate(Refusal):
    """None is known: the desk asks for it and then goes on with the same words."""

    def __init__(self) -> None:
        super().__init__("desk-no-estate")


def must_be_somewhere(visit: Visit) -> None:
    """For what is seen across estates: somebody of no estate at all is asked for one."""
    if visit.estate is None and not _fitting(visit, ()):
        raise NoEstate


def find_place(visit: Visit, roles: Sequence[Role] = ()) -> Estate:
    """The estate this visit is about, for holders of these roles (residents, when none).

    Raises WhichEstate when several fit; refuses when none does.
    """
    if visit.estate is not None:
        return visit.estate
    if visit.room is not None and visit.room.estate_id is not None:
        estate = visit.session.get(Estate, visit.room.estate_id)
        assert estate is not None
        return estate
    fitting = _fitting(visit, roles)
    if not fitting:
        raise Refusal("desk-not-yours") if roles else NoEstate
    if len(fitting) > 1:
        raise WhichEstate(fitting)
    return fitting[0]


def _fitting(visit: Visit, roles: Sequence[Role]) -> list[Estate]:
    if roles:
        return scopes_of(visit.session, visit.account.person_id, roles, visit.now)
    chosen = visit.session.get(Estate, visit.account.estate_id) if visit.account.estate_id else None
    if chosen is not None:
        return [chosen]
    homes = home_estates(visit.session, visit.account.person_id, visit.today)
    return homes or scopes_of(visit.session, visit.account.person_id, list(Role), visit.now)


def stand_in(visit: Visit, estate: Estate, building: str = "") -> None:
    """The code of the estate, or of a building, was scanned: what is said next is of it."""
    visit.estate = estate
    visit.account.estate_id = estate.id
    visit.account.building, visit.account.building_at = building, visit.now if building else None


def come_to(visit: Visit, estate: Estate) -> bool:
    """A matter of this estate was opened by its poster. False for those at home or at work elsewhere alone, whose words
    stay of there: a poster that somebody forwarded moves nobody.
    """
    visit.estate = estate
    own = [
        *home_estates(visit.session, visit.account.person_id, visit.today),
        *scopes_of(visit.session, visit.account.person_id, list(Role), visit.now),
    ]
    if own and estate.id not in {each.id for each in own}:
        return False
    visit.account.estate_id = estate.id
    return True


def likely_building(visit: Visit) -> str:
    """Where who names none most likely is: at the code just scanned, else at home."""
    account = visit.account
    if account.building_at is not None and visit.now - account.building_at < _STILL_THERE:
        return account.building if account.estate_id == visit.place.id else ""
    return home_building(visit.session, account.person_id, visit.place.id, visit.today)
