"""How the blind indexes of the roster follow from what is sealed, for a change of keys.

A tenant's telephone is not kept, only its index: it is found again under a new key once the roster is imported again.
"""

from __future__ import annotations

from collections.abc import Mapping

from models.database import keyring
from models.database.rotation import reindexed
from models.people.phones import phone_indexes
from models.people.rosters.drafts import name_key
from models.people.tables import Owner


def _owner(opened: Mapping[str, str]) -> Mapping[str, str]:
    return {
        "same_as": keyring().index(name_key(opened["name"]), "owners.same_as"),
        "phone_index": phone_indexes(opened["phone"].split()),
    }


reindexed(Owner, ("same_as", "phone_index"), _owner)
