"""The desk's door: one visit, whatever the platform says happened."""

from __future__ import annotations

import re

from config.values import Text
from handlers.desk.attempt import Unforeseen, attempt
from handlers.desk.controls import take_up
from handlers.desk.haste import waits
from handlers.desk.placing import NameEstate
from handlers.desk.registry import SCENES, VERBS
from handlers.desk.understanding import understand
from handlers.desk.verbs import run_verb
from handlers.desk.visit import Visit
from handlers.desk.where import NoEstate
from models.letters.moves import follow_room
from models.letters.shapes import Told
from models.people.tables import Estate
from models.rooms import bind_room

_BIND = re.compile(r"(?:绑定|bind)\s*(\d{6})", re.IGNORECASE)


def receive(visit: Visit) -> None:
    """Answer the visit. A refusal is said with its reason; everything else it had done is undone."""
    if visit.room is None:
        visit.conversation  # noqa: B018 - made here: a newcomer's row would go with the work that is undone
    refused = attempt(visit, lambda: _served(visit))
    if refused is None:
        return
    if isinstance(refused, NoEstate) and _may_ask(visit):
        NameEstate.ask_for(visit)
        return
    visit.reply(refused.saying)
    if isinstance(refused, Unforeseen) and visit.room is None and _sets_aside(visit):
        again = attempt(visit, lambda: _served(visit))
        if again is not None:
            visit.reply(again.saying)


def _may_ask(visit: Visit) -> bool:
    """Alone, and not in the middle of another form: that one keeps its answers."""
    held = bool(visit.conversation.form) and not visit.conversation.parked
    return visit.room is None and (not held or NameEstate.of(visit) is not None)


def _sets_aside(visit: Visit) -> bool:
    """A form that breaks holds nobody: it waits, and the words are understood without it (they may be a cry for help)."""
    conversation = visit.conversation
    held = bool(conversation.form) and not conversation.parked
    if held:
        conversation.parked = True
    return held


def _served(visit: Visit) -> None:
    if not waits(visit):
        _by_kind(visit)


def _by_kind(visit: Visit) -> None:
    match visit.incoming.told:
        case Told.BLOCKED:
            visit.account.blocked_at = visit.now
        case Told.UNBLOCKED:
            visit.account.blocked_at = None
        case Told.MIGRATED:
            follow_room(visit.session, visit.incoming.channel, visit.incoming.room, visit.incoming.text)
        case Told.LEFT if visit.room is not None:
            visit.room.left_at = visit.now
        case Told.JOINED | Told.ENTERED:
            _join(visit)
        case Told.SCANNED:
            _scan(visit)
        case Told.RETURNED:
            take_up(visit)
        case Told.EDITED:
            visit.say("desk-edited")
        case Told.SAID | Told.PRESSED:
            _spoken(visit)


def _spoken(visit: Visit) -> None:
    room = visit.room
    if room is None:
        understand(visit)
        return
    code = _BIND.search(visit.text)
    if code is not None:
        bound = bind_room(visit.session, room, code.group(1), visit.now)
        visit.estate = visit.session.get(Estate, bound.estate_id)
        visit.say(f"rooms-bound-{bound.audience.value}", estate=Text(visit.place.name))
    elif room.estate_id is None:
        _tell_how_to_bind(visit)
    elif visit.incoming.choice or visit.incoming.addressed:
        understand(visit)


def _join(visit: Visit) -> None:
    if visit.incoming.told is Told.ENTERED and visit.account.private_since != visit.now:
        return  # was here before
    if visit.room is None:
        run_verb(visit, VERBS["home-menu"], [])
        return
    visit.room.left_at = None
    _tell_how_to_bind(visit)


def _tell_how_to_bind(visit: Visit) -> None:
    """Once; then the bot is silent in a room nobody bound."""
    if visit.room is not None and visit.room.estate_id is None and not visit.room.told_how:
        visit.room.told_how = True
        visit.say("rooms-how-to-bind")


def _scan(visit: Visit) -> None:
    prefix, _, rest = visit.incoming.text.partition("_")
    act = SCENES.get(prefix)
    if act is None:
        understand(visit)
    else:
        act(visit, rest)
