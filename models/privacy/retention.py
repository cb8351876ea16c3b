"""The end of keeping: once a night, column by column, in chunks; counts and states stay, words and names go."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import NAMESPACE_OID, UUID, uuid5

import sqlalchemy as sa
from sqlmodel import Field, Session, select

from models.database import Row, insert, new_id
from models.privacy.columns import Kept, blank, kept_columns, last_night
from models.privacy.queries import execute

CHUNK = 500
_DONE = uuid5(NAMESPACE_OID, "this night is done")


class RetentionNight(Row, table=True):
    """A night whose work is finished: the rest of the day looks at this row only."""

    __tablename__ = "retention_nights"
    night: datetime = Field(unique=True)


# ---- queries


def run_out(session: Session, now: datetime) -> list[UUID]:
    """The columns of which something had run out by last night; at last the note that there are none. Then nothing."""
    night = last_night(now)
    if session.exec(select(RetentionNight.id).where(RetentionNight.night == night)).first() is not None:
        return []
    found = [kept.id for kept in kept_columns() if kept.ended is not None and _expired(session, kept, night, 1)]
    return found or [_DONE]


def next_run_out(session: Session, after: datetime) -> datetime | None:
    """The night in which something will have run out."""
    firsts = []
    for kept in kept_columns():
        if kept.ended is not None:
            query = sa.select(sa.func.min(kept.ended)).select_from(kept.table).where(kept.filled)
            first = execute(session, query).scalar_one()
            if first is not None:
                firsts.append(max(first + kept.span, after))
    if not firsts:
        return None
    night = last_night(min(firsts))
    return night if night > after else night + timedelta(days=1)


def _expired(session: Session, kept: Kept, night: datetime, most: int) -> Sequence[UUID]:
    assert kept.ended is not None
    query = sa.select(kept.table.c.id).where(kept.filled, kept.ended <= night - kept.span)
    return execute(session, query.limit(most)).scalars().all()


# ---- actions


def redact_next(session: Session, kept_id: UUID, now: datetime) -> int:
    """One chunk of one column; what is left is due again. Returns how many rows."""
    night = last_night(now)
    if kept_id == _DONE:
        values = {"id": new_id(), "night": night}
        session.exec(insert(session, RetentionNight).values(**values).on_conflict_do_nothing(index_elements=["night"]))
        return 0
    kept = next(each for each in kept_columns() if each.id == kept_id)
    return redact(session, kept, kept.table.c.id.in_(_expired(session, kept, night, CHUNK)))


def redact(session: Session, kept: Kept, rows: sa.ColumnElement[bool]) -> int:
    """Blank the column, and what was derived from it, in these rows. Returns how many."""
    done = execute(session, sa.update(kept.table).where(rows, kept.filled).values(**blank(kept)))
    session.expire_all()
    return int(done.rowcount)
