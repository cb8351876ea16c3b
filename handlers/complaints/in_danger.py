"""While an alarm stands: what its author says belongs to it, and those who were called say in words how it goes.

What is clearly said comes before any open question; the rest of what its author says is passed on to those who were called.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from config.intents import hears
from config.values import Text
from handlers.complaints.alarms import DUTY, still_or_safe
from handlers.desk import Guess, Visit, recogniser
from handlers.desk.phrases import BREAKS, after, match, said_in
from handlers.desk.registry import VERBS
from handlers.desk.verbs import run_verb
from models.complaints.alarms import call_line, pass_on
from models.complaints.letters import shortened
from models.complaints.queries import called_to, open_alarm
from models.complaints.tables import Complaint
from models.complaints.triage import triage
from models.people.addresses import find_place
from models.people.roles import scopes_of
from models.people.tables import Estate

_BELONGS = timedelta(hours=2)
_PLAIN, _ANYTHING = 100, 99
_SHORT = 40
"""What somebody types who hurries."""
_DONE = "complaints-done"
_BY_AUTHOR = {"alarm-mistake": "complaints-alarm-mistake", "alarm-over": "complaints-alarm-safe"}
_BY_CALLED = {
    "alarm-over": "complaints-alarm-safe",
    "alarm-arrived": "complaints-alarm-there",
    "alarm-coming": "complaints-alarm-seen",
}


@recogniser
def speaks_of_alarm(visit: Visit, text: str) -> Guess | None:
    """Over, still there, a mistake; anything else is one more line for those who were called."""
    case = own_alarm(visit, text)
    if case is None:
        return None
    if hears("alarm-still", text) or triage(text).emergency is not None:
        return Guess(_PLAIN, lambda: _told(visit, case))
    for intent, verb in _BY_AUTHOR.items():
        if hears(intent, text):
            return Guess(_PLAIN, _run(visit, verb))
    return Guess(_ANYTHING, lambda: _told(visit, case)) if not visit.roles() else None


def own_alarm(visit: Visit, text: str) -> Complaint | None:
    """The author's alarm that these words belong to. Another danger, or a complaint of another building, is its own."""
    if visit.room is not None or not text:
        return None
    case = open_alarm(visit.session, visit.account.person_id, visit.now - _BELONGS)
    if case is None:
        return None
    understood = triage(text)
    elsewhere = understood.is_complaint and find_place(text).building not in ("", case.building)
    return case if understood.emergency in (None, case.emergency) and not elsewhere else None


def _told(visit: Visit, case: Complaint) -> None:
    """Kept, passed on, and the numbers once more: whoever still writes is not yet helped."""
    reached = pass_on(visit.session, case, visit.words, visit.account.person_id, visit.now)
    visit.say(
        "complaints-alarm-passed-on" if reached else "complaints-alarm-passed-to-nobody",
        call=call_line(visit.session.get(Estate, case.estate_id), case.emergency),
        words=Text(shortened(visit.words)),
        choices=still_or_safe(case),
        about=case.code,
    )
    visit.leave_unplaced()


@recogniser
def answers_alarm(visit: Visit, text: str) -> Guess | None:
    """Whoever was called says that they come, are there, that it is over."""
    if visit.room is not None or not text or len(text) > _SHORT:
        return None
    verb = next((verb for intent, verb in _BY_CALLED.items() if hears(intent, text)), None)
    if verb is None or triage(text).emergency is not None or _is_command(text) or not visit.roles() & set(DUTY):
        return None
    estates = [each.id for each in scopes_of(visit.session, visit.account.person_id, DUTY, visit.now)]
    standing = called_to(visit.session, visit.account.person_id, estates, visit.now - _BELONGS)
    return Guess(_PLAIN, _run(visit, verb)) if standing else None


def _is_command(text: str) -> bool:
    """转物业 3 师傅马上到 is a deed with its sentence; 好了，人出来了 is none: 好了 alone would be."""
    for phrase, name in said_in(text):
        rest = after(phrase, text) or ""
        if match(phrase, text) or (rest[:1] in BREAKS and rest and VERBS[name].takes_words and name != _DONE):
            return True
    return False


def _run(visit: Visit, verb: str) -> Callable[[], None]:
    return lambda: run_verb(visit, VERBS[verb], [])
