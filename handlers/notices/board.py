"""The message that follows a broadcast in the chat of whoever sent it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from handlers.desk import board
from handlers.desk.registry import BoardView
from models.notices.following import FEATURE, followed


@board(FEATURE)
def show(session: Session, about: str, now: datetime) -> BoardView:
    seen = followed(session, about, now)
    return BoardView(seen.saying, seen.choices, closed=seen.over, again=seen.again)
