"""A duty of an estate for a period, and that it was prompted once a stage."""

from datetime import date, datetime
from typing import Any, Optional
from uuid import UUID

import sqlalchemy as sa

from models.database import Row, choice_of, foreign, indexed, link, personal, plain, stored_json
from models.people.roles import Role
from models.people.tables import Estate, Person


class Duty(Row, table=True):
    """履职事项. `kind` is one of config/duties.toml, `period` a year or a code, `law` the key of its rule.

    Open until it is discharged (with a code or words and photos as evidence) or void (its matter fell through).
    """

    __tablename__ = "duties"
    __table_args__ = (
        indexed("estate_id", "kind", "period", unique=True),
        indexed("prompt_at", where="prompt_at IS NOT NULL"),
    )
    estate_id: UUID = foreign("estates.id", index=False)
    estate: Estate = link()
    kind: str = plain(sa_type=sa.String(40))
    period: str = plain(sa_type=sa.String(16))
    due_on: date
    law: str = plain(sa_type=sa.String(64))
    owed_by: Role = choice_of(Role)
    opened_at: datetime
    prompt_at: datetime | None = None
    """When it is to be prompted next; None once it is not open."""
    evidence: str = personal("story", "P3Y", default="")
    files: list[Any] = stored_json(default_factory=list)
    discharged_at: datetime | None = None
    discharged_by: UUID | None = foreign("persons.id", default=None)
    discharger: Optional["Person"] = link()
    void_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.discharged_at is None and self.void_at is None


class DutyReminder(Row, table=True):
    """That a duty was prompted at this stage: the database lets it be said once."""

    __tablename__ = "duty_reminders"
    __table_args__ = (indexed("duty_id", "stage", unique=True),)
    duty_id: UUID = foreign("duties.id", index=False)
    duty: Duty = link()
    stage: str = plain(sa_type=sa.String(32))
    at: datetime
