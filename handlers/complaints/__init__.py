"""Complaints in chat: a resident says what is wrong, staff see to it, the resident judges."""

from handlers.complaints import alarms, behalf, correcting, filing, in_danger, judging, orders, own, progress, queue
from handlers.complaints import staff as staff

__all__ = [
    "alarms", "behalf", "correcting", "filing", "in_danger", "judging", "orders", "own", "progress", "queue", "staff",
]  # fmt: skip
