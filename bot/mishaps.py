"""What breaks unforeseen in a loop at the edge: this one job, letter, file or update is given up and logged under a
reference, the others go on. What a visit breaks on is the desk's (handlers.desk.attempt): somebody waits for an answer.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class Mishap:
    """`reference` stands in the log; "" while nothing broke."""

    reference: str = ""


@contextmanager
def alone(log: logging.Logger, what: str, *, passes: tuple[type[Exception], ...] = ()) -> Iterator[Mishap]:
    """Whatever breaks inside stops nobody outside, but for the errors in `passes`, which mean something there."""
    mishap = Mishap()
    try:
        yield mishap
    except passes:
        raise
    except Exception:
        mishap.reference = secrets.token_hex(3)
        log.exception("%s broke, reference %s", what, mishap.reference)
