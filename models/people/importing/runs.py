"""The resume mark of an import."""

from datetime import datetime
from uuid import UUID

from models.database import Row, foreign, indexed, link, plain
from models.people.tables import Estate


class ImportRun(Row, table=True):
    """How many parts of a file are done: one that was broken off goes on from there. `file` is a digest of what it says."""

    __tablename__ = "import_runs"
    __table_args__ = (indexed("estate_id", "file", unique=True),)
    estate_id: UUID = foreign("estates.id", index=False)
    estate: Estate = link()
    file: str = plain()
    done: int = 0
    parts: int
    finished_at: datetime | None = None
