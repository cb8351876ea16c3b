"""Complaints in chat: a resident says what is wrong, staff see to it, the resident judges."""

from handlers.complaints import (
    alarms,
    behalf,
    correcting,
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
)

__all__ = [
    "alarms", "behalf", "correcting", "filing", "in_danger", "judging", "noting", "orders", "own", "progress", "queue",
    "searching", "staff",
]  # fmt: skip
