"""That somebody's day was told: once in the morning, once in the evening."""

from datetime import date, datetime
from enum import Enum
from uuid import UUID

from models.database import Row, choice_of, foreign, indexed, link
from models.people.tables import Person


class BriefKind(Enum):
    MORNING = "morning"
    EVENING = "evening"


class Brief(Row, table=True):
    """Unique per person, day and kind: whichever clock rings first writes it. `lines` may be none: then nothing was said."""

    __tablename__ = "briefs"
    __table_args__ = (indexed("person_id", "day", "kind", unique=True),)
    person_id: UUID = foreign("persons.id", index=False)
    person: Person = link()
    day: date
    kind: BriefKind = choice_of(BriefKind)
    lines: int = 0
    at: datetime
