"""The one place where work is tried: undone as a whole when a rule refuses, or when something unforeseen breaks."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable

from config.values import Text
from handlers.desk.visit import Visit
from models.database import is_unavailable
from models.refusals import Refusal

log = logging.getLogger("desk")


class Unforeseen(Refusal):
    """Something broke; what was done is undone, the reference leads to the log."""

    def __init__(self) -> None:
        self.reference = secrets.token_hex(3)
        super().__init__("desk-unforeseen", reference=Text(self.reference))


def attempt(visit: Visit, work: Callable[[], None]) -> Refusal | None:
    """Do the work inside a savepoint. Returns the refusal when it was undone; the unforeseen gets a short reference.

    Raises what is the database's own trouble: the whole message is then served again.
    """
    said = len(visit.answers)
    try:
        with visit.session.begin_nested():
            work()
    except Refusal as no:
        _forget(visit, said)
        return no
    except Exception as error:
        if is_unavailable(error):
            raise
        unforeseen = Unforeseen()
        log.exception("unforeseen, reference %s", unforeseen.reference)
        _forget(visit, said)
        return unforeseen
    return None


def _forget(visit: Visit, said: int) -> None:
    del visit.answers[said:]
    visit.shown_toast = None
