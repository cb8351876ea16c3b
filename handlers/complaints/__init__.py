"""Complaints in chat: a resident says what is wrong, staff see to it, the resident judges."""

from handlers.complaints import (
    alarms,
    behalf,
    correcting,
    ending,
    filing,
    in_danger,
    judging,
    noting,
    orders,
    own,
    progress,
    queue,
    searching,
    staff,
    waiting,
)

__all__ = [
    "alarms", "behalf", "correcting", "ending", "filing", "in_danger", "judging", "noting", "orders", "own", "progress",
    "queue", "searching", "staff", "waiting",
]  # fmt: skip
