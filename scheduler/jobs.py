"""How a job is declared: what is due, how one subject of it is worked on, and when the next will be due."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from models.database import RowSession

JOBS: dict[str, Job] = {}


@dataclass(frozen=True)
class Job:
    """`due(session, now)` only looks; `work(session, subject, now)` writes the fact and the letters in one transaction,
    and does nothing when it is already done; `next_due(session, after)` is strictly later than `after`. Of
    `housekeeping` nobody hears.
    """

    name: str
    due: Callable[[RowSession, datetime], Sequence[UUID]]
    work: Callable[[RowSession, UUID, datetime], Any]
    next_due: Callable[[RowSession, datetime], datetime | None]
    housekeeping: bool = False


def job(
    name: str,
    due: Callable[[RowSession, datetime], Sequence[UUID]],
    work: Callable[[RowSession, UUID, datetime], Any],
    next_due: Callable[[RowSession, datetime], datetime | None],
    *,
    housekeeping: bool = False,
) -> None:
    """Declare a job; a name is given once."""
    if name in JOBS:
        raise ValueError(f"job declared twice: {name}")
    JOBS[name] = Job(name, due, work, next_due, housekeeping)


def load_jobs() -> None:
    """Import every module of this floor; each declares its jobs."""
    import scheduler  # noqa: PLC0415 (this floor loads its own modules)

    for module in pkgutil.iter_modules(scheduler.__path__):
        if module.name != "jobs":
            importlib.import_module(f"scheduler.{module.name}")
