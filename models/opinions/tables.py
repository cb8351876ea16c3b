"""A round of asking, the answers that stand, the log of every tap, and what people added in words."""

from datetime import datetime
from enum import Enum
from typing import Any, Optional
from uuid import UUID

import sqlalchemy as sa

from models.database import Row, choice_of, foreign, indexed, link, personal, plain, stored_json, written_once
from models.letters.tables import Letter
from models.people.tables import Estate, Person, Unit


class Standing(Enum):
    """In what right a home is spoken for: its owners together, or its tenants. They are counted apart."""

    OWNER = "owner"
    TENANT = "tenant"


class OpinionRound(Row, table=True):
    """征求意见. Open while `closes_at` is ahead and nobody withdrew it: no job is needed to close it.

    `edition` counts the wordings, so that a button of an older one cannot answer a newer one.
    `announced_at` is the fact that the result was told, once.
    """

    __tablename__ = "opinion_rounds"
    __table_args__ = (indexed("estate_id", "closes_at"), indexed("closes_at", where="announced_at IS NULL"))
    code: str = plain(unique=True, sa_type=sa.String(16))
    estate_id: UUID = foreign("estates.id", index=False)
    estate: Estate = link()
    question: str = plain()
    options: list[Any] = stored_json(default_factory=list)
    explanation: str = plain(default="")
    files: list[Any] = stored_json(default_factory=list)
    building: str = plain(default="")
    """Only this building is asked; empty for the whole estate."""
    split_shown: bool = False
    """边收边看: the split is shown while it is open."""
    edition: int = 1
    opener_id: UUID = foreign("persons.id")
    opener: Person = link("OpinionRound.opener_id")
    opened_at: datetime
    closes_at: datetime
    withdrawn_at: datetime | None = None
    ended_early: bool = False
    reason: str = plain(default="")
    """Why it was withdrawn or ended early, as everybody may read it."""
    announced_at: datetime | None = None


class Opinion(Row, table=True):
    """The answer that stands for a home, in one right: the last one given. `person_id` gave it."""

    __tablename__ = "opinions"
    __table_args__ = (indexed("round_id", "unit_id", "standing", unique=True),)
    round_id: UUID = foreign("opinion_rounds.id", index=False)
    round: OpinionRound = link()
    unit_id: UUID = foreign("units.id", index=False)
    unit: Unit = link()
    standing: Standing = choice_of(Standing)
    person_id: UUID = foreign("persons.id", index=False)
    person: Person = link()
    option: int
    """1 is the first."""
    at: datetime


class OpinionTap(Row, table=True):
    """The log: every answer as it came, also those that a later one replaced."""

    __tablename__ = "opinion_taps"
    __table_args__ = written_once()
    opinion_id: UUID = foreign("opinions.id", index=False)
    opinion: Opinion = link()
    person_id: UUID
    option: int
    at: datetime


class Remark(Row, table=True):
    """What somebody added in words: beside the answer `option` it was given with, or none. Shown without a name.

    Without a round it is a suggestion of its own.
    """

    __tablename__ = "remarks"
    __table_args__ = (indexed("round_id", "person_id", unique=True, where="round_id IS NOT NULL"),)
    estate_id: UUID = foreign("estates.id")
    estate: Estate = link()
    round_id: UUID | None = foreign("opinion_rounds.id", default=None, index=False)
    round: Optional["OpinionRound"] = link()
    person_id: UUID = foreign("persons.id")
    person: Person = link()
    option: int = 0
    words: str = personal("story", "P1Y")
    at: datetime


class Asking(Row, table=True):
    """One edition of a round going out to everybody asked, chunk by chunk: `reached` is the last person written to.

    With `reminds` it is the reminder before that close, to whoever has not answered: one for each close.
    """

    __tablename__ = "askings"
    __table_args__ = (
        indexed("round_id", "edition", unique=True, where="reminds IS NULL"),
        indexed("round_id", "reminds", unique=True),
    )
    round_id: UUID = foreign("opinion_rounds.id", index=False)
    round: OpinionRound = link()
    edition: int
    reminds: datetime | None = None
    letter_id: UUID = foreign("letters.id")
    letter: Letter = link()
    reached: UUID | None = None
    persons: int = 0
    done_at: datetime | None = None
