"""Where everything is kept: one engine a process, one transaction a piece of work, sealed columns, ids made here."""

from models.database.columns import (
    Row,
    Sealed,
    choice_of,
    foreign,
    indexed,
    link,
    personal,
    plain,
    stored_json,
    written_once,
)
from models.database.engine import (
    NOTICES,
    Database,
    RowSession,
    SchemaTooOld,
    insert,
    is_unavailable,
)
from models.database.ids import new_id
from models.database.prepared import prepared
from models.database.secrets import Keyring, blind_index, keyring, new_key, use_keys

__all__ = [
    "NOTICES",
    "Database",
    "Keyring",
    "Row",
    "RowSession",
    "SchemaTooOld",
    "Sealed",
    "blind_index",
    "choice_of",
    "foreign",
    "indexed",
    "insert",
    "is_unavailable",
    "keyring",
    "link",
    "new_id",
    "new_key",
    "personal",
    "plain",
    "prepared",
    "stored_json",
    "use_keys",
    "written_once",
]
