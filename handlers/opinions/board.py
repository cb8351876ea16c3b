"""The live message of a round in the owners' rooms."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from handlers.desk import board
from handlers.desk.registry import BoardView
from models.opinions import rules, wording
from models.opinions.answering import FEATURE
from models.opinions.closing import is_settled
from models.opinions.queries import round_of


@board(FEATURE)
def show(session: Session, about: str, now: datetime) -> BoardView:
    asked = round_of(session, about)
    assert asked is not None
    if rules.is_open(asked, now):
        choices = (*wording.option_choices(asked, full=False), wording.reason_choice(asked))
        return BoardView(wording.board(session, asked, now), choices)
    if asked.withdrawn_at is not None:
        return BoardView(wording.withdrawn(asked), closed=True)
    return BoardView(wording.closed_board(session, asked), closed=is_settled(asked, now))
